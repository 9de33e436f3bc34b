import type { Channel } from '../domain/contract-types';
import type { Instant, Reference } from '../domain/ids';
import type { Db, Tx } from './connect';

/** An attachment as listed: its bytes are taken from the raw mail when asked for. */
export interface AttachmentInfo {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
  readonly inline: boolean;
  readonly cid: string | null;
}

export interface MessageRow {
  readonly id: string;
  readonly reference: Reference | null;
  readonly direction: 'in' | 'out' | 'internal-in' | 'internal-out' | 'note';
  readonly channel: Channel;
  readonly at: Instant;
  readonly contact_id: string | null;
  readonly author_account: string | null;
  readonly from_name: string | null;
  readonly from_address: string | null;
  readonly to_addresses: string[];
  readonly cc_addresses: string[];
  readonly subject: string;
  readonly text: string;
  readonly quoted: string;
  readonly split_uncertain: boolean;
  readonly automatic: 'reply' | 'bounce' | 'list' | null;
  readonly problems: string[];
  readonly phones: string[];
  readonly attachments: AttachmentInfo[];
  readonly arrived_id: string | null;
  readonly letter_id: string | null;
  readonly message_id: string | null;
  readonly extra: Record<string, unknown>;
}

export type NewMessage = Pick<MessageRow, 'id' | 'reference' | 'direction' | 'channel' | 'at'> & Partial<MessageRow>;

export function insertMessage(tx: Tx, message: NewMessage) {
  const { attachments, extra, ...plain } = message;
  return tx`insert into message ${tx({ ...plain, attachments: tx.json((attachments ?? []) as never), extra: tx.json((extra ?? {}) as never) } as never)} on conflict do nothing`;
}

export async function messagesOf(db: Db, reference: Reference): Promise<MessageRow[]> {
  return await db<MessageRow[]>`select * from message where reference = ${reference} order by at, id`;
}

export async function findMessage(db: Db, id: string): Promise<MessageRow | undefined> {
  const [row] = await db<MessageRow[]>`select * from message where id = ${id}`;
  return row;
}
