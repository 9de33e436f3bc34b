import { nextOpening, subtractOpenMs } from './calendar';
import type { DelayRule, Reckoning, WhenClosed } from './calendar-types';
import type { Contract, PartnerContact, Side } from './contract-types';
import { reckon } from './deadline';
import { epochMs, type Instant } from './ids';
import { resolveLadder, type Rung } from './ladder';
import type { Because, Fact } from './ticket-facts';
import { isOver, stateOf, type Climbed, type TicketState } from './ticket-state';

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
}

export type StepKind =
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
  /** The limit that was reached; `at` is later when the letter waits for an opening or an outage to end. */
  readonly limit: Instant;
  readonly openMinutesBefore?: number;
  /** The fact this step answers (a call back, an internal sending). */
  readonly of?: number;
}

/** The steps that are next, soonest first, reckonings that had to be made added to `fresh` so that they can be frozen. */
export function plan(ticket: TicketCase, fresh: Map<string, Reckoning> = new Map()): Step[] {
  return planFrom(ticket, stateOf(ticket.facts), fresh);
}

export function planFrom(ticket: TicketCase, state: TicketState, fresh: Map<string, Reckoning>): Step[] {
  if (isOver(state.phase)) return [];
  const desk = new Reckoner(ticket, fresh);
  const steps = [
    ...pickupSteps(ticket, state, desk),
    ...(['desk', 'partner'] as const).flatMap((side) => ladderStep(ticket, state, side, desk)),
    ...callBackSteps(state),
    ...internalSteps(ticket, state, desk),
    ...closingStep(ticket, state, desk),
  ];
  return steps.sort((a, b) => epochMs(a.at) - epochMs(b.at) || ORDER.indexOf(a.what) - ORDER.indexOf(b.what));
}

const ORDER: readonly StepKind[] = [
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

/** Reckons each limit once: under its key it stays what it was when it began to run. */
class Reckoner {
  constructor(
    private readonly ticket: TicketCase,
    private readonly fresh: Map<string, Reckoning>,
  ) {}

  limit(key: string, start: Instant, rule: DelayRule, whenClosed: WhenClosed, article: string | null): Reckoning {
    const known = this.ticket.frozen.get(key) ?? this.fresh.get(key);
    if (known !== undefined && known.start === start) return known;
    const reckoning = reckon(this.ticket.contract.calendar, start, rule, whenClosed, article);
    this.fresh.set(key, reckoning);
    return reckoning;
  }
}

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

/** The next thing on one side's ladder (article 3.3), if anything is running on it. */
function ladderStep(ticket: TicketCase, state: TicketState, side: Side, desk: Reckoner): Step[] {
  const escalation = ticket.contract.escalation;
  const urgent = state.urgentFor[side];
  if (escalation === null || (urgent !== null && !escalation.urgent)) return flagOnly(state, side);
  const { climbed, exhaustedAt } = state.ladders[side];
  if (climbed.some((c) => c.outcome === 'decided' || c.outcome === 'proposed')) return [];
  const trigger = triggerOf(ticket, state, side, desk);
  if (trigger === null || exhaustedAt !== null) return [];
  const ladder = resolveLadder(side, ticket.contract, ticket.contacts, ticket.deadAddresses);
  return [rungStep(ticket, ladder, climbed, side, trigger)];
}

function flagOnly(state: TicketState, side: Side): Step[] {
  const urgent = state.urgentFor[side];
  if (urgent === null) return [];
  const why: Why = { article: null, reckoning: null, atOnce: 'urgent', held: false };
  return [{ at: urgent.at, what: 'urgent-flag', why, limit: urgent.at, side: side === 'desk' ? 'partner' : 'desk' }];
}

interface Trigger {
  readonly limit: Instant;
  readonly because: Because;
  readonly why: Why;
}

/** What makes the ladder move next: « urgent » at once, a rung that came to nothing at once, else the delay. */
function triggerOf(ticket: TicketCase, state: TicketState, side: Side, desk: Reckoner): Trigger | null {
  const escalation = ticket.contract.escalation;
  if (escalation === null) return null;
  const urgent = state.urgentFor[side];
  const last = lastClimbed(state.ladders[side].climbed);
  const debt = state.debt?.side === side ? state.debt : null;
  if (urgent !== null && (last === undefined || last.outcome !== 'skipped' || last.because !== 'urgent')) return atOnce('urgent', urgent.at, 'urgent', escalation.article);
  if (last !== undefined && last.outcome !== 'contacted') {
    if (debt === null && last.because !== 'urgent') return null;
    return atOnce(last.because, last.at, last.outcome === 'failed' ? 'failed' : 'skipped', escalation.article);
  }
  if (debt === null) return null;
  const [key, start] = last === undefined ? [`debt:${debt.n}`, debt.since] : [`rung:${last.n}`, last.at];
  const reckoning = desk.limit(key, start, escalation.rule, escalation.whenClosed, escalation.article);
  return { limit: reckoning.deadline, because: 'delay', why: byDelay(reckoning) };
}

function lastClimbed(climbed: readonly Climbed[]): Climbed | undefined {
  return [...climbed].sort((a, b) => a.n - b.n).at(-1);
}

function atOnce(because: Because, limit: Instant, reason: 'urgent' | 'failed' | 'skipped', article: string): Trigger {
  return { limit, because, why: { article, reckoning: null, atOnce: reason, held: false } };
}

function rungStep(ticket: TicketCase, ladder: readonly Rung[], climbed: readonly Climbed[], side: Side, trigger: Trigger): Step {
  const tried = new Set(climbed.map((c) => c.rung));
  const rung = ladder.find((candidate) => !tried.has(candidate.rank));
  const { limit, because, why } = trigger;
  if (rung === undefined) return { ...leaving(ticket, trigger), what: 'ladder-exhausted', limit, side };
  if (rung.problem !== null) return { at: limit, what: 'skip-rung', why, limit, side, rung, because };
  const proposed = ticket.contract.escalation?.mode === 'proposed' && because === 'delay';
  return { ...leaving(ticket, trigger), what: proposed ? 'propose-rung' : 'contact-rung', limit, side, rung, because };
}

/** Urgent letters leave at any hour; those by delay keep to opening hours and wait after an outage (rules: Ladder 5, 7). */
function leaving(ticket: TicketCase, { limit, because, why }: Trigger): Pick<Step, 'at' | 'why'> {
  if (because === 'urgent') return { at: limit, why };
  const held = ticket.heldUntil !== null && ticket.heldUntil > limit;
  return { at: nextOpening(ticket.contract.calendar, held && ticket.heldUntil !== null ? ticket.heldUntil : limit), why: { ...why, held } };
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

function byDelay(reckoning: Reckoning): Why {
  return { article: reckoning.article, reckoning, atOnce: null, held: false };
}
