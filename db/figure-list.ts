import type { Channel, ServiceCode, TicketKind } from '../domain/contract-types';
import type { CafCode, Instant, LocalDate, Reference } from '../domain/ids';
import type { Phase } from '../domain/ticket-state';
import type { Sql } from './connect';
import { of, type FigureFilter } from './figures-asked';

/** Which of the requests a figure counts; null = all. */
export type Measure = 'picked-up' | 'answered' | 'resolved' | 'promised' | 'in-time' | 'too-late';

/** A request with what was measured of it, in opening seconds. */
export interface MeasuredTicket {
  readonly reference: Reference;
  readonly caf: CafCode;
  readonly partner: string | null;
  readonly convention: string | null;
  readonly subject: string;
  readonly channel: Channel;
  readonly service: ServiceCode | null;
  readonly kind: TicketKind | null;
  readonly received_at: Instant;
  readonly phase: Phase;
  readonly pickup_s: number | null;
  readonly in_time: boolean | null;
  readonly answer_s: number | null;
  readonly resolution_s: number | null;
  readonly desk_owed_s: number;
  readonly partner_owed_s: number;
  readonly national_owed_s: number;
}

export interface FigureList {
  readonly filter: FigureFilter;
  readonly measure: Measure | null;
  /** Requests of the week that begins on that Monday. */
  readonly week: LocalDate | null;
}

/** A page of the requests that a figure counts: the longest time first, or the newest. */
export async function measuredTickets(sql: Sql, list: FigureList, limit: number, offset = 0): Promise<MeasuredTicket[]> {
  return await sql<MeasuredTicket[]>`${selected(sql, list)} order by ${longest(sql, list.measure)}received_at desc, reference limit ${limit} offset ${offset}`;
}

export async function countMeasured(sql: Sql, list: FigureList): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from ticket_figures where ${kept(sql, list)}`;
  return row?.count ?? 0;
}

/** All of them, oldest first, some thousands at a time. */
export function everyMeasured(sql: Sql, list: FigureList, atOnce = 2_000): AsyncIterable<MeasuredTicket[]> {
  return sql<MeasuredTicket[]>`${selected(sql, list)} order by received_at, reference`.cursor(atOnce);
}

function selected(sql: Sql, list: FigureList) {
  return sql`
    select reference, ticket_figures.caf, partner.name as partner, convention.number as convention, subject, ticket_figures.channel, ticket_figures.service, ticket_figures.kind,
      received_at, phase, pickup_s, in_time, answer_s, resolution_s, desk_owed_s, partner_owed_s, national_owed_s
    from ticket_figures join ticket using (reference) left join convention on convention.id = ticket_figures.convention_id left join partner on partner.id = partner_id
    where ${kept(sql, list)}`;
}

function kept(sql: Sql, { filter, measure, week }: FigureList) {
  return sql`${of(sql, filter)} ${week === null ? sql`` : sql`and received_week = ${week}`} ${measure === null ? sql`` : sql`and ${measuredBy(sql, measure)}`}`;
}

function measuredBy(sql: Sql, measure: Measure) {
  switch (measure) {
    case 'picked-up':
      return sql`pickup_s is not null`;
    case 'answered':
      return sql`answer_s is not null`;
    case 'resolved':
      return sql`resolution_s is not null`;
    case 'promised':
      return sql`in_time is not null`;
    case 'in-time':
      return sql`in_time`;
    case 'too-late':
      return sql`not in_time`;
  }
}

function longest(sql: Sql, measure: Measure | null) {
  switch (measure) {
    case 'picked-up':
      return sql`pickup_s desc, `;
    case 'answered':
      return sql`answer_s desc, `;
    case 'resolved':
      return sql`resolution_s desc, `;
    default:
      return sql``;
  }
}
