import { subtractOpenMs } from './calendar';
import type { Reckoning } from './calendar-types';
import type { Contract, PartnerContact, Side } from './contract-types';
import type { Cover } from './cover';
import { epochMs, type Instant } from './ids';
import type { Rung } from './ladder';
import { ladderStep } from './plan-ladder';
import type { StopAhead } from './planned-stop';
import { byDelay, Reckoner } from './reckoner';
import type { OpeningCondition } from './register/opening';
import { termsSteps, underTerms, type SignedAmendment } from './terms';
import type { Because, Fact } from './ticket-facts';
import { isOver, stateOf, type TicketState } from './ticket-state';

/** Why nothing is promised: what the opening lacks, or that the convention has ended. */
export interface NotOpen {
  readonly ended: boolean;
  readonly lacks: readonly OpeningCondition['key'][];
}

/** Everything a plan is made of. `frozen` holds the reckonings under way: they move only by a journalled act (rules: Clock 5). */
export interface TicketCase {
  readonly contract: Contract;
  readonly contacts: readonly PartnerContact[];
  /** Addresses known dead, lower case. */
  readonly deadAddresses: ReadonlySet<string>;
  readonly facts: readonly Fact[];
  readonly frozen: ReadonlyMap<string, Reckoning>;
  /** After an outage, escalations by delay wait until then (rules: Ladder 7). */
  readonly heldUntil: Instant | null;
  /** Signed versions that open tickets pass to, soonest first; absent = none. */
  readonly amendments?: readonly SignedAmendment[];
  /** Who stands in for whom; absent = nobody. */
  readonly covers?: readonly Cover[];
  /** Planned stops that concern this ticket, soonest first; absent = none. */
  readonly stops?: readonly StopAhead[];
  /** Its service was not open to its convention when it came, or is no more: nothing is promised (convention, opening); absent = it is open. */
  readonly notOpen?: NotOpen;
}

export type StepKind =
  | 'terms-change'
  | 'pause-end'
  | 'pickup-warning'
  | 'pickup-breach'
  | 'contact-rung'
  | 'propose-rung'
  | 'skip-rung'
  | 'ladder-exhausted'
  | 'urgent-flag'
  | 'call-back'
  | 'internal-reminder'
  | 'close';

/** What makes a step happen when it does. */
export interface Why {
  /** The article that makes it, or null for a setting of the desk (« réglage du guichet »). */
  readonly article: string | null;
  readonly reckoning: Reckoning | null;
  /** Set when no delay runs: it happens at once, and why. */
  readonly atOnce: 'urgent' | 'failed' | 'skipped' | null;
  readonly held: boolean;
}

/** One thing that happens by itself if nobody acts: when, what, to whom, and why. */
export interface Step {
  readonly at: Instant;
  readonly what: StepKind;
  readonly why: Why;
  readonly side?: Side;
  readonly rung?: Rung;
  readonly because?: Because;
  /** Since when the side owes, for what happens on its ladder by delay. */
  readonly since?: Instant;
  /** The limit that was reached; `at` is later when the letter waits for an opening or an outage to end. */
  readonly limit: Instant;
  readonly openMinutesBefore?: number;
  /** The fact this step answers (a call back, an internal sending, a pause). */
  readonly of?: number;
  /** The version of the contract that the ticket passes to. */
  readonly version?: number;
}

/** The steps that are next, soonest first, reckonings that had to be made added to `fresh` so that they can be frozen. */
export function plan(ticket: TicketCase, fresh: Map<string, Reckoning> = new Map()): Step[] {
  return planFrom(ticket, stateOf(ticket.facts), fresh);
}

export function planFrom(given: TicketCase, state: TicketState, fresh: Map<string, Reckoning>): Step[] {
  if (isOver(state.phase)) return [];
  const ticket = underTerms(given, state);
  const desk = new Reckoner(ticket, state, fresh);
  const steps = [
    ...termsSteps(ticket),
    ...pauseSteps(state),
    ...pickupSteps(ticket, state, desk),
    ...(['desk', 'partner'] as const).flatMap((side) => ladderStep(ticket, state, side, desk)),
    ...callBackSteps(state),
    ...internalSteps(ticket, state, desk),
    ...closingStep(ticket, state, desk),
  ];
  return steps.map((step) => notBefore(state.lastAt, step)).sort((a, b) => epochMs(a.at) - epochMs(b.at) || ORDER.indexOf(a.what) - ORDER.indexOf(b.what));
}

/** What a correction or a merge makes overdue happens from then on, never in the past. */
function notBefore(lastAt: Instant, step: Step): Step {
  return step.at < lastAt ? { ...step, at: lastAt } : step;
}

const ORDER: readonly StepKind[] = [
  'terms-change',
  'pause-end',
  'pickup-warning',
  'pickup-breach',
  'urgent-flag',
  'skip-rung',
  'contact-rung',
  'propose-rung',
  'ladder-exhausted',
  'call-back',
  'internal-reminder',
  'close',
];

function pickupSteps(ticket: TicketCase, state: TicketState, desk: Reckoner): Step[] {
  const promise = ticket.contract.pickup;
  if (promise === null || state.pickedUpAt !== null || state.pickupBreachedAt !== null || state.debt === null) return [];
  const reckoning = desk.limit('pickup', state.receivedAt, promise.rule, promise.whenClosed, promise.article);
  const why = byDelay(reckoning);
  const warnings = ticket.contract.settings.pickupWarningsOpenMinutes
    .filter((minutes) => !state.pickupWarnings.includes(minutes))
    .map((minutes): Step => {
      const at = subtractOpenMs(ticket.contract.calendar, reckoning.deadline, minutes * 60_000);
      return { at, what: 'pickup-warning', why: { ...why, article: null }, limit: reckoning.deadline, openMinutesBefore: minutes, side: 'desk' };
    })
    .filter((step) => step.at > state.receivedAt);
  return [...warnings, { at: reckoning.deadline, what: 'pickup-breach', why, limit: reckoning.deadline, side: 'desk' }];
}

/** The end of a pause is in the visible future (rules: Clock 6). */
function pauseSteps({ pause }: TicketState): Step[] {
  return pause === null ? [] : [{ at: pause.until, what: 'pause-end', why: BY_SETTING, limit: pause.until, of: pause.n }];
}

function callBackSteps(state: TicketState): Step[] {
  return state.callBacks
    .filter((call) => !call.overdue)
    .map((call) => ({ at: call.due, what: 'call-back', why: BY_SETTING, limit: call.due, of: call.n, side: 'desk' }));
}

/** Sectors and the national level have reminders beside the desk's running debt, and no ladder (rules: Clock 4). */
function internalSteps(ticket: TicketCase, state: TicketState, desk: Reckoner): Step[] {
  const rule = ticket.contract.settings.internalReminder;
  if (rule === null || state.debt === null) return [];
  return state.internal
    .filter((sent) => !sent.reminded)
    .map((sent) => {
      const reckoning = desk.limit(`internal:${sent.n}`, sent.at, rule, 'next-opening', null);
      return { at: reckoning.deadline, what: 'internal-reminder', why: byDelay(reckoning), limit: reckoning.deadline, of: sent.n };
    });
}

function closingStep(ticket: TicketCase, state: TicketState, desk: Reckoner): Step[] {
  if (state.phase !== 'resolved' || state.resolvedAt === null) return [];
  const rule = { calendarDays: ticket.contract.settings.closeAfterCalendarDays };
  const reckoning = desk.limit(`close:${state.resolvedN}`, state.resolvedAt, rule, 'as-is', null);
  return [{ at: reckoning.deadline, what: 'close', why: byDelay(reckoning), limit: reckoning.deadline }];
}

const BY_SETTING: Why = { article: null, reckoning: null, atOnce: null, held: false };
