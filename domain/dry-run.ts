import { epochMs, type Instant } from './ids';
import { forecast, number } from './forecast';
import type { Step, TicketCase } from './plan';
import type { SignedAmendment } from './terms';
import type { Contract } from './contract-types';
import type { FactBody } from './ticket-facts';

/** A change tried on open tickets before it is made. */
export type Change =
  | { readonly kind: 'amendment'; readonly amendment: SignedAmendment; readonly moves: boolean }
  /** The desk's days: the ticket's contract with them before and after. */
  | { readonly kind: 'days'; readonly id: string; readonly before: Contract; readonly after: Contract };

/** A ticket's future before a change and after it. */
export interface Compared {
  readonly before: readonly Step[];
  readonly after: readonly Step[];
  readonly moved: readonly MovedStep[];
}

/** A step that changes date, appears or goes. */
export interface MovedStep {
  readonly before: Step | null;
  readonly after: Step | null;
}

/** What a change would do to a ticket if it were made at `now`: the very forecast of either. @throws NeverOpens, LimitTooFar */
export function tryOut(ticket: TicketCase, change: Change, now: Instant): Compared {
  const before = forecast(change.kind === 'days' ? { ...ticket, contract: change.before } : ticket);
  const after = forecast(changed(ticket, change, now));
  return { before, after, moved: movedSteps(before, after) };
}

/** The case as the change leaves it. */
function changed(ticket: TicketCase, change: Change, now: Instant): TicketCase {
  const body = factOf(change);
  if (body === null) return ticket;
  const told = { ...ticket, facts: [...ticket.facts, ...number(ticket.facts, [body], latest(ticket, now))] };
  if (change.kind === 'days') return { ...told, contract: change.after };
  return { ...told, amendments: [...(ticket.amendments ?? []), change.amendment] };
}

/** The fact that tells an open ticket of the change; null when it does not touch open tickets. */
export function factOf(change: Change): FactBody | null {
  if (change.kind === 'days') return { kind: 'calendar-changed', change: change.id };
  const { version, effectAt } = change.amendment;
  return change.moves ? { kind: 'amendment-signed', version, effectAt } : null;
}

function latest({ facts }: TicketCase, now: Instant): Instant {
  return facts.reduce((max, fact) => (fact.at > max ? fact.at : max), now);
}

/** The same thing to the same person is the same step; what moved by nothing is left out. */
function movedSteps(before: readonly Step[], after: readonly Step[]): MovedStep[] {
  const rest = [...after.filter((step) => step.what !== 'terms-change')];
  const pairs = before.filter((step) => step.what !== 'terms-change').map((step): MovedStep => {
    const i = rest.findIndex((other) => sameStep(step, other));
    return { before: step, after: i === -1 ? null : (rest.splice(i, 1)[0] ?? null) };
  });
  return [...pairs, ...rest.map((step) => ({ before: null, after: step }))].filter(isMoved).sort((a, b) => epochMs(dateOf(a)) - epochMs(dateOf(b)));
}

function sameStep(a: Step, b: Step): boolean {
  return a.what === b.what && a.side === b.side && a.rung?.rank === b.rung?.rank && a.of === b.of && a.openMinutesBefore === b.openMinutesBefore;
}

function isMoved({ before, after }: MovedStep): boolean {
  return before === null || after === null || before.at !== after.at || before.rung?.email !== after.rung?.email;
}

function dateOf({ before, after }: MovedStep): Instant {
  return (before ?? after)?.at ?? ('' as Instant);
}
