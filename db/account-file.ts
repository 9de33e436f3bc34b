import type { CafCode, Instant } from '../domain/ids';
import type { AccountRole } from '../domain/roles';
import type { Db, Tx } from './connect';

/** A role of an account and where it is held; null = in no single Caf. */
export interface HeldRole {
  readonly role: AccountRole;
  readonly caf: CafCode | null;
}

/** An account as who administers the instance sees it: never its password, nor its second factor. */
export interface AccountFile {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly disabled: boolean;
  readonly has_password: boolean;
  readonly second_factor: boolean;
  readonly last_seen_at: Instant | null;
  readonly roles: readonly HeldRole[];
}

const FILE = `account.id, login, account.name, disabled, password_hash is not null as has_password, totp_confirmed_at is not null as second_factor,
  (select max(seen_at) from session where account_id = account.id) as last_seen_at,
  (select coalesce(jsonb_agg(jsonb_build_object('role', role, 'caf', caf) order by role, caf), '[]') from account_role where account_id = account.id) as roles`;

/** Accounts whose name, address or Caf match, by name. */
export async function listAccounts(db: Db, words: string, limit: number, offset: number): Promise<AccountFile[]> {
  return await db<AccountFile[]>`select ${db.unsafe(FILE)} from account where ${matching(db, words)} order by lower(account.name), account.id limit ${limit} offset ${offset}`;
}

export async function countAccounts(db: Db, words: string): Promise<number> {
  const [row] = await db<{ count: number }[]>`select count(*)::int as count from account where ${matching(db, words)}`;
  return row?.count ?? 0;
}

function matching(db: Db, words: string) {
  const like = `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`;
  return db`(account.name ilike ${like} or login ilike ${like} or exists (select from account_role where account_id = account.id and caf = ${words.trim()}))`;
}

export async function findAccountFile(db: Db, id: string, lock = false): Promise<AccountFile | undefined> {
  const [row] = await db<AccountFile[]>`select ${db.unsafe(FILE)} from account where account.id = ${id} ${lock ? db`for update` : db``}`;
  return row;
}

/** An account without a password. @returns false when the login is taken. */
export async function insertAccountFile(tx: Tx, { id, login, name }: Pick<AccountFile, 'id' | 'login' | 'name'>): Promise<boolean> {
  return (await tx`insert into account (id, login, name) values (${id}, ${login}, ${name}) on conflict do nothing`).count === 1;
}

export async function renameAccount(tx: Tx, id: string, name: string): Promise<void> {
  await tx`update account set name = ${name} where id = ${id}`;
}

/** These roles and no other. */
export async function replaceRoles(tx: Tx, id: string, roles: readonly HeldRole[]): Promise<void> {
  await tx`delete from account_role where account_id = ${id}`;
  for (const { role, caf } of roles) await tx`insert into account_role (account_id, role, caf) values (${id}, ${role}, ${caf})`;
}

/** Locked, an account signs in no more and its sessions are over. */
export async function lockAccount(tx: Tx, id: string, locked: boolean): Promise<void> {
  await tx`update account set disabled = ${locked} where id = ${id}`;
  if (locked) await tx`delete from session where account_id = ${id}`;
}

/** The Cafs that have a contract, with their names and how many accounts each has. */
export async function listCafs(db: Db): Promise<{ readonly caf: CafCode; readonly name: string; readonly version: number; readonly accounts: number; readonly partners: number }[]> {
  return await db`
    select distinct on (caf) caf, body->>'name' as name, version,
      (select count(distinct account_id)::int from account_role where account_role.caf = contract_version.caf) as accounts,
      partner_count(caf)::int as partners
    from contract_version order by caf, version desc`;
}

/** A lost telephone: there is no second factor any more. */
export async function forgetSecondFactor(tx: Tx, id: string): Promise<void> {
  await tx`update account set totp_secret = null, totp_confirmed_at = null, totp_last_step = null where id = ${id}`;
  await tx`delete from recovery_code where account_id = ${id}`;
}
