import type { PartnerRole } from '../contract-types';
import type { Instant, LocalDate } from '../ids';
import { managerOf, peopleOf, inTurn } from './around';
import { BEFORE, ended, fold, owes, type LadderFact } from './fold';
import { climbStep, isLadder, ladderSteps } from './ladder';
import { daysAfter, morningOf, startOf } from './year';
import type { Around, JourneyFact, JourneyKind, JourneyLetter, JourneyState, JourneyStep, Outcome, Refused } from './types';

/**
 * The yearly reverse review of a convention (article 2.2): the main administrator goes through all habilitations and sends the result to
 * the Caf as proof. It is told of before and after its date; then the partner's ladder, then the Caf's manager.
 */
export type ReviewFact =
  | { readonly kind: 'review-begun'; readonly due: LocalDate }
  | { readonly kind: 'review-told'; readonly days: number; readonly last: boolean }
  | { readonly kind: 'review-overdue' }
  | { readonly kind: 'result-received'; readonly how: ResultWay; readonly note: string }
  | { readonly kind: 'result-returned'; readonly reason: string }
  | { readonly kind: 'review-accepted' }
  | { readonly kind: 'review-called-off'; readonly reason: string }
  | LadderFact;

export type ResultWay = 'portal' | 'mail' | 'post';

export type ReviewAct =
  | { readonly kind: 'record-result'; readonly how: ResultWay; readonly note: string }
  | { readonly kind: 'accept-result' }
  | { readonly kind: 'return-result'; readonly reason: string }
  | { readonly kind: 'call-off'; readonly reason: string };

export type ReviewPhase = 'announced' | 'overdue' | 'to-check' | 'returned' | 'accepted' | 'called-off';

export interface Review extends JourneyState {
  readonly phase: ReviewPhase;
  readonly due: LocalDate;
  readonly begunAt: Instant;
  /** Days from the date of what was told. */
  readonly told: readonly number[];
  readonly resultAt: Instant | null;
  /** Why the last result was not accepted. */
  readonly returned: string | null;
}

/** Days from the review's date on which the administrator is written to: a setting of the contract, these where it states none. */
export const OFFSETS_DAYS: readonly number[] = [-60, -30, -7, 0, 15, 30];
/** Whom the letters go to; who replaces an absent administrator comes next. */
const BEFORE_DATE: readonly PartnerRole[] = ['administrator'];
const AFTER_DATE: readonly PartnerRole[] = ['administrator', 'deputy-administrator'];
const IN_PLACE: readonly PartnerRole[] = ['deputy-administrator', 'signatory'];

const START: Review = { ...BEFORE, phase: 'announced', due: '1970-01-01' as LocalDate, begunAt: '' as Instant, told: [], resultAt: null, returned: null };

export const reverseReview: JourneyKind<ReviewFact, Review, ReviewAct> = {
  name: 'reverse-review',
  workflow: 'reverseReview',
  fold: (facts) => fold(facts, START, tell),
  plan: (state, around) => inTurn(steps(state, around), state.lastAt),
  carryOut,
  act,
};

function tell(state: Review, fact: JourneyFact<ReviewFact>): Partial<Review> {
  switch (fact.kind) {
    case 'review-begun':
      return { phase: 'announced', due: fact.due, begunAt: fact.at };
    case 'review-told':
      return { told: [...state.told, fact.days], ...(fact.last ? owes('partner', fact) : {}) };
    case 'review-overdue':
      return { phase: 'overdue', lateSince: fact.at };
    case 'result-received':
      return { phase: 'to-check', lateSince: null, resultAt: fact.at, ...owes('desk', fact) };
    case 'result-returned':
      return { phase: 'returned', resultAt: null, returned: fact.reason, ...owes('partner', fact) };
    case 'review-accepted':
      return { phase: 'accepted', ...ended(fact) };
    case 'review-called-off':
      return { phase: 'called-off', ...ended(fact) };
    default:
      return {};
  }
}

/** The article that asks for the review; null where it is not published. */
export function articleOf({ contract }: Pick<Around, 'contract'>): string | null {
  return contract.habilitations.reverseReview?.article ?? null;
}

export function offsetsOf({ contract }: Pick<Around, 'contract'>): readonly number[] {
  return contract.habilitations.reverseReview?.tellDays ?? OFFSETS_DAYS;
}

function steps(state: Review, around: Around): JourneyStep[] {
  if (state.phase === 'announced' || state.phase === 'overdue') return [...letters(state, around), ...overdue(state, around), ...ladderSteps(state, around)];
  return state.phase === 'to-check' || state.phase === 'returned' ? ladderSteps(state, around) : [];
}

/** Of those whose day had passed when the review began, the latest alone is told. */
function letters({ due, begunAt, told }: Review, around: Around): JourneyStep[] {
  const all = offsetsOf(around).map((days) => ({ days, at: morningOf(around.calendar, daysAfter(due, days)) }));
  const passed = all.filter(({ at }) => at < begunAt).slice(0, -1);
  return all
    .filter((one) => !passed.includes(one) && !told.includes(one.days))
    .map(({ days, at }) => ({ at, rule: 'tell', article: articleOf(around), reckoning: null, key: String(days), side: 'partner' }));
}

/** The day after its date, a review that was not made is late. */
function overdue({ phase, due }: Review, around: Around): JourneyStep[] {
  if (phase !== 'announced') return [];
  return [{ at: startOf(around.calendar, daysAfter(due, 1)), rule: 'overdue', article: articleOf(around), reckoning: null, side: 'partner' }];
}

function carryOut(step: JourneyStep, state: Review, around: Around): Outcome<ReviewFact> {
  if (isLadder(step)) return climbStep(step, around);
  if (step.rule === 'overdue') return { facts: [{ body: { kind: 'review-overdue' } }] };
  if (step.rule !== 'tell') throw new Error(`a reverse review has no step ${step.rule}`);
  const days = Number(step.key);
  const last = days === Math.max(...offsetsOf(around));
  const { escalation } = around.contract;
  const climbs = escalation !== null && escalation.outsideIncidents !== false;
  // Without article 3.3 there is no ladder to climb (rules: Ladder 6): the manager is told at once.
  const manager: JourneyLetter[] = last && !climbs ? [{ letter: 'review-unanswered', to: managerOf(around, step.at), step }] : [];
  return { facts: [{ body: { kind: 'review-told', days, last } }], letters: [...toPartner(days < 0 ? 'review-coming' : days === 0 ? 'review-today' : 'review-late', around, days > 0 ? AFTER_DATE : BEFORE_DATE, step), ...manager] };
}

function act(asked: ReviewAct, state: Review, around: Around, now: Instant): Outcome<ReviewFact> | Refused {
  if (state.endedAt !== null) return { refused: 'Cette revue est close.' };
  switch (asked.kind) {
    case 'record-result':
      if (state.phase === 'to-check') return { refused: 'Un résultat est déjà reçu : acceptez-le ou redemandez-le.' };
      return { facts: [{ body: { kind: 'result-received', how: asked.how, note: asked.note } }], letters: toPartner('review-received', around, BEFORE_DATE) };
    case 'accept-result':
      if (state.phase !== 'to-check') return { refused: 'Aucun résultat n’est reçu.' };
      return { facts: [{ body: { kind: 'review-accepted' } }], letters: toPartner('review-accepted', around, AFTER_DATE) };
    case 'return-result':
      if (state.phase !== 'to-check') return { refused: 'Aucun résultat n’est reçu.' };
      if (asked.reason.trim() === '') return { refused: 'Dites ce qui manque au résultat.' };
      return { facts: [{ body: { kind: 'result-returned', reason: asked.reason } }], letters: toPartner('review-returned', around, BEFORE_DATE) };
    case 'call-off':
      if (asked.reason.trim() === '') return { refused: 'Donnez un motif.' };
      return { facts: [{ body: { kind: 'review-called-off', reason: asked.reason }, at: now }] };
  }
}

function toPartner(letter: string, around: Around, roles: readonly PartnerRole[], step?: JourneyStep): JourneyLetter[] {
  const people = peopleOf(around, roles);
  const told = people.length > 0 ? people : peopleOf(around, IN_PLACE).slice(0, 1);
  return told.map((to) => ({ letter, to, ...(step === undefined ? {} : { step }) }));
}
