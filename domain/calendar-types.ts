import type { Instant, LocalDate } from './ids';

export type Territory = 'FR' | 'FR-57' | 'FR-67' | 'FR-68' | 'FR-GP' | 'FR-MQ' | 'FR-GF' | 'FR-RE' | 'FR-YT';
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
/** Opening ranges of a day in local time, « 08:30 » to « 12:00 », in order, without overlap. A missing day is closed. */
export type WeeklyHours = Partial<Record<Weekday, ReadonlyArray<readonly [string, string]>>>;

/** When a desk is open, in its own time zone. `openingHours: null` = none stated = open round the clock. */
export interface Calendar {
  readonly timeZone: string;
  /** Whose statutory holidays hold; null = none. */
  readonly territory: Territory | null;
  readonly openingHours: WeeklyHours | null;
  /** Days this desk adds to its territory's holidays. */
  readonly closedDays?: readonly LocalDate[];
  /** Holidays of its territory that this desk does not keep. */
  readonly openHolidays?: readonly LocalDate[];
  /** Days on which it opens by exception, with their hours: a Saturday, a holiday. They replace those of the weekday. */
  readonly extraOpenings?: Readonly<Record<LocalDate, ReadonlyArray<readonly [string, string]>>>;
}

/** A delay as a contract states it. `elapsedSeconds` is for tests only. */
export type DelayRule =
  | { readonly elapsedHours: number }
  | { readonly openingHours: number }
  | { readonly calendarDays: number }
  | { readonly workingDays: number }
  | { readonly calendarMonths: number }
  | { readonly elapsedSeconds: number };

/** What becomes of a limit that falls while the desk is closed. */
export type WhenClosed = 'next-opening' | 'next-working-day-same-time' | 'as-is';

/** Why a step of a reckoning goes from one instant to the next; French words are made from it in one place (domain/french/reckoning). */
export type ReckoningReason =
  | { readonly code: 'elapsed'; readonly hours?: number; readonly seconds?: number }
  | { readonly code: 'open'; readonly openMs: number }
  | { readonly code: 'calendar-days'; readonly days: number }
  | { readonly code: 'calendar-months'; readonly months: number; readonly clampedToMonthEnd: boolean }
  | { readonly code: 'working-day'; readonly nth: number; readonly date: LocalDate }
  | { readonly code: 'not-counted'; readonly date: LocalDate; readonly because: ClosedReason }
  | { readonly code: 'closed'; readonly because: ClosedReason }
  | { readonly code: 'clock-change'; readonly date: LocalDate };

/** Why a desk is closed at an instant. `holiday` carries the French name, to be followed by « férié » (« 14 juillet », « lundi de Pentecôte »). */
export type ClosedReason =
  | { readonly kind: 'holiday'; readonly name: string; readonly date: LocalDate }
  | { readonly kind: 'closing-day'; readonly date: LocalDate }
  | { readonly kind: 'weekend'; readonly weekday: 'sat' | 'sun'; readonly date: LocalDate }
  | { readonly kind: 'closed-weekday'; readonly weekday: Weekday; readonly date: LocalDate }
  | { readonly kind: 'outside-hours'; readonly date: LocalDate };

/** One line of a reckoning. The steps follow one another: each `from` is the `to` before it. */
export interface ReckoningStep {
  readonly from: Instant;
  readonly to: Instant;
  readonly why: ReckoningReason;
}

/** A date and how it was reckoned: data made by the reckoning itself, kept with the deadline and printable for a dispute. */
export interface Reckoning {
  readonly start: Instant;
  readonly rule: DelayRule;
  readonly whenClosed: WhenClosed;
  /** The article of the contract, or null for a setting of the desk. */
  readonly article: string | null;
  /** The limit before it was moved because the desk is closed; equal to `deadline` when it was not. */
  readonly rawLimit: Instant;
  readonly deadline: Instant;
  readonly steps: readonly ReckoningStep[];
  /** Why the limit moved from `rawLimit` to `deadline` (« reportée : 14 juillet férié »); null when it did not. */
  readonly moved: ClosedReason | null;
  /** What a manager decided after it was reckoned, then the planned stops it fell inside, in order; `deadline` is what came of it. */
  readonly adjusted?: readonly Adjusted[];
}

/**
 * A limit moved from one instant to another: set by hand, put off by a pause, or to the end of a planned stop. `n` is the ticket's fact; `raw` is the
 * new limit before it was moved because the desk is closed.
 */
export type Adjusted = { readonly n: number; readonly from: Instant; readonly raw: Instant; readonly to: Instant } & (
  | { readonly kind: 'by-hand' }
  | { readonly kind: 'pause'; readonly pausedFrom: Instant; readonly pausedUntil: Instant }
  /** It fell inside a planned stop (article 4); `n` is the stop's revision. */
  | { readonly kind: 'stop'; readonly stop: string; readonly title: string; readonly stoppedFrom: Instant; readonly stoppedUntil: Instant }
);
