import type { ServiceCode } from '../domain/contract-types';
import type { CafCode, Instant } from '../domain/ids';
import type { Db, Tx } from './connect';
import type { ContactRow } from './partner';

/** A partner's own row. */
export interface PartnerRow {
  readonly id: string;
  readonly caf: CafCode;
  readonly name: string;
  readonly siret: string | null;
}

/** A contact as its card shows it: ended or not, its address dead or not, how many tickets name it. */
export interface FiledContact extends ContactRow {
  readonly ended_at: Instant | null;
  readonly dead_since: Instant | null;
  readonly dead_status: string | null;
}

export interface FiledConvention {
  readonly id: string;
  readonly number: string;
  readonly services: readonly ServiceCode[];
}

/** A partner of these Cafs alone. */
export async function findPartner(db: Db, cafs: readonly CafCode[], id: string): Promise<PartnerRow | undefined> {
  const [row] = await db<PartnerRow[]>`select id, caf, name, siret from partner where id = ${id} and caf = any(${[...cafs]})`;
  return row;
}

/** The partner of a Caf that has this SIRET, or else this very name, in any case. */
export async function partnersLike(db: Db, caf: CafCode, { name, siret }: { readonly name: string; readonly siret: string | null }): Promise<PartnerRow[]> {
  return await db<PartnerRow[]>`select id, caf, name, siret from partner where caf = ${caf} and (siret = ${siret} or lower(name) = lower(${name}))`;
}

export async function conventionsOfPartner(db: Db, partnerId: string): Promise<FiledConvention[]> {
  return await db<FiledConvention[]>`select id, number, services from convention where partner_id = ${partnerId} order by number`;
}

/** Everybody whom a partner's conventions name or named, those of the ladder first. */
export async function filedContacts(db: Db, partnerId: string): Promise<FiledContact[]> {
  return await db<FiledContact[]>`
    select contact.*, dead_address.since as dead_since, dead_address.status as dead_status
    from contact join convention on convention.id = contact.convention_id left join dead_address on dead_address.address = contact.email
    where convention.partner_id = ${partnerId} order by ended_at is not null, ladder_rank nulls last, role, contact.name`;
}

export async function insertPartner(tx: Tx, partner: PartnerRow): Promise<void> {
  await tx`insert into partner (id, caf, name, siret) values (${partner.id}, ${partner.caf}, ${partner.name}, ${partner.siret})`;
}

export async function updatePartner(tx: Tx, { id, name, siret }: PartnerRow): Promise<void> {
  await tx`update partner set name = ${name}, siret = ${siret} where id = ${id}`;
}

/** A convention's number is one of its Caf's own. */
export async function findConventionNumber(db: Db, caf: CafCode, number: string): Promise<{ readonly id: string; readonly partner_id: string; readonly partner_name: string } | undefined> {
  const [row] = await db<{ id: string; partner_id: string; partner_name: string }[]>`
    select convention.id, partner_id, partner.name as partner_name from convention join partner on partner.id = partner_id where convention.caf = ${caf} and number = ${number}`;
  return row;
}

export async function insertConvention(tx: Tx, row: { readonly id: string; readonly partnerId: string; readonly caf: CafCode; readonly number: string; readonly services: readonly ServiceCode[] }): Promise<void> {
  await tx`insert into convention (id, partner_id, caf, number, services) values (${row.id}, ${row.partnerId}, ${row.caf}, ${row.number}, ${[...row.services]})`;
}

export async function updateServices(tx: Tx, id: string, services: readonly ServiceCode[]): Promise<void> {
  await tx`update convention set services = ${[...services]} where id = ${id}`;
}
