import type { CafCode } from '../domain/ids';
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
