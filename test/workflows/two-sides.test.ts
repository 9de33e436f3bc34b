import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Act } from '../../domain/acts';
import { instant, type Instant, type Reference } from '../../domain/ids';
import { findTicket } from '../../db/ticket';
import { journal, references } from '../support/journal';
import { arrived, type MailText } from '../support/mail-from';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

const LEVEL_ONE = 'joachim.peyrade@castelbrun.example';
const DESK = 'guichet@caf31.example';

let desk: SkippedDesk;
let acts = 0;
beforeAll(async () => {
  desk = await startSkippedDesk();
  await desk.until('2027-03-01T08:00:00.000Z');
});
afterAll(async () => {
  await desk.stop();
});

/** Keeps a mail now; gives the reference of the newest ticket once its workflow has moved for all it knows. */
async function mail(text: Partial<MailText> = {}): Promise<Reference> {
  await desk.keeper.keep(arrived({ from: LEVEL_ONE, to: DESK, ...text }, desk.clock.now()));
  const reference = (await references(desk.sql)).at(-1);
  if (reference === undefined) throw new Error('no ticket');
  await desk.settled();
  return reference;
}

async function act(reference: Reference, body: Act) {
  acts += 1;
  return await desk.act(reference, `act-${acts}`, body);
}

function days(from: Instant, count: number): Instant {
  return instant(new Date(Date.parse(from) + count * 86_400_000).toISOString());
}

async function at(reference: Reference, kind: string): Promise<Instant[]> {
  const rows = await desk.sql<{ at: Instant }[]>`select at from fact where reference = ${reference} and kind = ${kind} order by n`;
  return rows.map((row) => row.at);
}

describe('the two-sided clock (Haute-Garonne: 5 days, both sides)', () => {
  it('taking in hand, noting and routing end no debt; the desk’s ladder is climbed', async () => {
    const start = desk.clock.now();
    const reference = await mail();
    expect(await act(reference, { kind: 'take-in-hand' })).toEqual({ state: 'done' });
    expect(await act(reference, { kind: 'note', text: 'Vu avec le secteur.' })).toEqual({ state: 'done' });
    const sector = (await desk.sql<{ code: string }[]>`select body->'sectors'->0->>'code' as code from contract_version where caf = '31'`)[0]?.code ?? '';
    expect(await act(reference, { kind: 'route', sector, text: 'Merci de regarder.' })).toEqual({ state: 'done' });
    await desk.until(days(start, 8));
    expect(await journal(desk.sql, reference)).toEqual(['received', 'taken-in-hand', 'noted', 'routed', 'rung-decided desk 1', 'rung-contacted desk 1']);
    // Five days from Monday 1 March is Saturday 6 March: reported to Monday 8 March at 7 h 30.
    expect(await at(reference, 'rung-contacted')).toEqual(['2027-03-08T06:30:00.000Z']);
    await act(reference, { kind: 'resolve', text: '' });
  });

  it('a question hands the debt to the partner, whose silence climbs its own ladder to the end', async () => {
    const reference = await mail({ text: 'Bonjour, erreur 403 sur CDAP depuis ce matin.' });
    const asked = desk.clock.now();
    expect(await act(reference, { kind: 'ask', text: 'Quel est le message exact ?' })).toEqual({ state: 'done' });
    expect((await findTicket(desk.sql, reference))?.owes).toBe('partner');
    await desk.until(days(asked, 24));
    expect((await journal(desk.sql, reference)).slice(2)).toEqual([
      'rung-decided partner 1', 'rung-contacted partner 1', 'rung-decided partner 2', 'rung-contacted partner 2', 'ladder-exhausted partner',
    ]);
    expect((await findTicket(desk.sql, reference))?.exhausted).toBe(true);
    await desk.until(days(asked, 60));
    expect(desk.sink.mailsTo('responsable@caf31.example').filter((one) => one.raw.includes(reference))).toHaveLength(1);
    await act(reference, { kind: 'resolve', text: '' });
  });

  it('the partner’s answer gives the debt back, an absence notice does not', async () => {
    const reference = await mail({ text: 'Bonjour, erreur 404 sur AFAS depuis ce matin.' });
    await act(reference, { kind: 'ask', text: 'Depuis quel poste ?' });
    const question = desk.sink.mails.at(-1)?.messageId ?? '';
    await desk.keeper.keep(arrived({ from: LEVEL_ONE, to: DESK, subject: `Réponse automatique : [${reference}]`, inReplyTo: question, text: 'Je suis absent jusqu’au 15.', headers: ['Auto-Submitted: auto-replied'] }, desk.clock.now()));
    await act(reference, { kind: 'note', text: 'Absence reçue.' });
    expect((await findTicket(desk.sql, reference))?.owes).toBe('partner');
    await desk.keeper.keep(arrived({ from: LEVEL_ONE, to: DESK, subject: `Re: [${reference}]`, inReplyTo: question, text: 'Depuis le poste 12.' }, desk.clock.now()));
    await act(reference, { kind: 'note', text: 'Réponse reçue.' });
    const ticket = await findTicket(desk.sql, reference);
    expect([ticket?.owes, ticket?.phase]).toEqual(['desk', 'waiting-desk']);
    expect(await journal(desk.sql, reference)).toEqual(['received', 'desk-wrote', 'partner-wrote (automatic)', 'noted', 'partner-wrote', 'noted']);
    await act(reference, { kind: 'resolve', text: '' });
  });

  it('a verdict put right moves the clock from that instant back, and whoever was contacted wrongly is told', async () => {
    const reference = await mail({ text: 'Bonjour, erreur 405 sur CDAP.' });
    await act(reference, { kind: 'ask', text: 'Quel profil ?' });
    const question = desk.sink.mails.at(-1)?.messageId ?? '';
    await desk.settled();
    const answered = desk.clock.now();
    await desk.keeper.keep(arrived({ from: LEVEL_ONE, to: DESK, subject: `Réponse automatique : [${reference}]`, inReplyTo: question, text: 'Profil T1, je suis absent demain.', headers: ['Auto-Submitted: auto-replied'] }, answered));
    await desk.until(days(answered, 9));
    expect(await journal(desk.sql, reference)).toContain('rung-contacted partner 1');
    const [message] = await desk.sql<{ n: number }[]>`select n from fact where reference = ${reference} and kind = 'partner-wrote'`;
    expect(await act(reference, { kind: 'correct-verdict', of: message?.n ?? 0, counts: true })).toEqual({ state: 'done' });
    const ticket = await findTicket(desk.sql, reference);
    expect([ticket?.owes, ticket?.owes_since]).toEqual(['desk', answered]);
    await desk.until(days(desk.clock.now(), 4));
    expect(await journal(desk.sql, reference)).toContain('rung-contacted desk 1');
    await desk.sink.waitFor((mails) => mails.some((one) => one.headers.get('x-guichet-letter')?.includes('wrong-contact') === true));
    await act(reference, { kind: 'resolve', text: '' });
  });

  it('a resolved ticket closes 10 days later; a reply within 30 reopens it, and starts the workflow again', async () => {
    const reference = await mail({ text: 'Bonjour, erreur 406 sur CDAP.' });
    await act(reference, { kind: 'answer', text: 'C’est réparé.', then: 'resolved' });
    const resolvedAt = desk.clock.now();
    await desk.until(days(resolvedAt, 11));
    expect((await findTicket(desk.sql, reference))?.phase).toBe('closed');
    expect(await act(reference, { kind: 'answer', text: 'Encore.', then: 'owes' })).toEqual({ state: 'refused', reason: 'Cette demande est close : rouvrez-la d’abord.' });
    await desk.keeper.keep(arrived({ from: LEVEL_ONE, to: DESK, subject: `Re: [${reference}]`, text: 'Cela recommence.' }, desk.clock.now()));
    await act(reference, { kind: 'note', text: 'Rouverte.' });
    expect((await findTicket(desk.sql, reference))?.owes).toBe('desk');
    await act(reference, { kind: 'resolve', text: '' });
    await desk.until(days(desk.clock.now(), 40));
    const linked = await mail({ subject: `Re: [${reference}]`, text: 'Encore la même erreur, deux mois après.' });
    expect(linked).not.toBe(reference);
    expect(await journal(desk.sql, linked)).toEqual(['received', 'linked']);
  });
});

describe('acts', () => {
  it('the same key twice is one act, and an act that is refused says why in French', async () => {
    const reference = await mail({ text: 'Bonjour, erreur 407 sur CDAP.' });
    const answers = await Promise.all([desk.act(reference, 'twice', { kind: 'take-in-hand' }), desk.act(reference, 'twice', { kind: 'take-in-hand' })]);
    expect(answers).toEqual([{ state: 'done' }, { state: 'done' }]);
    expect(await journal(desk.sql, reference)).toEqual(['received', 'taken-in-hand']);
    expect(await act(reference, { kind: 'take-in-hand' })).toEqual({ state: 'refused', reason: 'Cette demande est déjà prise en charge.' });
    expect(await act(reference, { kind: 'answer', text: ' ', then: 'owes' })).toEqual({ state: 'refused', reason: 'Écrivez un texte avant d’envoyer.' });
  });

  it('urgent from the partner writes to the Caf’s first contact at once, at any hour, and restarts its delay', async () => {
    await desk.until('2027-09-05T01:00:00.000Z');
    const at1 = desk.clock.now();
    const reference = await mail({ subject: '[URGENT] [CDAP] [MAIRIE] incident technique', text: 'Bonjour, plus personne ne se connecte, erreur 500.' });
    expect(await journal(desk.sql, reference)).toEqual(['received', 'urgent', 'rung-decided desk 1', 'rung-contacted desk 1']);
    const ticket = await findTicket(desk.sql, reference);
    expect(ticket?.next_step?.what).toBe('ladder-exhausted');
    expect(ticket?.next_at && ticket.next_at >= days(at1, 5)).toBe(true);
  });

  it('merging keeps the earlier debt and can be undone', async () => {
    const first = await mail({ text: 'Bonjour, erreur 408 sur CDAP.' });
    const since = (await findTicket(desk.sql, first))?.owes_since;
    await desk.until(days(desk.clock.now(), 1));
    const second = await mail({ text: 'Bonjour, toujours erreur 408 sur CDAP, merci.' });
    expect(await act(first, { kind: 'merge', into: second })).toEqual({ state: 'done' });
    await act(second, { kind: 'note', text: 'Fusion vue.' });
    expect((await findTicket(desk.sql, first))?.phase).toBe('merged');
    expect((await findTicket(desk.sql, second))?.owes_since).toBe(since);
    expect(await act(first, { kind: 'undo-merge', other: second })).toEqual({ state: 'done' });
    await act(second, { kind: 'note', text: 'Annulation vue.' });
    expect((await findTicket(desk.sql, first))?.owes_since).toBe(since);
    expect((await findTicket(desk.sql, second))?.owes_since).not.toBe(since);
  });

  it('a split makes a second ticket received when its mail was; a hand-over closes here and opens there', async () => {
    const reference = await mail({ text: 'Bonjour, deux choses : erreur 409, et une habilitation à créer.' });
    const [message] = await desk.sql<{ id: string }[]>`select id from message where reference = ${reference} and direction = 'in'`;
    expect(await act(reference, { kind: 'split', message: message?.id ?? '', subject: 'Habilitation à créer', text: 'Une habilitation à créer.' })).toEqual({ state: 'done' });
    const split = (await references(desk.sql)).at(-1);
    expect(split).not.toBe(reference);
    expect(await act(reference, { kind: 'hand-over', caf: '95' as never, text: '' })).toEqual({ state: 'done' });
    expect((await findTicket(desk.sql, reference))?.phase).toBe('handed-over');
    const over = (await references(desk.sql)).find((one) => one.startsWith('95-'));
    expect(over && (await findTicket(desk.sql, over))?.caf).toBe('95');
  });

  it('a call reached ends the debt, one not reached does not; a promised call back falls due', async () => {
    const reference = await mail({ text: 'Bonjour, erreur 410 sur CDAP.' });
    await act(reference, { kind: 'call', result: 'not-reached', then: 'asks', text: '' });
    expect((await findTicket(desk.sql, reference))?.owes).toBe('desk');
    const due = instant(new Date(Date.parse(desk.clock.now()) + 3_600_000).toISOString());
    await act(reference, { kind: 'promise-call-back', due, text: '' });
    await desk.until(days(desk.clock.now(), 0.1));
    expect(await at(reference, 'call-back-due')).toEqual([due]);
    await act(reference, { kind: 'call', result: 'reached', then: 'asks', text: 'Il doit envoyer une capture.' });
    expect((await findTicket(desk.sql, reference))?.owes).toBe('partner');
  });
});
