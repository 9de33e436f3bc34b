import type { CafCode, Reference } from '../domain/ids';
import type { Db } from './connect';

/** Conventions some of whose people write from the same domain as an address, those with most such people first. */
export async function conventionsByDomain(db: Db, caf: CafCode, address: string | null): Promise<string[]> {
  const domain = address?.split('@')[1];
  if (domain === undefined || domain === '') return [];
  const rows = await db<{ id: string }[]>`
    select convention.id from contact join convention on convention.id = contact.convention_id
    where convention.caf = ${caf} and split_part(contact.email, '@', 2) = ${domain}
    group by convention.id order by count(*) desc, convention.id`;
  return rows.map((row) => row.id);
}

/** Who wrote the mails that wait for a person and name this ticket in their subject. */
export async function waitingWriters(db: Db, caf: CafCode, reference: Reference): Promise<string[]> {
  const rows = await db<{ writer: string | null }[]>`
    select coalesce(from_name, from_address) as writer from arrived_mail
    where outcome = 'to-identify' and caf = ${caf} and subject ilike ${`%${reference}%`} order by received_at`;
  return rows.map((row) => row.writer ?? 'un expéditeur illisible');
}
