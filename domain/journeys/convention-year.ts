import type { Instant, LocalDate } from '../ids';
import { localDateOf } from '../calendar';
import { clauseOf, inTurn } from './around';
import { ASSESSMENT_DAYS_BEFORE, assessed, renewalLetters, type RenewalReader } from './convention-year-told';
import { BEFORE, ended, fold } from './fold';
import { offsetsOf, articleOf } from './reverse-review';
import { daysAfter, morningOf, nextReturn, startOf } from './year';
import type { Around, JourneyFact, JourneyKind, JourneyState, JourneyStep, Outcome, Refused } from './types';

/**
 * The life of a convention, year after year, until it ends: a yearly assessment prepared before each return of its signature, tacit
 * renewal at it (convention, duration), and a reverse review each year (article 2.2), begun under its own number so that it may straddle
 * the year.
 */
export type YearFact =
  | { readonly kind: 'followed'; readonly signedOn: LocalDate; readonly reviewFrom: LocalDate | null }
  | { readonly kind: 'review-planned'; readonly due: LocalDate }
  | { readonly kind: 'renewed'; readonly on: LocalDate }
  /** The assessment that goes with the return of `on`, of the requests from `from` to `to`, both included. */
  | { readonly kind: 'assessment-prepared'; readonly on: LocalDate; readonly from: LocalDate; readonly to: LocalDate }
  | { readonly kind: 'renewal-told-set'; readonly to: readonly RenewalReader[] }
  | { readonly kind: 'review-date-set'; readonly reviewFrom: LocalDate }
  /** The date of signature was entered anew. */
  | { readonly kind: 'signature-corrected'; readonly signedOn: LocalDate }
  /** The convention ends that day, or its end is taken back. */
  | { readonly kind: 'convention-ends'; readonly on: LocalDate | null }
  | { readonly kind: 'convention-ended'; readonly reason: string };

export type YearAct =
  | { readonly kind: 'set-review-date'; readonly reviewFrom: LocalDate }
  | { readonly kind: 'set-renewal-told'; readonly to: readonly RenewalReader[] }
  | { readonly kind: 'end'; readonly reason: string };

export interface Year extends JourneyState {
  readonly phase: 'running' | 'ended';
  readonly signedOn: LocalDate;
  /** The date that comes back each year for the review; null = that of the signature. */
  readonly reviewFrom: LocalDate | null;
  readonly followedAt: Instant;
  readonly lastReview: LocalDate | null;
  readonly lastRenewal: LocalDate | null;
  readonly lastAssessment: LocalDate | null;
  readonly renewalTold: readonly RenewalReader[];
  readonly endsOn: LocalDate | null;
}

const NEVER = '1970-01-01' as LocalDate;
const START: Year = { ...BEFORE, phase: 'running', signedOn: NEVER, reviewFrom: null, followedAt: '' as Instant, lastReview: null, lastRenewal: null, lastAssessment: null, renewalTold: [], endsOn: null };

export const conventionYear: JourneyKind<YearFact, Year, YearAct> = {
  name: 'convention-year',
  workflow: 'conventionYear',
  fold: (facts) => fold(facts, START, tell),
  plan: (state, around) => inTurn(state.phase === 'ended' ? [] : [...end(state, around), ...assessment(state, around), ...renewal(state, around), ...review(state, around)], state.lastAt),
  carryOut,
  act,
};

function tell(_state: Year, fact: JourneyFact<YearFact>): Partial<Year> {
  switch (fact.kind) {
    case 'followed':
      return { signedOn: fact.signedOn, reviewFrom: fact.reviewFrom, followedAt: fact.at };
    case 'review-planned':
      return { lastReview: fact.due };
    case 'renewed':
      return { lastRenewal: fact.on };
    case 'assessment-prepared':
      return { lastAssessment: fact.on };
    case 'renewal-told-set':
      return { renewalTold: fact.to };
    case 'review-date-set':
      return { reviewFrom: fact.reviewFrom };
    case 'signature-corrected':
      return { signedOn: fact.signedOn };
    case 'convention-ends':
      return { endsOn: fact.on };
    case 'convention-ended':
      return { phase: 'ended', ...ended(fact) };
    default:
      return {};
  }
}

/** At its end the convention is followed no more (convention, article 17.2). */
function end({ endsOn }: Year, around: Around): JourneyStep[] {
  return endsOn === null ? [] : [{ at: startOf(around.calendar, endsOn), rule: 'end', article: null, reckoning: null, key: endsOn }];
}

function renewal(state: Year, around: Around): JourneyStep[] {
  const on = nextRenewal(state, around);
  return on === null ? [] : [{ at: morningOf(around.calendar, on), rule: 'renew', article: clauseOf(around.contract, 'duration')?.article ?? null, reckoning: null, key: on }];
}

/** The next return of the signature at which it is renewed; null where the convention says nothing of its duration, and while a termination is under way. */
export function nextRenewal(state: Year, around: Pick<Around, 'contract' | 'calendar'>): LocalDate | null {
  return state.endsOn === null ? nextAnniversary(state, around, state.lastRenewal) : null;
}

/** The next return of the signature whose assessment is not prepared; null where the convention asks for none, or ends before. */
export function nextAssessment(state: Year, around: Pick<Around, 'contract' | 'calendar'>): LocalDate | null {
  if (clauseOf(around.contract, 'yearly-assessment') === undefined) return null;
  const { lastAssessment, lastRenewal, endsOn } = state;
  const on = nextAnniversary(state, around, lastAssessment ?? lastRenewal);
  return on !== null && endsOn !== null && on >= endsOn ? null : on;
}

/** The first return of the signature after that of `last`, or since the convention is followed. */
function nextAnniversary({ signedOn, followedAt }: Year, around: Pick<Around, 'contract' | 'calendar'>, last: LocalDate | null): LocalDate | null {
  const delay = clauseOf(around.contract, 'duration')?.delay;
  if (delay === undefined || !('calendarMonths' in delay)) return null;
  const after = last ?? daysAfter(localDateOf(around.calendar, followedAt), -1);
  return nextReturn(signedOn, delay.calendarMonths, after > signedOn ? after : signedOn);
}

/** Prepared before the date, so that it can be spoken of. */
function assessment(state: Year, around: Around): JourneyStep[] {
  const on = nextAssessment(state, around);
  if (on === null) return [];
  return [{ at: morningOf(around.calendar, daysAfter(on, -ASSESSMENT_DAYS_BEFORE)), rule: 'prepare-assessment', article: clauseOf(around.contract, 'yearly-assessment')?.article ?? null, reckoning: null, key: on }];
}

/** Each review is begun on the first day on which the administrator is written to. */
function review(state: Year, around: Around): JourneyStep[] {
  const due = nextReview(state, around);
  return due === null ? [] : [{ at: morningOf(around.calendar, daysAfter(due, Math.min(...offsetsOf(around)))), rule: 'begin-review', article: articleOf(around), reckoning: null, key: due }];
}

/** The date of the next review that is not begun; null where this Caf's contract asks for none, or the convention ends before. */
export function nextReview({ signedOn, reviewFrom, lastReview, followedAt, endsOn }: Year, around: Pick<Around, 'contract' | 'calendar'>): LocalDate | null {
  const asked = around.contract.habilitations.reverseReview;
  if (asked === null) return null;
  const after = lastReview ?? localDateOf(around.calendar, followedAt);
  const due = nextReturn(reviewFrom ?? signedOn, asked.everyMonths, after > signedOn ? after : signedOn);
  return endsOn !== null && due >= endsOn ? null : due;
}

function carryOut(step: JourneyStep, state: Year, around: Around): Outcome<YearFact> {
  const { endsOn, renewalTold } = state;
  const date = step.key as LocalDate;
  switch (step.rule) {
    case 'end':
      return { facts: [{ body: { kind: 'convention-ended', reason: 'Convention résiliée.' } }] };
    case 'renew':
      return { facts: [{ body: { kind: 'renewed', on: date } }], letters: renewalLetters(date, renewalTold, around, step) };
    case 'prepare-assessment':
      return assessed(date, state, around, step);
    case 'begin-review':
      return { facts: [{ body: { kind: 'review-planned', due: date } }], begins: [{ kind: 'reverse-review', first: { kind: 'review-begun', due: date, ...(endsOn === null ? {} : { endsOn }) } as never, key: `review/${around.convention?.id ?? ''}/${date}` }] };
    default:
      throw new Error(`a convention's year has no step ${step.rule}`);
  }
}

function act(asked: YearAct, state: Year, around: Around): Outcome<YearFact> | Refused {
  if (state.endedAt !== null) return { refused: 'Cette convention a pris fin.' };
  if (asked.kind === 'end') return asked.reason.trim() === '' ? { refused: 'Donnez un motif.' } : { facts: [{ body: { kind: 'convention-ended', reason: asked.reason } }] };
  if (asked.kind === 'set-renewal-told') return { facts: [{ body: { kind: 'renewal-told-set', to: asked.to } }] };
  const begun = state.lastReview?.slice(0, 4) ?? '';
  if (asked.reviewFrom.slice(0, 4) <= begun) return { refused: `La revue de ${begun} est déjà commencée : donnez une date d’une année suivante.` };
  const due = nextReview(state, around)?.slice(0, 4);
  if (due !== undefined && asked.reviewFrom.slice(0, 4) > due) return { refused: `La revue de ${due} serait sautée, alors que le contrat en demande une chaque année : donnez une date de ${due}.` };
  return { facts: [{ body: { kind: 'review-date-set', reviewFrom: asked.reviewFrom } }] };
}
