import type { CafCode, Reference } from '../domain/ids';
import type { Db } from './connect';

/** Conventions of a Caf some of whose people write from a domain. */
export interface NearConvention {
  readonly caf: CafCode;
  readonly domain: string;
  readonly convention_id: string;
}

/** Conventions some of whose people write from the same domain as one of these addresses, those with most such people first. */
export async function conventionsByDomain(db: Db, cafs: readonly CafCode[], addresses: readonly (string | null)[]): Promise<NearConvention[]> {
  const domains = [...new Set(addresses.map(domainOf))].filter((domain) => domain !== '');
  if (domains.length === 0) return [];
  return await db<NearConvention[]>`
    select convention.caf, email_domain as domain, convention.id as convention_id from contact join convention on convention.id = contact.convention_id
    where contact.of_caf = any(${[...cafs]}) and email_domain = any(${domains})
    group by convention.id, email_domain order by count(*) desc, convention.id`;
}

/** What stands after the first « @ »; empty where there is none. */
export function domainOf(address: string | null): string {
  return address?.split('@')[1] ?? '';
}

/** Who wrote the mails that wait for a person and name this ticket in their subject. */
export async function waitingWriters(db: Db, caf: CafCode, reference: Reference): Promise<string[]> {
  const rows = await db<{ writer: string | null }[]>`
    select coalesce(from_name, from_address) as writer from arrived_mail
    where outcome = 'to-identify' and caf = ${caf} and subject ilike ${`%${reference}%`} order by received_at`;
  return rows.map((row) => row.writer ?? 'un expéditeur illisible');
}
