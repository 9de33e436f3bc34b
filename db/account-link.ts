import type { Instant } from '../domain/ids';
import type { Db, Tx } from './connect';

/** A link made now voids those made before for the same account. */
export async function insertAccountLink(tx: Tx, link: { readonly tokenHash: Buffer; readonly account: string; readonly madeBy: string; readonly at: Instant; readonly expiresAt: Instant }): Promise<void> {
  await tx`update account_link set used_at = ${link.at} where account_id = ${link.account} and used_at is null`;
  await tx`insert into account_link (token_hash, account_id, made_by, made_at, expires_at) values (${link.tokenHash}, ${link.account}, ${link.madeBy}, ${link.at}, ${link.expiresAt})`;
}

/** The account of a link that can still be used. */
export async function accountOfLink(db: Db, tokenHash: Buffer, now: Instant): Promise<{ readonly id: string; readonly login: string; readonly name: string } | undefined> {
  const [row] = await db<{ id: string; login: string; name: string }[]>`
    select account.id, login, name from account_link join account on account.id = account_id
    where token_hash = ${tokenHash} and used_at is null and expires_at > ${now} and not disabled`;
  return row;
}

/** Uses a link, once. @returns false when it can no longer be used. */
export async function useAccountLink(tx: Tx, tokenHash: Buffer, now: Instant): Promise<boolean> {
  return (await tx`update account_link set used_at = ${now} where token_hash = ${tokenHash} and used_at is null and expires_at > ${now}`).count === 1;
}
