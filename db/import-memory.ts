import type { PartnerRole, ServiceCode } from '../domain/contract-types';
import type { CafCode } from '../domain/ids';
import type { Db, Tx } from './connect';
import type { ContactValues } from './contact';
import type { ContactRow } from './partner';
import type { PartnerRow } from './partner-file';

/** What is known of the partners and conventions that a file names. */
export interface ImportMemory {
  readonly partners: readonly PartnerRow[];
  readonly conventions: ReadonlyArray<{ readonly id: string; readonly number: string; readonly partner_id: string; readonly partner_name: string; readonly services: readonly ServiceCode[] }>;
  readonly contacts: readonly ContactRow[];
  /** The ranks that somebody of a convention holds, or held: on a card, or in the register. */
  readonly ranks: ReadonlyArray<{ readonly convention_id: string; readonly role: PartnerRole }>;
  /** Addresses of the desks' own mailboxes. */
  readonly mailboxes: ReadonlySet<string>;
}

/** Asked once for the whole file, at one Caf; names are looked for in lower case. */
export async function importMemory(db: Db, caf: CafCode, asked: { readonly names: readonly string[]; readonly sirets: readonly string[]; readonly numbers: readonly string[] }): Promise<ImportMemory> {
  const names = asked.names.map((name) => name.toLowerCase());
  const [partners, conventions, contacts, ranks, mailboxes] = await Promise.all([
    db<PartnerRow[]>`select id, caf, name, siret from partner where caf = ${caf} and (lower(name) = any(${names}) or siret = any(${[...asked.sirets]}))`,
    db<ImportMemory['conventions'][number][]>`
      select convention.id, number, partner_id, partner.name as partner_name, services from convention join partner on partner.id = partner_id
      where convention.caf = ${caf} and number = any(${[...asked.numbers]})`,
    db<ContactRow[]>`
      select contact.* from contact join convention on convention.id = convention_id
      where convention.caf = ${caf} and number = any(${[...asked.numbers]}) and ended_at is null`,
    db<ImportMemory['ranks'][number][]>`
      select convention_id, role from contact join convention on convention.id = convention_id
      where convention.caf = ${caf} and number = any(${[...asked.numbers]}) and role in ('administrator', 'deputy-administrator')
      union select convention_id, rank from habilitation join convention on convention.id = convention_id where convention.caf = ${caf} and number = any(${[...asked.numbers]}) and rank <> 'user'`,
    db<{ address: string }[]>`select address from desk_mailbox`,
  ]);
  return { partners, conventions, contacts, ranks, mailboxes: new Set(mailboxes.map((row) => row.address)) };
}

/** Imports and additions of partners at a Caf wait for one another: none sees half of what another makes. */
export async function lockDirectory(tx: Tx, caf: CafCode): Promise<void> {
  await tx`select pg_advisory_xact_lock(727034, hashtext(${caf}))`;
}

/** Rows of a whole file, each table in one statement. */
export interface ImportRows {
  readonly partners: ReadonlyArray<{ readonly id: string; readonly name: string; readonly siret: string | null }>;
  readonly conventions: ReadonlyArray<{ readonly id: string; readonly partner_id: string; readonly number: string; readonly services: readonly ServiceCode[] }>;
  readonly contacts: ReadonlyArray<ContactValues & { readonly id: string; readonly convention_id: string }>;
}

export async function insertImported(tx: Tx, caf: CafCode, { partners, conventions, contacts }: ImportRows): Promise<void> {
  await tx`insert into partner (id, caf, name, siret) select id, ${caf}, name, siret from jsonb_to_recordset(${tx.json(partners as never)}) as row(id text, name text, siret text)`;
  await tx`
    insert into convention (id, partner_id, caf, number, services)
    select id, partner_id, ${caf}, number, array(select jsonb_array_elements_text(services))
    from jsonb_to_recordset(${tx.json(conventions as never)}) as row(id text, partner_id text, number text, services jsonb)`;
  await tx`
    insert into contact (id, convention_id, name, role, job_title, email, phones, ladder_rank)
    select id, convention_id, name, role, "jobTitle", email, array(select jsonb_array_elements_text(phones)), "ladderRank"
    from jsonb_to_recordset(${tx.json(contacts as never)}) as row(id text, convention_id text, name text, role text, "jobTitle" text, email text, phones jsonb, "ladderRank" int)`;
}
