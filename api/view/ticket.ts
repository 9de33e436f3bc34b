import type { Reference } from '../../domain/ids';
import type { TicketProps } from '../../web/pages/ticket';
import { contractPath } from '../../web/paths';
import { PHASE_WORDS } from '../../web/words/labels';
import type { Visit } from '../visit';
import { conversationOf } from './conversation';
import { owesOf } from './queue-row';
import { relaysOf } from './relays';
import { shellOf } from './shell';
import { actsOf, type OpenForm } from './ticket-acts';
import { contactsOf, linkedOf, requiredArticle, requiredOf } from './ticket-around';
import { sendingOf, ticketDesk } from './ticket-desk';
import { ticketData, type TicketData } from './ticket-data';
import { ticketIncident } from './ticket-incident';
import { noticesOf } from './ticket-notices';
import { journalLines, timelineOf } from './timeline';

/** A ticket's page. @throws NotFound when it is not of the Cafs of who asks. */
export async function ticketView(visit: Visit, reference: Reference, open: OpenForm | null = null): Promise<TicketProps> {
  const [data, shell] = await Promise.all([ticketData(visit, reference), shellOf(visit, 'file')]);
  const [desk, incident] = await Promise.all([ticketDesk(visit, data), ticketIncident(visit, data)]);
  const { row, state, ticket } = data;
  return {
    shell,
    reference: row.reference,
    subject: row.subject,
    partner: data.partnerName ?? writerOf(data) ?? 'Partenaire à identifier',
    service: row.service,
    kind: row.kind,
    urgent: state.urgent.desk !== null || state.urgent.partner !== null,
    phase: PHASE_WORDS[state.phase],
    phaseSince: state.resolvedAt ?? state.lastAt,
    owes: owesOf(state, ticket.facts, ticket.contract),
    deskName: ticket.contract.desk.name,
    calendar: ticket.contract.calendar,
    contract: { words: `${ticket.contract.serviceContract ? 'contrat' : 'convention'} ${row.caf}, version ${row.contract_version}`, href: visit.may('read-contracts') ? contractPath(row.caf) : null },
    others: desk.others,
    sending: sendingOf(data, visit.session.account_id),
    notices: noticesOf(data, visit.session.account_id),
    conversation: conversationOf(data),
    timeline: timelineOf(data, visit.may('read-contracts')),
    relays: relaysOf(data),
    required: requiredOf(data),
    requiredArticle: requiredArticle(ticket.contract),
    contacts: contactsOf(data),
    convention: conventionWords(data),
    linked: linkedOf(data),
    incident,
    dispute: visit.mayOn('read-dispute-file', row),
    journal: journalLines(data),
    acts: actsOf(data, visit, desk, open),
  };
}

function writerOf({ messages }: TicketData): string | null {
  const first = messages.find((message) => message.direction === 'in');
  return first?.from_name ?? first?.from_address ?? null;
}

function conventionWords({ row, conventions }: TicketData): string | null {
  const convention = conventions.find((one) => one.id === row.convention_id);
  return convention === undefined ? null : `Convention ${convention.number}`;
}
