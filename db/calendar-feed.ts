import type { Instant } from '../domain/ids';
import type { Grant } from '../domain/grants';
import type { Db, Tx } from './connect';

/** A person's link as its owner sees it: what it opens is not kept. */
export interface CalendarFeed {
  readonly account_id: string;
  readonly made_at: Instant;
  readonly used_at: Instant | null;
}

/** The link that a person has, if any. */
export async function feedOf(db: Db, account: string): Promise<CalendarFeed | undefined> {
  const [row] = await db<CalendarFeed[]>`select account_id, made_at, used_at from calendar_feed where account_id = ${account} and revoked_at is null order by made_at desc limit 1`;
  return row;
}

export async function insertFeed(tx: Tx, account: string, hash: Buffer, at: Instant): Promise<void> {
  await tx`insert into calendar_feed (token_hash, account_id, made_at) values (${hash}, ${account}, ${at})`;
}

/** From now on a person's link opens nothing. @returns false when there was none. */
export async function revokeFeed(db: Db, account: string, at: Instant): Promise<boolean> {
  return (await db`update calendar_feed set revoked_at = ${at} where account_id = ${account} and revoked_at is null`).count > 0;
}

/** Whose link this is at `now`, with what they may do now; undefined when it is unknown or revoked, or the account may no longer sign in. */
export async function findFeed(db: Db, hash: Buffer, now: Instant): Promise<{ readonly account_id: string; readonly grants: readonly Grant[] } | undefined> {
  const [row] = await db<{ account_id: string; grants: Grant[] }[]>`
    select account.id as account_id, grants_of_account(account.id, ${now}::timestamptz) as grants from good_feed(${hash}) feed join account on account.id = feed.account_id where not account.disabled`;
  return row;
}

export async function markFeedUsed(db: Db, hash: Buffer, at: Instant): Promise<void> {
  await db`update calendar_feed set used_at = ${at} where token_hash = ${hash}`;
}
