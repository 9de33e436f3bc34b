import type { CafCode, Instant, Reference } from '../domain/ids';
import type { Db, Tx } from './connect';

export type MailOutcome = 'ticket' | 'to-identify' | 'internal' | 'automatic' | 'refused' | 'spam' | 'told-level-one' | 'journey';

/** A mail that a door kept: what identifies it (rules: Door 3) and what became of it. */
export interface ArrivedRow {
  readonly id: string;
  readonly mailbox: string;
  readonly caf: CafCode;
  readonly message_id: string;
  readonly digest: Buffer;
  readonly raw_sha256: Buffer;
  readonly received_at: Instant;
  readonly source: object;
  readonly from_address: string | null;
  readonly from_name: string | null;
  readonly subject: string;
  readonly outcome: MailOutcome;
  readonly reason: string | null;
  readonly reference: Reference | null;
}

export function insertRaw(tx: Tx, sha256: Buffer, bytes: Buffer) {
  return tx`insert into raw_mail (sha256, bytes) values (${sha256}, ${bytes}) on conflict do nothing`;
}

/** Fails with PostgreSQL's 23505 when the same mail was kept by somebody else meanwhile. */
export function insertArrived(tx: Tx, row: ArrivedRow & { readonly journey?: string }) {
  return tx`insert into arrived_mail ${tx({ ...row, source: tx.json(row.source as never) } as never)}`;
}

/** The same mail kept before: same desk mailbox, same Message-ID (if any), same digest. */
export async function findSame(db: Db, mailbox: string, messageId: string, digest: Buffer): Promise<ArrivedRow | undefined> {
  const [row] = await db<ArrivedRow[]>`
    select * from arrived_mail where mailbox = ${mailbox} and message_id = ${messageId} and digest = ${digest}`;
  return row;
}

/** The same mail kept before at another mailbox of the same desk; the transaction that asks is alone to keep it at that desk. */
export async function findTwin(tx: Tx, mailboxes: readonly string[], messageId: string, digest: Buffer): Promise<ArrivedRow | undefined> {
  await tx`select pg_advisory_xact_lock(727003, ${digest.readInt32BE(0)})`;
  const [row] = await tx<ArrivedRow[]>`
    select * from arrived_mail where mailbox = any(${[...mailboxes]}) and message_id = ${messageId} and digest = ${digest} order by mailbox limit 1`;
  return row;
}

export async function rawOf(db: Db, arrivedId: string): Promise<Buffer | undefined> {
  const [row] = await db<{ bytes: Buffer }[]>`
    select bytes from raw_mail join arrived_mail on arrived_mail.raw_sha256 = raw_mail.sha256 where arrived_mail.id = ${arrivedId}`;
  return row?.bytes;
}

/** Tickets that own one of these Message-IDs, by a letter of ours or a mail kept, most recent first. */
export async function ticketsByMessageIds(db: Db, messageIds: readonly string[]): Promise<Reference[]> {
  if (messageIds.length === 0) return [];
  const rows = await db<{ reference: Reference }[]>`
    select reference, max(at) as at from (
      select reference, queued_at as at from letter where message_id = any(${[...messageIds]}) and reference is not null
      union all
      select reference, at from message where message_id = any(${[...messageIds]}) and reference is not null
    ) known group by reference order by max(at) desc`;
  return rows.map((row) => row.reference);
}

/** Mails that wait for a person, oldest first. */
export async function toIdentify(db: Db, cafs: readonly CafCode[], limit = 100, offset = 0): Promise<ArrivedRow[]> {
  return await db<ArrivedRow[]>`
    select * from arrived_mail where outcome = 'to-identify' and caf = any(${[...cafs]}) order by received_at, id limit ${limit} offset ${offset}`;
}

/** Those after a place in the same order; null = from the first. */
export async function toIdentifyAfter(db: Db, cafs: readonly CafCode[], after: { readonly at: Instant; readonly id: string } | null, limit: number): Promise<ArrivedRow[]> {
  return await db<ArrivedRow[]>`
    select * from arrived_mail where outcome = 'to-identify' and caf = any(${[...cafs]})
      and ${after === null ? db`true` : db`(received_at, id) > (${after.at}, ${after.id})`}
    order by received_at, id limit ${limit}`;
}
