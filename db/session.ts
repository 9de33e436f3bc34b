import type { CafCode, Instant } from '../domain/ids';
import type { AccountRole } from './account';
import type { Db } from './connect';

/** A sentence said once, on the page that follows an act. */
export interface Flash {
  readonly tone: 'done' | 'warn' | 'stop';
  readonly text: string;
}

/** An open session with whose it is. */
export interface SessionRow {
  readonly token_hash: Buffer;
  readonly csrf: string;
  readonly created_at: Instant;
  readonly seen_at: Instant;
  readonly flash: Flash | null;
  readonly account_id: string;
  readonly name: string;
  readonly role: AccountRole;
  readonly cafs: CafCode[];
}

export async function insertSession(db: Db, session: { readonly tokenHash: Buffer; readonly accountId: string; readonly csrf: string; readonly at: Instant }): Promise<void> {
  const { tokenHash, accountId, csrf, at } = session;
  await db`insert into session (token_hash, account_id, csrf, created_at, seen_at) values (${tokenHash}, ${accountId}, ${csrf}, ${at}, ${at})`;
}

/** The session of a token's hash, opened after `createdAfter` and seen after `seenAfter`, of an account that is not disabled. */
export async function findSession(db: Db, tokenHash: Buffer, createdAfter: Instant, seenAfter: Instant): Promise<SessionRow | undefined> {
  const [row] = await db<SessionRow[]>`
    select session.*, account.name, account.role, account.cafs from session join account on account.id = session.account_id
    where token_hash = ${tokenHash} and created_at > ${createdAfter} and seen_at > ${seenAfter} and not account.disabled`;
  return row;
}

export async function seeSession(db: Db, tokenHash: Buffer, at: Instant): Promise<void> {
  await db`update session set seen_at = ${at} where token_hash = ${tokenHash}`;
}

export async function setFlash(db: Db, tokenHash: Buffer, flash: Flash | null): Promise<void> {
  await db`update session set flash = ${flash === null ? null : db.json(flash as never)} where token_hash = ${tokenHash}`;
}

export async function deleteSession(db: Db, tokenHash: Buffer): Promise<void> {
  await db`delete from session where token_hash = ${tokenHash}`;
}

/** Sessions and failures that no longer count. */
export async function deleteExpired(db: Db, sessionsBefore: Instant, failuresBefore: Instant): Promise<void> {
  await db`delete from session where seen_at < ${sessionsBefore}`;
  await db`delete from sign_in_failure where at < ${failuresBefore}`;
}

/** Writes an attempt down as a failure before the password is looked at, so that attempts made together see one another. */
export async function recordAttempt(db: Db, login: string, address: string, at: Instant): Promise<void> {
  await db`insert into sign_in_failure (login, address, at) values (${login}, ${address}, ${at})`;
}

export async function countAttempts(db: Db, login: string, address: string, since: Instant): Promise<{ byLogin: number; byAddress: number }> {
  const [row] = await db<{ by_login: number; by_address: number }[]>`
    select (select count(*)::int from sign_in_failure where login = ${login} and at > ${since}) as by_login,
      (select count(*)::int from sign_in_failure where address = ${address} and at > ${since}) as by_address`;
  return { byLogin: row?.by_login ?? 0, byAddress: row?.by_address ?? 0 };
}

/** A good password forgets the failures of its login. */
export async function forgiveLogin(db: Db, login: string): Promise<void> {
  await db`delete from sign_in_failure where login = ${login}`;
}
