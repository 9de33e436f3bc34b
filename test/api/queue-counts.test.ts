import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, type Sql } from '../../db/connect';
import { countLists, countQueue, type QueueList } from '../../db/queue';
import { scoped } from '../../db/scope';
import { reachOf, type Grant } from '../../domain/grants';
import type { CafCode } from '../../domain/ids';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { fill } from '../support/stack';

const CAFS = ['21', '31', '95'] as CafCode[];
const LISTS: readonly QueueList[] = ['all', 'to-take', 'desk', 'partner', 'escalated'];

let database: TestDatabase;
let owner: Sql;
let pages: Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = connect(database.ownerUrl, { max: 1 });
  await fill(database);
  pages = connect(database.webUrl, { max: 2 });
  // Of every Caf, open and not, owed by each side, on a rung or not, restricted or not, referred or not: the more of one kind the later it comes.
  await owner`
    insert into ticket (reference, caf, convention_id, contract_version, channel, subject, received_at, phase, owes, rung, exhausted, restricted, referred)
    select format('%s-2026-9%s%s', caf, lpad(kind.n::text, 4, '0'), copy), caf, null, 1, 'phone', 'Essai', '2026-11-02T09:00:00Z', phase, owes, rung, exhausted, restricted, referred
    from unnest(${CAFS}::text[]) caf,
      (select row_number() over () as n, * from unnest(array['received', 'in-hand', 'waiting-desk', 'waiting-partner', 'resolved']) phase, unnest(array['desk', 'partner']) owes,
        (values (null::int, false), (1, false), (null, true)) escalated (rung, exhausted), unnest(array[true, false]) restricted, unnest(array[true, false]) referred) kind,
      generate_series(0, (kind.n % 3)::int) copy`;
});
afterAll(async () => {
  await pages.end();
  await owner.end();
  await database.drop();
});

const grant = (role: Grant['role'], cafs: string[], standsIn: string[] = []): Grant => ({ role, cafs: cafs as CafCode[], conventions: [], standsIn });

it.each<[string, Grant[]]>([
  ['an agent of one Caf', [grant('agent', ['31'])]],
  ['an agent of two', [grant('agent', ['21', '31'])]],
  ['a manager of a Caf without security officer', [grant('manager', ['21', '31'], ['31'])]],
  ['a security officer', [grant('security-officer', ['95'])]],
  ['an agent here, a security officer there', [grant('agent', ['31']), grant('security-officer', ['21', '31'])]],
  ['the national level', [grant('national', ['21', '31', '95'])]],
  ['the national level, an agent here', [grant('national', ['21', '31', '95']), grant('agent', ['31'])]],
  ['a reader of traces', [grant('trace-reader', ['31'])]],
])('%s: the tabs say how many their lists show', async (_who, grants) => {
  const sql = scoped(pages, { ...reachOf(grants), who: 'someone' });
  for (const cafs of [CAFS, ['31'] as CafCode[], []]) {
    const counted = await countLists(sql, cafs);
    const listed = await Promise.all(LISTS.map((list) => countQueue(sql, { cafs, list, conditions: [] })));
    expect(LISTS.map((list) => counted[list])).toEqual(listed);
  }
});

it('the tabs of an agent are not those of nobody', async () => {
  const counted = await countLists(scoped(pages, { ...reachOf([grant('agent', ['31'])]), who: 'someone' }), CAFS);
  for (const list of LISTS) expect(counted[list]).toBeGreaterThan(0);
});

it('counts from an index alone', async () => {
  await owner`vacuum analyze ticket`;
  await owner`set enable_seqscan = off`;
  const body = (await owner<{ body: string }[]>`select prosrc as body from pg_proc where proname = 'queue_counts'`)[0]?.body ?? '';
  const plan = (await owner.unsafe(`explain (costs off) ${body.replaceAll('wanted', `array['31']`)}`)).map((row) => String(Object.values(row)[0])).join('\n');
  expect(plan).toMatch(/Index Only Scan using ticket_(?:queue_counts|morning)/);
  expect(plan).not.toContain('Seq Scan');
});
