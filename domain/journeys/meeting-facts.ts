import type { Side } from '../contract-types';
import type { Instant, LocalDate } from '../ids';
import { BEFORE, ended, fold, owes, type LadderFact, type LetterBack, type SilenceFact } from './fold';
import type { JourneyFact, JourneyState } from './types';

/** Where and when a meeting is to be held. */
export interface MeetingDate {
  readonly when: Instant;
  readonly place: string;
}
/** Which side did something, and who of it; null = the product. */
export interface Doer {
  readonly by: Side;
  readonly who: string | null;
}

export type MeetingFact =
  /** `date`: a first proposal; `assessment`: the yearly assessment that leads to it, for which the Caf proposes a date. */
  | ({ readonly kind: 'meeting-requested'; readonly subject: string; readonly date?: MeetingDate | null; readonly assessment?: LocalDate | null } & Doer)
  | ({ readonly kind: 'date-proposed' } & MeetingDate & Doer)
  /** `how`: how it was agreed, when not here. */
  | ({ readonly kind: 'date-set'; readonly how: string | null } & MeetingDate & Doer)
  | { readonly kind: 'date-reminded'; readonly days: number }
  | { readonly kind: 'meeting-reminded'; readonly of: number }
  | { readonly kind: 'outcome-asked'; readonly of: number }
  | { readonly kind: 'meeting-late' }
  | ({ readonly kind: 'meeting-not-held'; readonly reason: string } & Doer)
  | ({ readonly kind: 'meeting-called-off'; readonly reason: string } & Doer)
  /** `writer`: whose turn it is to write the minutes. */
  | ({ readonly kind: 'meeting-held'; readonly on: Instant; readonly writer: Side } & Doer)
  | ({ readonly kind: 'minutes-written'; readonly text: string; readonly file: string | null } & Doer)
  | ({ readonly kind: 'corrections-asked'; readonly text: string } & Doer)
  | { readonly kind: 'minutes-reminded'; readonly days: number }
  | { readonly kind: 'minutes-overdue' }
  | ({ readonly kind: 'minutes-validated' } & Doer)
  /** The convention ends that day, or its end is taken back. */
  | { readonly kind: 'convention-ends'; readonly on: LocalDate | null }
  | LetterBack
  | SilenceFact
  | LadderFact;

export type MeetingPhase = 'to-date' | 'proposed' | 'set' | 'minutes-to-write' | 'minutes-to-validate' | 'validated' | 'called-off';

export interface Minutes extends Doer {
  readonly text: string;
  /** The file that goes with them, by its id. */
  readonly file: string | null;
  readonly at: Instant;
  readonly version: number;
}

export interface Meeting extends JourneyState {
  readonly phase: MeetingPhase;
  readonly requested: Doer & { readonly at: Instant; readonly n: number };
  readonly subject: string;
  readonly assessment: LocalDate | null;
  /** Proposed, or set, by the fact of that number. */
  readonly date: (MeetingDate & Doer & { readonly n: number }) | null;
  /** Days before the month's end at which a silent side was reminded. */
  readonly dateReminded: readonly number[];
  /** Dates, by their fact's number, of which both were reminded, and whose outcome was asked. */
  readonly reminded: readonly number[];
  readonly outcomeAsked: readonly number[];
  readonly notHeld: string | null;
  readonly held: (Doer & { readonly on: Instant; readonly writer: Side; readonly n: number }) | null;
  readonly minutes: Minutes | null;
  readonly corrections: string | null;
  readonly minutesReminded: readonly number[];
  /** Their time passed without both sides' validation. */
  readonly overdueAt: Instant | null;
  readonly validated: (Doer & { readonly at: Instant }) | null;
  readonly calledOff: string | null;
  readonly endsOn: LocalDate | null;
}

const NOBODY = { by: 'desk', who: null } as const;
const START: Meeting = {
  ...BEFORE, phase: 'to-date', requested: { ...NOBODY, at: '' as Instant, n: 0 }, subject: '', assessment: null, date: null, dateReminded: [], reminded: [], outcomeAsked: [], notHeld: null, held: null,
  minutes: null, corrections: null, minutesReminded: [], overdueAt: null, validated: null, calledOff: null, endsOn: null,
};

export function otherSide(side: Side): Side {
  return side === 'desk' ? 'partner' : 'desk';
}

/** The state that the facts of a meeting make. */
export function foldMeeting(facts: readonly JourneyFact<MeetingFact>[]): Meeting {
  return fold(facts, START, tell);
}

function tell(state: Meeting, fact: JourneyFact<MeetingFact>): Partial<Meeting> {
  // Late is late until the meeting is held, whoever owes the next word.
  const { lateSince } = state;
  switch (fact.kind) {
    case 'meeting-requested':
      return requested(fact);
    case 'date-proposed':
      return { phase: 'proposed', date: fact, lateSince, ...owes(otherSide(fact.by), fact) };
    case 'date-set':
      return { phase: 'set', date: fact, lateSince, debt: null };
    case 'date-reminded':
      return { dateReminded: [...state.dateReminded, fact.days] };
    case 'meeting-reminded':
      return { reminded: [...state.reminded, fact.of] };
    case 'outcome-asked':
      return { outcomeAsked: [...state.outcomeAsked, fact.of], lateSince, ...owes('desk', fact) };
    case 'meeting-late':
      return { lateSince: fact.at };
    case 'meeting-not-held':
      return { phase: 'to-date', date: null, notHeld: fact.reason, lateSince, ...owes(otherSide(fact.by), fact) };
    case 'meeting-called-off':
      return { phase: 'called-off', calledOff: fact.reason, ...ended(fact) };
    case 'convention-ends':
      return { endsOn: fact.on };
    default:
      return minutes(state, fact);
  }
}

/** Who is asked answers; of the yearly assessment the Caf proposes a date first. */
function requested(fact: JourneyFact<Extract<MeetingFact, { kind: 'meeting-requested' }>>): Partial<Meeting> {
  const { by, who, subject, date = null, assessment = null } = fact;
  const silent = assessment !== null && date === null ? by : otherSide(by);
  return { phase: date === null ? 'to-date' : 'proposed', requested: { by, who, at: fact.at, n: fact.n }, subject, assessment, date: date === null ? null : { ...date, by, who, n: fact.n }, ...owes(silent, fact) };
}

function minutes(state: Meeting, fact: JourneyFact<MeetingFact>): Partial<Meeting> {
  const { lateSince } = state;
  switch (fact.kind) {
    case 'meeting-held':
      return { phase: 'minutes-to-write', held: fact, lateSince: null, ...owes(fact.writer, fact) };
    case 'minutes-written':
      return { phase: 'minutes-to-validate', minutes: { ...fact, version: (state.minutes?.version ?? 0) + 1 }, corrections: null, lateSince, ...owes(otherSide(fact.by), fact) };
    case 'corrections-asked':
      return { phase: 'minutes-to-write', corrections: fact.text, lateSince, ...owes(otherSide(fact.by), fact) };
    case 'minutes-reminded':
      return { minutesReminded: [...state.minutesReminded, fact.days] };
    case 'minutes-overdue':
      return { overdueAt: fact.at, lateSince: fact.at };
    case 'minutes-validated':
      return { phase: 'validated', validated: { by: fact.by, who: fact.who, at: fact.at }, ...ended(fact) };
    default:
      return {};
  }
}
