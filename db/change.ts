import type { Instant } from '../domain/ids';
import type { Db, Tx } from './connect';

/** A one-time link: who it is for, and for what. */
export interface ChangeLink {
  readonly journey: string;
  readonly convention_id: string;
  readonly purpose: 'signatory' | 'administrator' | 'objection';
  readonly digest: string;
  readonly name: string;
  readonly address: string;
}

export async function insertChangeLink(tx: Tx, tokenHash: Buffer, link: ChangeLink, madeAt: Instant, expiresAt: Instant): Promise<void> {
  await tx`insert into change_link ${tx({ ...link, token_hash: tokenHash, made_at: madeAt, expires_at: expiresAt })}`;
}

/** Until the end of the transaction, no other looks for a change under way of this convention, nor begins one: the same request entered twice in the same instant is one. */
export async function lockChanges(tx: Tx, conventionId: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(727043, hashtext(${conventionId}))`;
}

/** A link that can still be used. */
export async function changeLink(db: Db, tokenHash: Buffer, now: Instant): Promise<ChangeLink | undefined> {
  const [row] = await db<ChangeLink[]>`
    select journey, convention_id, purpose, digest, name, address from change_link where token_hash = ${tokenHash} and used_at is null and expires_at > ${now}`;
  return row;
}

/** Uses a link, once; false when it can no longer be used. */
export async function useChangeLink(tx: Tx, tokenHash: Buffer, now: Instant): Promise<boolean> {
  const rows = await tx`update change_link set used_at = ${now} where token_hash = ${tokenHash} and used_at is null and expires_at > ${now} returning 1`;
  return rows.length > 0;
}

export interface ChangeFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
  readonly at: Instant;
}

/** Keeps a file that came with a request; the same content again is kept once. */
export async function keepChangeFile(tx: Tx, journey: string, file: Omit<ChangeFile, 'at'>, bytes: Buffer, at: Instant, by: string): Promise<void> {
  await tx`insert into change_file ${tx({ ...file, journey, bytes, at, added_by: by })} on conflict do nothing`;
}

/** The files of a change, oldest first, without their bytes. */
export async function changeFiles(db: Db, journey: string): Promise<ChangeFile[]> {
  return await db<ChangeFile[]>`select id, name, type, size, sha256, at from change_file where journey = ${journey} order by at, id`;
}

export async function changeFile(db: Db, journey: string, id: string): Promise<{ readonly name: string; readonly type: string; readonly bytes: Buffer } | undefined> {
  const [row] = await db<{ name: string; type: string; bytes: Buffer }[]>`select name, type, bytes from change_file where journey = ${journey} and id = ${id}`;
  return row;
}

/** The changes under way of a convention, latest first. */
export async function openChanges(db: Db, conventionId: string): Promise<{ readonly id: string; readonly reference: string | null }[]> {
  return await db<{ id: string; reference: string | null }[]>`
    select id, reference from journey where kind = 'administrator-change' and convention_id = ${conventionId} and ended_at is null order by began_at desc, id desc`;
}
