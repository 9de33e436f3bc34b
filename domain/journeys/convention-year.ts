import type { Instant, LocalDate } from '../ids';
import { localDateOf } from '../calendar';
import { clauseOf, inTurn } from './around';
import { BEFORE, ended, fold } from './fold';
import { offsetsOf, articleOf } from './reverse-review';
import { daysAfter, morningOf, nextReturn, startOf } from './year';
import type { Around, JourneyFact, JourneyKind, JourneyState, JourneyStep, Outcome, Refused } from './types';

/**
 * The life of a convention, year after year, until it ends: tacit renewal at each return of its signature (convention, duration), and a
 * reverse review each year (article 2.2), begun under its own number so that it may straddle the year.
 */
export type YearFact =
  | { readonly kind: 'followed'; readonly signedOn: LocalDate; readonly reviewFrom: LocalDate | null }
  | { readonly kind: 'review-planned'; readonly due: LocalDate }
  | { readonly kind: 'renewed'; readonly on: LocalDate }
  | { readonly kind: 'review-date-set'; readonly reviewFrom: LocalDate }
  /** The date of signature was entered anew. */
  | { readonly kind: 'signature-corrected'; readonly signedOn: LocalDate }
  /** The convention ends that day, or its end is taken back. */
  | { readonly kind: 'convention-ends'; readonly on: LocalDate | null }
  | { readonly kind: 'convention-ended'; readonly reason: string };

export type YearAct = { readonly kind: 'set-review-date'; readonly reviewFrom: LocalDate } | { readonly kind: 'end'; readonly reason: string };

export interface Year extends JourneyState {
  readonly phase: 'running' | 'ended';
  readonly signedOn: LocalDate;
  /** The date that comes back each year for the review; null = that of the signature. */
  readonly reviewFrom: LocalDate | null;
  readonly followedAt: Instant;
  readonly lastReview: LocalDate | null;
  readonly lastRenewal: LocalDate | null;
  readonly endsOn: LocalDate | null;
}

const NEVER = '1970-01-01' as LocalDate;
const START: Year = { ...BEFORE, phase: 'running', signedOn: NEVER, reviewFrom: null, followedAt: '' as Instant, lastReview: null, lastRenewal: null, endsOn: null };

export const conventionYear: JourneyKind<YearFact, Year, YearAct> = {
  name: 'convention-year',
  workflow: 'conventionYear',
  fold: (facts) => fold(facts, START, tell),
  plan: (state, around) => inTurn(state.phase === 'ended' ? [] : [...end(state, around), ...renewal(state, around), ...review(state, around)], state.lastAt),
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

/** Nothing is renewed where the convention says nothing of its duration, nor once it has ended. */
function renewal({ signedOn, lastRenewal, followedAt, endsOn }: Year, around: Around): JourneyStep[] {
  const clause = clauseOf(around.contract, 'duration');
  const months = clause?.delay !== undefined && 'calendarMonths' in clause.delay ? clause.delay.calendarMonths : null;
  if (clause === undefined || months === null) return [];
  const after = lastRenewal ?? daysAfter(localDateOf(around.calendar, followedAt), -1);
  const on = nextReturn(signedOn, months, after > signedOn ? after : signedOn);
  return endsOn !== null && on >= endsOn ? [] : [{ at: morningOf(around.calendar, on), rule: 'renew', article: clause.article, reckoning: null, key: on }];
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

function carryOut(step: JourneyStep, { endsOn }: Year, { convention }: Around): Outcome<YearFact> {
  const date = step.key as LocalDate;
  if (step.rule === 'end') return { facts: [{ body: { kind: 'convention-ended', reason: 'Convention résiliée.' } }] };
  if (step.rule === 'renew') return { facts: [{ body: { kind: 'renewed', on: date } }] };
  if (step.rule !== 'begin-review') throw new Error(`a convention's year has no step ${step.rule}`);
  const key = `review/${convention?.id ?? ''}/${date}`;
  return { facts: [{ body: { kind: 'review-planned', due: date } }], begins: [{ kind: 'reverse-review', first: { kind: 'review-begun', due: date, ...(endsOn === null ? {} : { endsOn }) } as never, key }] };
}

function act(asked: YearAct, state: Year): Outcome<YearFact> | Refused {
  if (state.endedAt !== null) return { refused: 'Cette convention a pris fin.' };
  if (asked.kind === 'end') return asked.reason.trim() === '' ? { refused: 'Donnez un motif.' } : { facts: [{ body: { kind: 'convention-ended', reason: asked.reason } }] };
  const begun = state.lastReview?.slice(0, 4) ?? '';
  if (asked.reviewFrom.slice(0, 4) <= begun) return { refused: `La revue de ${begun} est déjà commencée : donnez une date d’une année suivante.` };
  return { facts: [{ body: { kind: 'review-date-set', reviewFrom: asked.reviewFrom } }] };
}
