import type { Side } from '../domain/contract-types';
import type { CafCode, LocalDate } from '../domain/ids';
import type { ReviewFact } from '../domain/journeys/review-facts';
import type { JourneyFact } from '../domain/journeys/types';
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

export interface ReviewOfPeriod {
  readonly id: string;
  readonly facts: readonly JourneyFact<ReviewFact>[];
}

/** The reverse reviews of a convention whose date is in a period, with their facts. */
export async function reviewsOfPeriod(sql: Sql, convention: string, from: LocalDate, to: LocalDate): Promise<ReviewOfPeriod[]> {
  return await sql<ReviewOfPeriod[]>`
    select journey.id, (select jsonb_agg(f.body || jsonb_build_object('kind', f.kind, 'n', f.n, 'at', to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by f.n) from journey_fact f where f.journey = journey.id) as facts
    from journey join journey_fact begun on begun.journey = journey.id and begun.kind = 'review-begun'
    where journey.kind = 'reverse-review' and journey.convention_id = ${convention} and begun.body->>'due' between ${from} and ${to} order by begun.body->>'due', journey.id`;
}

/** How often each act of the register was made of a convention in a period of the territory's days; dates and journal lines that are no act on an access are left out. */
export interface ActCount {
  readonly kind: string;
  readonly count: number;
}
export async function actsOfPeriod(sql: Sql, convention: string, from: LocalDate, to: LocalDate, timeZone: string): Promise<ActCount[]> {
  return await sql<ActCount[]>`
    select kind, count(*)::int as count from register_act
    where convention_id = ${convention} and (at at time zone ${timeZone})::date between ${from}::date and ${to}::date and kind = any(${[...ON_ACCESS]}) group by 1 order by 2 desc, 1`;
}
const ON_ACCESS = ['given', 'withdrawn', 'suspended', 'resumed', 'password-forced', 'password-changed', 'delegation-taken-back', 'delegation-restored', 'departure', 'change-asked'] as const;
