import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../clock';
import { keepAct } from '../../db/act';
import { later } from '../../desk/tools';
import type { KillPoint } from '../../faults';
import { eventually } from '../support/eventually';
import { startProcesses, type Processes } from '../support/processes';
import { request, sendAll, writers } from '../support/senders';
import { count, line } from '../support/story-counts';
import { StoryDesk } from '../support/story-desk';

let desk: Processes;
let story: StoryDesk;
beforeAll(async () => {
  desk = await startProcesses();
  story = await StoryDesk.of(desk);
});
afterAll(async () => {
  await story?.close();
  await desk?.stop();
});

const people = writers().filter(({ caf }) => caf === '31');
const DESK = 'guichet@caf31.example';
const fourMails = () => people.slice(0, 4).map((from) => request(from, DESK));

it.each<KillPoint>(['letter:after-claim', 'letter:after-relay-250', 'letter:before-marked'])('loses and doubles no letter of an act when the worker is killed at %s', { timeout: 90_000 }, async (point) => {
  const tickets = await Promise.all(fourMails().map((mail) => story.ticketOf(mail)));
  await desk.relaunch('worker', { killAt: [point] });
  await Promise.all(tickets.map((reference) => story.act(reference, { kind: 'ask', text: 'Quel est le message d’erreur ?' })));
  await killed();
  const questions = () => desk.sql<{ message_id: string; state: string }[]>`select message_id, state from letter where kind = 'question' and reference = any(${tickets})`;
  const kept = await eventually('every question is marked', questions, (rows) => rows.length === 4 && rows.every(({ state }) => state === 'sent'), 60_000);
  const posted = desk.sink.mails.filter(({ messageId }) => kept.some((row) => row.message_id === messageId));
  const counts = { acts: 4, letters: kept.length, arrived: new Set(posted.map(({ messageId }) => messageId)).size, postedAgain: posted.length - 4 };
  console.log(`${point}: ${JSON.stringify(counts)}`);
  expect(counts).toMatchObject({ letters: 4, arrived: 4 });
  expect(counts.postedAgain).toBeLessThanOrEqual(4);
});

it.each<KillPoint>(['act:after-release'])('sends once what an agent could take back, when the worker is killed at %s', { timeout: 90_000 }, async (point) => {
  const tickets = await Promise.all(fourMails().map((mail) => story.ticketOf(mail)));
  await desk.relaunch('worker', { killAt: [point] });
  // Long due already: what is released and not asked is taken up at the next round.
  const now = later(systemClock.now(), -30_000);
  for (const reference of tickets) await keepAct(desk.sql, { key: `${point}-${reference}`, reference, kind: 'ask', body: { kind: 'ask', text: 'Est-ce revenu ?' }, actor: 'renfort@cafs.example', asked_at: now, not_before: now });
  await killed();
  const questions = () => desk.sql<{ message_id: string; state: string }[]>`select message_id, state from letter where kind = 'question' and reference = any(${tickets})`;
  const kept = await eventually('every question is marked', questions, (rows) => rows.length === 4 && rows.every(({ state }) => state === 'sent'), 60_000);
  expect(new Set(desk.sink.mails.filter(({ messageId }) => kept.some((row) => row.message_id === messageId)).map(({ messageId }) => messageId)).size).toBe(4);
});

it('nor when it is killed while it posts a letter that the relay had put off', { timeout: 90_000 }, async () => {
  await desk.relaunch('worker', { killAt: ['letter:after-relay-250'] });
  desk.sink.behave('*', { kind: 'refuse', at: 'rcpt', code: 451 });
  const sent = sendAll(desk.smtpPort, fourMails(), { connections: 2, once: () => false });
  await eventually('the relay put every letter off', () => waiting(), (letters) => letters === 4);
  desk.sink.behave('*', { kind: 'accept' });
  const counts = await counted('letter:after-relay-250, tried again', await sent);
  expect(counts).toMatchObject({ sent: 4, accepted: 4, kept: 4, tickets: 4, letters: 4, doubled: 0, lost: 0 });
});

/** Once the worker has died, and all letters are at the sink and marked. */
async function counted(what: string, sent: Parameters<typeof count>[2]) {
  await killed();
  const counts = await eventually(what, () => count(desk.sql, desk.sink, sent), ({ letters }) => letters >= sent.length, 60_000);
  await eventually('every letter is marked', () => waiting(), (letters) => letters === 0, 60_000);
  const settled = await count(desk.sql, desk.sink, sent);
  console.log(line(what, settled));
  return { ...settled, lost: Math.max(counts.lost, settled.lost) };
}

async function killed(): Promise<void> {
  await eventually('the worker is killed', () => desk.deaths('worker'), (deaths) => deaths > before);
  before = desk.deaths('worker');
}
let before = 0;

async function waiting(): Promise<number> {
  const [row] = await desk.sql<{ letters: number }[]>`select count(*)::int as letters from letter where state = 'claimed'`;
  return row?.letters ?? 0;
}
