import { localDateOf } from '../calendar';
import { managerOf, inTurn } from './around';
import { climbs, climbStep, isLadder, ladderSteps } from './ladder';
import { actOnReview, AFTER_DATE, arrivedOnReview, BEFORE_DATE, calledOff, toPartner, type ReviewAct } from './review-acts';
import { foldReview, type Review, type ReviewFact } from './review-facts';
import { isSilence, silenceSteps, tellSilence } from './silence';
import { daysAfter, morningOf, startOf } from './year';
import type { Around, JourneyKind, JourneyLetter, JourneyStep, Outcome } from './types';

export type { ReviewAct } from './review-acts';
export type { Review, ReviewFact } from './review-facts';

/** Days from the review's date on which the administrator is written to: a setting of the contract, these where it states none. */
export const OFFSETS_DAYS: readonly number[] = [-60, -30, -7, 0, 15, 30];

/**
 * The yearly reverse review of a convention (article 2.2): the main administrator goes through all habilitations and sends the result to
 * the Caf as proof. It is told of before and after its date; then the partner's ladder, then the Caf's manager. It is void when the
 * convention ends meanwhile.
 */
export const reverseReview: JourneyKind<ReviewFact, Review, ReviewAct> = {
  name: 'reverse-review',
  workflow: 'reverseReview',
  fold: foldReview,
  plan: (state, around) => inTurn([...conventionOver(state, around), ...steps(state, around)], state.lastAt),
  carryOut,
  act: actOnReview,
  arrived: (facts, _state, around) => arrivedOnReview(facts, around),
};

/** The article that asks for the review; null where it is not published. */
export function articleOf({ contract }: Pick<Around, 'contract'>): string | null {
  return contract.habilitations.reverseReview?.article ?? null;
}

export function offsetsOf({ contract }: Pick<Around, 'contract'>): readonly number[] {
  return contract.habilitations.reverseReview?.tellDays ?? OFFSETS_DAYS;
}

/** What nobody owes any more once the convention has ended (convention, article 17.2). */
function conventionOver({ endsOn }: Review, around: Around): JourneyStep[] {
  return endsOn === null ? [] : [{ at: startOf(around.calendar, endsOn), rule: 'convention-over', article: null, reckoning: null, key: endsOn }];
}

function steps(state: Review, around: Around): JourneyStep[] {
  switch (state.phase) {
    case 'announced':
    case 'overdue':
      return [...letters(state, around), ...overdue(state, around), ...ladderSteps(state, around)];
    case 'returned':
      return [...lettersAgain(state, around), ...overdue(state, around), ...ladderSteps(state, around)];
    default:
      return state.phase === 'to-check' ? [...ladderSteps(state, around), ...silenceSteps(state, around)] : [];
  }
}

/** Of those whose day had passed when the review began, the latest alone is told. */
function letters({ due, begunAt, told }: Review, around: Around): JourneyStep[] {
  const all = offsetsOf(around).map((days) => ({ days, at: morningOf(around.calendar, daysAfter(due, days)) }));
  const passed = all.filter(({ at }) => at < begunAt).slice(0, -1);
  return all
    .filter((one) => !passed.includes(one) && !told.includes(one.days))
    .map(({ days, at }) => ({ at, rule: 'tell', article: articleOf(around), reckoning: null, key: String(days), side: 'partner' }));
}

/**
 * A review that was sent back keeps its letters still to come: sending it back was one. Those after its date count from the day on which it was
 * sent back, when that is later, so that silence is always reminded of, ladder or not (rules: Ladder 6).
 */
function lettersAgain({ due, returnedAt, toldAgain }: Review, around: Around): JourneyStep[] {
  if (returnedAt === null) return [];
  const returned = localDateOf(around.calendar, returnedAt);
  return offsetsOf(around)
    .filter((days) => !toldAgain.includes(days))
    .map((days) => ({ days, again: days > 0 && returned > due }))
    .map(({ days, again }): JourneyStep => ({ at: morningOf(around.calendar, daysAfter(again ? returned : due, days)), rule: again ? 'tell-again' : 'tell', article: articleOf(around), reckoning: null, key: String(days), side: 'partner' }))
    .filter(({ at }) => at > returnedAt);
}

/** The day after its date, a review that was not made, or that was sent back and not made anew, is late. */
function overdue({ due, overdueAt }: Review, around: Around): JourneyStep[] {
  if (overdueAt !== null) return [];
  return [{ at: startOf(around.calendar, daysAfter(due, 1)), rule: 'overdue', article: articleOf(around), reckoning: null, side: 'partner' }];
}

function carryOut(step: JourneyStep, state: Review, around: Around): Outcome<ReviewFact> {
  if (isLadder(step)) return climbStep(step, around);
  if (isSilence(step)) return tellSilence(step, state, around);
  switch (step.rule) {
    case 'convention-over':
      return calledOff('La convention a pris fin.', around, step.at);
    case 'overdue':
      return { facts: [{ body: { kind: 'review-overdue' } }] };
    case 'tell':
    case 'tell-again':
      return told(step, around);
    default:
      throw new Error(`a reverse review has no step ${step.rule}`);
  }
}

function told(step: JourneyStep, around: Around): Outcome<ReviewFact> {
  const days = Number(step.key);
  const last = days === Math.max(...offsetsOf(around));
  // Without article 3.3 there is no ladder to climb (rules: Ladder 6): the manager is told at once.
  const manager: JourneyLetter[] = last && !climbs(around, 'partner') ? [{ letter: 'review-unanswered', to: managerOf(around, step.at), step }] : [];
  const letter = days < 0 ? 'review-coming' : days === 0 ? 'review-today' : 'review-late';
  const since = step.rule === 'tell-again' ? { since: 'return' as const } : {};
  return { facts: [{ body: { kind: 'review-told', days, last, ...since } }], letters: [...toPartner(letter, around, days > 0 ? AFTER_DATE : BEFORE_DATE, step), ...manager] };
}
