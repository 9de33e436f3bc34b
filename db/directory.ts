import type { ServiceCode } from '../domain/contract-types';
import type { CafCode } from '../domain/ids';
import type { Db } from './connect';

/** A partner as the list shows it. */
export interface ListedPartner {
  readonly id: string;
  readonly caf: CafCode;
  readonly name: string;
  readonly siret: string | null;
  readonly conventions: ReadonlyArray<{ readonly number: string; readonly services: readonly ServiceCode[] }>;
  /** People who have not ended. */
  readonly contacts: number;
  /** Their addresses that a permanent report has killed. */
  readonly dead: number;
}

export interface DirectoryFilter {
  readonly cafs: readonly CafCode[];
  /** A part of the partner's name, SIRET, convention's number, or of a person's name or address; '' = all. */
  readonly words: string;
  /** Only those with a dead address. */
  readonly deadOnly: boolean;
}

/** Partners in the order of their names. */
export async function listPartners(db: Db, filter: DirectoryFilter, limit: number, offset: number): Promise<ListedPartner[]> {
  return await db<ListedPartner[]>`
    select partner.id, partner.caf, partner.name, partner.siret,
      (select coalesce(json_agg(json_build_object('number', number, 'services', services) order by number), '[]') from convention where partner_id = partner.id) as conventions,
      (select count(*)::int from contact join convention on convention.id = contact.convention_id where partner_id = partner.id and ended_at is null) as contacts,
      (select count(distinct email)::int from contact join convention on convention.id = contact.convention_id join dead_address on address = email
        where partner_id = partner.id and ended_at is null) as dead
    from partner where ${matching(db, filter)} order by lower(partner.name), partner.id limit ${limit} offset ${offset}`;
}

/** Those after a place in the same order; null = from the first. */
export async function listPartnersAfter(db: Db, filter: DirectoryFilter, after: { readonly name: string; readonly id: string } | null, limit: number): Promise<Pick<ListedPartner, 'id' | 'caf' | 'name' | 'siret' | 'conventions'>[]> {
  return await db`
    select partner.id, partner.caf, partner.name, partner.siret,
      (select coalesce(json_agg(json_build_object('number', number, 'services', services) order by number), '[]') from convention where partner_id = partner.id) as conventions
    from partner where ${matching(db, filter)} and ${after === null ? db`true` : db`(lower(partner.name), partner.id) > (lower(${after.name}), ${after.id})`}
    order by lower(partner.name), partner.id limit ${limit}`;
}

export async function countPartners(db: Db, filter: DirectoryFilter): Promise<number> {
  const [row] = await db<{ count: number }[]>`select count(*)::int as count from partner where ${matching(db, filter)}`;
  return row?.count ?? 0;
}

function matching(db: Db, { cafs, words, deadOnly }: DirectoryFilter) {
  const like = `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`;
  const digits = words.replace(/\D/g, '');
  return db`partner.caf = any(${[...cafs]})
    and (${words.trim() === ''} or partner.name ilike ${like} or (${digits.length >= 9} and partner.siret like ${`${digits}%`})
      or exists (select from convention where partner_id = partner.id and (number ilike ${like}
        or exists (select from contact where convention_id = convention.id and (contact.name ilike ${like} or email ilike ${like})))))
    and (not ${deadOnly} or exists (select from contact join convention on convention.id = contact.convention_id join dead_address on address = email
      where partner_id = partner.id and ended_at is null))`;
}

/** A person on a line of their own, as the export writes them; a convention without anybody has one line without a person. */
export interface ExportedLine {
  readonly partner_name: string;
  readonly siret: string | null;
  readonly convention_number: string;
  readonly services: readonly ServiceCode[];
  readonly role: string | null;
  readonly name: string | null;
  readonly job_title: string | null;
  readonly email: string | null;
  readonly phones: readonly string[] | null;
  readonly ladder_rank: number | null;
}

/** The people of the listed partners who have not ended, all of them. */
export async function exportLines(db: Db, filter: DirectoryFilter): Promise<ExportedLine[]> {
  return await db<ExportedLine[]>`
    select partner.name as partner_name, partner.siret, convention.number as convention_number, convention.services,
      contact.role, contact.name, contact.job_title, contact.email, contact.phones, contact.ladder_rank
    from partner join convention on convention.partner_id = partner.id left join contact on contact.convention_id = convention.id and contact.ended_at is null
    where ${matching(db, filter)}
    order by lower(partner.name), partner.id, convention.number, contact.ladder_rank nulls last, contact.role, contact.name`;
}
