import type { CafCode, Reference } from '../domain/ids';
import type { Sql } from './connect';
import { openPhases, type Fragment } from './ticket-filter';

/** A page of the open tickets of these Cafs on whose ladders something happened: a rung contacted, proposed, passed over, or all of them. */
export async function escalatedTickets(sql: Sql, cafs: readonly CafCode[], limit: number, offset = 0): Promise<Reference[]> {
  const rows = await sql<{ reference: Reference }[]>`
    select reference from ticket where ${escalated(sql, cafs)}
    order by exhausted desc, coalesce(late_since, next_at), reference limit ${limit} offset ${offset}`;
  return rows.map((row) => row.reference);
}

/** Those after a ticket in the same order; null = from the first. */
export async function escalatedAfter(sql: Sql, cafs: readonly CafCode[], after: Reference | null, limit: number): Promise<Reference[]> {
  const rows = await sql<{ reference: Reference }[]>`
    select reference from ticket where ${escalated(sql, cafs)} and ${after === null ? sql`true` : sql`reference > ${after}`} order by reference limit ${limit}`;
  return rows.map((row) => row.reference);
}

/** How many there are in all. */
export async function countEscalated(sql: Sql, cafs: readonly CafCode[]): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from ticket where ${escalated(sql, cafs)}`;
  return row?.count ?? 0;
}

/** The few proposals are read once, not asked of each ticket. */
function escalated(sql: Sql, cafs: readonly CafCode[]): Fragment {
  return sql`${openPhases(sql)} and caf = any(${[...cafs]})
    and (rung is not null or exhausted or trouble is not null or reference in (select reference from fact where kind = 'rung-proposed'))`;
}
