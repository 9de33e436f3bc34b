import type { Side } from '../domain/contract-types';
import type { CafCode, Instant, LocalDate, Reference } from '../domain/ids';
import type { Sql } from './connect';

/** A Caf whose open tickets are looked at, with the day it is there. */
export interface DeskDay {
  readonly caf: CafCode;
  readonly timeZone: string;
  /** The beginning of today's and of tomorrow's local day. */
  readonly today: Instant;
  readonly tomorrow: Instant;
  /** Its security incidents are seen too. */
  readonly security: boolean;
}

/** Open tickets of one kind of the morning page; each figure opens the list of the same slice. */
export type OpenSlice =
  | { readonly what: 'late'; readonly side?: Side }
  | { readonly what: 'today'; readonly side?: Side }
  | { readonly what: 'escalated'; readonly side?: Side; readonly rung?: number }
  | { readonly what: 'exhausted'; readonly side?: Side }
  | { readonly what: 'day'; readonly day: LocalDate; readonly side?: Side };

export interface MorningCounts {
  readonly late: number;
  readonly late_desk: number;
  /** Late since before `longAgo`. */
  readonly late_long: number;
  readonly today: number;
  readonly today_desk: number;
  readonly escalated: number;
  readonly exhausted: number;
}

/** What waits this morning, counted. @param longAgo late since before then is said apart */
export async function morningCounts(sql: Sql, desks: readonly DeskDay[], longAgo: Instant): Promise<MorningCounts> {
  const [row] = await sql<MorningCounts[]>`select ${counted(sql, longAgo)} from ticket join ${desksOf(sql, desks)} using (caf) where ${seen(sql)}`;
  if (row === undefined) throw new Error('an aggregate gave no row');
  return row;
}

function counted(sql: Sql, longAgo: Instant) {
  const count = (slice: OpenSlice) => sql`count(*) filter (where ${inSlice(sql, slice)})::int`;
  return sql`${count({ what: 'late' })} as late, ${count({ what: 'late', side: 'desk' })} as late_desk, count(*) filter (where late_since < ${longAgo})::int as late_long,
    ${count({ what: 'today' })} as today, ${count({ what: 'today', side: 'desk' })} as today_desk,
    ${count({ what: 'escalated' })} as escalated, ${count({ what: 'exhausted' })} as exhausted`;
}

/** Open tickets by the highest rung that was contacted, and on whose ladder. */
export interface RungCount {
  readonly side: Side;
  readonly rung: number;
  readonly count: number;
}

/** The next step of each open ticket that is not late, by the local day on which it falls and by who owes; what is overdue falls today. */
export interface DueCount {
  readonly day: LocalDate;
  readonly owes: Side;
  readonly count: number;
}

/** What waits this morning: its figures, and the first tickets of each list. */
export interface OpenMorning extends MorningCounts {
  readonly rungs: readonly RungCount[];
  readonly due: readonly DueCount[];
  /** The earliest limit first. */
  readonly late_first: readonly Reference[];
  readonly exhausted_first: readonly Reference[];
  /** Those on whose ladders something happened; those with a rung nobody could be contacted on first. */
  readonly escalated_first: readonly Reference[];
}

export interface MorningAsked {
  /** Late since before then is said apart. */
  readonly longAgo: Instant;
  /** Steps that fall after are not counted by day. */
  readonly until: Instant;
  /** How many tickets of each list. */
  readonly shown: { readonly late: number; readonly exhausted: number; readonly escalated: number };
}

/** The morning page's open tickets, read once: planning a question of them costs more than its answer. */
export async function openMorning(sql: Sql, desks: readonly DeskDay[], { longAgo, until, shown }: MorningAsked): Promise<OpenMorning> {
  const [row] = await sql<OpenMorning[]>`
    with open as materialized (
      select reference, owes, late_since, next_at, rung, rung_side, exhausted, trouble, zone, today, tomorrow from ticket join ${desksOf(sql, desks)} using (caf) where ${seen(sql)})
    select ${counted(sql, longAgo)},
      (select coalesce(json_agg(one order by rung, side), '[]') from (select rung_side as side, rung, count(*)::int as count from open where rung is not null group by 1, 2) one) as rungs,
      (select coalesce(json_agg(one order by day, owes), '[]') from (
        select (greatest(next_at, today) at time zone zone)::date as day, owes, count(*)::int as count from open where late_since is null and owes is not null and next_at < ${until} group by 1, 2) one) as due,
      array(select reference from open where late_since is not null order by late_since, reference limit ${shown.late}) as late_first,
      array(select reference from open where exhausted order by coalesce(late_since, next_at), reference limit ${shown.exhausted}) as exhausted_first,
      array(select reference from open where (rung is not null or trouble is not null) and not exhausted order by trouble is null, next_at, reference limit ${shown.escalated}) as escalated_first
    from open`;
  if (row === undefined) throw new Error('an aggregate gave no row');
  return row;
}

/** A page of the tickets of a slice, the earliest limit first. */
export async function ticketsOfSlice(sql: Sql, desks: readonly DeskDay[], slice: OpenSlice, limit: number, offset = 0): Promise<Reference[]> {
  const rows = await sql<{ reference: Reference }[]>`
    select reference from ticket join ${desksOf(sql, desks)} using (caf) where ${seen(sql)} and ${inSlice(sql, slice)}
    order by coalesce(late_since, next_at), reference limit ${limit} offset ${offset}`;
  return rows.map((row) => row.reference);
}

export async function countSlice(sql: Sql, desks: readonly DeskDay[], slice: OpenSlice): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from ticket join ${desksOf(sql, desks)} using (caf) where ${seen(sql)} and ${inSlice(sql, slice)}`;
  return row?.count ?? 0;
}

function inSlice(sql: Sql, slice: OpenSlice) {
  const bySide = slice.side === undefined ? sql`` : slice.what === 'escalated' ? sql`and rung_side = ${slice.side}` : sql`and owes = ${slice.side}`;
  switch (slice.what) {
    case 'late':
      return sql`(late_since is not null ${bySide})`;
    case 'today':
      return sql`(late_since is null and next_at < tomorrow and owes is not null ${bySide})`;
    case 'escalated':
      return sql`(rung is not null ${slice.rung === undefined ? sql`` : sql`and rung = ${slice.rung}`} ${bySide})`;
    case 'exhausted':
      return sql`(exhausted ${bySide})`;
    case 'day':
      return sql`(late_since is null and (greatest(next_at, today) at time zone zone)::date = ${slice.day} and owes is not null ${bySide})`;
  }
}

function desksOf(sql: Sql, desks: readonly DeskDay[]) {
  const column = <K extends keyof DeskDay>(name: K) => desks.map((desk) => desk[name]);
  return sql`unnest(${column('caf')}::text[], ${column('timeZone')}::text[], ${column('today')}::timestamptz[], ${column('tomorrow')}::timestamptz[], ${column('security').map(String)}::text[]) as desk(caf, zone, today, tomorrow, security)`;
}

/** Open, as the partial indexes are written, or they are not used; security incidents for those whose role may see them. */
function seen(sql: Sql) {
  return sql`phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner') and (not restricted or security = 'true')`;
}
