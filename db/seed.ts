import type { PartnerContact } from '../domain/contract-types';
import type { CafCode, LocalDate } from '../domain/ids';
import type { AccountRole } from '../domain/roles';
import { giveRole } from './account';
import type { Sql, Tx } from './connect';

/** What a seed brings into an empty database. */
export interface SeedRows {
  readonly partners: ReadonlyArray<{ readonly code: string; readonly name: string }>;
  readonly conventions: ReadonlyArray<{
    readonly number: string;
    readonly caf: CafCode;
    readonly partner: string;
    readonly contacts: readonly PartnerContact[];
    /** Signed, and taken as opened, that day. */
    readonly signedOn?: LocalDate;
    readonly memberships: ReadonlyArray<{ readonly service: string; readonly unit?: string | null; readonly quotas?: ReadonlyArray<{ readonly profile: string; readonly users: number | null }> }>;
  }>;
}

export async function isEmpty(sql: Sql): Promise<boolean> {
  const [row] = await sql`select 1 from partner limit 1`;
  return row === undefined;
}

/** Inserts partners, conventions and contacts; ids are those of the seed, so that it may be given twice. */
export async function insertSeed(sql: Sql, seed: SeedRows): Promise<void> {
  await sql.begin(async (tx) => {
    for (const convention of seed.conventions) {
      const partner = seed.partners.find((one) => one.code === convention.partner);
      if (partner === undefined) throw new Error(`seed: convention ${convention.number} has no partner`);
      await tx`insert into partner (id, caf, name) values (${partner.code}, ${convention.caf}, ${partner.name}) on conflict do nothing`;
      const services = [...new Set(convention.memberships.map((membership) => membership.service))];
      await tx`insert into convention (id, partner_id, caf, number, services) values (${convention.number}, ${partner.code}, ${convention.caf}, ${convention.number}, ${services}) on conflict do nothing`;
      await insertRegister(tx, convention);
      for (const contact of convention.contacts) {
        await tx`insert into contact (id, convention_id, name, role, job_title, email, phones, ladder_rank)
          values (${contact.id}, ${convention.number}, ${contact.name}, ${contact.role}, ${contact.jobTitle}, ${contact.email?.toLowerCase() ?? null}, ${[...contact.phones]}, ${contact.ladderRank}) on conflict do nothing`;
      }
    }
  });
}

/** The dates of a convention, its bulletins and their quotas. */
async function insertRegister(tx: Tx, { number, signedOn, memberships }: SeedRows['conventions'][number]): Promise<void> {
  const dates = { signed_on: signedOn ?? null, contract_signed_on: signedOn ?? null, formalities_on: signedOn ?? null, opened_on: signedOn ?? null };
  if (signedOn !== undefined) await tx`insert into convention_file ${tx({ convention_id: number, ...dates })} on conflict do nothing`;
  for (const { service, unit = null, quotas = [] } of memberships) {
    const id = [number, service, unit ?? ''].join('/');
    await tx`insert into bulletin (id, convention_id, service, unit, signed_on) values (${id}, ${number}, ${service}, ${unit ?? ''}, ${signedOn ?? null}) on conflict do nothing`;
    for (const { profile, users } of quotas) await tx`insert into bulletin_quota (bulletin_id, convention_id, profile, users) values (${id}, ${number}, ${profile}, ${users}) on conflict do nothing`;
  }
}

/** An account to sign in with, and its role; its password is already hashed. A known login is left as it is; true when it is new. */
export async function insertAccount(
  sql: Sql,
  account: { readonly id: string; readonly login: string; readonly name: string; readonly role: AccountRole; readonly cafs: readonly CafCode[]; readonly passwordHash: string },
): Promise<boolean> {
  const { id, login, name, role, cafs, passwordHash } = account;
  return await sql.begin(async (tx) => {
    const rows = await tx`insert into account (id, login, name, password_hash) values (${id}, ${login.toLowerCase()}, ${name}, ${passwordHash}) on conflict do nothing`;
    if (rows.count === 1) await giveRole(tx, id, role, cafs);
    return rows.count === 1;
  });
}
