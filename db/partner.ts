import type { PartnerContact, PartnerRole, ServiceCode } from '../domain/contract-types';
import type { CafCode } from '../domain/ids';
import type { Db } from './connect';

export interface ContactRow {
  readonly id: string;
  readonly convention_id: string;
  readonly name: string;
  readonly role: PartnerRole;
  readonly job_title: string | null;
  readonly email: string | null;
  readonly phones: string[];
  readonly ladder_rank: number | null;
}

/** A contact with the convention and the partner it belongs to. */
export interface KnownContact extends ContactRow {
  readonly caf: CafCode;
  readonly partner_id: string;
  readonly partner_name: string;
  readonly convention_number: string;
  readonly services: ServiceCode[];
}

/** Who, at the partners of a Caf, writes from this address; one row a convention. */
export async function contactsByAddress(db: Db, caf: CafCode, address: string): Promise<KnownContact[]> {
  return await db<KnownContact[]>`
    select contact.*, convention.caf, convention.number as convention_number, convention.services, partner.id as partner_id, partner.name as partner_name
    from contact join convention on convention.id = contact.convention_id join partner on partner.id = convention.partner_id
    where convention.caf = ${caf} and contact.email = ${address} and contact.ended_at is null order by contact.id`;
}

/** The people a convention names; those who ended are no longer of them. */
export async function contactsOfConvention(db: Db, conventionId: string): Promise<ContactRow[]> {
  return await db<ContactRow[]>`select * from contact where convention_id = ${conventionId} and ended_at is null order by ladder_rank nulls last, role, name`;
}

export interface ConventionRow {
  readonly id: string;
  readonly caf: CafCode;
  readonly number: string;
  readonly services: ServiceCode[];
  readonly partner_id: string;
  readonly partner_name: string;
}

export async function findConvention(db: Db, id: string): Promise<ConventionRow | undefined> {
  const [row] = await db<ConventionRow[]>`
    select convention.*, partner.name as partner_name from convention join partner on partner.id = convention.partner_id where convention.id = ${id}`;
  return row;
}

export async function conventionsOfCaf(db: Db, cafs: readonly CafCode[]): Promise<ConventionRow[]> {
  return await db<ConventionRow[]>`
    select convention.*, partner.name as partner_name from convention join partner on partner.id = convention.partner_id
    where convention.caf = any(${[...cafs]}) order by partner.name, convention.number`;
}

/** People found by a part of their name, of their partner's name, or of a number, for the phone intake. */
export async function searchContacts(db: Db, cafs: readonly CafCode[], words: string, limit = 12): Promise<KnownContact[]> {
  const digits = words.replace(/\D/g, '').replace(/^(?:0033|33|0)/, '');
  const like = `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`;
  return await db<KnownContact[]>`
    select contact.*, convention.caf, convention.number as convention_number, convention.services, partner.id as partner_id, partner.name as partner_name
    from contact join convention on convention.id = contact.convention_id join partner on partner.id = convention.partner_id
    where convention.caf = any(${[...cafs]}) and contact.ended_at is null and (contact.name ilike ${like} or partner.name ilike ${like} or contact.email ilike ${like}
      or (${digits.length >= 4} and exists (select from unnest(contact.phones) phone where phone like ${`%${digits}%`})))
    order by contact.name limit ${limit}`;
}

export function toPartnerContact(row: ContactRow): PartnerContact {
  const { id, name, role, job_title, email, phones, ladder_rank } = row;
  return { id, name, role, jobTitle: job_title, email, phones, ladderRank: ladder_rank };
}

/** The addresses among these that a permanent report has killed. */
export async function deadAmong(db: Db, addresses: readonly string[]): Promise<Set<string>> {
  if (addresses.length === 0) return new Set();
  const rows = await db<{ address: string }[]>`select address from dead_address where address = any(${addresses.map((a) => a.toLowerCase())})`;
  return new Set(rows.map((row) => row.address));
}
