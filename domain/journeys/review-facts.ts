import type { Instant, LocalDate } from '../ids';
import { BEFORE, ended, fold, owes, type LadderFact, type LetterBack, type SilenceFact } from './fold';
import type { JourneyFact, JourneyState } from './types';

/** How a result came. */
export type ResultWay = 'portal' | 'mail' | 'post';

/** What the partner decides of somebody's access. */
export type ReviewDecision = 'keep' | 'withdraw' | 'change';

/** Somebody of the list to review. `key`: the line of the register. */
export interface ReviewPerson {
  readonly key: string;
  readonly rank: 'administrator' | 'deputy-administrator' | 'user';
  readonly name: string;
  readonly email: string | null;
  readonly profile: string | null;
}
/** A profile of a bulletin of which the partner alone knows the users (delegated mode, article 2.2). */
export interface ReviewProfile {
  readonly key: string;
  readonly bulletinId: string;
  readonly profile: string;
  /** « CDAP, résidence des Tilleuls » */
  readonly label: string;
}

/** A result, line by line. */
export interface ReviewResult {
  readonly people: ReadonlyArray<ReviewPerson & { readonly decision: ReviewDecision; readonly comment: string }>;
  readonly profiles: ReadonlyArray<ReviewProfile & { readonly users: number }>;
}

/** A result as it came; `result: null` = an agent says, line by line, what it holds. */
export interface ReceivedResult {
  readonly how: ResultWay;
  readonly note: string;
  readonly result?: ReviewResult | null;
  /** Who of the partner sent it. */
  readonly sender?: string | null;
}

export type ReviewFact =
  | { readonly kind: 'review-begun'; readonly due: LocalDate; readonly endsOn?: LocalDate | null }
  /** `since`: the day from which it counts, when that is no longer the review's date. */
  | { readonly kind: 'review-told'; readonly days: number; readonly last: boolean; readonly since?: 'return' }
  | { readonly kind: 'review-overdue' }
  | ({ readonly kind: 'result-received' } & ReceivedResult)
  /** More came before the first was looked at: it is kept beside. */
  | ({ readonly kind: 'result-completed' } & Omit<ReceivedResult, 'result'>)
  | { readonly kind: 'result-read'; readonly result: ReviewResult }
  | { readonly kind: 'result-returned'; readonly reason: string }
  | { readonly kind: 'review-accepted' }
  | { readonly kind: 'review-called-off'; readonly reason: string }
  /** The convention ends that day, or its end is taken back. */
  | { readonly kind: 'convention-ends'; readonly on: LocalDate | null }
  | LetterBack
  | SilenceFact
  | LadderFact;

export type ReviewPhase = 'announced' | 'overdue' | 'to-check' | 'returned' | 'accepted' | 'called-off';

export interface Review extends JourneyState {
  readonly phase: ReviewPhase;
  readonly due: LocalDate;
  readonly begunAt: Instant;
  /** Days from the date of what was told. */
  readonly told: readonly number[];
  /** The day after its date passed without a result. */
  readonly overdueAt: Instant | null;
  /** When the last result was sent back, and what was told since. */
  readonly returnedAt: Instant | null;
  readonly toldAgain: readonly number[];
  readonly resultAt: Instant | null;
  readonly received: ReceivedResult | null;
  /** What the result holds, line by line; null = nobody has said so yet. */
  readonly result: ReviewResult | null;
  /** Why the last result was not accepted. */
  readonly returned: string | null;
  readonly calledOff: string | null;
  readonly endsOn: LocalDate | null;
}

const NONE = { resultAt: null, received: null, result: null } as const;
const START: Review = { ...BEFORE, ...NONE, phase: 'announced', due: '1970-01-01' as LocalDate, begunAt: '' as Instant, told: [], overdueAt: null, returnedAt: null, toldAgain: [], returned: null, calledOff: null, endsOn: null };

/** The state that the facts of a review make. */
export function foldReview(facts: readonly JourneyFact<ReviewFact>[]): Review {
  return fold(facts, START, tell);
}

function tell(state: Review, fact: JourneyFact<ReviewFact>): Partial<Review> {
  switch (fact.kind) {
    case 'review-begun':
      return { phase: 'announced', due: fact.due, begunAt: fact.at, endsOn: fact.endsOn ?? null };
    case 'review-told':
      return { told: [...state.told, fact.days], toldAgain: state.returnedAt === null ? [] : [...state.toldAgain, fact.days], ...(fact.last && state.debt === null ? owes('partner', fact) : {}) };
    case 'review-overdue':
      return { phase: state.phase === 'announced' ? 'overdue' : state.phase, overdueAt: fact.at, lateSince: state.lateSince ?? fact.at };
    case 'result-received':
      return { phase: 'to-check', lateSince: null, resultAt: fact.at, received: fact, result: fact.result ?? null, ...owes('desk', fact) };
    case 'result-read':
      return { result: fact.result };
    case 'result-returned':
      // What was late before the result came is late again.
      return { phase: 'returned', ...NONE, returned: fact.reason, returnedAt: fact.at, toldAgain: [], lateSince: state.overdueAt, ...owes('partner', fact) };
    case 'review-accepted':
      return { phase: 'accepted', ...ended(fact) };
    case 'review-called-off':
      return { phase: 'called-off', calledOff: fact.reason, ...ended(fact) };
    case 'convention-ends':
      return { endsOn: fact.on };
    default:
      return {};
  }
}

/** How many lines a result withdraws, and how many it changes. */
export function counted(result: ReviewResult | null): { readonly kept: number; readonly withdrawn: number; readonly changed: number } {
  const of = (decision: ReviewDecision): number => (result?.people ?? []).filter((one) => one.decision === decision).length;
  return { kept: of('keep'), withdrawn: of('withdraw'), changed: of('change') };
}
