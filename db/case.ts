import type { Sql, Tx } from './connect';
import { getContract } from './contract';
import { factsOf } from './fact';
import { contactsOfConvention, deadAmong, findConvention, toPartnerContact, type ContactRow } from './partner';
import { findTicket, frozenReckonings, lockTicket, type TicketRow } from './ticket';
import type { Instant, Reference } from '../domain/ids';
import type { TicketCase } from '../domain/plan';

/** A ticket's row with everything its plan is made of. */
export interface LoadedCase {
  readonly row: TicketRow;
  readonly contacts: readonly ContactRow[];
  readonly ticket: TicketCase;
  readonly partnerName: string | null;
}

/** Loads a ticket and locks its row until the transaction ends. @throws Error when there is no such ticket. */
export async function loadCase(tx: Tx, reference: Reference, now: Instant): Promise<LoadedCase> {
  const row = await lockTicket(tx, reference);
  if (row === undefined) throw new Error(`no ticket ${reference}`);
  return await completed(tx, row, now);
}

/** Loads a ticket to be read, without locking it: the forecast of its page. */
export async function readCase(sql: Sql, reference: Reference, now: Instant): Promise<LoadedCase | undefined> {
  const row = await findTicket(sql, reference);
  return row === undefined ? undefined : await completed(sql, row, now);
}

async function completed(db: Sql | Tx, row: TicketRow, now: Instant): Promise<LoadedCase> {
  const [facts, frozen, contacts, held, contract, convention] = await Promise.all([
    factsOf(db, row.reference),
    row.moved_n === 0 ? new Map() : frozenReckonings(db, row.reference),
    row.convention_id === null ? [] : contactsOfConvention(db, row.convention_id),
    heldUntil(db, now),
    getContract(db, row.caf, row.contract_version),
    row.convention_id === null ? undefined : findConvention(db, row.convention_id),
  ]);
  const dead = await deadAmong(db, addressesOf(contacts, contract.deskLadder));
  return { row, contacts, partnerName: convention?.partner_name ?? null, ticket: { contract, contacts: contacts.map(toPartnerContact), deadAddresses: dead, facts, frozen, heldUntil: held } };
}

function addressesOf(contacts: readonly ContactRow[], rungs: readonly { email: string | null }[]): string[] {
  return [...contacts, ...rungs].flatMap((person) => person.email ?? []);
}

async function heldUntil(db: Sql | Tx, now: Instant): Promise<Instant | null> {
  const [row] = await db<{ held_until: Instant }[]>`select held_until from outage where held_until > ${now} order by held_until desc limit 1`;
  return row?.held_until ?? null;
}
