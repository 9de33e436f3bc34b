import type { Sql, Tx } from './connect';
import { termsOf } from './desk-terms';
import { factsOf } from './fact';
import { aliveness, beatIn, isGap, type Alive } from './outage';
import { openingFiles } from './opening';
import { promised } from './promised';
import { contactsOfConvention, deadAmong, findConvention, toPartnerContact, type ContactRow } from './partner';
import { findTicket, frozenReckonings, lockTicket, type TicketRow } from './ticket';
import type { Contract } from '../domain/contract-types';
import { epochMs, instantAt, type Instant, type Reference } from '../domain/ids';
import type { TicketCase } from '../domain/plan';
import { stopsFor } from '../domain/planned-stop';

/** A ticket's row with everything its plan is made of. */
export interface LoadedCase {
  readonly row: TicketRow;
  readonly contacts: readonly ContactRow[];
  readonly ticket: TicketCase;
  readonly partnerName: string | null;
}

/**
 * Loads a ticket and locks its row until the transaction ends. Whoever comes first after an outage notes it, so that what was late
 * is known before anything has moved. @throws Error when there is no such ticket.
 */
export async function loadCase(tx: Tx, reference: Reference, now: Instant): Promise<LoadedCase> {
  const row = await lockTicket(tx, reference);
  if (row === undefined) throw new Error(`no ticket ${reference}`);
  const { alive, ...loaded } = await completed(tx, row, now);
  if (alive.seen.worker === undefined || !isGap(alive.seen.worker, now)) return loaded;
  await beatIn(tx, 'worker', now);
  return await completed(tx, row, now);
}

/** Loads a ticket to be read, without locking it: the forecast of its page. */
export async function readCase(sql: Sql, reference: Reference, now: Instant): Promise<LoadedCase | undefined> {
  const row = await findTicket(sql, reference);
  return row === undefined ? undefined : await completed(sql, row, now);
}

async function completed(db: Sql | Tx, row: TicketRow, now: Instant): Promise<LoadedCase & { readonly alive: Alive }> {
  const [facts, frozen, contacts, alive, terms, convention, files] = await Promise.all([
    factsOf(db, row.reference),
    row.moved_n === 0 ? new Map() : frozenReckonings(db, row.reference),
    row.convention_id === null ? [] : contactsOfConvention(db, row.convention_id),
    aliveness(db),
    termsOf(db, row.caf, row.contract_version),
    row.convention_id === null ? undefined : findConvention(db, row.convention_id),
    row.convention_id === null ? new Map() : openingFiles(db, [row.convention_id]),
  ]);
  const { contract } = terms;
  const dead = await deadAmong(db, addressesOf(contacts, [...contract.deskLadder, ...terms.covers]));
  const ticket = { ...promised(terms, row, files.get(row.convention_id ?? '')), stops: stopsFor(terms.stops, row.service), contacts: contacts.map(toPartnerContact), deadAddresses: dead, facts, frozen, heldUntil: heldUntil(alive, contract, now) };
  return { row, contacts, partnerName: convention?.partner_name ?? null, ticket, alive };
}

export function addressesOf(contacts: readonly ContactRow[], rungs: readonly { email: string | null }[]): string[] {
  return [...contacts, ...rungs].flatMap((person) => person.email ?? []);
}

/** Until when escalations by delay wait: while the door is silent no answer can arrive, and after an outage senders' queues come back first. */
export function heldUntil({ lastOutageEnd, seen }: Alive, contract: Contract, now: Instant): Instant | null {
  const silent = Object.values(seen).some((at) => at !== undefined && isGap(at, now));
  const end = silent ? now : lastOutageEnd;
  if (end === null) return null;
  const until = instantAt(epochMs(end) + contract.settings.afterOutageHoldMinutes * 60_000);
  return until > now ? until : null;
}
