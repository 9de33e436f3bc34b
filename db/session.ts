import type { Instant } from '../domain/ids';
import type { Grant } from '../domain/grants';
import type { Db } from './connect';

/** A sentence said once, on the page that follows an act. */
export interface Flash {
  readonly tone: 'done' | 'warn' | 'stop';
  readonly text: string;
}

/** How somebody signed in; a program's token stands for a session of its own. */
export type SignInWay = 'password' | 'second-factor' | 'recovery-code' | 'oidc' | 'link' | 'token';

/** An open session with whose it is. */
export interface SessionRow {
  readonly token_hash: Buffer;
  /** Names the session to its owner; worth nothing to anybody else. */
  readonly id: string;
  readonly csrf: string;
  readonly created_at: Instant;
  readonly seen_at: Instant;
  readonly way: SignInWay;
  readonly flash: Flash | null;
  /** Whose it is: an account's id, or « partner:<address> » for someone of a partner. */
  readonly account_id: string;
  /** The address of someone of a partner; null for an account. */
  readonly visitor: string | null;
  readonly name: string;
  /** What this person is now, and where: read at each visit, so that a right withdrawn is withdrawn at once. */
  readonly grants: readonly Grant[];
}

/** Whose session it is: an account's, or that of someone of a partner, by the address in lower case that their conventions give. */
export type Who = { readonly account: string } | { readonly visitor: string };

export interface NewSession {
  readonly tokenHash: Buffer;
  readonly id: string;
  readonly who: Who;
  readonly csrf: string;
  readonly way: SignInWay;
  readonly address: string;
  readonly userAgent: string;
  readonly at: Instant;
}

export async function insertSession(db: Db, session: NewSession): Promise<void> {
  const { tokenHash, id, who, csrf, way, address, userAgent, at } = session;
  const [account, visitor] = 'account' in who ? [who.account, null] : [null, who.visitor];
  await db`insert into session (token_hash, id, account_id, visitor, csrf, way, address, user_agent, created_at, seen_at)
    values (${tokenHash}, ${id}, ${account}, ${visitor}, ${csrf}, ${way}, ${address}, ${userAgent}, ${at}, ${at})`;
}

/** Gives an open session another token: the one before is worth nothing any more. */
export async function changeToken(db: Db, tokenHash: Buffer, fresh: { readonly tokenHash: Buffer; readonly csrf: string }): Promise<void> {
  await db`update session set token_hash = ${fresh.tokenHash}, csrf = ${fresh.csrf} where token_hash = ${tokenHash}`;
}

/** A session counts when it was opened and seen after these instants. */
export interface Still {
  readonly createdAfter: Instant;
  readonly seenAfter: Instant;
}

/** The session of a token's hash at `now`, if it still counts, of an account that is not disabled; a partner's has limits of its own. */
export async function findSession(db: Db, tokenHash: Buffer, now: Instant, account: Still, visitor: Still): Promise<SessionRow | undefined> {
  const [row] = await db<SessionRow[]>`
    select session.*, coalesce(account.id, 'partner:' || visitor) as account_id, coalesce(account.name, visitor) as name,
      case when visitor is null then grants_of_account(account.id, ${now}::timestamptz) else grants_of_visitor(visitor) end as grants
    from session left join account on account.id = session.account_id
    where token_hash = ${tokenHash} and account.disabled is not true
      and created_at > case when visitor is null then ${account.createdAfter}::timestamptz else ${visitor.createdAfter}::timestamptz end
      and seen_at > case when visitor is null then ${account.seenAfter}::timestamptz else ${visitor.seenAfter}::timestamptz end`;
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

/** Sessions, links and failures that no longer count. */
export async function deleteExpired(db: Db, sessionsBefore: Instant, failuresBefore: Instant): Promise<void> {
  await db`delete from session where seen_at < ${sessionsBefore}`;
  await db`delete from sign_in_link where asked_at < ${failuresBefore}`;
  await db`delete from sign_in_failure where at < ${failuresBefore}`;
}

/** Writes an attempt down as a failure before the password is looked at, so that attempts made together see one another. */
export async function recordAttempt(db: Db, login: string, address: string, at: Instant): Promise<void> {
  await db`insert into sign_in_failure (login, address, at) values (${login}, ${address}, ${at})`;
}

export interface Attempts {
  readonly byLogin: number;
  readonly byAddress: number;
  /** Of this login, from this address. */
  readonly byBoth: number;
  /** Somebody has a session at this address. */
  readonly known: boolean;
}

export async function countAttempts(db: Db, login: string, address: string, since: Instant): Promise<Attempts> {
  const [row] = await db<Attempts[]>`
    select (select count(*)::int from sign_in_failure where login = ${login} and at > ${since}) as "byLogin",
      (select count(*)::int from sign_in_failure where address = ${address} and at > ${since}) as "byAddress",
      (select count(*)::int from sign_in_failure where login = ${login} and address = ${address} and at > ${since}) as "byBoth",
      exists (select from session where address = ${address}) as known`;
  return row ?? { byLogin: 0, byAddress: 0, byBoth: 0, known: false };
}

/** A good password forgets the failures of its login. */
export async function forgiveLogin(db: Db, login: string): Promise<void> {
  await db`delete from sign_in_failure where login = ${login}`;
}
