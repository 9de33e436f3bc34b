import type { ActRow } from './act';
import type { Db } from './connect';
import type { CafCode, Instant, Reference } from '../domain/ids';
import type { Phase } from '../domain/ticket-state';

/** A ticket named beside another. */
export interface NearTicket {
  readonly reference: Reference;
  readonly subject: string;
  readonly phase: Phase;
  readonly received_at: Instant;
  readonly partner_name: string | null;
  readonly convention_id: string | null;
}

/** Tickets by reference, of the Cafs of who asks alone. */
export async function nearByReference(db: Db, cafs: readonly CafCode[], references: readonly string[]): Promise<NearTicket[]> {
  if (references.length === 0) return [];
  return await db<NearTicket[]>`
    select reference, subject, phase, received_at, convention_id, partner.name as partner_name
    from ticket left join convention on convention.id = ticket.convention_id left join partner on partner.id = convention.partner_id
    where ticket.caf = any(${[...cafs]}) and reference = any(${[...references]}) order by received_at desc`;
}

/** The latest tickets of the same partner at that Caf. */
export async function ticketsOfConvention(db: Db, conventionId: string, limit: number, openOnly = false): Promise<NearTicket[]> {
  return await db<NearTicket[]>`
    select reference, subject, phase, received_at, convention_id, partner.name as partner_name
    from ticket join convention on convention.id = ticket.convention_id join partner on partner.id = convention.partner_id
    where convention_id = ${conventionId} and (not ${openOnly} or phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner'))
    order by received_at desc limit ${limit}`;
}

export async function accountNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db<{ id: string; name: string }[]>`select id, name from account where id = any(${[...ids]})`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Every act of a ticket: what was asked, by whom, and what became of it. */
export async function actsOfTicket(db: Db, reference: Reference): Promise<ActRow[]> {
  return await db<ActRow[]>`select * from act where reference = ${reference} order by asked_at, key`;
}

/** The Cafs that have a contract: where a ticket may be handed over. */
export async function knownCafs(db: Db): Promise<{ caf: CafCode; name: string }[]> {
  return await db<{ caf: CafCode; name: string }[]>`
    select caf, name from caf_names() order by caf`;
}

/** When an address was found dead, by address. */
export async function deadSince(db: Db, addresses: readonly string[]): Promise<Map<string, Instant>> {
  if (addresses.length === 0) return new Map();
  const rows = await db<{ address: string; since: Instant }[]>`select address, since from dead_address where address = any(${[...addresses]})`;
  return new Map(rows.map(({ address, since }) => [address, since]));
}
