import type { NearTicket } from '../../db/around';
import type { Contract, PartnerRole, RequiredItem } from '../../domain/contract-types';
import { frenchDate } from '../../domain/french/dates';
import { resolveLadder } from '../../domain/ladder';
import { localDateOf } from '../../domain/calendar';
import type { Fact } from '../../domain/ticket-facts';
import { effective } from '../../domain/ticket-state';
import type { ContactView, LinkedTicketView, RequiredItemView } from '../../web/view/ticket';
import { PHASE_WORDS, ROLE_WORDS, SERVICE_SHORT } from '../../web/words/labels';
import { ordinal } from './step-words';
import type { TicketData } from './ticket-data';

/** What the contract requires of a request, item by item. A subject's form is asked of mails alone. */
export function requiredOf(data: TicketData): RequiredItemView[] {
  const { row, ticket } = data;
  return ticket.contract.requiredItems
    .filter((item) => item.code !== 'subject-format' || row.channel === 'email')
    .map((item) => {
      const missing = row.missing.includes(item.code);
      return { label: missing && !item.optional ? item.label : capital(item.label), state: !missing ? 'given' : item.optional ? 'optional' : 'missing', detail: itemDetail(item, data), code: missing && !item.optional ? item.code : null };
    });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function itemDetail({ code }: RequiredItem, { row, messages }: TicketData): string | null {
  const phones = [...new Set(messages.flatMap((message) => message.phones))];
  if (code === 'service') return row.service === null ? null : SERVICE_SHORT[row.service];
  return code === 'callback-phone' && phones.length === 0 ? 'aucun numéro donné : pas de rappel demandé' : null;
}

/** « art. 3.2 »: where the items are asked for. */
export function requiredArticle({ requiredItems }: Contract): string | null {
  return requiredItems[0]?.article ?? null;
}

/** Who to call and write to, in the order of the contract's ladder, then by office; an empty rung is shown. */
export function contactsOf({ ticket, contacts, dead, state: _state, now, ...data }: TicketData): ContactView[] {
  const rungs = resolveLadder('partner', ticket.contract, ticket.contacts, ticket.deadAddresses);
  const rows = contacts.map((contact): ContactView => {
    const since = contact.email === null ? undefined : dead.get(contact.email);
    const rank = contact.ladder_rank === null ? null : `${ordinal(contact.ladder_rank)} contact`;
    const role = contact.job_title ?? ROLE_WORDS[contact.role as PartnerRole];
    return {
      role: [rank, role].filter((text) => text !== null).join(' · '),
      name: contact.name,
      phone: contact.phones[0] ?? null,
      email: contact.email,
      problem: since === undefined ? null : `adresse rejetée le ${frenchDate(localDateOf(ticket.contract.calendar, since), { now: localDateOf(ticket.contract.calendar, now) })}`,
    };
  });
  const empty = rungs.filter((rung) => rung.name === null && data.row.convention_id !== null);
  return [...rows, ...empty.map((rung) => ({ role: `${ordinal(rung.rank)} contact${rung.role === null ? '' : ` · ${rung.role}`}`, name: null, phone: null, email: null, problem: null }))];
}

/** Tickets named by its facts, then the partner's other ones. */
export function linkedOf(data: TicketData): LinkedTicketView[] {
  const named = new Set(data.linked.map((ticket) => ticket.reference));
  const merged = new Set(effective(data.ticket.facts).flatMap((fact) => (fact.kind === 'merged-in' || fact.kind === 'merged-into' ? [fact.other] : [])));
  const others = data.ofPartner.filter((ticket) => ticket.reference !== data.row.reference && !named.has(ticket.reference));
  return [
    ...data.linked.map((ticket) => linkedView(ticket, data, relation(ticket, data.ticket.facts), merged.has(ticket.reference))),
    ...others.slice(0, 5).map((ticket) => linkedView(ticket, data, 'même partenaire', false)),
  ];
}

function linkedView(ticket: NearTicket, { now, ticket: { contract } }: TicketData, relationWords: string, canUnmerge: boolean): LinkedTicketView {
  const day = frenchDate(localDateOf(contract.calendar, ticket.received_at), { now: localDateOf(contract.calendar, now) });
  return { reference: ticket.reference, subject: ticket.subject, detail: `${relationWords} · ${PHASE_WORDS[ticket.phase].toLowerCase()} · reçue le ${day}`, canUnmerge };
}

function relation({ reference, partner_name }: NearTicket, facts: readonly Fact[]): string {
  const fact = facts.findLast((one) => 'other' in one && one.other === reference);
  switch (fact?.kind) {
    case 'merged-in':
    case 'merged-into':
      return 'fusionnée';
    case 'split-off':
    case 'split-from':
      return 'scindée';
    case 'handed-over':
      return 'transférée';
    default:
      return partner_name ?? 'liée';
  }
}
