import { afterAll, beforeAll, expect, it } from 'vitest';
import type { KillPoint } from '../../faults';
import { eventually } from '../support/eventually';
import { startProcesses, type Processes } from '../support/processes';
import { request, send, sendAll, writerOf, writers, type Sent } from '../support/senders';
import { count, line } from '../support/story-counts';

let desk: Processes;
beforeAll(async () => {
  desk = await startProcesses();
});
afterAll(async () => {
  await desk?.stop();
});

const people = writers().filter(({ caf }) => caf === '31');
const DESK = 'guichet@caf31.example';

it.each<KillPoint>(['door:after-commit', 'door:after-signal', 'door:before-250'])('loses and doubles nothing when the door is killed at %s', { timeout: 90_000 }, async (point) => {
  await desk.relaunch('door', { killAt: [point, point] });
  const before = desk.deaths('door');
  const sent: Sent[] = [await send(desk.smtpPort, mailOf(0), { once: true })];
  await eventually('the door is killed', () => desk.deaths('door'), (deaths) => deaths >= before + 1);
  const mails = [1, 2, 3, 4].map(mailOf);
  sent.push(...(await sendAll(desk.smtpPort, mails, { connections: 4, once: () => false })));
  expect(desk.deaths('door') - before).toBe(2);
  const counts = await eventually(point, () => count(desk.sql, desk.sink, sent), ({ letters }) => letters >= sent.length, 60_000);
  console.log(line(point, counts));
  expect(sent.map(({ outcome }) => outcome)).toEqual(['given-up', 'accepted', 'accepted', 'accepted', 'accepted']);
  expect(counts).toMatchObject({ sent: 5, accepted: 4, kept: 5, tickets: 5, letters: 5, doubled: 0, lost: 0 });
});

it.each<KillPoint>(['letter:after-claim', 'letter:after-relay-250', 'letter:before-marked'])('loses and doubles no acknowledgement when it is killed at %s', { timeout: 90_000 }, async (point) => {
  await desk.relaunch('door', { killAt: [point] });
  const before = desk.deaths('door');
  const sent = await sendAll(desk.smtpPort, [0, 1, 2, 3].map(mailOf), { connections: 1, once: () => false });
  await eventually('the door is killed', () => desk.deaths('door'), (deaths) => deaths > before);
  const posted = await eventually(point, () => count(desk.sql, desk.sink, sent), ({ letters }) => letters >= sent.length, 60_000);
  await eventually('every letter is marked', async () => await desk.sql`select id from letter where state = 'claimed'`, (letters) => letters.length === 0, 60_000);
  const counts = await count(desk.sql, desk.sink, sent);
  console.log(line(point, counts));
  expect({ ...counts, lost: Math.max(posted.lost, counts.lost) }).toMatchObject({ sent: 4, accepted: 4, kept: 4, tickets: 4, letters: 4, doubled: 0, lost: 0 });
});

it('a reply that was kept and never told, by a sender who never tries again, reaches its ticket', { timeout: 90_000 }, async () => {
  const mail = mailOf(0);
  await send(desk.smtpPort, mail);
  const ticketOf = async () => (await desk.sql<{ reference: string; last_n: number; moved_n: number }[]>`
    select ticket.reference, last_n, moved_n from ticket join arrived_mail using (reference) where message_id = ${mail.messageId}`)[0];
  const ticket = await eventually('the ticket moves', ticketOf, (row) => row?.moved_n === 1);
  await desk.relaunch('door', { killAt: ['door:after-commit'] });
  const reply = await send(desk.smtpPort, { ...mailOf(0), raw: request(writerOf('31'), DESK, { subject: `Re: ${ticket?.reference}` }).raw }, { once: true });
  expect(reply.outcome).toBe('given-up');
  expect(await eventually('the reply moves it', ticketOf, (row) => row?.moved_n === row?.last_n && row?.last_n === 2, 60_000)).toMatchObject({ moved_n: 2 });
});

function mailOf(i: number) {
  const from = people[i % people.length];
  if (from === undefined) throw new Error('nobody may write');
  return request(from, DESK);
}
