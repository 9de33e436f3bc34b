import type { CafCode } from '../domain/ids';
import type { Db } from './connect';

export type AccountRole = 'agent' | 'manager';

/** Someone of a Caf who signs in; `cafs` are those whose tickets, letters and mails they see. */
export interface AccountRow {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly password_hash: string;
  readonly role: AccountRole;
  readonly cafs: CafCode[];
  readonly disabled: boolean;
}

/** `login` in any case. */
export async function findAccount(db: Db, login: string): Promise<AccountRow | undefined> {
  const [row] = await db<AccountRow[]>`select * from account where login = ${login.toLowerCase()}`;
  return row;
}

/** Whether an account that may sign in serves that Caf's desk. */
export async function servesCaf(db: Db, id: string, caf: CafCode): Promise<boolean> {
  const rows = await db`select 1 from account where id = ${id} and ${caf} = any(cafs) and not disabled`;
  return rows.length > 0;
}

/** Who serves a Caf's desk, by name. */
export async function accountsOfCaf(db: Db, caf: CafCode): Promise<Pick<AccountRow, 'id' | 'name' | 'role'>[]> {
  return await db<Pick<AccountRow, 'id' | 'name' | 'role'>[]>`select id, name, role from account where ${caf} = any(cafs) and not disabled order by name`;
}
