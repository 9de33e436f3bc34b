import type { SentFile } from '../domain/acts';
import type { Instant, Reference } from '../domain/ids';
import type { Db, Tx } from './connect';

/** Whose file it is: of one account, on one ticket. */
export interface Whose {
  readonly reference: Reference;
  readonly account: string;
}

/** Keeps a file that somebody chose; the same content again takes the name it was given last. */
export async function keepSentFile(tx: Tx, { reference, account }: Whose, { name, type, size, sha256 }: SentFile, bytes: Buffer, at: Instant): Promise<void> {
  await tx`
    insert into sent_file (reference, account_id, sha256, name, type, size, bytes, at) values (${reference}, ${account}, ${sha256}, ${name}, ${type}, ${size}, ${bytes}, ${at})
    on conflict (reference, account_id, sha256) do update set name = excluded.name, type = excluded.type, bytes = excluded.bytes, at = excluded.at`;
}

/** Those of somebody's files on a ticket that are kept still, without their bytes. */
export async function filesKept(db: Db, { reference, account }: Whose): Promise<SentFile[]> {
  return await db<SentFile[]>`
    select name, type, size, sha256 from sent_file where reference = ${reference} and account_id = ${account} and bytes is not null order by at, sha256`;
}

/** The bytes of files that leave now, by digest; what is no longer kept is not among them. */
export async function takeSentFiles(tx: Tx, { reference, account }: Whose, digests: readonly string[], at: Instant): Promise<ReadonlyMap<string, Buffer>> {
  const rows = await tx<{ sha256: string; bytes: Buffer }[]>`
    update sent_file set sent_at = ${at} where reference = ${reference} and account_id = ${account} and sha256 = any(${[...digests]}) and bytes is not null returning sha256, bytes`;
  return new Map(rows.map(({ sha256, bytes }) => [sha256, bytes]));
}

/** The bytes of a file that has left with a message of this ticket. */
export async function findSentFile(db: Db, reference: Reference, sha256: string): Promise<Buffer | undefined> {
  const [row] = await db<{ bytes: Buffer }[]>`
    select bytes from sent_file where reference = ${reference} and sha256 = ${sha256} and sent_at is not null and bytes is not null limit 1`;
  return row?.bytes;
}

/** The contents of files that were chosen before then and never sent are forgotten. */
export async function forgetUnsentFiles(tx: Tx, account: string, before: Instant): Promise<void> {
  await tx`update sent_file set bytes = null where account_id = ${account} and sent_at is null and at < ${before} and bytes is not null`;
}
