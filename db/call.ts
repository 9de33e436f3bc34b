import type { CafCode, Instant } from '../domain/ids';
import type { Db } from './connect';
import type { KnownContact } from './partner';

/** One contact with its convention and partner, of these Cafs alone. */
export async function findContact(db: Db, cafs: readonly CafCode[], id: string): Promise<KnownContact | undefined> {
  const [row] = await db<KnownContact[]>`
    select contact.*, convention.caf, convention.number as convention_number, convention.services, partner.id as partner_id, partner.name as partner_name
    from contact join convention on convention.id = contact.convention_id join partner on partner.id = convention.partner_id
    where contact.id = ${id} and contact.ended_at is null and convention.caf = any(${[...cafs]})`;
  return row;
}

/** How many tickets of a convention are open, and when its people last phoned. */
export async function conventionSummary(db: Db, conventionId: string): Promise<{ open: number; lastCall: Instant | null }> {
  const [row] = await db<{ open: number; last_call: Instant | null }[]>`
    select count(*) filter (where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner'))::int as open,
      max(received_at) filter (where channel = 'phone') as last_call
    from ticket where convention_id = ${conventionId}`;
  return { open: row?.open ?? 0, lastCall: row?.last_call ?? null };
}
