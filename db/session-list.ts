import type { Instant } from '../domain/ids';
import type { Db } from './connect';
import type { SignInWay } from './session';

/** A session as its owner sees it. */
export interface ListedSession {
  readonly id: string;
  readonly created_at: Instant;
  readonly seen_at: Instant;
  readonly way: SignInWay;
  readonly address: string | null;
  readonly user_agent: string | null;
}

/** The open sessions of an account, the last seen first. */
export async function sessionsOfAccount(db: Db, accountId: string, createdAfter: Instant, seenAfter: Instant): Promise<ListedSession[]> {
  return await db<ListedSession[]>`
    select id, created_at, seen_at, way, address, user_agent from session
    where account_id = ${accountId} and created_at > ${createdAfter} and seen_at > ${seenAfter} order by seen_at desc, id`;
}

/** Ends one session of an account; false when it has none of that name. */
export async function endSession(db: Db, accountId: string, id: string): Promise<boolean> {
  return (await db`delete from session where account_id = ${accountId} and id = ${id}`).count === 1;
}

/** Ends every session of an account but one (null = every one). @returns how many. */
export async function endSessionsBut(db: Db, accountId: string, id: string | null): Promise<number> {
  return (await db`delete from session where account_id = ${accountId} and id is distinct from ${id}`).count;
}
