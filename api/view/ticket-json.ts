import type { Step } from '../../domain/plan';
import type { TicketData } from './ticket-data';

/** A ticket for programs: its state, its journal, what was said, and what happens if nobody acts. Instants are UTC. */
export function ticketJson({ row, state, ticket, messages, partnerName }: TicketData, future: readonly Step[]): object {
  return {
    reference: row.reference,
    caf: row.caf,
    contractVersion: row.contract_version,
    partner: partnerName,
    convention: row.convention_id,
    channel: row.channel,
    service: row.service,
    kind: row.kind,
    subject: row.subject,
    receivedAt: row.received_at,
    phase: state.phase,
    owes: state.debt === null ? null : { side: state.debt.side, since: state.debt.since },
    urgent: state.urgent,
    missing: row.missing,
    facts: ticket.facts,
    messages: messages.map(({ id, direction, channel, at, text, attachments }) => ({ id, direction, channel, at, text, attachments: attachments.map(({ name, type, size }) => ({ name, type, size })) })),
    forecast: future.map(stepJson),
  };
}

function stepJson({ at, what, side, rung, limit, why }: Step): object {
  return { at, what, side: side ?? null, rung: rung === undefined ? null : { rank: rung.rank, role: rung.role, name: rung.name }, limit, article: why.article, rule: why.reckoning?.rule ?? null, reckoning: why.reckoning };
}
