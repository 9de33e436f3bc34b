import MailComposer from 'nodemailer/lib/mail-composer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Sql } from '../../db/connect';
import { saveSettings } from '../../db/desk-setting';
import { findJourney } from '../../db/journey';
import { habilitationsOf } from '../../db/register';
import { findTicket } from '../../db/ticket';
import { askJourney } from '../../desk/journey';
import { decideHabilitation } from '../../desk/register-decisions';
import { later } from '../../desk/tools';
import type { CafCode, LocalDate, Reference } from '../../domain/ids';
import type { ChangeAct } from '../../domain/journeys/change-acts';
import { tellRetention } from '../../engine/retention';
import { keepRetention } from '../../worker/retention-chores';
import { retentionWorkflowId } from '../../workflows/messages';
import { FILLED } from '../support/change-case';
import { eventually } from '../support/eventually';
import { filledPdf, LINES } from '../support/filled-pdf';
import { references } from '../support/journal';
import { arrived } from '../support/mail-from';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';
import { placesOf } from '../support/whole-database';

const CAF = '31' as CafCode;
const DAY = 86_400_000;
/** Words that nothing but what is erased holds. */
const WORDS = 'Hippogriffe zinzolin';
const HABILITATED = 'Cobaltine';
let desk: SkippedDesk;
let all: Sql;
beforeAll(async () => {
  desk = await startSkippedDesk();
  all = connect(desk.superuserUrl, { max: 1 });
  await desk.until('2027-03-01T08:00:00.000Z');
});
afterAll(async () => {
  await all?.end({ timeout: 5 });
  await desk?.stop();
});

async function closedTicket(words: string): Promise<Reference> {
  const mail = arrived({ from: 'joachim.peyrade@castelbrun.example', to: 'guichet@caf31.example', subject: `[CDAP] ${words}`, text: `Bonjour, ${words}, appelez Joachim Peyrade au 05 36 49 00 12.` }, desk.clock.now());
  await desk.keeper.keep({ ...mail, raw: withFile(mail.raw, words) });
  await desk.settled();
  const reference = (await references(desk.sql)).filter((one) => one.startsWith(`${CAF}-`)).at(-1) as Reference;
  expect(await desk.act(reference, `take-${reference}`, { kind: 'take-in-hand' })).toEqual({ state: 'done' });
  expect(await desk.act(reference, `note-${reference}`, { kind: 'note', text: `Note : ${words}.` } as never)).toEqual({ state: 'done' });
  expect(await desk.act(reference, `answer-${reference}`, { kind: 'answer', text: `C’est réparé, ${words}.`, then: 'resolved' })).toEqual({ state: 'done' });
  return reference;
}
/** The same mail with a file in it, whose name and content say the words. */
function withFile(raw: Buffer, words: string): Buffer {
  const [head = '', text = ''] = raw.toString('utf8').split('\r\n\r\n');
  const [plain, multipart] = [/Content-Type: [^]*$/.exec(head)?.[0] ?? '', head.replace(/Content-Type: [^]*$/, 'Content-Type: multipart/mixed; boundary=b')];
  const file = [`Content-Type: application/octet-stream; name="${words}.bin"`, `Content-Disposition: attachment; filename="${words}.bin"`, 'Content-Transfer-Encoding: base64', '', Buffer.from(`le ${words} en pièce jointe`).toString('base64')];
  return Buffer.from([multipart, '', '--b', plain, '', text, '--b', ...file, '--b--', ''].join('\r\n'));
}
async function keepMonths(months: number | null, caf = CAF): Promise<void> {
  await desk.sql.begin((tx) => saveSettings(tx, caf, { keepTicketsMonths: months }, desk.clock.now()));
}
/**
 * The worker's chore, as after the night in which years went by: it starts the workflow of each Caf and of the installation, and each erases what is due.
 * They are stopped then: years pass without two thousand nights of six workflows.
 */
async function aNight(): Promise<void> {
  const { client } = desk.env;
  const before = desk.clock.now();
  const count = await keepRetention({ client, tools: desk.tools, clock: desk.clock });
  const over = () => desk.sql<{ caf: string }[]>`select distinct caf from erasure where began_at >= ${before} and done_at is not null order by caf`;
  expect((await eventually('each has had its night', over, (rows) => rows.length === count)).map(({ caf }) => caf)).toEqual(['', '21', '31', '59', '76', '95']);
  const workflows = (await over()).map(({ caf }) => client.workflow.getHandle(retentionWorkflowId(caf as CafCode | '')));
  for (const one of workflows) await one.cancel();
  const states = async () => await Promise.all(workflows.map(async (one) => (await one.describe()).status.name));
  await eventually('none waits for its next night', states, (all) => all.every((state) => state === 'CANCELLED'));
}
const days = (count: number) => desk.until(later(desk.clock.now(), count * DAY));
const erasedAt = async (reference: Reference) => (await findTicket(desk.sql, reference))?.erased_at ?? null;

const NAMED = `Chimère ${HABILITATED}`;
const SENDER = 'apolline.vernouillet@ccas-valmirande.example';
/** A change of administrator by mail with its form, carried out; its new administrator then leaves. @returns its number and that of the request that it came by */
async function changedThenWithdrawn(): Promise<{ readonly change: string; readonly reference: Reference }> {
  const form = { ...FILLED, lastName: HABILITATED, firstName: 'Chimère', personalEmail: `chimere.${HABILITATED.toLowerCase()}@ccas-valmirande.example`, signatoryName: 'Théophile Marines', replacedLastName: 'Hérouard', replacedFirstName: 'Côme', replacedEmail: 'come.herouard@ccas-valmirande.example' };
  const lines = Object.entries({ ...Object.fromEntries(LINES), Nom: HABILITATED, Prénom: 'Chimère', 'Adresse de messagerie': form.personalEmail, 'Nom du signataire': form.signatoryName, 'Nom de l’administrateur remplacé': 'Hérouard', 'Prénom de l’administrateur remplacé': 'Côme', 'Courriel de l’administrateur remplacé': form.replacedEmail });
  const attachments = [{ filename: 'annexe-3.pdf', content: await filledPdf(lines), contentType: 'application/pdf' }];
  const raw = await new MailComposer({ from: SENDER, to: 'guichet@caf95.example', subject: `Changement d’administrateur : ${NAMED}`, text: `Bonjour, le formulaire de ${NAMED} est joint.`, attachments }).compile().build();
  await desk.keeper.keep({ raw, receivedAt: desk.clock.now(), deskMailboxes: ['guichet@caf95.example'], envelopeFrom: SENDER, source: { kind: 'smtp', remoteAddress: '127.0.0.1' } });
  const [row] = await desk.sql<{ id: string; reference: Reference }[]>`select id, reference from journey where kind = 'administrator-change'`;
  const { id: change, reference } = row ?? { id: '', reference: '' as Reference };
  const tell = async () => {
    await desk.tools.tellJourney({ id: change, kind: 'administrator-change' }, (await findJourney(desk.sql, change))?.last_n ?? 0);
    await desk.settled();
  };
  const act = async (asked: ChangeAct) => {
    expect(await desk.sql.begin((tx) => askJourney(tx, desk.tools, { key: `preuve-${(acts += 1)}`, journey: change, act: asked, actor: 'agent' }, desk.clock.now()))).toEqual({ state: 'done' });
    await tell();
  };
  await tell();
  await act({ kind: 'keep-form', kept: { form, digest: 'd1', people: 'p1', wrong: [] }, by: 'agent' });
  for (const who of ['signatory', 'administrator'] as const) await act({ kind: 'sign', who, digest: 'd1', by: null });
  await act({ kind: 'call-back', number: '+33199005115', result: 'reached', note: '', by: 'agent' });
  await act({ kind: 'check', by: 'agent' });
  await days(12);
  await act({ kind: 'approve', note: '', by: 'manager' });
  const on = desk.clock.now().slice(0, 10) as LocalDate;
  await act({ kind: 'give-access', on, by: 'manager' });
  await act({ kind: 'withdraw-access', on, by: 'manager' });
  for (const [key, body] of [['pris', { kind: 'take-in-hand' }], ['répondu', { kind: 'answer', text: 'C’est fait.', then: 'resolved' }]] as const) expect(await desk.act(reference, key, body as never)).toEqual({ state: 'done' });
  await days(20);
  const given = (await habilitationsOf(desk.sql, '95-2024-042')).find(({ name }) => name === NAMED);
  expect(given).toMatchObject({ state: 'active', journey: change });
  const decided = { at: desk.clock.now(), actor: null, actorName: 'Agent', reason: 'Elle nous quitte.' };
  expect(await desk.sql.begin((tx) => decideHabilitation(tx, desk.tools, given?.id ?? '', 'withdraw', decided))).toMatchObject({ told: expect.any(Array) as unknown[] });
  return { change, reference };
}
let acts = 0;

describe('what is over its term, in skipped time', () => {
  it('six months for who opened what; six years for the access that a change gave and that was withdrawn, with the change, its mail, its letters and its person; a dispute holds all', { timeout: 240_000 }, async () => {
    await keepMonths(12, '95' as CafCode);
    const { change, reference } = await changedThenWithdrawn();
    await all`insert into access_log (at, who, cafs, action, path) values (${desk.clock.now()}, 'agent', '{95}', 'read-register', ${`/registre/${HABILITATED}`})`;
    await desk.addAccount('responsable', 'Responsable');
    const until = later(desk.clock.now(), 8 * 366 * DAY).slice(0, 10);
    await desk.sql`insert into retention_hold (id, caf, convention_id, reason, until, put_by, put_at) values ('litige', '95', '95-2024-042', 'Recours', ${until}, 'responsable', ${desk.clock.now()})`;
    await days(150);
    await aNight();
    expect(await placesOf(all, HABILITATED)).toContain('access_log.path');
    await days(40);
    await aNight();
    const places = await placesOf(all, HABILITATED);
    expect(places).not.toContain('access_log.path');
    expect(places).toEqual(expect.arrayContaining(['arrived_mail.subject', 'contact.name', 'habilitation.name', 'journey_fact.body', 'letter.raw', 'message.text', 'raw_mail.bytes', 'register_act.label']));
    // Five years and more: the request is over its term and proves the access, so it stays with it.
    await days(5 * 365);
    await aNight();
    expect(await erasedAt(reference)).toBeNull();
    await days(366);
    await aNight();
    expect(await placesOf(all, HABILITATED)).toContain('habilitation.name');
    await desk.sql`update retention_hold set lifted_at = ${desk.clock.now()} where id = 'litige'`;
    await days(1);
    await aNight();
    expect(await placesOf(all, HABILITATED)).toEqual([]);
    expect(await erasedAt(reference)).not.toBeNull();
    expect(await desk.sql`select erased_at is not null as erased, ended_at is not null as ended from journey where id = ${change}`).toEqual([{ erased: true, ended: true }]);
    const [left] = await all`select (select count(*)::int from change_file where journey = ${change}) as files, (select count(*)::int from raw_mail) as mails`;
    expect(left).toEqual({ files: 0, mails: 0 });
    const counted = await desk.sql<{ what: string; n: number }[]>`select what, sum(n)::int as n from erasure_count join erasure on erasure.id = erasure where rule = 'habilitations' and caf = '95' group by what order by what`;
    expect(counted).toEqual(expect.arrayContaining([{ what: 'habilitation', n: 2 }, { what: 'journey', n: 1 }, { what: 'change_file', n: 1 }]));
  });

  it('keeps a closed request for the months that the Caf chose, night after night, then erases every word of it; its figures stay', { timeout: 240_000 }, async () => {
    const reference = await closedTicket(WORDS);
    await days(12);
    expect((await findTicket(desk.sql, reference))?.phase).toBe('closed');
    // No term is chosen: nothing is erased, however old.
    await keepMonths(null);
    await aNight();
    expect(await erasedAt(reference)).toBeNull();
    await keepMonths(1);
    await tellRetention(desk.env.client, CAF);
    expect((await placesOf(all, WORDS)).length).toBeGreaterThan(4);
    const figures = await desk.sql`select * from ticket_figures where reference = ${reference}`;
    await days(17);
    expect(await erasedAt(reference)).toBeNull();
    await days(18);
    await eventually('it is erased', () => erasedAt(reference), (at) => at !== null);
    expect(await placesOf(all, WORDS)).toEqual([]);
    expect(await desk.sql`select * from ticket_figures where reference = ${reference}`).toEqual(figures);
    const [fact] = await desk.sql<{ body: object; salt: Buffer; chained: boolean }[]>`select body, salt, length(chain) = 32 as chained from fact where reference = ${reference} and n = 1`;
    expect([fact?.body, fact?.salt.length, fact?.chained]).toEqual([{}, 0, true]);
    // It goes on each night by itself, as new once a month: no run is longer than its thirty nights.
    const runs = await desk.sql<{ nights: number }[]>`select count(*)::int as nights from erasure where caf = ${CAF}`;
    expect(runs[0]?.nights).toBeGreaterThan(31);
    const described = await desk.env.client.workflow.getHandle(retentionWorkflowId(CAF)).describe();
    expect(described.status.name).toBe('RUNNING');
    expect(described.historyLength).toBeLessThan(200);
  });
});
