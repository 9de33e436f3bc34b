import type { Tx } from '../../db/connect';
import { beginJournal, type FactToRecord } from '../../db/fact';
import { insertMessage, type NewMessage } from '../../db/message';
import { insertTicket, takeReference, type NewTicket } from '../../db/ticket';
import { localDateOf } from '../../domain/calendar';
import type { Contract } from '../../domain/contract-types';
import type { Instant, Reference } from '../../domain/ids';

/** A request, whatever channel brings it, ready to become a ticket. */
export interface Request {
  readonly ticket: NewTicket;
  /** The first message; its reference is filled in here. */
  readonly message: Omit<NewMessage, 'reference'>;
  /** The requester judges the situation urgent. */
  readonly urgent: boolean;
  /** An earlier ticket that this one takes up. */
  readonly linkedTo: Reference | null;
  readonly actor: string | null;
  readonly recordedAt: Instant;
}

export interface Opened {
  readonly reference: Reference;
  readonly lastN: number;
}

/** Reserves a reference and writes the ticket, its first message and its first facts, in the caller's transaction. */
export async function openTicket(tx: Tx, contract: Contract, request: Request, before: (reference: Reference) => PromiseLike<unknown>[] = () => []): Promise<Opened> {
  const { ticket, message } = request;
  const year = Number(localDateOf(contract.calendar, ticket.receivedAt).slice(0, 4));
  const reference = await takeReference(tx, ticket.caf, year);
  const journal = beginJournal(tx, reference, firstFacts(request), request.recordedAt);
  await Promise.all([
    insertTicket(tx, ticket, journal.after),
    ...before(reference),
    insertMessage(tx, { ...message, reference }),
    journal.insert,
  ]);
  return { reference, lastN: journal.after.last_n };
}

function firstFacts({ ticket, message, urgent, linkedTo, actor }: Request): FactToRecord[] {
  const at = ticket.receivedAt;
  const facts: FactToRecord[] = [{ body: { kind: 'received', channel: ticket.channel, message: message.id }, at, actor }];
  if (urgent) facts.push({ body: { kind: 'urgent', by: 'partner' }, at, actor });
  if (linkedTo !== null) facts.push({ body: { kind: 'linked', other: linkedTo }, at, actor });
  return facts;
}
