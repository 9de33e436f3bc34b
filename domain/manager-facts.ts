import type { Instant } from './ids';

/** The name of a running limit, as its frozen reckoning is kept: « pickup », « debt:1 », « rung:5 », « internal:4 », « close:9 ». */
export type LimitKey = string;

/**
 * What a manager decides of one ticket, and what a signed amendment or a change of the desk's calendar does to it. The reason is a
 * message, named by its id (no text enters a fact).
 */
export type ManagerFact =
  | { readonly kind: 'assigned'; readonly to: string | null }
  | { readonly kind: 'deadline-changed'; readonly limit: LimitKey; readonly due: Instant; readonly message: string }
  | { readonly kind: 'paused'; readonly until: Instant; readonly message: string }
  | { readonly kind: 'resumed'; readonly message: string }
  | { readonly kind: 'pause-ended'; readonly of: number }
  /** Open tickets pass to this version at `effectAt`. */
  | { readonly kind: 'amendment-signed'; readonly version: number; readonly effectAt: Instant }
  | { readonly kind: 'terms-changed'; readonly version: number }
  /** Closing or opening days entered on screen, by the id of their change. */
  | { readonly kind: 'calendar-changed'; readonly change: string };

/** A pause by hand that is under way (rules: Clock 6). */
export interface Pause {
  /** The fact that began it. */
  readonly n: number;
  readonly from: Instant;
  readonly until: Instant;
}

/** What moves a running limit off what was reckoned, in the order in which it happened. */
export type Adjustment =
  | { readonly kind: 'by-hand'; readonly n: number; readonly limit: LimitKey; readonly due: Instant }
  | ({ readonly kind: 'pause' } & Pause);

/** What a ticket's state holds of all this. */
export interface ManagedState {
  /** What a manager moved of the limits under way, in order; a new debt begins with none. */
  readonly adjustments: readonly Adjustment[];
  readonly pause: Pause | null;
  /** The version that the ticket passed to, null = the one it was opened under. */
  readonly termsVersion: number | null;
  /** The last fact that had running limits reckoned anew (rules: Clock 5). */
  readonly reckonedAnewN: number | null;
  /** The account of the agent in charge. */
  readonly assignee: string | null;
}
export const UNMANAGED: ManagedState = { adjustments: [], pause: null, termsVersion: null, reckonedAnewN: null, assignee: null };
