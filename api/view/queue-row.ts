import type { ListedTicket } from '../../db/queue';
import { openMsBetween } from '../../domain/calendar';
import type { DelayRule } from '../../domain/calendar-types';
import type { Contract, PartnerRole } from '../../domain/contract-types';
import { epochMs, type Instant } from '../../domain/ids';
import type { Fact } from '../../domain/ticket-facts';
import { stateOf, type TicketState } from '../../domain/ticket-state';
import type { QueueRow } from '../../web/view/queue';
import type { Due, Owes } from '../../web/view/ticket';
import { ROLE_WORDS } from '../../web/words/labels';
import { stepRule, stepTitle } from './step-words';

/** A ticket's line in a list. */
export function queueRow(ticket: ListedTicket, facts: readonly Fact[], contract: Contract, now: Instant): QueueRow {
  const state = stateOf(facts);
  return {
    reference: ticket.reference,
    channel: ticket.channel,
    partner: ticket.partner_name ?? ticket.from_name ?? 'Partenaire à identifier',
    requester: ticket.contact_role === null ? null : (ROLE_WORDS[ticket.contact_role as PartnerRole] ?? null),
    subject: ticket.subject,
    service: ticket.service,
    kind: ticket.kind,
    flags: flagsOf(ticket, state, facts, contract),
    owes: owesOf(state, facts, contract),
    next: nextOf(ticket, contract),
    due: dueOf(ticket, contract, now),
    canTakeInHand: state.phase === 'received' && state.pickedUpAt === null,
  };
}

function flagsOf(ticket: ListedTicket, state: TicketState, facts: readonly Fact[], contract: Contract): QueueRow['flags'] {
  const callBackDue = state.callBacks.map((call) => call.due).sort()[0];
  return {
    urgent: ticket.urgent,
    newReply: isUnansweredReply(facts),
    missing: contract.requiredItems.filter((item) => !item.optional && ticket.missing.includes(item.code)).length,
    ...(ticket.rung === null ? {} : { rung: ticket.rung }),
    exhausted: ticket.exhausted,
    bounced: ticket.trouble === 'letter-failed',
    ...(callBackDue === undefined ? {} : { callBackDue }),
  };
}

/** The partner wrote again since the desk last did. */
function isUnansweredReply(facts: readonly Fact[]): boolean {
  const last = facts.findLast((fact) => fact.kind === 'desk-wrote' || fact.kind === 'desk-called' || (fact.kind === 'partner-wrote' && fact.counts));
  return last?.kind === 'partner-wrote';
}

/** Who owes an answer, and in whose hands it lies inside the desk. */
export function owesOf(state: TicketState, facts: readonly Fact[], contract: Contract): Owes | null {
  if (state.debt === null) return null;
  const { side, since } = state.debt;
  const sent = side === 'desk' ? state.internal.at(-1) : undefined;
  if (sent === undefined) return { side, since, holder: null };
  if (sent.to === 'national') return { side, since, holder: 'national' };
  const routed = facts.find((fact) => fact.n === sent.n);
  const sector = routed?.kind === 'routed' ? contract.sectors.find((one) => one.code === routed.sector) : undefined;
  return { side, since, holder: { sector: sector?.label ?? 'Secteur' } };
}

function nextOf(ticket: ListedTicket, contract: Contract): QueueRow['next'] {
  const { next_step: step, late_since, phase } = ticket;
  if (late_since !== null) return { title: phase === 'received' ? 'Prise en charge promise' : 'Échelle épuisée : à décider', rule: lateRule(ticket, contract) };
  if (step === null) return null;
  const title = stepTitle(step);
  return { title, rule: stepRule(contract.department, step.what, step.article, step.rule as DelayRule | null) };
}

function lateRule({ phase }: ListedTicket, { department, pickup, escalation }: Contract): string | null {
  const term = phase === 'received' ? pickup : escalation;
  return term === null ? null : stepRule(department, 'late', term.article, term.rule);
}

/** The limit that a list counts down to: the broken one first. */
function dueOf(ticket: ListedTicket, { calendar }: Contract, now: Instant): Due | null {
  const at = ticket.late_since ?? ticket.next_at;
  if (at === null) return null;
  const start = ticket.next_step?.startedAt ?? ticket.owes_since ?? ticket.received_at;
  const late = epochMs(at) <= epochMs(now);
  const openMsLeft = late ? -openMsBetween(calendar, at, now) : openMsBetween(calendar, now, at);
  const whole = openMsBetween(calendar, start, at);
  return { at, openMsLeft, spent: late || whole === 0 ? 1 : Math.max(0, 1 - openMsLeft / whole) };
}
