import type { Side } from '../domain/contract-types';
import type { CafCode, LocalDate } from '../domain/ids';
import type { Sql } from './connect';

/** Contacts made on the ladders, for the requests of a convention received in a period. */
export interface EscalationCount {
  readonly side: Side;
  readonly rung: number;
  readonly because: 'delay' | 'urgent';
  readonly count: number;
}

export async function escalationsOfConvention(sql: Sql, convention: string, from: LocalDate, to: LocalDate, security: boolean): Promise<EscalationCount[]> {
  return await sql<EscalationCount[]>`
    select fact.body->>'side' as side, (fact.body->>'rung')::int as rung, fact.body->>'because' as because, count(*)::int as count
    from ticket_figures join fact using (reference)
    where convention_id = ${convention} and counted and received_on between ${from} and ${to} and (not restricted or ${security}) and fact.kind = 'rung-contacted'
    group by 1, 2, 3 order by 1, 2, 3`;
}

/** How often every contact of a side had been tried without an answer. */
export async function exhaustedOfConvention(sql: Sql, convention: string, from: LocalDate, to: LocalDate, security: boolean): Promise<Record<Side, number>> {
  const rows = await sql<{ side: Side; count: number }[]>`
    select fact.body->>'side' as side, count(*)::int as count from ticket_figures join fact using (reference)
    where convention_id = ${convention} and counted and received_on between ${from} and ${to} and (not restricted or ${security}) and fact.kind = 'ladder-exhausted' group by 1`;
  return { desk: rows.find((row) => row.side === 'desk')?.count ?? 0, partner: rows.find((row) => row.side === 'partner')?.count ?? 0 };
}

/** A convention with its partner, for who may see that Caf's. */
export async function conventionOfCafs(sql: Sql, cafs: readonly CafCode[], id: string): Promise<{ readonly id: string; readonly caf: CafCode; readonly number: string; readonly partner: string } | undefined> {
  const [row] = await sql<{ id: string; caf: CafCode; number: string; partner: string }[]>`
    select convention.id, convention.caf, number, partner.name as partner from convention join partner on partner.id = partner_id where convention.id = ${id} and convention.caf = any(${[...cafs]})`;
  return row;
}
