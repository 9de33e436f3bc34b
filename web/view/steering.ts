import type { Channel, ServiceCode, Side, TicketKind } from '../../domain/contract-types';
import type { Holder } from '../../domain/figures';
import type { CafCode, Instant, LocalDate } from '../../domain/ids';
import type { JourneyName } from '../../domain/journeys/types';
import type { EscalationsProps } from '../pages/escalations';
import type { EscalationRow } from '../pages/escalations-running';
import type { QueueRow } from './queue';
import type { ShellProps } from './shell';

/** One day of what falls due. */
export interface DueDay {
  readonly date: LocalDate;
  /** No desk that is shown is open that day. */
  readonly closed: boolean;
  readonly desk: number;
  readonly partner: number;
}

export interface WaitingMailRow {
  readonly id: string;
  readonly from: string;
  readonly subject: string;
  readonly at: Instant;
  readonly openMsWaited: number;
}

/** A time's distribution, in opening milliseconds. */
export interface SpreadView {
  readonly n: number;
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
}

/** What is measured of the requests of a period. */
export interface MeasuresView {
  readonly received: number;
  readonly resolved: number;
  readonly pickup: SpreadView;
  readonly answer: SpreadView;
  readonly resolution: SpreadView;
  /** Requests whose promise is decided; null = none of the contracts promises anything. */
  readonly promise: { readonly decided: number; readonly kept: number } | null;
  /** Opening time in each one's hands, in milliseconds. */
  readonly owedMs: Readonly<Record<Holder, number>>;
  /** Length of an open day, where all are the same; null = say hours. */
  readonly dayMs: number | null;
}

export interface WeekCount {
  readonly monday: LocalDate;
  readonly count: number;
}

export interface MorningProps {
  readonly shell: ShellProps;
  readonly late: { readonly count: number; readonly long: number; readonly desk: number };
  readonly today: { readonly desk: number; readonly partner: number };
  readonly escalated: ReadonlyArray<{ readonly side: Side; readonly rung: number; readonly count: number }>;
  readonly exhausted: number;
  readonly toIdentify: { readonly count: number; readonly oldest: Instant | null };
  readonly due: readonly DueDay[];
  readonly climbing: readonly EscalationRow[];
  readonly exhaustedRows: EscalationsProps['exhausted'];
  readonly lateRows: readonly QueueRow[];
  readonly waiting: readonly WaitingMailRow[];
  readonly measures: MeasuresView;
  readonly weeks: readonly WeekCount[];
  readonly journeys: { readonly rows: readonly LateJourneyRow[]; readonly total: number };
}

/** A change of administrator, a review, a notice whose limit has passed. */
export interface LateJourneyRow {
  readonly id: string;
  readonly kind: JourneyName;
  readonly partner: string | null;
  readonly owes: Side | null;
  readonly since: Instant;
  readonly exhausted: boolean;
}

/** What the figures are of, as the form shows it. */
export interface FigureFilterView {
  readonly period: '30-jours' | 'mois' | 'mois-dernier' | '3-mois' | 'annee' | 'dates';
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly caf: CafCode | null;
  readonly service: ServiceCode | null;
  readonly kind: TicketKind | null;
  readonly channel: Channel | null;
  readonly partner: string;
  /** The one convention that is kept, if it is one. */
  readonly convention: { readonly id: string; readonly number: string; readonly partner: string } | null;
  /** The Cafs to choose from; empty = there is no choice. */
  readonly cafs: readonly CafCode[];
  /** The partners that are kept; null = all. */
  readonly partners: readonly string[] | null;
}

/** How many requests, by what they have in common. */
export interface GroupView {
  readonly key: string | null;
  readonly label: string;
  readonly count: number;
}
