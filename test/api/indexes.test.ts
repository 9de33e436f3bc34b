import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Sql } from '../../db/connect';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = connect(database.ownerUrl, { max: 1 });
  await sql`set enable_seqscan = off`;
  await sql`set enable_sort = off`;
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

const OPEN = `phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner')`;

/** What every visit, every mail or every few seconds asks: with a hundred thousand tickets, none may read a table from end to end. */
const HOT: readonly [string, string][] = [
  ['the acts of a ticket', `select * from act where reference = 'r' order by asked_at, key`],
  ['acts asked of a ticket', `select * from act where reference = 'r' and state = 'asked'`],
  ['orphans', `select key from act where state = 'asked' and asked_at < '2026-01-01' order by asked_at limit 100`],
  ['letters of a ticket that have not left', `select id from letter where reference = 'r' and state = 'claimed'`],
  ['letters abandoned', `select id from letter where state = 'claimed' and lease_until <= '2026-01-01' order by lease_until limit 200`],
  ['letters newest first', `select id from letter where caf = any(array['31', '95']) order by queued_at desc, id limit 50`],
  ['letters sent to an address', `select count(*) from letter where automatic and caf = '31' and to_address = 'a@b' and queued_at > '2026-01-01' and state <> 'withheld'`],
  ['a thread by our letters', `select reference from letter where message_id = any(array['<a@b>', '<c@d>'])`],
  ['a thread by mails kept', `select reference from message where message_id = any(array['<a@b>', '<c@d>']) and reference is not null`],
  ['the same mail', `select * from arrived_mail where mailbox = 'm' and message_id = '' and digest = '\\x00'`],
  ['a sender', `select * from contact where email = 'a@b'`],
  ['mails to identify', `select * from arrived_mail where outcome = 'to-identify' and caf = any(array['31']) order by received_at limit 100`],
  ['tickets untold', `select reference from ticket where told_n < last_n and received_at < '2026-01-01' order by reference limit 200`],
  ['tickets overdue', `select reference from ticket where phase not in ('closed', 'merged', 'handed-over') and next_at < '2026-01-01' limit 200`],
  ['the queue', `select reference from ticket where ${OPEN} and caf = any(array['31', '95']) order by coalesce(late_since, next_at), reference limit 50`],
  ['the queue of one Caf', `select reference from ticket where ${OPEN} and caf = '31' order by coalesce(late_since, next_at), reference limit 25`],
  ['the counts of the tabs', `select count(*) filter (where phase = 'received'), count(*) filter (where rung is not null or exhausted) from ticket where ${OPEN} and caf = any(array['31'])`],
  ['whether the queue changed', `select caf, count(*), sum(moved_n) from ticket where ${OPEN} and caf = any(array['31']) group by caf`],
  ['the latest tickets', `select reference from ticket where caf = any(array['31']) and service = 'CDAP' order by received_at desc, reference limit 25`],
  ['views that are kept', `select * from saved_view where account_id = 'a' or shared_with = any(array['31'])`],
  ['tickets of a contact', `select reference from ticket where contact_id = 'c'`],
  ['proposals anywhere', `select reference from fact where kind = 'rung-proposed'`],
  ['words', `select reference from ticket_search where words @@ 'blanch'::tsquery and caf = any(array['31'])`],
  ['a beginning of a word', `select reference from ticket_search where words @@ 'castel:*'::tsquery`],
  ['a partner', `select reference from ticket_search where words @@ '''p/castelbrun'' & ''c/31'''::tsquery`],
  ['proposals', `select reference from fact where reference = 'r' and kind = 'rung-proposed'`],
  ['calls promised', `select reference from fact where kind = 'call-back-promised'`],
  ['the journal', `select * from fact where reference = 'r' order by n`],
  ['the conversation', `select * from message where reference = 'r' order by at`],
  ['tickets of a partner', `select reference from ticket where convention_id = 'c' order by received_at desc limit 6`],
];

it.each(HOT)('%s: asked of an index', async (_what, question) => {
  const plan = (await sql.unsafe(`explain (costs off) ${question}`)).map((row) => String(Object.values(row)[0])).join('\n');
  expect(plan).toMatch(/Index/);
  expect(plan).not.toContain('Seq Scan');
});

describe('under row security', () => {
  let pages: Sql;
  beforeAll(async () => {
    pages = connect(database.webUrl, { max: 1 });
    await pages`set enable_seqscan = off`;
    await pages`set enable_sort = off`;
  });
  afterAll(async () => {
    await pages.end();
  });

  // The words of a search are asked through a function, which no policy comes between.
  it.each(HOT.filter(([, question]) => !question.includes('ticket_search')))('%s: asked of an index all the same', async (_what, question) => {
    const plan = (await pages.unsafe(`explain (costs off) ${question}`)).map((row) => String(Object.values(row)[0])).join('\n');
    expect(plan).toMatch(/Index/);
    expect(plan).not.toContain('Seq Scan');
  });

  it('counts the queue from the index alone', async () => {
    const plan = (await pages.unsafe(`explain (costs off) select count(*) filter (where owes = 'desk') from ticket where ${OPEN} and caf = '31'`)).map((row) => String(Object.values(row)[0])).join('\n');
    expect(plan).toMatch(/Index Only Scan using ticket_(?:queue_counts|morning)/);
  });

  it('looks a ticket up by its key for what is of it, and never gathers all tickets', async () => {
    const plan = (await pages.unsafe(`explain (costs off) select count(*) from letter where caf = '31'`)).map((row) => String(Object.values(row)[0])).join('\n');
    expect(plan).toContain('Index Scan using ticket_pkey on ticket');
    expect(plan).not.toContain('hashed SubPlan');
  });
});

it('whether the queue changed: asked of the index alone', async () => {
  const plan = (await sql.unsafe(`explain (costs off) select caf, sum(moved_n) from ticket where ${OPEN} and caf = '31' group by caf`)).map((row) => String(Object.values(row)[0])).join('\n');
  expect(plan).toContain('Index Only Scan using ticket_queue_counts');
});
