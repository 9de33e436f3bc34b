import type { Reckoning } from '../../domain/calendar-types';
import type { Side } from '../../domain/contract-types';
import type { Instant, Reference } from '../../domain/ids';

/** How far a date moves; `at-effect`: its limit falls before the date of effect, so it falls due with it. */
export type DryDiff = { readonly kind: 'earlier' | 'later'; readonly words: string } | { readonly kind: 'at-effect' | 'gone' | 'new' | 'person' | 'same' };

/** What a change does to one open ticket: the first step that it moves, or the next one when it moves none. */
export interface DryRow {
  readonly reference: Reference;
  readonly partner: string;
  readonly owes: Side | null;
  /** « 1er contact du partenaire » */
  readonly what: string;
  readonly before: Instant | null;
  readonly after: Instant | null;
  readonly diff: DryDiff;
  /** « lun. 25 mai férié non compté »; null when nothing happens any more. */
  readonly calc: string | null;
  readonly reckoning: Reckoning | null;
  /** How many more of its steps move. */
  readonly more: number;
}

export interface DryRunView {
  readonly open: number;
  /** Open tickets that were not tried, there being too many. */
  readonly untried: number;
  readonly changed: number;
  readonly atEffect: number;
  /** Those that change first. */
  readonly rows: readonly DryRow[];
  /** How many rows are not shown. */
  readonly hidden: number;
}
