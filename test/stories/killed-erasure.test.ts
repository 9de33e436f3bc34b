import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveSettings } from '../../db/desk-setting';
import { systemClock } from '../../clock';
import type { CafCode } from '../../domain/ids';
import { tellRetention } from '../../engine/retention';
import { eventually } from '../support/eventually';
import { startProcesses, type Processes } from '../support/processes';
import { request, writers } from '../support/senders';
import { StoryDesk } from '../support/story-desk';
import { placesOf } from '../support/whole-database';
import { connect } from '../../db/connect';

const MANY = 6;
const WORDS = 'Sphinx garance';
let desk: Processes;
let story: StoryDesk;
let client: Client;
beforeAll(async () => {
  desk = await startProcesses();
  story = await StoryDesk.of(desk);
  client = await desk.temporalClient();
});
afterAll(async () => {
  await client?.connection.close();
  await story?.close();
  await desk?.stop();
});

it('a worker that starts has what is over its term looked for by itself, at each Caf and for what is of none', { timeout: 60_000 }, async () => {
  const done = () => desk.sql<{ caf: string }[]>`select caf from erasure where done_at is not null order by caf`;
  const cafs = (await desk.sql<{ caf: string }[]>`select distinct caf from contract_version order by caf`).map(({ caf }) => caf);
  expect((await eventually('the first night', done, (rows) => rows.length > cafs.length)).map(({ caf }) => caf)).toEqual(['', ...cafs]);
});

it('erases each request once, its worker killed in the middle of the erasure, twice; nothing of their words is left', { timeout: 180_000 }, async () => {
  const people = writers().filter(({ caf }) => caf === '31');
  const mails = Array.from({ length: MANY }, (_, i) => ({ ...request(people[i % people.length] as (typeof people)[number], 'guichet@caf31.example'), subject: `[CDAP] ${WORDS} ${i}` }));
  const tickets = await Promise.all(mails.map((mail) => story.ticketOf(mail)));
  await desk.asOwner(async (owner) => {
    // As if they had been closed two years ago, and last night's erasure were still to come.
    await owner`delete from erasure_count`;
    await owner`delete from erasure`;
    await owner`insert into fact (reference, n, at, kind, body, recorded_at, salt, digest, chain) select reference, last_n + 1, now() - interval '2 years', 'closed', '{}', now(), '', '', '' from ticket`;
    await owner`update ticket set phase = 'closed', next_at = null, received_at = now() - interval '2 years', last_n = last_n + 1, moved_n = last_n + 1, told_n = last_n + 1`;
  });
  await desk.sql.begin((tx) => saveSettings(tx, '31' as CafCode, { keepTicketsMonths: 12 }, systemClock.now()));
  await desk.relaunch('worker', { killAt: ['erasure:after-one', 'erasure:after-one'] });
  await tellRetention(client, '31' as CafCode);
  await eventually('the erasure is over', () => desk.sql<{ done: boolean }[]>`select done_at is not null as done from erasure where caf = '31'`, ([row]) => row?.done === true, 120_000);
  expect(desk.deaths('worker')).toBe(2);
  expect(await desk.sql`select reference from ticket where erased_at is not null order by 1`).toEqual([...tickets].sort().map((reference) => ({ reference })));
  expect(await desk.sql`select n from erasure_count where what = 'ticket'`).toEqual([{ n: MANY }]);
  const whole = connect(desk.url('GUICHET_OWNER_DATABASE_URL'), { max: 1 });
  expect(await placesOf(whole, WORDS)).toEqual([]);
  await whole.end({ timeout: 5 });
});
