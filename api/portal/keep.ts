import { contractAt } from '../../db/contract';
import type { Tx } from '../../db/connect';
import { appendFacts } from '../../db/fact';
import type { KnownContact } from '../../db/partner';
import { lockTicket, type TicketRow } from '../../db/ticket';
import { decide, type Decision } from '../../domain/door';
import type { Contract, ServiceCode } from '../../domain/contract-types';
import type { Instant, Reference } from '../../domain/ids';
import { appendReply } from '../intake/append';
import { kept, type Told } from '../intake/at-desk';
import { namedFrom } from '../intake/gather';
import { requestFromMail } from '../intake/mail-request';
import type { MailAtDesk } from '../intake/mail-rows';
import { openTicket } from '../intake/open-ticket';
import { FormRefused } from '../once';
import { portalMail, type PortalMessage } from './as-mail';

/** Who writes, when, under which key of a form. */
export interface Writing {
  readonly contact: KnownContact;
  readonly message: PortalMessage;
  readonly key: string;
  readonly now: Instant;
}

/** Opens a request from the portal, in the caller's transaction, as a mail of the same person would. */
export async function openFromPortal(tx: Tx, { contact, message, key, now }: Writing): Promise<Told> {
  const contract = await contractAt(tx, contact.caf, now);
  const mail = await portalMail(contract, contact, message, key, now);
  return await opened(tx, contract, mail, contact, null, now);
}

async function opened(tx: Tx, contract: Contract, mail: MailAtDesk, contact: KnownContact, from: TicketRow | null, now: Instant): Promise<Told> {
  const request = requestFromMail(contract, mail, { contact, linkedTo: from?.reference ?? null, restricted: mail.read.kind === 'security-incident' || (from?.restricted ?? false), now });
  const { reference, lastN } = await openTicket(tx, contract, request, (opening) => kept(tx, mail, 'ticket', null, opening));
  return { reference, n: lastN };
}

/**
 * Adds what was written on the portal to a ticket, its row locked, as the door decides it of a mail: an answer, which ends the
 * partner's debt (rules: Clock 3) and reopens what is resolved; or a new request linked to one that is over for too long. @throws FormRefused
 */
export async function replyFromPortal(tx: Tx, reference: Reference, { contact, message, key, now }: Writing): Promise<Told> {
  const ticket = await lockTicket(tx, reference);
  if (ticket === undefined) throw new Error(`no ticket ${reference}`);
  const contract = await contractAt(tx, ticket.caf, now);
  const decision = await decisionFor(tx, contract, ticket, contact, now);
  const mail = await portalMail(contract, contact, message, key, now);
  if (decision.what === 'open') return await opened(tx, contract, { ...mail, read: { ...mail.read, kind: ticket.kind, service: message.service ?? ticket.service } }, contact, ticket, now);
  if (decision.what !== 'reply' || ticket.phase === 'merged') throw new FormRefused([{ field: null, message: refusalOf(decision, ticket) }]);
  await Promise.all(kept(tx, mail, 'ticket', null, reference));
  const told = await appendReply(tx, mail, reference, { direction: 'in', contactId: contact.id, counts: true }, now);
  return ticket.service === null && message.service !== null ? await giveService(tx, reference, message.service, now) : told;
}

async function decisionFor(tx: Tx, contract: Contract, ticket: TicketRow, contact: KnownContact, now: Instant): Promise<Decision> {
  const sender = { id: contact.id, conventionId: contact.convention_id, partnerId: contact.partner_id, role: contact.role };
  const known = { contacts: [sender], internal: null, ownLetter: false, answersLetter: false, ticket: await namedFrom(tx, contract, ticket), bounced: null, unauthenticated: false };
  return decide({ from: contact.email, automatic: null, kind: null, receivedAt: now }, known);
}

function refusalOf(decision: Decision, { phase }: TicketRow): string {
  if (phase === 'merged') return 'Cette demande est suivie avec une autre : écrivez sur l’autre.';
  if (phase === 'handed-over') return 'Cette demande a été transférée à une autre Caf : elle ne se suit plus ici.';
  return decision.what === 'tell-level-one'
    ? 'Cette demande est close depuis trop longtemps pour être rouverte, et votre rôle ne permet pas d’en ouvrir une autre : passez par le support de niveau 1 de votre organisme.'
    : 'Ce message ne peut pas être ajouté à cette demande.';
}

/** The service that the contract asks for, given later. */
async function giveService(tx: Tx, reference: Reference, service: ServiceCode, now: Instant): Promise<Told> {
  const ticket = await lockTicket(tx, reference);
  if (ticket === undefined) throw new Error(`no ticket ${reference}`);
  const { after, queries } = appendFacts(tx, ticket, [{ body: { kind: 'rectified', service }, at: now, actor: null }], now);
  await Promise.all([tx`update ticket set service = ${service} where reference = ${reference}`, ...queries]);
  return { reference, n: after.last_n };
}
