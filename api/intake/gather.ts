import type { Db } from '../../db/connect';
import { internalAddress } from '../../db/contract';
import { letterByMessageId } from '../../db/letter';
import { ticketsByMessageIds } from '../../db/mail';
import { contactsByAddress, type KnownContact } from '../../db/partner';
import { findTicket, type TicketRow } from '../../db/ticket';
import { reckon } from '../../domain/deadline';
import type { Contract } from '../../domain/contract-types';
import type { KnownAtDoor, NamedTicket } from '../../domain/door';
import type { Instant, Reference } from '../../domain/ids';
import type { ReadMail } from '../../mail/read/types';
import { answersLetter } from './named-journey';

/** What the memory knows of a mail's sender and thread, with the rows that make it. */
export interface Gathered {
  readonly known: KnownAtDoor;
  readonly contacts: readonly KnownContact[];
}

/** Asks the memory, at one Caf, about a mail's sender and thread. */
export async function gather(db: Db, contract: Contract, mail: ReadMail, unauthenticated = false): Promise<Gathered> {
  const { caf } = contract;
  const [contacts, internal, own, ticket, bounced, answers] = await Promise.all([
    mail.from === null ? [] : contactsByAddress(db, caf, mail.from),
    mail.from === null ? undefined : internalAddress(db, caf, mail.from),
    mail.messageId === null ? undefined : letterByMessageId(db, mail.messageId),
    namedTicket(db, contract, mail),
    mail.bounce?.originalMessageId ? letterByMessageId(db, mail.bounce.originalMessageId) : undefined,
    answersLetter(db, caf, mail),
  ]);
  const known: KnownAtDoor = {
    contacts: contacts.map((row) => ({ id: row.id, conventionId: row.convention_id, partnerId: row.partner_id, role: row.role })),
    internal: internal ?? null,
    ownLetter: own !== undefined,
    answersLetter: answers,
    ticket,
    bounced: bounced === undefined || bounced.caf !== caf ? null : { letter: bounced.id },
    unauthenticated,
  };
  return { known, contacts };
}

/** The ticket of this Caf that a mail belongs to: by its thread first, then by the reference it quotes. */
async function namedTicket(db: Db, contract: Contract, mail: ReadMail): Promise<NamedTicket | null> {
  const ids = [...(mail.inReplyTo === null ? [] : [mail.inReplyTo]), ...mail.references];
  const threads = await ticketsByMessageIds(db, ids);
  for (const reference of [...threads, ...(mail.reference === null ? [] : [mail.reference as Reference])]) {
    const row = await findTicket(db, reference);
    if (row?.caf === contract.caf && row.erased_at === null) return await namedFrom(db, contract, await mergedTo(db, row));
  }
  return null;
}

/** The ticket that a merged one is now part of, however many times it was merged; itself when it was not. */
export async function mergedTo(db: Db, row: TicketRow): Promise<TicketRow> {
  const into = row.merged_into === null ? undefined : await findTicket(db, row.merged_into);
  return into === undefined ? row : await mergedTo(db, into);
}

/** A ticket as the door knows it when it is named. */
export async function namedFrom(db: Db, contract: Contract, row: TicketRow): Promise<NamedTicket> {
  const [partner] = row.convention_id === null ? [] : await db<{ partner_id: string }[]>`select partner_id from convention where id = ${row.convention_id}`;
  const [last] = await db<{ at: Instant }[]>`
    select at from fact where reference = ${row.reference} and (kind = 'resolved' or (kind in ('desk-wrote', 'desk-called') and body->>'then' = 'resolved')) order by at desc limit 1`;
  const writers = await db<{ from_address: string }[]>`
    select distinct from_address from message where reference = ${row.reference} and direction = 'in' and contact_id is null and from_address is not null`;
  const resolvedAt = row.phase === 'resolved' || row.phase === 'closed' ? (last?.at ?? null) : null;
  return {
    reference: row.reference,
    conventionId: row.convention_id,
    partnerId: partner?.partner_id ?? null,
    phase: row.phase,
    resolvedAt,
    mergedInto: row.merged_into,
    reopensUntil: resolvedAt === null ? null : reopensUntil(contract, resolvedAt),
    writers: row.convention_id === null ? writers.map((writer) => writer.from_address) : [],
  };
}

function reopensUntil(contract: Contract, resolvedAt: Instant): Instant {
  return reckon(contract.calendar, resolvedAt, { calendarDays: contract.settings.reopenWithinCalendarDays }, 'as-is', null).deadline;
}

