import type { Escalation, Side } from './contract-types';
import { coveredFor } from './cover';
import { reckon } from './deadline';
import type { Instant } from './ids';
import { resolveLadder, type Rung } from './ladder';
import type { Step, TicketCase, Why } from './plan';
import { byDelay, type Reckoner } from './reckoner';
import type { Because } from './ticket-facts';
import type { Climbed, LadderState, TicketState } from './ticket-state';

/** The next thing on one side's ladder (article 3.3), if anything is running on it. @throws NeverOpens, LimitTooFar */
export function ladderStep(ticket: TicketCase, state: TicketState, side: Side, desk: Reckoner): Step[] {
  const escalation = ticket.contract.escalation;
  const urgent = state.urgentFor[side];
  if (escalation === null || !hasLadder(escalation, side) || (urgent !== null && !escalation.urgent)) return flagOnly(state, side);
  const ladder = state.ladders[side];
  if (isUnderWay(ladder, urgent !== null)) return [];
  const trigger = triggerOf(escalation, state, side, desk);
  return trigger === null ? [] : [rungStep(ticket, state, side, trigger)];
}

function hasLadder(escalation: Escalation, side: Side): boolean {
  return escalation.sides === undefined || escalation.sides.includes(side);
}

/** Where no article lets the ladder be climbed, « urgent » is shown and nobody is contacted (rules: Ladder 5). */
function flagOnly(state: TicketState, side: Side): Step[] {
  const urgent = state.urgentFor[side];
  if (urgent === null) return [];
  const why: Why = { article: null, reckoning: null, atOnce: 'urgent', held: false };
  return [{ at: urgent.at, what: 'urgent-flag', why, limit: urgent.at, side: side === 'desk' ? 'partner' : 'desk' }];
}

/** A letter about to leave, or a proposal before the manager, is waited for; « urgent » does not wait for a proposal. */
function isUnderWay({ climbed, exhaustedAt }: LadderState, urgent: boolean): boolean {
  return exhaustedAt !== null || climbed.some((c) => c.outcome === 'decided' || (c.outcome === 'proposed' && !urgent));
}

interface Trigger {
  readonly limit: Instant;
  readonly because: Because;
  readonly why: Why;
}

/** What makes the ladder move next: « urgent » at once, a rung that came to nothing at once, else the delay. */
function triggerOf(escalation: Escalation, state: TicketState, side: Side, desk: Reckoner): Trigger | null {
  const { article, rule, whenClosed } = escalation;
  const urgent = state.urgentFor[side];
  const last = state.ladders[side].climbed.at(-1);
  const debt = state.debt?.side === side ? state.debt : null;
  if (urgent !== null) return atOnce('urgent', urgent.at, isSkippedFor(last, urgent) ? 'skipped' : 'urgent', article);
  if (debt === null && (last === undefined || !cameToNothing(last) || last.because !== 'urgent')) return null;
  if (last !== undefined && cameToNothing(last)) return atOnce(last.because, last.at, last.outcome === 'failed' ? 'failed' : 'skipped', article);
  if (debt === null) return null;
  const start = last === undefined ? debt.since : last.at;
  const reckoning = desk.limit(last === undefined ? `debt:${debt.n}` : `rung:${last.n}`, start, rule, whenClosed, article);
  return { limit: reckoning.deadline, because: 'delay', why: byDelay(reckoning) };
}

function cameToNothing({ outcome }: Climbed): boolean {
  return outcome === 'failed' || outcome === 'skipped';
}

function isSkippedFor(last: Climbed | undefined, urgent: { readonly n: number }): boolean {
  return last?.outcome === 'skipped' && last.because === 'urgent' && last.n > urgent.n;
}

function atOnce(because: Because, limit: Instant, reason: 'urgent' | 'failed' | 'skipped', article: string): Trigger {
  return { limit, because, why: { article, reckoning: null, atOnce: reason, held: false } };
}

function rungStep(ticket: TicketCase, state: TicketState, side: Side, trigger: Trigger): Step {
  const { limit, because, why } = trigger;
  const since = because === 'delay' && state.debt !== null ? { since: state.debt.since } : {};
  const leaves = leaving(ticket, state, trigger);
  const rung = nextRung(ticket, state, side, leaves.at);
  if (rung === undefined) return { ...leaves, what: 'ladder-exhausted', limit, side, ...since };
  if (rung.problem !== null) return { at: limit, what: 'skip-rung', why, limit, side, rung, because, ...since };
  const proposed = ticket.contract.escalation?.mode === 'proposed' && because === 'delay';
  return { ...leaves, what: proposed ? 'propose-rung' : 'contact-rung', limit, side, rung, because, ...since };
}

/** The next person not yet contacted, or who stands in for that person when the letter leaves. */
function nextRung(ticket: TicketCase, state: TicketState, side: Side, at: Instant): Rung | undefined {
  const tried = new Set(state.ladders[side].climbed.filter((c) => c.outcome !== 'proposed').map((c) => c.rung));
  return resolveLadder(side, coveredFor(side, ticket.contract, ticket.covers, at), ticket.contacts, ticket.deadAddresses).find((rung) => !tried.has(rung.rank));
}

/** Urgent letters leave at any hour; those by delay keep to opening hours and wait for the end of a pause or of an outage (rules: Clock 6, Ladder 5, 7). */
function leaving(ticket: TicketCase, { lastAt, pause }: TicketState, { limit, because, why }: Trigger): Pick<Step, 'at' | 'why'> {
  if (because === 'urgent') return { at: limit, why };
  const held = ticket.heldUntil !== null && ticket.heldUntil > limit;
  const from = [limit, lastAt, ...(pause === null ? [] : [pause.until]), ...(held && ticket.heldUntil !== null ? [ticket.heldUntil] : [])].sort().at(-1) ?? limit;
  return { at: opening(ticket, from), why: { ...why, held } };
}

/** The same reading as for a limit: exactly at a closing still counts as open. */
function opening({ contract }: TicketCase, at: Instant): Instant {
  return reckon(contract.calendar, at, { elapsedSeconds: 0 }, 'next-opening', null).deadline;
}
