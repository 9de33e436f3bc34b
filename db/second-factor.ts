import type { Instant } from '../domain/ids';
import type { Db, Sql } from './connect';

/** What a second factor is made of; the secret is sealed. */
export interface SecondFactor {
  readonly totp_secret: string | null;
  readonly totp_confirmed_at: Instant | null;
}

export async function findSecondFactor(db: Db, accountId: string): Promise<SecondFactor | undefined> {
  const [row] = await db<SecondFactor[]>`select totp_secret, totp_confirmed_at from account where id = ${accountId}`;
  return row;
}

/** Keeps a secret that waits for its first code; one that is confirmed is left as it is. */
export async function proposeSecret(db: Db, accountId: string, sealed: string): Promise<void> {
  await db`update account set totp_secret = ${sealed}, totp_last_step = null where id = ${accountId} and totp_confirmed_at is null`;
}

/** Takes the code of a step; false when that step, or a later one, was taken before. */
export async function takeStep(db: Db, accountId: string, step: number): Promise<boolean> {
  const rows = await db`update account set totp_last_step = ${step} where id = ${accountId} and (totp_last_step is null or totp_last_step < ${step})`;
  return rows.count === 1;
}

/** The first code was right: the factor counts from now on, with its recovery codes. False when it counted already. */
export async function confirmSecret(sql: Sql, accountId: string, at: Instant, codeHashes: readonly Buffer[]): Promise<boolean> {
  return await sql.begin(async (tx) => {
    const rows = await tx`update account set totp_confirmed_at = ${at} where id = ${accountId} and totp_confirmed_at is null and totp_secret is not null`;
    if (rows.count === 1) await replaceRecoveryCodes(tx, accountId, at, codeHashes);
    return rows.count === 1;
  });
}

/** The codes before are worth nothing any more. */
export async function replaceRecoveryCodes(db: Db, accountId: string, at: Instant, codeHashes: readonly Buffer[]): Promise<void> {
  await db`delete from recovery_code where account_id = ${accountId}`;
  for (const hash of codeHashes) await db`insert into recovery_code (account_id, code_hash, made_at) values (${accountId}, ${hash}, ${at})`;
}

/** Takes a recovery code; false when there is none such, or it was used. */
export async function takeRecoveryCode(db: Db, accountId: string, codeHash: Buffer, at: Instant): Promise<boolean> {
  return (await db`update recovery_code set used_at = ${at} where account_id = ${accountId} and code_hash = ${codeHash} and used_at is null`).count === 1;
}

export async function countRecoveryCodes(db: Db, accountId: string): Promise<number> {
  const [row] = await db<{ count: number }[]>`select count(*)::int as count from recovery_code where account_id = ${accountId} and used_at is null`;
  return row?.count ?? 0;
}

/** Takes the second factor away, with its codes. */
export async function removeSecondFactor(sql: Sql, accountId: string): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`update account set totp_secret = null, totp_confirmed_at = null, totp_last_step = null where id = ${accountId}`;
    await tx`delete from recovery_code where account_id = ${accountId}`;
  });
}
