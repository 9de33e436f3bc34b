import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually';
import { startProcesses, type ProcessName, type Processes } from '../support/processes';
import { request, sendAll, writers, type Sent } from '../support/senders';
import { count, line } from '../support/story-counts';

const MAILS = 200;
const CONNECTIONS = 6;
/** Who is killed once that many mails were accepted. */
const KILLS: ReadonlyArray<readonly [number, ProcessName]> = [[25, 'postgres'], [65, 'temporal'], [105, 'worker'], [145, 'door']];

let desk: Processes;
beforeAll(async () => {
  desk = await startProcesses({ env: { GUICHET_SMTP_RATE_PER_SENDER_PER_MINUTE: '1000' } });
});
afterAll(async () => {
  await desk?.stop();
});

it('loses and doubles nothing when PostgreSQL, Temporal, the worker and the door are killed in the middle of 200 mails', { timeout: 170_000 }, async () => {
  const people = writers();
  const mails = Array.from({ length: MAILS }, (_, i) => {
    const from = people[i % people.length];
    if (from === undefined) throw new Error('nobody may write');
    return request(from, `guichet@caf${from.caf}.example`);
  });
  const kills = [...KILLS];
  const killing: Promise<void>[] = [];
  let accepted = 0;
  const onSent = ({ outcome }: Sent): void => {
    if (outcome === 'accepted') accepted += 1;
    if (kills[0] !== undefined && accepted >= kills[0][0]) killing.push(...kills.splice(0, 1).map(([, name]) => desk.kill(name)));
  };
  // Every tenth sender's server never tries again, whatever it heard.
  const sent = await sendAll(desk.smtpPort, mails, { connections: CONNECTIONS, once: (_, i) => i % 10 === 9, limitMs: 120_000, onSent });
  await Promise.all(killing);
  const counts = await eventually('every mail is acknowledged', () => count(desk.sql, desk.sink, sent), ({ kept, letters }) => letters >= kept, 90_000);
  console.log(line('200 mails', counts));
  expect(kills).toEqual([]);
  expect(KILLS.map(([, name]) => desk.deaths(name) > 0)).toEqual([true, true, true, true]);
  expect(counts).toMatchObject({ sent: MAILS, tickets: counts.kept, letters: counts.kept, doubled: 0, lost: 0 });
  expect(counts.accepted).toBeGreaterThanOrEqual(MAILS - MAILS / 10);
});
