import type { CafCode, Reference } from '../domain/ids';
import type { Sql } from './connect';

/** Open tickets of these Cafs on whose ladders something happened: a rung contacted, proposed, passed over, or all of them. */
export async function escalatedTickets(sql: Sql, cafs: readonly CafCode[], limit: number): Promise<Reference[]> {
  const rows = await sql<{ reference: Reference }[]>`
    select reference from ticket
    where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner') and caf = any(${[...cafs]})
      and (rung is not null or exhausted or trouble is not null
        or exists (select from fact where fact.reference = ticket.reference and fact.kind = 'rung-proposed'))
    order by exhausted desc, coalesce(late_since, next_at), reference limit ${limit}`;
  return rows.map((row) => row.reference);
}
