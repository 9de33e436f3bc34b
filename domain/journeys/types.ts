import type { Calendar, Reckoning } from '../calendar-types';
import type { PartnerContact, Side } from '../contract-types';
import type { ContractDocument } from '../contract-terms-types';
import type { Cover } from '../cover';
import type { CafCode, Instant } from '../ids';
import type { Step } from '../plan';
import type { StopAhead } from '../planned-stop';
import type { Reckoner } from '../reckoner';
import type { ServiceStanding } from '../register/opening';
import type { Because } from '../ticket-facts';
import type { Debt, LadderState } from '../ticket-state';

/** Each kind of journey, and the letters of its numbers: « 59-MED-2026-000001 ». One line a kind. */
export const JOURNEY_CODES = {
  'formal-notice': 'MED',
  'administrator-change': 'ADM',
  'reverse-review': 'REV',
  'convention-year': 'CNV',
  termination: 'RES',
  subcontractor: 'SST',
  meeting: 'REU',
  'security-incident': 'SEC',
  'trace-request': 'TRC',
} as const;
export type JourneyName = keyof typeof JOURNEY_CODES;

/** What happened on a journey. Its body stays in PostgreSQL: it may hold what a form said. */
export interface JourneyFactBody {
  readonly kind: string;
}
/** With its number on the journey (from 1, in the order of recording) and the instant from which it counts. */
export type JourneyFact<B extends JourneyFactBody = JourneyFactBody> = B & { readonly n: number; readonly at: Instant };

/** What every journey's state holds; a kind adds its own. */
export interface JourneyState {
  /** The stage of the procedure: the workflow's `during`. */
  readonly phase: string;
  /** The side that owes something, and since when; null = nobody. */
  readonly debt: Debt | null;
  /** How far the ladder of that side was climbed under this debt. */
  readonly ladders: Readonly<Record<Side, LadderState>>;
  /** Reminders of this debt, where no ladder climbs; over = the Caf's manager was told with the last. */
  readonly silenceTold: number;
  readonly silenceOver: boolean;
  /** A limit that passed without what it waited for. */
  readonly lateSince: Instant | null;
  readonly endedAt: Instant | null;
  readonly lastN: number;
  readonly lastAt: Instant;
}

/** One thing that happens by itself if nobody acts: when, by which rule, and why. */
export interface JourneyStep {
  readonly at: Instant;
  /** The rule's name, all that Temporal's history knows of it. */
  readonly rule: string;
  /** The article that makes it; null = a setting of the desk. */
  readonly article: string | null;
  readonly reckoning: Reckoning | null;
  readonly side?: Side;
  /** Which of several of the same rule (an offset, an item). */
  readonly key?: string;
  /** The step of a side's ladder, as a ticket climbs it. */
  readonly ladder?: Step;
}

/** What a journey's plan is made of beside its facts: the terms it began under, people, calendar. */
export interface Around {
  readonly id: string;
  readonly caf: CafCode;
  readonly contract: ContractDocument;
  readonly calendar: Calendar;
  readonly convention: { readonly id: string; readonly number: string; readonly partnerName: string } | null;
  readonly contacts: readonly PartnerContact[];
  /** Addresses known dead, lower case. */
  readonly deadAddresses: ReadonlySet<string>;
  readonly covers: readonly Cover[];
  /** Accounts that hold a role for which the contract gives no address; absent = none is known. */
  readonly staff?: ReadonlyArray<{ readonly role: 'security-officer' | 'trace-reader'; readonly name: string; readonly address: string }>;
  /** Planned stops that concern the convention; absent = none. */
  readonly stops?: readonly StopAhead[];
  /** Of a change of administrator: administrators and deputies who no longer are, the latest first; absent = none is known. */
  readonly former?: readonly FormerAdministrator[];
  /** Of a change of administrator: whether the convention is open, so that access may be given under it; absent = nothing is held against it. */
  readonly standing?: ServiceStanding;
  readonly heldUntil: Instant | null;
  /** Of a meeting: whose turn it is to write its minutes; absent = the Caf's. */
  readonly minutesTurn?: Side;
  /** Reckons each limit once: under its key it stays what it was when it began to run. */
  readonly limits: Reckoner;
  readonly frozen: ReadonlyMap<string, Reckoning>;
}

/** An administrator or a deputy whose access has ended, and when. */
export type FormerAdministrator = PartnerContact & { readonly endedAt: Instant };

/** A letter that is due, addressed; its words are made by the kind's own page of desk/journeys. */
export interface JourneyLetter {
  /** Which letter: « receipt », « terminated ». */
  readonly letter: string;
  readonly to: Addressee;
  /** What its words need beside the state. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Set for a rung of a ladder: it counts once its letter has left. */
  readonly rung?: { readonly side: Side; readonly rung: number; readonly because: Because };
  readonly step?: JourneyStep;
}
export interface Addressee {
  readonly name: string | null;
  readonly address: string;
}

/** A journey that another begins: started by its own number, never owned. */
export interface NewJourney {
  readonly kind: JourneyName;
  readonly first: JourneyFactBody;
  readonly at?: Instant;
  /** What makes it one, however often it is begun. */
  readonly key: string;
}

/** What a due step, or an act, does: facts to record, letters to write, journeys to begin. Data: whoever carries it out writes it all in one transaction. */
export interface Outcome<B extends JourneyFactBody = JourneyFactBody> {
  readonly facts: ReadonlyArray<{ readonly body: B; readonly at?: Instant }>;
  readonly letters?: readonly JourneyLetter[];
  readonly begins?: readonly NewJourney[];
}
/** An act that may not be done now, with the reason in French. */
export interface Refused {
  readonly refused: string;
}

/** What somebody asks of a journey: validated in form by its route, in substance by its kind. */
export interface JourneyAct {
  readonly kind: string;
}

/** A procedure of the contracts as a pure module: what its facts make, what comes next, what each thing does. */
export interface JourneyKind<B extends JourneyFactBody = JourneyFactBody, S extends JourneyState = JourneyState, A extends JourneyAct = JourneyAct> {
  readonly name: JourneyName;
  /** Its Temporal workflow (workflows/). */
  readonly workflow: string;
  fold(facts: readonly JourneyFact<B>[]): S;
  /** Soonest first. @throws NeverOpens, LimitTooFar */
  plan(state: S, around: Around): JourneyStep[];
  carryOut(step: JourneyStep, state: S, around: Around): Outcome<B>;
  /** What an act does at `now`, or why it may not be done. */
  act(asked: A, state: S, around: Around, now: Instant): Outcome<B> | Refused;
  /** What facts that a door recorded call for (a bounce, a mail); most kinds have none. */
  arrived?(facts: readonly JourneyFact<B>[], state: S, around: Around): readonly JourneyLetter[];
  /** What the end of its convention records on it, when that ends it; absent = it goes on, or learns of the day otherwise. `reason` in French. */
  endsWithConvention?(reason: string): B;
}
