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
