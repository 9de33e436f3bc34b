import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DeskRung } from '../../domain/contract-types';
import { eventually } from '../support/eventually';
import { inSeconds, publishedBut } from '../support/fast-contracts';
import { journal } from '../support/journal';
import { startProcesses, type Processes } from '../support/processes';
import { request, writerOf } from '../support/senders';
import { StoryDesk } from '../support/story-desk';
import { loadPublishedContract } from '../../contracts/load';

const DELAY_SECONDS = 3;
let processes: Processes;
let desk: StoryDesk;
beforeAll(async () => {
  const contracts = publishedBut(
    { ...loadPublishedContract('31'), deskLadder: threeRungs('31') },
    { ...loadPublishedContract('59'), deskLadder: threeRungs('59') },
    inSeconds('95', DELAY_SECONDS, { deskLadder: threeRungs('95') }),
  );
  processes = await startProcesses({ contracts });
  desk = await StoryDesk.of(processes);
});
afterAll(async () => {
  await desk?.close();
  await processes?.stop();
});

function threeRungs(caf: string): DeskRung[] {
  return ['premier', 'deuxieme', 'troisieme'].map((who, i) => ({ rank: i + 1, role: `échelon ${i + 1}`, name: `${who} de ${caf}`, email: `${who}@caf${caf}.example`, phone: null }));
}
/** Urgent: whatever happens on the ladder happens at once, for the contract's own delay is days. */
const urgentMail = (caf: string) => request(writerOf(caf), `guichet@caf${caf}.example`, { subject: '[URGENT] [CDAP] [MAIRIE] incident technique' });
const deadAddresses = async () => (await desk.sql<{ address: string }[]>`select address from dead_address order by address`).map(({ address }) => address);

it('an address that the relay refuses for good is dead, and the next rung is written to at once', { timeout: 60_000 }, async () => {
  desk.sink.behave('premier@caf31.example', { kind: 'refuse', at: 'rcpt', code: 550 });
  const reference = await desk.ticketOf(urgentMail('31'));
  await desk.fact(reference, 'rung-contacted');
  expect(await journal(desk.sql, reference)).toEqual(['received', 'urgent', 'rung-decided desk 1', 'rung-failed desk 1', 'rung-decided desk 2', 'rung-contacted desk 2']);
  expect(await deadAddresses()).toEqual(['premier@caf31.example']);
  expect(desk.sink.mailsTo('premier@caf31.example')).toEqual([]);
  expect(desk.sink.mailsTo('deuxieme@caf31.example')).toHaveLength(1);
  expect((await desk.moved(reference)).trouble).toBe('letter-failed');
});

it('a letter that comes back later is shown on the ticket, and the next rung is written to at once', { timeout: 60_000 }, async () => {
  desk.sink.behave('premier@caf59.example', { kind: 'bounce', via: { host: '127.0.0.1', port: processes.smtpPort } });
  const reference = await desk.ticketOf(urgentMail('59'));
  await desk.fact(reference, 'rung-contacted', (fact) => fact.kind === 'rung-contacted' && fact.rung === 2);
  const told = await journal(desk.sql, reference);
  expect(told).toEqual(['received', 'urgent', 'rung-decided desk 1', 'rung-contacted desk 1', 'letter-bounced', 'rung-failed desk 1', 'rung-decided desk 2', 'rung-contacted desk 2']);
  expect(await deadAddresses()).toContain('premier@caf59.example');
  expect(await desk.sql`select automatic from message where reference = ${reference} and automatic is not null`).toEqual([{ automatic: 'bounce' }]);
  expect(await desk.sql`select state from letter where to_address = 'premier@caf59.example'`).toEqual([{ state: 'bounced' }]);
});

it('a rung counts only once its letter left: the next delay runs from then', { timeout: 60_000 }, async () => {
  desk.sink.behave('premier@caf95.example', { kind: 'refuse', at: 'rcpt', code: 451 });
  const reference = await desk.ticketOf(request(writerOf('95'), 'guichet@caf95.example'));
  await eventually('the letter is put off', async () => await desk.sql`select 1 from letter where to_address = 'premier@caf95.example' and attempts > 1`, (rows) => rows.length === 1);
  expect(await journal(desk.sql, reference)).toEqual(['received', 'rung-decided desk 1']);
  desk.sink.behave('premier@caf95.example', { kind: 'accept' });
  const facts = await desk.fact(reference, 'rung-contacted', (fact) => fact.kind === 'rung-contacted' && fact.rung === 2);
  const left = facts.find((fact) => fact.kind === 'rung-contacted' && fact.rung === 1);
  const next = facts.find((fact) => fact.kind === 'rung-decided' && fact.rung === 2);
  expect(next?.kind === 'rung-decided' && Date.parse(next.limit)).toBe(Date.parse(left?.at ?? '') + DELAY_SECONDS * 1_000);
  expect(await deadAddresses()).not.toContain('premier@caf95.example');
});

it('a relay that hangs holds up no click', { timeout: 60_000 }, async () => {
  desk.sink.behave('*', { kind: 'hang' });
  const mails = [0, 1, 2, 3, 4].map((which) => request(writerOf('76', which % 3), 'guichet@caf76.example'));
  await Promise.all(mails.map((mail) => desk.deliver(mail)));
  const references = await Promise.all(mails.map((mail) => eventually('its ticket', () => desk.referenceOf(mail), (reference) => reference !== null)));
  await eventually('every acknowledgement hangs', async () => await desk.sql`select 1 from letter where caf = '76' and state = 'claimed' and attempts > 1`, (rows) => rows.length === mails.length);
  const [first, second] = references;
  if (!first || !second) throw new Error('no ticket');
  expect(await desk.act(first, { kind: 'note', text: 'Vu avec le service informatique.' })).toEqual({ state: 'done' });
  expect(await desk.act(second, { kind: 'answer', text: 'Nous regardons.', then: 'owes' })).toEqual({ state: 'done' });
});
