import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findJourney } from '../../db/journey';
import { brokenJourneyLink, factsOfJourney } from '../../db/journey-fact';
import { askJourney } from '../../desk/journey';
import { followSecurityMails } from '../../desk/security';
import { later } from '../../desk/tools';
import type { SecurityAct } from '../../domain/journeys/security-facts';
import { journeyWorkflowId } from '../../workflows/messages';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

const OFFICER = 'securite@caf31.example';
const HOUR_MS = 3_600_000;
const SECRET = 'Violette confisquée';
let desk: SkippedDesk;
let mails = 0;
let acts = 0;
beforeAll(async () => {
  desk = await startSkippedDesk();
  // A Sunday, at night: nobody is on call, the alert leaves all the same.
  await desk.until('2027-03-07T02:00:00.000Z');
});
afterAll(async () => {
  await desk?.stop();
});

async function write(caf: '31' | '59', from: string, subject: string, text = `Un compte piraté : ${SECRET}.`): Promise<void> {
  mails += 1;
  const raw = [`From: ${from}`, `To: guichet@caf${caf}.example`, `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`, `Message-ID: <s${mails}@essai.example>`, `Date: ${new Date(desk.clock.now()).toUTCString()}`, 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', text, ''].join('\r\n');
  const [mailbox] = await desk.sql<{ address: string }[]>`select address from desk_mailbox where caf = ${caf} order by address limit 1`;
  await desk.keeper.keep({ raw: Buffer.from(raw), receivedAt: desk.clock.now(), deskMailboxes: [mailbox?.address ?? ''], envelopeFrom: null, source: { kind: 'smtp', remoteAddress: '127.0.0.1' } });
  await desk.settled();
}

const latest = async (caf: string): Promise<{ id: string; reference: string | null }> => (await desk.sql<{ id: string; reference: string | null }[]>`select id, reference from journey where kind = 'security-incident' and caf = ${caf} order by id desc limit 1`)[0] ?? { id: '', reference: null };
const kinds = async (id: string) => (await factsOfJourney(desk.sql, id)).map(({ kind }) => kind);
const lettersOf = (id: string) => desk.sink.mails.filter((mail) => mail.headers.get('x-guichet-letter')?.startsWith(`${id}/`) === true);
const sent = (id: string) => lettersOf(id).map((mail) => [mail.headers.get('x-guichet-letter')?.split('/').at(-1), /<?([^<>\s]+@[^<>\s]+)>?$/.exec(mail.headers.get('to') ?? '')?.[1]]);

async function ask(id: string, act: SecurityAct) {
  const answer = await desk.sql.begin((tx) => askJourney(tx, desk.tools, { key: `act-${(acts += 1)}`, journey: id, act, actor: OFFICER }, desk.clock.now()));
  await desk.tools.tellJourney({ id, kind: 'security-incident' }, (await findJourney(desk.sql, id))?.last_n ?? 0);
  await desk.settled();
  return answer;
}

describe('a security incident in skipped time', () => {
  it('reaches the officer at once at night, is recalled while they are silent, then the manager and the ladder; handled, notified, closed with a report', { timeout: 240_000 }, async () => {
    const reported = desk.clock.now();
    await write('31', 'Joachim Peyrade <joachim.peyrade@castelbrun.example>', 'Compte piraté');
    const { id, reference } = await latest('31');
    expect(id).toBe('31-SEC-2027-000001');
    expect(reference).toMatch(/^31-2027-/);
    expect(sent(id)).toEqual([['security-alert', OFFICER]]);
    expect(await desk.sql`select restricted from ticket where reference = ${reference}`).toEqual([{ restricted: true }]);
    await desk.until(later(reported, 9 * HOUR_MS));
    expect(sent(id)).toEqual([['security-alert', OFFICER], ['security-reminder', OFFICER], ['security-reminder', OFFICER], ['security-unanswered', 'responsable@caf31.example']]);
    // Then the ladder of article 3.3, after the contract's five days.
    await desk.until(later(reported, 8 * 24 * HOUR_MS));
    expect(sent(id).slice(4).map(([letter]) => letter)).toEqual(['escalation']);
    // None of them says what happened, at which partner, nor repeats a subject.
    for (const mail of lettersOf(id)) expect(`${mail.headers.get('subject') ?? ''}${mail.raw.toString()}`).not.toMatch(/Violette|Castelbrun|Peyrade|pirat/i);
    expect(await ask(id, { kind: 'close', report: 'Clos.', by: OFFICER })).toEqual({ state: 'refused', reason: 'Qualifiez l’incident avant de le clore.' });
    expect(await ask(id, { kind: 'take-on', by: OFFICER })).toEqual({ state: 'done' });
    expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'handling', owes: null, late_since: null });
    await ask(id, { kind: 'qualify', nature: 'account-used', severity: 'serious', personalData: true, summary: 'Un compte partagé.', by: OFFICER });
    // Seventy-two hours have long passed: recalled at once, then nothing for a week.
    expect(sent(id).at(-1)).toEqual(['security-notification', OFFICER]);
    await desk.until(later(desk.clock.now(), 8 * 24 * HOUR_MS));
    expect(sent(id).at(-1)).toEqual(['security-quiet', OFFICER]);
    await ask(id, { kind: 'notify', to: 'cnil', number: 'N-1', note: '', at: desk.clock.now(), by: OFFICER });
    await ask(id, { kind: 'close', report: 'Compte fermé, mots de passe changés.', by: OFFICER });
    expect((await kinds(id)).filter((kind) => !kind.startsWith('rung'))).toEqual(['incident-reported', 'officer-told', 'officer-reminded', 'officer-reminded', 'manager-told', 'taken-on', 'qualified', 'notification-reminded', 'quiet-reminded', 'notified', 'incident-closed']);
    expect(await brokenJourneyLink(desk.sql, id)).toBeNull();
    await expect.poll(async () => (await desk.env.client.workflow.getHandle(journeyWorkflowId(id)).describe()).status.name).toBe('COMPLETED');
  });

  it('goes to the manager where the contract names no officer (Nord), who is told once and reminded', { timeout: 240_000 }, async () => {
    const reported = desk.clock.now();
    await write('59', 'Évrard Dehaene <evrard.dehaene@petite-enfance-clos.example>', 'Incident de sécurité');
    const { id } = await latest('59');
    expect(sent(id)).toEqual([['security-alert', 'responsable@caf59.example']]);
    expect((await factsOfJourney(desk.sql, id))[1]).toMatchObject({ kind: 'officer-told', as: 'manager' });
    await desk.until(later(reported, 9 * HOUR_MS));
    expect(sent(id).map(([letter]) => letter)).toEqual(['security-alert', 'security-reminder', 'security-reminder']);
  });

  it('is told before anybody has decided whose it is, its reporter acknowledged, once', { timeout: 240_000 }, async () => {
    await write('31', 'Quelqu’un <inconnue@ailleurs.example>', 'Compte piraté');
    const stranger = await latest('31');
    // A stranger is not answered.
    expect([stranger.reference, sent(stranger.id)]).toEqual([null, [['security-alert', OFFICER]]]);
    await write('31', 'Sidonie Roquebert <sidonie.roquebert@castelbrun.example>', 'Compte piraté');
    const { id, reference } = await latest('31');
    expect(reference).toBeNull();
    expect(await followSecurityMails(desk.tools, desk.clock.now())).toBe(0);
    expect(sent(id).sort()).toEqual([['security-acknowledged', 'sidonie.roquebert@castelbrun.example'], ['security-alert', OFFICER]]);
  });

  it('is begun when an agent finds that an ordinary request is one: what could be read before is noted', { timeout: 240_000 }, async () => {
    await write('31', 'Joachim Peyrade <joachim.peyrade@castelbrun.example>', 'Question', 'Bonjour, nous avons une question sur CDAP.');
    const [ticket] = await desk.sql<{ reference: string }[]>`select reference from ticket where subject = 'Question' order by reference desc limit 1`;
    expect((await latest('31')).reference).not.toBe(ticket?.reference);
    await desk.act(ticket?.reference ?? '', 'found', { kind: 'rectify', ticketKind: 'security-incident' });
    await desk.settled();
    const { id, reference } = await latest('31');
    expect(reference).toBe(ticket?.reference);
    expect(sent(id)).toEqual([['security-alert', OFFICER]]);
    const [first] = await factsOfJourney(desk.sql, id);
    expect(first).toMatchObject({ kind: 'incident-reported', readable: { messages: 1, files: 0, national: false } });
  });
});
