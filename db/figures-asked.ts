import type { Holder } from '../domain/figures';
import type { Channel, ServiceCode, TicketKind } from '../domain/contract-types';
import type { CafCode, LocalDate } from '../domain/ids';
import type { Sql } from './connect';

/** Which requests figures are of: received from `from` to `to`, both days of the Caf's own calendar included. */
export interface FigureFilter {
  readonly cafs: readonly CafCode[];
  /** Those whose security incidents are counted too. */
  readonly securityCafs: readonly CafCode[];
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly service: ServiceCode | null;
  readonly kind: TicketKind | null;
  readonly channel: Channel | null;
  /** null = of all partners. */
  readonly conventions: readonly string[] | null;
}

export type Group = 'week' | 'service' | 'kind' | 'channel';

/** How many requests a group holds; `key` is null for what has none (no service named), the Monday for a week. */
export interface GroupCount {
  readonly key: string | null;
  readonly count: number;
}

/** Requests by week, in order, and by service, kind and channel, the most frequent first. */
export async function countByGroup(sql: Sql, filter: FigureFilter): Promise<Record<Group, GroupCount[]>> {
  const rows = await sql<{ week: string; service: string | null; kind: string | null; channel: string; count: number }[]>`
    select received_week as week, service, kind, channel, count(*)::int as count from ticket_figures where ${of(sql, filter)} group by 1, 2, 3, 4`;
  const by = (group: Group) => summed(rows.map((row) => ({ key: row[group], count: row.count })));
  return { week: by('week').sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1)), service: by('service'), kind: by('kind'), channel: by('channel') };
}

/** The sum of each key, the greatest first. */
function summed(rows: readonly GroupCount[]): GroupCount[] {
  const sums = new Map<string | null, number>();
  for (const { key, count } of rows) sums.set(key, (sums.get(key) ?? 0) + count);
  return [...sums].map(([key, count]) => ({ key, count })).sort((a, b) => b.count - a.count || ((a.key ?? '') < (b.key ?? '') ? -1 : 1));
}

export interface PartnerCount {
  /** null = requests that nobody has attached to a partner. */
  readonly convention: string | null;
  readonly number: string | null;
  readonly partner: string | null;
  readonly count: number;
}

/** The conventions with most requests. */
export async function countByConvention(sql: Sql, filter: FigureFilter, limit: number): Promise<PartnerCount[]> {
  return await sql<PartnerCount[]>`
    select convention_id as convention, number, partner.name as partner, count
    from (select convention_id, count(*)::int as count from ticket_figures where ${of(sql, filter)} group by 1 order by 2 desc, 1 limit ${limit}) t
    left join convention on convention.id = convention_id left join partner on partner.id = partner_id order by count desc, partner.name, number`;
}

/** A time's distribution, in opening seconds: over how many requests, the middle one, and under what nine in ten were. */
export interface Spread {
  readonly n: number;
  readonly median: number | null;
  readonly p90: number | null;
}

export interface Totals {
  readonly received: number;
  readonly resolved: number;
  /** Requests whose pickup promise was kept or broken, and those kept. */
  readonly promised: number;
  readonly in_time: number;
  readonly pickup: Spread;
  readonly answer: Spread;
  readonly resolution: Spread;
  /** Opening seconds, of the debts that are over. */
  readonly owed: Readonly<Record<Holder, number>>;
}

type Stage = 'pickup' | 'answer' | 'resolution';
type TotalsRow = Omit<Totals, Stage | 'owed'> & Record<Holder, number> & Record<`${Stage}_n`, number> & Record<`${Stage}_${'median' | 'p90'}`, number | null>;

/** Medians are the middle of two where the number is even; the 90th percentile is the shortest time under which nine in ten were. */
export async function totals(sql: Sql, filter: FigureFilter): Promise<Totals> {
  const spread = (name: Stage) => {
    const column = sql(`${name}_s`);
    return sql`count(${column})::int as ${sql(`${name}_n`)}, percentile_cont(0.5) within group (order by ${column}::float8) as ${sql(`${name}_median`)},
      percentile_disc(0.9) within group (order by ${column}::float8) as ${sql(`${name}_p90`)}`;
  };
  const [row] = await sql<TotalsRow[]>`
    select count(*)::int as received, count(in_time)::int as promised, count(*) filter (where in_time)::int as in_time, count(resolution_s)::int as resolved,
      ${spread('pickup')}, ${spread('answer')}, ${spread('resolution')},
      coalesce(sum(desk_owed_s), 0)::float8 as desk, coalesce(sum(partner_owed_s), 0)::float8 as partner, coalesce(sum(national_owed_s), 0)::float8 as national
    from ticket_figures where ${of(sql, filter)}`;
  if (row === undefined) throw new Error('an aggregate gave no row');
  const of3 = (name: Stage): Spread => ({ n: row[`${name}_n`], median: row[`${name}_median`], p90: row[`${name}_p90`] });
  const { received, resolved, promised, in_time, desk, partner, national } = row;
  return { received, resolved, promised, in_time, pickup: of3('pickup'), answer: of3('answer'), resolution: of3('resolution'), owed: { desk, partner, national } };
}

/** The debts that run, by contract version, for each calendar has its own opening clock: how many, and the sum of their beginnings in seconds. */
export interface RunningDebts {
  readonly caf: CafCode;
  readonly version: number;
  readonly holder: Holder;
  readonly count: number;
  readonly clocks: number;
}

export async function runningDebts(sql: Sql, filter: FigureFilter): Promise<RunningDebts[]> {
  return await sql<RunningDebts[]>`
    select caf, contract_version as version, running as holder, count(*)::int as count, sum(running_clock_s)::float8 as clocks
    from ticket_figures where ${of(sql, filter)} and running is not null group by 1, 2, 3 order by 1, 2, 3`;
}

/** The condition that a filter is; its columns are those of ticket_figures. */
export function of(sql: Sql, { cafs, securityCafs, from, to, service, kind, channel, conventions }: FigureFilter) {
  return sql`counted and ticket_figures.caf = any(${[...cafs]}) and received_on between ${from} and ${to} and (not ticket_figures.restricted or ticket_figures.caf = any(${[...securityCafs]}))
    ${service === null ? sql`` : sql`and ticket_figures.service = ${service}`} ${kind === null ? sql`` : sql`and ticket_figures.kind = ${kind}`}
    ${channel === null ? sql`` : sql`and ticket_figures.channel = ${channel}`}
    ${conventions === null ? sql`` : sql`and ticket_figures.convention_id = any(${[...conventions]})`}`;
}
