import type { LoadedCase } from '../db/case';
import type { MessageRow } from '../db/message';
import type { Contract } from '../domain/contract-types';
import { coveredAt } from '../domain/cover';
import type { WantedLetter } from './wanted-letter';
import type { Writing } from './write-letter';

export interface Addressee {
  readonly name: string;
  readonly address: string;
  readonly cc: readonly string[];
  /** The mail that is answered, for threading and for the guard against loops. */
  readonly answers: MessageRow | null;
}

type PartnerSide = Pick<LoadedCase, 'row' | 'contacts'>;

/** Who a letter goes to: for the partner, who wrote last; never anyone outside the ticket's partner, its Caf and its sectors (rules: Door 11). */
export function addresseeOf(writing: Writing, wanted: WantedLetter, messages: readonly MessageRow[]): Addressee | null {
  const { ticket } = writing;
  switch (wanted.kind) {
    case 'escalation':
      return person(wanted.rung.name ?? wanted.rung.role, wanted.rung.email);
    case 'wrong-contact': {
      const contact = writing.contacts.find((c) => wanted.side === 'partner' && c.ladder_rank === wanted.rung);
      const rung = wanted.side === 'desk' ? ticket.contract.deskLadder.find((r) => r.rank === wanted.rung) : contact;
      return person(rung?.name ?? null, notOurOwn(ticket.contract, rung?.email ?? null));
    }
    case 'ladder-exhausted':
    case 'pickup-warning':
    case 'pickup-breach':
      return managerNow(writing);
    case 'sector': {
      const sector = ticket.contract.sectors.find((one) => one.code === wanted.sector);
      return person(sector?.label ?? null, notOurOwn(ticket.contract, sector?.email ?? null));
    }
    case 'national':
      return person('Le national (Cnaf)', nationalAddress(writing));
    default:
      return partnerAddressee(writing, wanted.kind === 'acknowledgement' ? firstOf(writing, messages) : messages);
  }
}

/** The manager, or who stands in now. */
function managerNow({ ticket, now }: Writing): Addressee | null {
  const { manager } = coveredAt(ticket.contract, ticket.covers, now);
  return person(manager.name, manager.email);
}

/** A sector or a rung behind the desk's own mailbox is told inside Guichet, never by a mail to ourselves. */
function notOurOwn({ desk }: Contract, address: string | null): string | null {
  return address !== null && desk.mailboxes.some((own) => own.toLowerCase() === address.toLowerCase()) ? null : address;
}

function nationalAddress({ ticket }: Writing): string | null {
  return ticket.contract.national?.email ?? null;
}

function person(name: string | null, address: string | null): Addressee | null {
  return address === null ? null : { name: name ?? '', address: address.toLowerCase(), cc: [], answers: null };
}

/** The request itself is acknowledged, whatever was written after it. */
function firstOf({ facts }: Writing, messages: readonly MessageRow[]): MessageRow[] {
  const received = facts.find((fact) => fact.kind === 'received');
  return messages.filter((message) => received?.kind === 'received' && message.id === received.message);
}

/** Written by one of the partner's people, or by whoever made the request: what a person added from an outsider is read, not answered (rules: Door 11). */
function isOfPartner({ direction, automatic, from_address, contact_id }: MessageRow, { contacts }: PartnerSide, messages: readonly MessageRow[]): boolean {
  if (direction !== 'in' || automatic !== null || from_address === null) return false;
  return contact_id !== null || contacts.some(({ email }) => email === from_address) || messages.find((one) => one.direction === 'in')?.from_address === from_address;
}

/** Who wrote last for the partner, or its contact; null when no address of theirs is known. */
export function partnerAddressee(of: PartnerSide, messages: readonly MessageRow[]): Addressee | null {
  const { row, contacts } = of;
  const answers = messages.findLast((message) => isOfPartner(message, of, messages)) ?? null;
  const known = contacts.find((contact) => contact.id === (answers?.contact_id ?? row.contact_id));
  const address = answers?.from_address ?? known?.email ?? null;
  if (address === null) return null;
  const partners = new Set(contacts.flatMap((contact) => contact.email ?? []));
  const cc = (answers?.cc_addresses ?? []).filter((one) => partners.has(one) && one !== address);
  return { name: known?.name ?? answers?.from_name ?? '', address, cc, answers: answers?.from_address === null ? null : answers };
}
