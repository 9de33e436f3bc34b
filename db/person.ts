import type { CafCode, Instant, Reference } from '../domain/ids';
import type { Db, Tx } from './connect';
import type { Erased } from './retention';

/** Somebody whose data are looked for: an address, with the names and parts under which it is known. */
export interface PersonFound {
  readonly address: string;
  readonly names: readonly string[];
  /** « contact », « habilitation », « message », « account ». */
  readonly as: readonly string[];
}

/** Whose address, or whose name, holds these words, at some Cafs; security incidents as who asks may see them. */
export async function findPersons(db: Db, cafs: readonly CafCode[], words: string, limit: number): Promise<PersonFound[]> {
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const within = [...cafs];
  return await db<PersonFound[]>`
    with known as (
      select email as address, name, 'contact' as part from contact where of_caf = any(${within}) and email is not null
      union all select email, habilitation.name, 'habilitation' from habilitation join convention on convention.id = convention_id where caf = any(${within}) and email is not null
      union all select from_address, coalesce(from_name, ''), 'message' from arrived_mail where caf = any(${within}) and from_address is not null
      union all select login, account.name, 'account' from account where exists (select from account_role where account_id = account.id and caf = any(${within}))
    )
    select address, array_agg(distinct name) filter (where name <> '') as names, array_agg(distinct part order by part) as as from known
    where address ilike ${like} or unaccent(name) ilike unaccent(${like}) group by address order by address limit ${limit}`.then((rows) => rows.map((row) => ({ ...row, names: row.names ?? [] })));
}

export interface Stay {
  readonly what: string;
  readonly rule: string;
  readonly n: number;
}

/** What must stay of somebody at a Caf, and why, in numbers. */
export async function personStays(db: Db, caf: CafCode, address: string, tickets: Instant | null, habilitations: Instant, now: Instant): Promise<Stay[]> {
  return await db<Stay[]>`select * from person_stays(${caf}, ${address}, ${tickets}, ${habilitations}, ${now})`;
}

/** Erases what may be of somebody at a Caf. */
export async function erasePerson(tx: Tx, caf: CafCode, address: string, tickets: Instant | null, habilitations: Instant, now: Instant): Promise<Erased[]> {
  const rows = await tx<{ what: string; n: number }[]>`select what, sum(n)::int as n from erase_person(${caf}, ${address}, ${tickets}, ${habilitations}, ${now}) where n > 0 group by what order by what`;
  return rows.map((row) => ({ ...row, from: null, to: null }));
}

export interface PersonMail {
  readonly id: string;
  readonly at: Instant;
  readonly subject: string;
  readonly reference: Reference | null;
  readonly direction: 'in' | 'out';
}

/** Mails from an address and letters to it, oldest first, without their bytes. */
export async function mailsOfPerson(db: Db, cafs: readonly CafCode[], address: string, limit: number): Promise<PersonMail[]> {
  return await db<PersonMail[]>`
    select id, received_at as at, subject, reference, 'in' as direction from arrived_mail where caf = any(${[...cafs]}) and from_address = ${address}
    union all select id, queued_at, subject, reference, 'out' from letter where caf = any(${[...cafs]}) and to_address = ${address} and kind <> 'sign-in-link'
    order by at, id limit ${limit}`;
}

export async function bytesOfMail(db: Db, { id, direction }: PersonMail): Promise<Buffer | undefined> {
  const [row] = direction === 'in'
    ? await db<{ bytes: Buffer }[]>`select bytes from raw_mail join arrived_mail on raw_sha256 = sha256 where arrived_mail.id = ${id}`
    : await db<{ bytes: Buffer }[]>`select raw as bytes from letter where id = ${id}`;
  return row?.bytes;
}

/** The rows that hold somebody, table by table, as they are kept. */
export async function rowsOfPerson(db: Db, cafs: readonly CafCode[], address: string): Promise<Readonly<Record<string, readonly Record<string, unknown>[]>>> {
  const within = [...cafs];
  const [contacts, habilitations, acts, departures, tickets, messages, accounts, checks] = await Promise.all([
    db<Record<string, unknown>[]>`select contact.id, convention_id, name, role, job_title, email, phones, ladder_rank, ended_at from contact where of_caf = any(${within}) and email = ${address} order by id`,
    db<Record<string, unknown>[]>`select habilitation.id, convention_id, rank, profile, name, email, job_title, state, given_at, ended_at from habilitation join convention on convention.id = convention_id where caf = any(${within}) and email = ${address} order by given_at`,
    db<Record<string, unknown>[]>`select kind, label, reason, at from register_act where habilitation_id in (select id from habilitation where email = ${address}) order by at`,
    db<Record<string, unknown>[]>`select name, rank, cause, left_on, reported_at from departure where habilitation_id in (select id from habilitation where email = ${address}) order by reported_at`,
    db<Record<string, unknown>[]>`select reference, subject, service, channel, received_at, phase from ticket where caf = any(${within}) and erased_at is null
      and (contact_id in (select id from contact where email = ${address}) or reference in (select message.reference from message where from_address = ${address})) order by reference`,
    db<Record<string, unknown>[]>`select reference, direction, channel, at, subject, text from message where from_address = ${address} order by at, id`,
    db<Record<string, unknown>[]>`select login, name, disabled, (select jsonb_agg(jsonb_build_object('role', role, 'caf', caf)) from account_role where account_id = account.id) as roles from account where login = ${address} and exists (select from account_role where account_id = account.id and caf = any(${within}))`,
    db<Record<string, unknown>[]>`select convention_id, checked_at, checked_name from people_check where checked_by = ${address} order by checked_at`,
  ]);
  return { contacts, habilitations, actesDuRegistre: acts, departs: departures, demandes: tickets, messages, comptes: accounts, verifications: checks };
}
