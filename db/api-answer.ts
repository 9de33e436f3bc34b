import type { Instant } from '../domain/ids';
import type { Db } from './connect';

/** What was answered under a key; `status` null = it is under way, or died. */
export interface KeptAnswer {
  readonly digest: string;
  readonly at: Instant;
  readonly status: number | null;
  readonly body: unknown;
}

/** Takes a key for a request. @returns null for the first; what the key was taken for, otherwise. */
export async function takeAnswerKey(db: Db, account: string, key: string, digest: string, at: Instant): Promise<KeptAnswer | null> {
  const taken = await db`insert into api_answer (account_id, key, digest, at) values (${account}, ${key}, ${digest}, ${at}) on conflict do nothing`;
  if (taken.count === 1) return null;
  const [known] = await db<KeptAnswer[]>`select digest, at, status, body from api_answer where account_id = ${account} and key = ${key}`;
  return known ?? null;
}

export async function keepAnswer(db: Db, account: string, key: string, status: number, body: unknown): Promise<void> {
  await db`update api_answer set status = ${status}, body = ${db.json(body as never)} where account_id = ${account} and key = ${key}`;
}

/** Nothing was done under it: the corrected request may come with the same key. */
export async function freeAnswerKey(db: Db, account: string, key: string): Promise<void> {
  await db`delete from api_answer where account_id = ${account} and key = ${key} and status is null`;
}

/** @returns how many were forgotten. */
export async function forgetAnswers(db: Db, before: Instant): Promise<number> {
  return (await db`delete from api_answer where at < ${before}`).count;
}
