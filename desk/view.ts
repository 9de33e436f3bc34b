import type { NextStep, TicketRow, TicketView } from '../db/ticket';
import type { Side } from '../domain/contract-types';
import type { Reference } from '../domain/ids';
import { incidentOf } from '../domain/incident';
import type { Step } from '../domain/plan';
import { linkedStop } from '../domain/planned-stop';
import type { Fact } from '../domain/ticket-facts';
import { effective, type TicketState } from '../domain/ticket-state';

/** What the lists show of a ticket: its state, its next step, what is late, what is wrong. */
export function viewOf(row: TicketRow, state: TicketState, steps: readonly Step[], facts: readonly Fact[]): TicketView {
  const side = sideInView(state);
  const rungs = state.ladders[side].climbed.filter((c) => c.outcome === 'contacted' || c.outcome === 'decided').map((c) => c.rung);
  const next = steps.find((step) => step.what !== 'pickup-warning') ?? null;
  return {
    phase: state.phase,
    owes: state.debt?.side ?? null,
    owes_since: state.debt?.since ?? null,
    next_at: next?.at ?? null,
    next_step: next === null ? null : nextStepOf(next),
    late_since: lateSince(state, facts),
    rung: rungs.length === 0 ? null : Math.max(...rungs),
    rung_side: rungs.length === 0 ? null : side,
    exhausted: state.ladders.desk.exhaustedAt !== null || state.ladders.partner.exhaustedAt !== null,
    urgent: state.urgent.desk !== null || state.urgent.partner !== null,
    trouble: troubleOf(state),
    sector: sectorOf(facts) ?? row.sector,
    referred: facts.some((fact) => fact.kind === 'referred'),
    merged_into: mergedInto(facts),
    assignee: state.assignee,
    contract_version: Math.max(row.contract_version, state.termsVersion ?? 0),
    incident_id: incidentOf(facts),
    stop_id: linkedStop(facts),
  };
}

function sideInView(state: TicketState): Side {
  if (state.debt !== null) return state.debt.side;
  return state.ladders.desk.climbed.length > 0 ? 'desk' : 'partner';
}

function nextStepOf(step: Step): NextStep {
  return {
    what: step.what,
    side: step.side ?? null,
    rung: step.rung?.rank ?? null,
    role: step.rung?.role ?? null,
    article: step.why.article,
    rule: step.why.reckoning?.rule ?? null,
    moved: step.why.reckoning?.moved ?? null,
    startedAt: step.why.reckoning?.start ?? null,
    ...stopOf(step),
    ...(step.limit === step.at ? {} : { limit: step.limit }),
  };
}

/** The planned stop that moved its limit last: when that stop changes, the ticket is looked at again. */
function stopOf({ why: { reckoning } }: Step): { stop?: string } {
  const last = reckoning?.adjusted?.at(-1);
  return last?.kind === 'stop' ? { stop: last.stop } : {};
}

/** The limit of a broken pickup promise, or the instant an exhausted ladder was told, while the side still owes. */
function lateSince(state: TicketState, facts: readonly Fact[]): TicketView['late_since'] {
  if (state.debt === null) return null;
  if (state.pickupBreachedAt !== null && state.pickedUpAt === null) {
    const breach = facts.find((fact) => fact.kind === 'pickup-breached');
    return breach?.kind === 'pickup-breached' ? breach.limit : state.pickupBreachedAt;
  }
  const exhausted = facts.findLast((fact) => fact.kind === 'ladder-exhausted' && fact.side === state.debt?.side);
  return state.ladders[state.debt.side].exhaustedAt === null || exhausted?.kind !== 'ladder-exhausted' ? null : exhausted.limit;
}

/** What a manager must mend: a rung passed over or come to nothing under the present debt. */
function troubleOf(state: TicketState): string | null {
  const climbed = [...state.ladders.desk.climbed, ...state.ladders.partner.climbed];
  const failed = climbed.find((c) => c.outcome === 'failed');
  if (failed !== undefined) return 'letter-failed';
  return climbed.find((c) => c.outcome === 'skipped')?.reason ?? null;
}

function sectorOf(facts: readonly Fact[]): string | null {
  const routed = facts.findLast((fact) => fact.kind === 'routed');
  return routed?.kind === 'routed' ? routed.sector : null;
}

function mergedInto(facts: readonly Fact[]): Reference | null {
  const merged = effective(facts).findLast((fact) => fact.kind === 'merged-into');
  return merged?.kind === 'merged-into' ? merged.other : null;
}
