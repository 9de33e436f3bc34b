import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Reference } from '../../domain/ids';
import type { Fact } from '../../domain/ticket-facts';
import { eventually } from '../support/eventually';
import { inSeconds, publishedBut } from '../support/fast-contracts';
import { journal } from '../support/journal';
import { startProcesses, type Processes } from '../support/processes';
import { request, send, writerOf, type Outgoing } from '../support/senders';
import { StoryDesk } from '../support/story-desk';

const DELAY_SECONDS = 3;
let processes: Processes;
let desk: StoryDesk;
beforeAll(async () => {
  const rungs = ['maelle.casterane', 'directrice'].map((who, i) => ({ rank: i + 1, role: `échelon ${i + 1}`, name: who, email: `${who}@caf31.example`, phone: null }));
  processes = await startProcesses({ contracts: publishedBut(inSeconds('31', DELAY_SECONDS, { deskLadder: rungs })) });
  desk = await StoryDesk.of(processes);
});
afterAll(async () => {
  await desk?.close();
  await processes?.stop();
});

const DESK_95 = 'guichet@caf95.example';
const outcomeOf = async ({ messageId }: Outgoing) => (await desk.sql<{ outcome: string; reason: string | null; reference: Reference | null }[]>`select outcome, reason, reference from arrived_mail where message_id = ${messageId}`)[0];
const letterTo = async (address: string, kind: string) => {
  const ofKind = () => desk.sink.mailsTo(address).filter((mail) => mail.headers.get('x-guichet-letter')?.endsWith(`/${kind}`));
  await desk.sink.waitFor(() => ofKind().length > 0, 20_000);
  const [letter] = ofKind().slice(-1);
  if (letter === undefined) throw new Error(`no ${kind} to ${address}`);
  return letter;
};

it('a mail that nobody answers is acknowledged, climbs the ladder on the real server, and ends with the manager', { timeout: 90_000 }, async () => {
  const from = writerOf('31');
  const reference = await desk.ticketOf(request(from, 'guichet@caf31.example'));
  const facts = await desk.fact(reference, 'ladder-exhausted', () => true, 60_000);
  expect(await journal(desk.sql, reference)).toEqual(['received', 'rung-decided desk 1', 'rung-contacted desk 1', 'rung-decided desk 2', 'rung-contacted desk 2', 'ladder-exhausted desk']);
  expect(limits(facts)).toEqual([after(facts, 'received'), after(facts, 'rung-contacted', 1), after(facts, 'rung-contacted', 2)]);
  await letterTo('responsable@caf31.example', 'ladder-exhausted');
  const about = desk.sink.mails.filter((mail) => mail.headers.get('x-guichet-letter')?.startsWith(`${reference}/`));
  expect(about.map(({ to }) => to.join())).toEqual([from.email, 'maelle.casterane@caf31.example', 'directrice@caf31.example', 'responsable@caf31.example']);
  expect(await desk.row(reference, ({ exhausted }) => exhausted)).toMatchObject({ phase: 'received', next_at: null });
});

function limits(facts: readonly Fact[]): number[] {
  return facts.flatMap((fact) => (fact.kind === 'rung-decided' || fact.kind === 'ladder-exhausted' ? [Date.parse(fact.limit)] : []));
}

/** The instant of a fact and the contract's delay. */
function after(facts: readonly Fact[], kind: Fact['kind'], rung?: number): number {
  const found = facts.find((fact) => fact.kind === kind && (rung === undefined || (fact.kind === 'rung-contacted' && fact.rung === rung)));
  return Date.parse(found?.at ?? '') + DELAY_SECONDS * 1_000;
}

it('replies belong to their ticket by what they answer, then by the reference they quote; an outsider’s goes before a person', { timeout: 90_000 }, async () => {
  const [partner, colleague] = [writerOf('95'), writerOf('95', 1)];
  const reference = await desk.ticketOf(request(partner, DESK_95));
  await desk.act(reference, { kind: 'ask', text: 'Quel est le message d’erreur ?' });
  const question = await letterTo(partner.email, 'question');
  expect((await desk.moved(reference)).owes).toBe('partner');

  const outsider = request({ email: 'curieux@ailleurs.example', name: 'Quelqu’un' }, DESK_95, { inReplyTo: question.messageId });
  await desk.deliver(outsider);
  expect(await outcomeOf(outsider)).toMatchObject({ outcome: 'to-identify', reason: 'outsider-reply', reference: null });
  expect((await desk.moved(reference)).owes).toBe('partner');

  const reply = request(partner, DESK_95, { inReplyTo: question.messageId, subject: 'Sans rapport' });
  expect(await desk.ticketOf(reply)).toBe(reference);
  expect((await desk.moved(reference)).owes).toBe('desk');

  await desk.act(reference, { kind: 'ask', text: 'Et depuis quand ?' });
  const quoting = request(colleague, DESK_95, { subject: `Au sujet de ${reference}` });
  expect(await desk.ticketOf(quoting)).toBe(reference);
  expect((await desk.moved(reference)).owes).toBe('desk');
  expect(await journal(desk.sql, reference)).toEqual(['received', 'desk-wrote', 'partner-wrote', 'desk-wrote', 'partner-wrote']);
});

it('a request without a telephone number is told what is missing, answered by letter, and reopened by a reply', { timeout: 90_000 }, async () => {
  const partner = writerOf('31', 1);
  const reference = await desk.ticketOf(request(partner, 'guichet@caf31.example', { text: 'Bonjour,\r\n\r\nla page CDAP reste blanche, erreur 500.\r\n' }));
  const acknowledgement = await letterTo(partner.email, 'acknowledgement');
  expect(acknowledgement.raw.toString('utf8').replace(/=\r\n/g, '')).toContain('Les coordonn=C3=A9es de la personne');
  expect((await desk.moved(reference)).missing).toContain('caller-contact');
  expect(await desk.act(reference, { kind: 'answer', text: 'C’est rétabli.', then: 'resolved' })).toEqual({ state: 'done' });
  const answer = await letterTo(partner.email, 'resolved');
  expect((await desk.moved(reference)).phase).toBe('resolved');
  expect(await desk.ticketOf(request(partner, 'guichet@caf31.example', { inReplyTo: answer.messageId, text: 'Non, la page est encore blanche.\r\n' }))).toBe(reference);
  expect(await desk.moved(reference)).toMatchObject({ phase: 'waiting-desk', owes: 'desk' });
});

it('the same mail delivered at two doors makes one ticket', { timeout: 60_000 }, async () => {
  await processes.launch('second-door');
  const mails = [2, 3, 4].map((which) => request(writerOf('95', which), DESK_95));
  const sent = await Promise.all(mails.flatMap((mail) => [send(processes.smtpPort, mail), send(processes.secondSmtpPort, mail)]));
  expect(sent.map(({ outcome }) => outcome)).toEqual(Array(6).fill('accepted'));
  for (const mail of mails) {
    expect(await desk.sql`select reference from arrived_mail where message_id = ${mail.messageId}`).toHaveLength(1);
    await desk.sink.waitFor((letters) => letters.some((letter) => letter.headers.get('in-reply-to') === mail.messageId), 20_000);
  }
  expect(await desk.sql`select 1 from ticket where reference in (select reference from arrived_mail where message_id = any(${mails.map(({ messageId }) => messageId)}))`).toHaveLength(3);
});

it('one mail for two desks makes a ticket at each, also when it comes again for one more', { timeout: 60_000 }, async () => {
  const partner = writerOf('59');
  await desk.sql`insert into contact (id, convention_id, name, role, email) select 'also-' || caf, id, 'Partenaire', 'level-one-support', ${partner.email} from convention where caf in ('76', '95')`;
  const mail = request(partner, ['guichet@caf59.example', DESK_95]);
  await desk.deliver(mail);
  await desk.deliver({ ...mail, to: [...mail.to, 'guichet@caf76.example'] });
  const rows = await eventually('three tickets', async () => await desk.sql<{ reference: Reference }[]>`select reference from arrived_mail where message_id = ${mail.messageId} order by reference`, (all) => all.length === 3);
  expect(rows.map(({ reference }) => reference?.slice(0, 2))).toEqual(['59', '76', '95']);
  const answers = () => new Set(desk.sink.mails.filter((letter) => letter.headers.get('in-reply-to') === mail.messageId).map(({ messageId }) => messageId));
  await desk.sink.waitFor(() => answers().size === 3, 20_000);
  expect(desk.sink.mailsTo(partner.email)).toHaveLength(3);
});

it('an act that could not be answered is carried out once the worker is back, once', { timeout: 90_000 }, async () => {
  const reference = await desk.ticketOf(request(writerOf('76'), 'guichet@caf76.example'));
  await processes.end('worker');
  expect(await desk.act(reference, { kind: 'note', text: 'Vu ce matin.' }, { waitMs: 1_000, secondsAgo: 30 })).toEqual({ state: 'unknown' });
  await processes.launch('worker');
  await desk.fact(reference, 'noted', () => true, 60_000);
  expect(await journal(desk.sql, reference)).toEqual(['received', 'noted']);
  expect(await desk.sql`select state from act where reference = ${reference}`).toEqual([{ state: 'done' }]);
});

it('somebody of a known partner who may not open a request is sent to their own level 1, once; a stranger is put before a person', { timeout: 60_000 }, async () => {
  const colleague = { email: 'sidonie.roquebert@castelbrun.example', name: 'Sidonie Roquebert' };
  const stranger = { email: 'passante@ailleurs.example', name: 'Une passante' };
  const mails = [request(colleague, 'guichet@caf31.example'), request(colleague, 'guichet@caf31.example'), request(stranger, 'guichet@caf31.example')];
  for (const mail of mails) await desk.deliver(mail);
  await desk.sink.waitFor(() => desk.sink.mailsTo(colleague.email).length > 0, 20_000);
  expect(await Promise.all(mails.map(outcomeOf))).toMatchObject([{ outcome: 'told-level-one', reference: null }, { outcome: 'told-level-one', reference: null }, { outcome: 'to-identify', reason: 'stranger', reference: null }]);
  await eventually('no letter is on its way', async () => await desk.sql`select 1 from letter where state = 'claimed' and reference is null`, (rows) => rows.length === 0);
  expect(desk.sink.mailsTo(colleague.email).map(({ headers }) => headers.get('in-reply-to'))).toEqual([mails[0]?.messageId]);
  expect(desk.sink.mailsTo(stranger.email)).toEqual([]);
});
