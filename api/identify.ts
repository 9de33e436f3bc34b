import { createHash } from 'node:crypto';
import type { Tx } from '../db/connect';
import { contractAt } from '../db/contract';
import { decideArrived, insertContact, lockToIdentify, type Decided } from '../db/identify';
import { rawOf, type ArrivedRow } from '../db/mail';
import { contactsByAddress, contactsOfConvention, findConvention, type KnownContact } from '../db/partner';
import { findTicket } from '../db/ticket';
import type { Contract } from '../domain/contract-types';
import type { CafCode, Instant, Reference } from '../domain/ids';
import type { MailSource } from '../mail/arrived';
import { appendReply } from './intake/append';
import type { Told } from './intake/at-desk';
import { gather, mergedTo } from './intake/gather';
import { requestFromMail } from './intake/mail-request';
import type { MailAtDesk } from './intake/mail-rows';
import { openTicket } from './intake/open-ticket';
import { readStorable } from './intake/storable';
import { refusalLetter } from './identify-refusal';
import type { WebTools } from './tools';

/** Who decides of a mail, when, and which Cafs are theirs. */
export interface Decider {
  readonly account: string;
  readonly cafs: readonly CafCode[];
  readonly now: Instant;
}

/** What a person decided of a mail that was put before them. */
export type Identification =
  | { readonly what: 'attach'; readonly convention: string; readonly keepAddress: boolean }
  | { readonly what: 'append'; readonly reference: Reference; readonly keepAddress: boolean }
  | { readonly what: 'refuse'; readonly reason: string }
  | { readonly what: 'spam' };

/** Done, with the ticket if there is one; or why not, in French, beside its field. */
export type Identified = { readonly reference: Reference | null; readonly told: readonly Told[] } | { readonly field: string | null; readonly refused: string };

/**
 * Carries a decision out, in one transaction that locks the mail's row: two people cannot decide of the same mail. The mail counts
 * from when it was received, whenever it is decided. The caller tells the tickets once this is committed.
 */
export async function identify(tools: WebTools, id: string, decision: Identification, by: Decider): Promise<Identified> {
  return await tools.sql.begin(async (tx) => {
    const row = await lockToIdentify(tx, by.cafs, id);
    if (row === undefined) return { field: null, refused: 'Ce courriel n’attend plus : quelqu’un d’autre en a décidé.' };
    const mail = await mailAtDesk(tx, row);
    const contract = await contractAt(tx, row.caf, row.received_at);
    switch (decision.what) {
      case 'attach':
        return await attach(tx, contract, mail, decision, by, row);
      case 'append':
        return await append(tx, contract, mail, decision, by, row);
      case 'refuse':
        await refusalLetter(tx, tools, contract, mail, decision.reason, by.now);
        return await settled(tx, row.id, by, { outcome: 'refused', reference: null, decision: { what: 'refused', reason: decision.reason } });
      case 'spam':
        return await settled(tx, row.id, by, { outcome: 'spam', reference: null, decision: { what: 'spam' } });
    }
  });
}

/** A kept mail as it stood at its desk, read again from its bytes. @throws Error when the bytes are gone. */
export async function mailAtDesk(tx: Tx, row: ArrivedRow): Promise<MailAtDesk> {
  const raw = await rawOf(tx, row.id);
  if (raw === undefined) throw new Error(`mail ${row.id} has no bytes`);
  const read = await readStorable(raw);
  return {
    arrived: { raw, receivedAt: row.received_at, deskMailboxes: [row.mailbox], envelopeFrom: null, source: row.source as MailSource },
    read,
    identity: { messageId: row.message_id === '' ? null : row.message_id, digest: row.digest.toString('hex'), rawSha256: row.raw_sha256.toString('hex') },
    mailbox: row.mailbox,
    caf: row.caf,
  };
}

/** A new ticket of the partner, received when the mail was. */
async function attach(tx: Tx, contract: Contract, mail: MailAtDesk, decision: Extract<Identification, { what: 'attach' }>, by: Decider, row: ArrivedRow): Promise<Identified> {
  const convention = await findConvention(tx, decision.convention);
  if (convention === undefined || convention.caf !== row.caf) return { field: 'convention', refused: 'Choisissez une convention de cette Caf.' };
  const contact = await contactAt(tx, mail, convention.id, decision.keepAddress);
  const restricted = row.reason === 'security' || mail.read.kind === 'security-incident';
  const request = requestFromMail(contract, mail, { contact, linkedTo: null, restricted, now: by.now, actor: by.account });
  const missing = request.ticket.missing.filter((item) => item !== 'partner-name');
  const channel = channelOf(row);
  const opened = await openTicket(tx, contract, { ...request, ticket: { ...request.ticket, channel, conventionId: convention.id, missing }, message: { ...request.message, channel } });
  const told = [{ reference: opened.reference, n: opened.lastN }];
  return await settled(tx, row.id, by, { outcome: 'ticket', reference: opened.reference, decision: { what: 'attached' } }, told);
}

/** A call that was put before a person is kept as a message too. */
function channelOf({ source }: ArrivedRow): 'phone' | 'email' {
  return 'kind' in source && source.kind === 'phone' ? 'phone' : 'email';
}

/** A message of a ticket that is there already: the partner's, or an answer from inside the Caf. */
async function append(tx: Tx, contract: Contract, mail: MailAtDesk, decision: Extract<Identification, { what: 'append' }>, by: Decider, row: ArrivedRow): Promise<Identified> {
  const quoted = await findTicket(tx, decision.reference);
  const named = quoted === undefined ? undefined : await mergedTo(tx, quoted);
  if (named === undefined || named.caf !== row.caf) return { field: 'demande', refused: 'Cette demande n’est pas de cette Caf.' };
  if (named.phase === 'handed-over') return { field: 'demande', refused: 'Cette demande a été transférée à une autre Caf.' };
  const { reference } = named;
  const { known } = await gather(tx, contract, mail.read);
  const inside = known.internal !== null && known.contacts.length === 0 ? known.internal.kind : null;
  const contact = inside !== null || named.convention_id === null ? null : await contactAt(tx, mail, named.convention_id, decision.keepAddress);
  const kind = inside === null ? ({ direction: 'in', contactId: contact?.id ?? null, counts: true } as const) : ({ direction: 'internal-in', from: inside === 'manager' ? 'ladder' : inside } as const);
  const told = [await appendReply(tx, mail, reference, kind, by.now)];
  return await settled(tx, row.id, by, { outcome: inside === null ? 'ticket' : 'internal', reference, decision: { what: 'appended' } }, told);
}

/** Who wrote, among the convention's people; written down among them first when that was asked. */
async function contactAt(tx: Tx, mail: MailAtDesk, conventionId: string, keep: boolean): Promise<KnownContact | null> {
  const email = mail.read.from;
  if (email === null) return null;
  const known = (await contactsByAddress(tx, mail.caf, email)).find((one) => one.convention_id === conventionId);
  if (known !== undefined || !keep) return known ?? null;
  const id = `contact-${createHash('sha256').update(`${conventionId}\n${email}`).digest('hex').slice(0, 24)}`;
  await insertContact(tx, { id, conventionId, name: mail.read.fromName ?? email, email });
  const people = await contactsOfConvention(tx, conventionId);
  return people.some((one) => one.id === id) ? ((await contactsByAddress(tx, mail.caf, email)).find((one) => one.id === id) ?? null) : null;
}

async function settled(tx: Tx, id: string, by: Decider, decided: Omit<Decided, 'by' | 'at'>, told: readonly Told[] = []): Promise<Identified> {
  await decideArrived(tx, id, { ...decided, by: by.account, at: by.now });
  return { reference: decided.reference, told };
}
