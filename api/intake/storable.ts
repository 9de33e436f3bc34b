import { createHash } from 'node:crypto';
import { REFERENCE_PATTERN } from '../../domain/reference';
import { mailIdentity, type MailIdentity } from '../../mail/digest';
import { readMail } from '../../mail/read';
import type { ReadMail } from '../../mail/read/types';

/** PostgreSQL indexes at most some 2,700 bytes a row; RFC 5322 allows 998 in a line. */
const LONGEST_MESSAGE_ID = 600;
/** RFC 5321: 64 before the @ and 255 after it. */
const LONGEST_ADDRESS = 320;

/**
 * Reads a mail as the memory can hold it, whatever its bytes: PostgreSQL takes no NUL, jsonb no half of a surrogate pair, an index
 * no endless Message-ID. A mail that could not be kept would come back for days and never be seen.
 */
export async function readStorable(raw: Buffer): Promise<ReadMail> {
  const read = storable(await readMail(raw, { referencePatterns: [REFERENCE_PATTERN] }));
  return {
    ...read,
    from: read.from !== null && read.from.length > LONGEST_ADDRESS ? null : read.from,
    messageId: read.messageId === null ? null : shortId(read.messageId),
    inReplyTo: read.inReplyTo === null ? null : shortId(read.inReplyTo),
    references: read.references.map(shortId),
  };
}

/** What identifies a mail (rules: Door 3), as the memory can hold it. */
export function storableIdentity(raw: Buffer): MailIdentity {
  const identity = mailIdentity(raw);
  return { ...identity, messageId: identity.messageId === null ? null : shortId(storable(identity.messageId)) };
}

/** A longer one is known by its digest: the same wherever it is quoted. */
function shortId(id: string): string {
  return id.length <= LONGEST_MESSAGE_ID ? id : `<${createHash('sha256').update(id).digest('hex')}@long-message-id.invalid>`;
}

/** Every text within, without NUL and with U+FFFD for what is half a character; bytes are left as they are. */
export function storable<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD') as T;
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return value;
  if (Array.isArray(value)) return value.map(storable) as T;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, storable(inner)])) as T;
}
