import { afterAll, beforeAll, expect, it } from 'vitest';
import type { KillPoint } from '../../faults';
import { eventually } from '../support/eventually';
import { startProcesses, type Processes } from '../support/processes';
import { request, send, sendAll, writers, type Sent } from '../support/senders';
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

function mailOf(i: number) {
  const from = people[i % people.length];
  if (from === undefined) throw new Error('nobody may write');
  return request(from, DESK);
}
