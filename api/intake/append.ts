import type { Tx } from '../../db/connect';
import { appendFacts, factsOf, type FactToRecord } from '../../db/fact';
import { insertMessage } from '../../db/message';
import { getContract } from '../../db/contract';
import { lockTicket, type TicketRow } from '../../db/ticket';
import type { Instant, Reference } from '../../domain/ids';
import { personalNumbersIn } from '../../domain/personal-number';
import { stillMissing } from '../../domain/required-items';
import { stateOf } from '../../domain/ticket-state';
import { givenIn } from './mail-request';
import { messageRow, type MailAtDesk } from './mail-rows';
import type { Told } from './at-desk';

type Kind =
  | { readonly direction: 'in'; readonly contactId: string | null; readonly counts: boolean }
  | { readonly direction: 'internal-in'; readonly from: 'sector' | 'national' | 'ladder' };

/** Between the decision and the lock, the ticket was merged or handed over: what becomes of the mail must be decided again. */
export class TicketMoved extends Error {
  override readonly name = 'TicketMoved';
}

/**
 * Adds a mail to a ticket's conversation, its row locked: a closing and a reply follow one another (rules: Door 6).
 * @throws TicketMoved when a reply would be added to a ticket that is dealt with elsewhere.
 */
export async function appendReply(tx: Tx, mail: MailAtDesk, reference: Reference, kind: Kind, now: Instant): Promise<Told> {
  const ticket = await lockTicket(tx, reference);
  if (ticket === undefined) throw new Error(`no ticket ${reference}`);
  if (isElsewhere(ticket, kind)) throw new TicketMoved(`${reference} was ${ticket.phase} meanwhile`);
  const message = messageRow(mail, kind.direction === 'in' ? kind.contactId : null, kind.direction);
  const at = mail.arrived.receivedAt;
  const facts: FactToRecord[] =
    kind.direction === 'in'
      ? [{ body: { kind: 'partner-wrote', channel: mail.channel ?? 'email', message: message.id, counts: kind.counts, ...numbersIn(mail) }, at, actor: null }]
      : [{ body: { kind: 'internal-reply', from: kind.from, message: message.id }, at, actor: null }];
  if (kind.direction === 'in' && kind.counts) facts.push(...(await reopening(tx, ticket, at)));
  if (kind.direction === 'in' && kind.counts && mail.read.urgent) facts.push({ body: { kind: 'urgent', by: 'partner' }, at, actor: null });
  await insertMessage(tx, { ...message, reference });
  if (kind.direction === 'in' && kind.counts && ticket.missing.length > 0) await giveItems(tx, ticket, mail);
  const { after, queries } = appendFacts(tx, ticket, facts, now);
  await Promise.all(queries);
  return { reference, n: after.last_n };
}

/**
 * A mail received before the ticket was resolved, and recorded after it (a mailbox collected late): whoever resolved it had not read
 * it. The desk owes an answer again from that resolution on.
 */
async function reopening(tx: Tx, { reference, phase }: TicketRow, receivedAt: Instant): Promise<FactToRecord[]> {
  if (phase !== 'resolved' && phase !== 'closed') return [];
  const { resolvedAt } = stateOf(await factsOf(tx, reference));
  return resolvedAt === null || receivedAt > resolvedAt ? [] : [{ body: { kind: 'reopened' }, at: resolvedAt, actor: null }];
}

/** A claimant's number in what was newly said, or in its subject. */
function numbersIn({ read }: MailAtDesk): { numbers?: true } {
  return personalNumbersIn(read.subject, read.text).length > 0 ? { numbers: true } : {};
}

function isElsewhere({ phase }: TicketRow, kind: Kind): boolean {
  return phase === 'merged' || (phase === 'handed-over' && kind.direction === 'in' && kind.counts);
}

/** What the reply gives of what was asked for leaves the ticket's list (article 3). */
async function giveItems(tx: Tx, ticket: TicketRow, mail: MailAtDesk): Promise<void> {
  const contract = await getContract(tx, ticket.caf, ticket.contract_version);
  const missing = stillMissing(contract, ticket.missing, givenIn(mail, null));
  if (missing.length < ticket.missing.length) await tx`update ticket set missing = ${missing} where reference = ${ticket.reference}`;
}
