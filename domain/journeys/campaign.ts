import { localDateOf } from '../calendar';
import type { ContractDocument } from '../contract-terms-types';
import type { Instant, LocalDate } from '../ids';
import { conventionYear, nextReview, type YearFact } from './convention-year';
import { foldReview, type Review, type ReviewFact } from './review-facts';
import { offsetsOf } from './reverse-review';
import type { JourneyFact } from './types';
import { daysAfter, nextReturn } from './year';

/** Where a convention's review of a year stands: « done » whatever its date, « late » once its date has passed without a result. */
export type CampaignState = 'done' | 'late' | 'checking' | 'running' | 'coming' | 'void';

/** A review of the year, begun or to come. */
export interface CampaignReview {
  readonly due: LocalDate;
  readonly state: CampaignState;
  /** Null = it has not begun. */
  readonly review: Review | null;
  /** The days on which the partner is written to, and whether that letter has left. */
  readonly letters: ReadonlyArray<{ readonly on: LocalDate; readonly left: boolean }>;
}

/** Where a review that has begun stands on a day of its Caf's calendar. */
export function begunReview(facts: readonly JourneyFact[], contract: ContractDocument, today: LocalDate): CampaignReview {
  const review = foldReview(facts as JourneyFact<ReviewFact>[]);
  return { due: review.due, state: stateOf(review, today), review, letters: lettersOf(review.due, contract, (days) => review.told.includes(days)) };
}

function stateOf({ phase, due, endedAt }: Review, today: LocalDate): CampaignState {
  if (endedAt !== null) return phase === 'accepted' ? 'done' : 'void';
  if (phase === 'to-check') return 'checking';
  return due < today ? 'late' : 'running';
}

/** The review that a convention's year has still to begin in `year`; null when there is none. */
export function comingReview(facts: readonly JourneyFact[], contract: ContractDocument, year: string): CampaignReview | null {
  const state = conventionYear.fold(facts as JourneyFact<YearFact>[]);
  const months = contract.habilitations.reverseReview?.everyMonths;
  if (state.endedAt !== null || months === undefined) return null;
  const first = nextReview(state, { contract, calendar: contract.calendar });
  if (first === null || first > `${year}-12-31`) return null;
  const due = first >= `${year}-01-01` ? first : nextReturn(state.reviewFrom ?? state.signedOn, months, `${Number(year) - 1}-12-31` as LocalDate);
  if (state.endsOn !== null && due >= state.endsOn) return null;
  return { due, state: 'coming', review: null, letters: lettersOf(due, contract, () => false) };
}

function lettersOf(due: LocalDate, contract: ContractDocument, left: (days: number) => boolean): CampaignReview['letters'] {
  return offsetsOf({ contract }).map((days) => ({ on: daysAfter(due, days), left: left(days) }));
}

export interface CampaignMonth {
  readonly month: number;
  readonly done: number;
  readonly late: number;
  readonly coming: number;
  /** Done, of those whose date has passed, in percent; null = none has. */
  readonly share: number | null;
}

/** How many of a year's reviews whose date has passed are done; those that became void are not counted. */
export function shareDone(reviews: ReadonlyArray<Pick<CampaignReview, 'due' | 'state'>>, today: LocalDate): { readonly done: number; readonly due: number; readonly percent: number | null } {
  const due = reviews.filter((one) => one.due <= today && one.state !== 'void');
  const done = due.filter(({ state }) => state === 'done').length;
  return { done, due: due.length, percent: due.length === 0 ? null : Math.round((100 * done) / due.length) };
}

/** The twelve months, by the date of each review. */
export function campaignMonths(reviews: ReadonlyArray<Pick<CampaignReview, 'due' | 'state'>>, today: LocalDate): CampaignMonth[] {
  return Array.from({ length: 12 }, (_, i) => {
    const here = reviews.filter(({ due, state }) => Number(due.slice(5, 7)) === i + 1 && state !== 'void');
    const of = (state: CampaignState): number => here.filter((one) => one.state === state).length;
    return { month: i + 1, done: of('done'), late: of('late'), coming: here.length - of('done') - of('late'), share: shareDone(here, today).percent };
  });
}

/** The day of a Caf's calendar. */
export function todayOf(contract: ContractDocument, now: Instant): LocalDate {
  return localDateOf(contract.calendar, now);
}
