import type { CafCode, Instant } from '../domain/ids';
import type { Grant } from '../domain/grants';
import type { AccountRole } from '../domain/roles';
import type { Db } from './connect';

/** Who has tickets of a desk in charge. */
const SERVING: readonly AccountRole[] = ['agent', 'manager'];

/** Someone of a Caf, of the national level or of this installation, who signs in; what they are is in account_role. */
export interface AccountRow {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  /** Null: signs in by OpenID Connect alone. */
  readonly password_hash: string | null;
  readonly disabled: boolean;
  /** When the second factor was confirmed; null = there is none. */
  readonly totp_confirmed_at: Instant | null;
}

const COLUMNS = ['id', 'login', 'name', 'password_hash', 'disabled', 'totp_confirmed_at'] as const;

/** `login` in any case. */
export async function findAccount(db: Db, login: string): Promise<AccountRow | undefined> {
  const [row] = await db<AccountRow[]>`select ${db(COLUMNS)} from account where login = ${login.toLowerCase()}`;
  return row;
}

/** Whether an account that may sign in serves that Caf's desk. */
export async function servesCaf(db: Db, id: string, caf: CafCode): Promise<boolean> {
  return (await accountsOfCaf(db, caf)).some((account) => account.id === id);
}

/** Who serves a Caf's desk, by name. */
export async function accountsOfCaf(db: Db, caf: CafCode): Promise<Pick<AccountRow, 'id' | 'name'>[]> {
  return await db<Pick<AccountRow, 'id' | 'name'>[]>`
    select id, name from account where not disabled and exists (select from account_role where account_id = id and caf = ${caf} and role = any(${[...SERVING]})) order by name`;
}

/** What an account is, and where, under the contracts in force at `now`; nothing for a disabled one or for nobody's. */
export async function grantsOfAccount(db: Db, id: string, now: Instant): Promise<Grant[]> {
  const [row] = await db<{ grants: Grant[] }[]>`select grants_of_account(id, ${now}::timestamptz) as grants from account where id = ${id} and not disabled`;
  return row?.grants ?? [];
}

/** Gives an account a role in these Cafs; in none for those of no single Caf. Giving it twice changes nothing. */
export async function giveRole(db: Db, account: string, role: AccountRole, cafs: readonly CafCode[]): Promise<void> {
  const places: readonly (CafCode | null)[] = role === 'national' || role === 'instance-administrator' ? [null] : cafs;
  for (const caf of places) await db`insert into account_role (account_id, role, caf) values (${account}, ${role}, ${caf}) on conflict do nothing`;
}

export async function findAccountById(db: Db, id: string): Promise<AccountRow | undefined> {
  const [row] = await db<AccountRow[]>`select ${db(COLUMNS)} from account where id = ${id}`;
  return row;
}

export async function changePassword(db: Db, id: string, passwordHash: string, at: Instant): Promise<void> {
  await db`update account set password_hash = ${passwordHash}, password_changed_at = ${at} where id = ${id}`;
}
