import type { Scope } from '../domain/api-scopes';
import type { Instant } from '../domain/ids';
import type { Grant } from '../domain/grants';
import type { Db } from './connect';

/** A token as its owner sees it: what it opens is not kept. */
export interface ApiTokenRow {
  readonly id: string;
  readonly account_id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly made_at: Instant;
  readonly expires_at: Instant;
  readonly used_at: Instant | null;
  readonly revoked_at: Instant | null;
}

/** A token that is good, with who it acts for and what they are now. */
export interface GoodToken extends ApiTokenRow {
  readonly account_name: string;
  readonly grants: readonly Grant[];
}

const COLUMNS = ['id', 'account_id', 'name', 'scopes', 'made_at', 'expires_at', 'used_at', 'revoked_at'] as const;

/** The same id again leaves the first as it is. @returns whether it was new. */
export async function insertToken(db: Db, token: Omit<ApiTokenRow, 'used_at' | 'revoked_at'>, hash: Buffer): Promise<boolean> {
  const { id, account_id, name, scopes, made_at, expires_at } = token;
  const rows = await db`insert into api_token (id, account_id, name, scopes, token_hash, made_at, expires_at)
    values (${id}, ${account_id}, ${name}, ${[...scopes]}, ${hash}, ${made_at}, ${expires_at}) on conflict (id) do nothing`;
  return rows.count === 1;
}

/** The token of a hash at `now`: neither over nor revoked, of an account that may sign in. */
export async function findGoodToken(db: Db, hash: Buffer, now: Instant): Promise<GoodToken | undefined> {
  const [row] = await db<GoodToken[]>`
    select ${db(COLUMNS.map((name) => `api_token.${name}`))}, account.name as account_name, grants_of_account(account.id, ${now}::timestamptz) as grants
    from good_token(${hash}, ${now}) api_token join account on account.id = api_token.account_id where not account.disabled`;
  return row;
}

export async function markTokenUsed(db: Db, id: string, at: Instant): Promise<void> {
  await db`update api_token set used_at = ${at} where id = ${id}`;
}

/** An account's tokens, the latest first; those revoked or over since `after` are listed too. */
export async function tokensOf(db: Db, account: string, after: Instant): Promise<ApiTokenRow[]> {
  return await db<ApiTokenRow[]>`select ${db(COLUMNS)} from api_token where account_id = ${account} and coalesce(revoked_at, expires_at) > ${after} order by made_at desc, id`;
}

/** How many of an account's tokens are good. */
export async function countTokens(db: Db, account: string, now: Instant): Promise<number> {
  const [row] = await db<{ count: number }[]>`select count(*)::int as count from api_token where account_id = ${account} and revoked_at is null and expires_at > ${now}`;
  return row?.count ?? 0;
}

/** @returns false when it is not one of that account's, or was revoked before. */
export async function revokeToken(db: Db, account: string, id: string, at: Instant): Promise<boolean> {
  return (await db`update api_token set revoked_at = ${at} where id = ${id} and account_id = ${account} and revoked_at is null`).count === 1;
}
