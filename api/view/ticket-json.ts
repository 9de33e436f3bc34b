import type { LetterRow } from '../../db/letter';
import type { JournalLine } from '../../db/fact';
import type { MessageRow } from '../../db/message';
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
    messages: messages.map(messageJson),
    forecast: future.map(stepJson),
  };
}

/** What was said; its original and its attachments are asked for apart. */
export function messageJson({ id, direction, channel, at, text, attachments, arrived_id }: MessageRow): object {
  const files = attachments.map(({ name, type, size }, i) => ({ id: `${id}.${i}`, name, type, size }));
  return { id, direction, channel, at, text, original: arrived_id !== null, attachments: files };
}

export function stepJson({ at, what, side, rung, limit, why }: Step): object {
  return { at, what, side: side ?? null, rung: rung === undefined ? null : { rank: rung.rank, role: rung.role, name: rung.name }, limit, article: why.article, rule: why.reckoning?.rule ?? null, reckoning: why.reckoning };
}

export function journalJson({ n, at, kind, body, name, recorded_at }: JournalLine): object {
  return { n, at, kind, body, actor: name, recordedAt: recorded_at };
}

export function letterJson(letter: Omit<LetterRow, 'raw'>): object {
  const { id, reference, caf, kind, to_address, cc_addresses, from_address, subject, message_id, queued_at, left_at, state, problem } = letter;
  return { id, reference, caf, kind, to: to_address, cc: cc_addresses, from: from_address, subject, messageId: message_id, queuedAt: queued_at, leftAt: left_at, state, problem };
}
