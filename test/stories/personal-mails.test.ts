import { afterAll, beforeAll, expect, it } from 'vitest';
import type { KillPoint } from '../../faults';
import { eventually } from '../support/eventually';
import { startProcesses, type Processes } from '../support/processes';

/** Their people serve Nord, which states no hours: its desk is open on any day on which this test is run. */
let desk: Processes;
beforeAll(async () => {
  desk = await startProcesses();
});
afterAll(async () => {
  await desk?.stop();
});

it.each<KillPoint>(['letter:after-claim', 'letter:after-relay-250', 'letter:before-marked'])('the morning’s digest is one when the worker is killed at %s, and started again', { timeout: 120_000 }, async (point) => {
  const deaths = desk.deaths('worker');
  await desk.sql`update letter set state = 'inside' where kind in ('unopened', 'morning') and state = 'claimed'`;
  const account = `${point.replace(/\W/g, '-')}@caf59.example`;
  await desk.asOwner(async (owner) => {
    await owner`insert into account (id, login, name, password_hash) values (${account}, ${account}, 'Personne Fictive', '-')`;
    await owner`insert into account_role (account_id, role, caf) values (${account}, 'agent', '59')`;
    await owner`insert into mail_choice values (${account}, 'morning', true, '00:00')`;
  });
  await desk.relaunch('worker', { killAt: [point] });
  await eventually('the worker is killed', () => desk.deaths('worker'), (now) => now > deaths, 60_000);
  await eventually('the digest is marked', async () => await desk.sql<{ state: string }[]>`select state from letter where to_address = ${account}`, ([letter]) => letter?.state === 'sent', 60_000);
  await desk.relaunch('worker');
  await eventually('the worker is alive again', async () => await desk.sql`select 1 from heartbeat where part = 'worker'`, (rows) => rows.length === 1);
  expect(await desk.sql`select 1 from letter where to_address = ${account}`).toHaveLength(1);
  expect(new Set(desk.sink.mailsTo(account).map((mail) => mail.messageId)).size).toBe(1);
});
