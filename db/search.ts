import type { CafCode, Reference } from '../domain/ids';
import { isOfWords, type Condition } from '../domain/ticket-question';
import type { Sql } from './connect';
import { filterOf, questionOf } from './ticket-filter';

export interface Found {
  readonly references: readonly Reference[];
  /** `MOST_FOUND` when there are as many or more. */
  readonly total: number;
}

/** How many are counted, and paged through: the latest. */
export const MOST_FOUND = 500;

/** Tickets of these Cafs that hold every condition, the latest first. */
export async function searchTickets(sql: Sql, cafs: readonly CafCode[], conditions: readonly Condition[], limit: number, offset: number): Promise<Found> {
  return conditions.every(isOfWords) ? await byWords(sql, cafs, conditions, limit, offset) : await byAll(sql, cafs, conditions, limit, offset);
}

/** Words alone are asked of the index of words, which knows Cafs and dates; whether one may see a ticket, its own row says. */
async function byWords(sql: Sql, cafs: readonly CafCode[], conditions: readonly Condition[], limit: number, offset: number): Promise<Found> {
  const question = questionOf(sql, conditions);
  if (question === null) return { references: [], total: 0 };
  const [row] = await sql<{ found: Reference[] | null; total: number }[]>`
    select (array_agg(reference order by n))[${offset + 1}::int:${offset + limit}::int] as found, count(*)::int as total
    from search_references(${[...cafs]}, ${question}, ${MOST_FOUND}) with ordinality as found(reference, n) join ticket using (reference)`;
  return { references: row?.found ?? [], total: row?.total ?? 0 };
}

/**
 * Planned for what is asked: a plan for any Cafs and any kind walks the latest tickets of all until it has found enough, ten times as long as an index
 * of the kind takes.
 */
async function byAll(sql: Sql, cafs: readonly CafCode[], conditions: readonly Condition[], limit: number, offset: number): Promise<Found> {
  return await sql.begin(async (tx) => {
    const [, [row]] = await Promise.all([
      tx`select set_config('plan_cache_mode', 'force_custom_plan', true)`,
      tx<{ found: Reference[] | null; total: number }[]>`
        select (array_agg(reference order by received_at desc, reference))[${offset + 1}::int:${offset + limit}::int] as found, count(*)::int as total
        from (select reference, received_at from ticket where ${filterOf(tx, cafs, conditions)} order by received_at desc, reference limit ${MOST_FOUND}) latest`,
    ]);
    return { references: row?.found ?? [], total: row?.total ?? 0 };
  });
}
