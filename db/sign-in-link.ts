import type { Instant } from '../domain/ids';
import type { Db, Tx } from './connect';

/** A link that was asked for. */
export interface AskedLink {
  readonly id: string;
  readonly address: string;
  readonly asked_at: Instant;
  /** A page of the portal, to go to once signed in; null = its home. */
  readonly return_to: string | null;
}

export async function askLink(db: Db, link: AskedLink): Promise<void> {
  await db`insert into sign_in_link (id, address, asked_at, return_to) values (${link.id}, ${link.address}, ${link.asked_at}, ${link.return_to}) on conflict (id) do nothing`;
}

/** Links nobody has decided about; another process leaves these alone until the transaction ends. */
export async function takeUndecidedLinks(tx: Tx, limit = 50): Promise<AskedLink[]> {
  return await tx<AskedLink[]>`
    select id, address, asked_at, return_to from sign_in_link where decided_at is null order by asked_at limit ${limit} for update skip locked`;
}

/** A letter carries the link's token from now on; null = there is no letter. */
export async function decideLink(tx: Tx, id: string, at: Instant, link: { readonly tokenHash: Buffer; readonly expiresAt: Instant } | null): Promise<void> {
  await tx`update sign_in_link set decided_at = ${at}, token_hash = ${link?.tokenHash ?? null}, expires_at = ${link?.expiresAt ?? null} where id = ${id}`;
}

/** The address of a link that can still be used. */
export async function addressOfLink(db: Db, tokenHash: Buffer, now: Instant): Promise<string | undefined> {
  const [row] = await db<{ address: string }[]>`select address from sign_in_link where token_hash = ${tokenHash} and used_at is null and expires_at > ${now}`;
  return row?.address;
}

/** Uses a link, once, and with it every other that its address was sent; undefined when it can no longer be used. */
export async function useLink(tx: Tx, tokenHash: Buffer, now: Instant): Promise<Pick<AskedLink, 'address' | 'return_to'> | undefined> {
  const [row] = await tx<Pick<AskedLink, 'address' | 'return_to'>[]>`
    update sign_in_link set used_at = ${now} where token_hash = ${tokenHash} and used_at is null and expires_at > ${now} returning address, return_to`;
  if (row !== undefined) await tx`update sign_in_link set used_at = ${now} where address = ${row.address} and used_at is null and token_hash is not null`;
  return row;
}
