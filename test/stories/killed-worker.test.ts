import { afterAll, beforeAll, expect, it } from 'vitest';
import type { KillPoint } from '../../faults';
import { eventually } from '../support/eventually';
import { startProcesses, type Processes } from '../support/processes';
import { request, sendAll, writers } from '../support/senders';
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
const fourMails = () => people.slice(0, 4).map((from) => request(from, DESK));

it.each<KillPoint>(['letter:after-claim', 'letter:after-relay-250', 'letter:before-marked'])('loses and doubles no letter when the worker is killed at %s', { timeout: 90_000 }, async (point) => {
  await desk.relaunch('worker', { killAt: [point] });
  const counts = await killedAmong(point);
  expect(counts).toMatchObject({ sent: 4, accepted: 4, kept: 4, tickets: 4, letters: 4, doubled: 0, lost: 0 });
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

async function killedAmong(point: KillPoint) {
  return await counted(point, await sendAll(desk.smtpPort, fourMails(), { connections: 2, once: (_, i) => i % 2 === 0 }));
}

/** Once the worker has died, and all letters are at the sink and marked. */
async function counted(what: string, sent: Parameters<typeof count>[2]) {
  await eventually('the worker is killed', () => desk.deaths('worker'), (deaths) => deaths > before);
  before = desk.deaths('worker');
  const counts = await eventually(what, () => count(desk.sql, desk.sink, sent), ({ letters }) => letters >= sent.length, 60_000);
  await eventually('every letter is marked', () => waiting(), (letters) => letters === 0, 60_000);
  const settled = await count(desk.sql, desk.sink, sent);
  console.log(line(what, settled));
  return { ...settled, lost: Math.max(counts.lost, settled.lost) };
}
let before = 0;

async function waiting(): Promise<number> {
  const [row] = await desk.sql<{ letters: number }[]>`select count(*)::int as letters from letter where state = 'claimed'`;
  return row?.letters ?? 0;
}
