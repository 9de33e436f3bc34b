import type { PartnerRole, TicketKind } from './contract-types';
import type { Instant, Reference } from './ids';
import type { Phase } from './ticket-state';

/** As much of a mail as decides what it is. */
export interface MailAtDoor {
  readonly from: string | null;
  readonly automatic: 'reply' | 'bounce' | 'list' | null;
  readonly kind: TicketKind | null;
  readonly receivedAt: Instant;
}

export interface SenderContact {
  readonly id: string;
  readonly conventionId: string;
  readonly partnerId: string;
  readonly role: PartnerRole;
}

/** A ticket of the same Caf that the mail names, by In-Reply-To or References first, then by its reference. */
export interface NamedTicket {
  readonly reference: Reference;
  readonly partnerId: string | null;
  readonly conventionId: string | null;
  readonly phase: Phase;
  readonly resolvedAt: Instant | null;
  readonly mergedInto: Reference | null;
  /** Until when a reply reopens it (setting of the desk, 30 calendar days after resolution). */
  readonly reopensUntil: Instant | null;
  /** Addresses that wrote the ticket without being anybody's contact (a stranger attached by an agent). */
  readonly writers: readonly string[];
}

/** What the memory knows of a mail's sender and thread, at this Caf. */
export interface KnownAtDoor {
  readonly contacts: readonly SenderContact[];
  readonly internal: { readonly kind: 'sector' | 'ladder' | 'national' | 'manager' } | null;
  readonly ownLetter: boolean;
  /** It answers a letter of ours that is of no request: a procedure of the convention, the register, what a person was told. */
  readonly answersLetter: boolean;
  readonly ticket: NamedTicket | null;
  /** A report matched to a letter of ours. */
  readonly bounced: { readonly letter: string } | null;
  /** Mail authentication (SPF, DKIM, DMARC) says the address is not its sender's. */
  readonly unauthenticated: boolean;
}

export type ToIdentify = 'stranger' | 'several-conventions' | 'outsider-reply' | 'answers-letter' | 'security' | 'unauthenticated' | 'internal-without-ticket' | 'handed-over' | 'no-sender';

/** What becomes of a mail (rules: Door). */
export type Decision =
  | { readonly what: 'open'; readonly contact: SenderContact; readonly linkedTo: Reference | null; readonly restricted: boolean }
  | { readonly what: 'reply'; readonly reference: Reference; readonly counts: boolean; readonly contact: SenderContact | null }
  | { readonly what: 'internal-reply'; readonly reference: Reference; readonly from: 'sector' | 'ladder' | 'national' }
  | { readonly what: 'bounce'; readonly letter: string }
  | { readonly what: 'automatic'; readonly reason: string }
  | { readonly what: 'tell-level-one'; readonly contact: SenderContact }
  | { readonly what: 'identify'; readonly reason: ToIdentify };

/** May open a ticket: level-1 support, administrators, contacts of article 3.3, security officer, DPO (rules: Door 1). */
const MAY_OPEN: ReadonlySet<PartnerRole> = new Set(['level-one-support', 'administrator', 'deputy-administrator', 'escalation-contact', 'security-officer', 'dpo']);

export function mayOpen(role: PartnerRole): boolean {
  return MAY_OPEN.has(role);
}

/** Decides what a mail is. Whatever it is, it is kept: nothing is dropped. */
export function decide(mail: MailAtDoor, known: KnownAtDoor): Decision {
  if (known.ownLetter) return { what: 'automatic', reason: 'own-letter' };
  if (mail.automatic === 'bounce') return known.bounced === null ? { what: 'automatic', reason: 'bounce' } : { what: 'bounce', letter: known.bounced.letter };
  if (known.unauthenticated && mail.automatic === null) return { what: 'identify', reason: 'unauthenticated' };
  if (known.internal !== null && known.contacts.length === 0) return internal(known.internal.kind, mail, known.ticket);
  if (mail.automatic !== null) return automatic(mail.automatic, known);
  if (mail.from === null) return { what: 'identify', reason: 'no-sender' };
  if (known.ticket !== null) return reply(mail, known, known.ticket);
  return opening(mail, known, null);
}

/** A registered Caf-side address threads as an internal answer; it ends no debt (rules: Door 2). */
function internal(kind: 'sector' | 'ladder' | 'national' | 'manager', mail: MailAtDoor, ticket: NamedTicket | null): Decision {
  if (mail.automatic !== null) return { what: 'automatic', reason: `internal-${mail.automatic}` };
  if (ticket === null) return { what: 'identify', reason: 'internal-without-ticket' };
  return { what: 'internal-reply', reference: ticket.mergedInto ?? ticket.reference, from: kind === 'manager' ? 'ladder' : kind };
}

/** An automatic reply never opens, never counts; on its own ticket it is shown. */
function automatic(kind: 'reply' | 'list', { ticket, contacts }: KnownAtDoor): Decision {
  const contact = ticket === null ? undefined : contacts.find((one) => one.partnerId === ticket.partnerId);
  if (ticket === null || contact === undefined || ticket.phase === 'handed-over') return { what: 'automatic', reason: kind };
  return { what: 'reply', reference: ticket.mergedInto ?? ticket.reference, counts: false, contact };
}

/** A thread or a reference counts only when the sender belongs to that ticket's partner. */
function reply(mail: MailAtDoor, known: KnownAtDoor, ticket: NamedTicket): Decision {
  const contact = known.contacts.find((one) => one.conventionId === ticket.conventionId) ?? known.contacts.find((one) => one.partnerId === ticket.partnerId) ?? null;
  const wrote = mail.from !== null && ticket.writers.includes(mail.from);
  if (contact === null && !wrote) return { what: 'identify', reason: mail.kind === 'security-incident' ? 'security' : 'outsider-reply' };
  if (ticket.phase === 'handed-over') return { what: 'identify', reason: 'handed-over' };
  const late = ticket.reopensUntil !== null && mail.receivedAt > ticket.reopensUntil;
  if (late && (ticket.phase === 'closed' || ticket.phase === 'resolved')) return opening(mail, known, ticket);
  return { what: 'reply', reference: ticket.mergedInto ?? ticket.reference, counts: true, contact };
}

/** Who may not open a request is told so, but for the answer to a letter that asked for one: a signatory's to a formal notice is read by a person. */
function opening(mail: MailAtDoor, { contacts, answersLetter }: KnownAtDoor, linked: NamedTicket | null): Decision {
  const security = mail.kind === 'security-incident';
  const [first] = contacts;
  if (first === undefined) return { what: 'identify', reason: security ? 'security' : 'stranger' };
  const allowed = contacts.filter((contact) => mayOpen(contact.role));
  const here = linked === null ? allowed : allowed.filter((contact) => contact.conventionId === linked.conventionId);
  const [contact] = here.length > 0 ? here : allowed;
  if (contact === undefined && (security || answersLetter)) return { what: 'identify', reason: security ? 'security' : 'answers-letter' };
  if (contact === undefined) return { what: 'tell-level-one', contact: first };
  const conventions = new Set((here.length > 0 ? here : allowed).map((one) => one.conventionId));
  if (conventions.size > 1) return { what: 'identify', reason: 'several-conventions' };
  return { what: 'open', contact, linkedTo: linked?.reference ?? null, restricted: security };
}
