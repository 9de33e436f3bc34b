import { createHash } from 'node:crypto';
import type { ArrivedRow } from '../../db/mail';
import type { AttachmentInfo, NewMessage } from '../../db/message';
import type { Channel } from '../../domain/contract-types';
import type { CafCode } from '../../domain/ids';
import type { ArrivedMail } from '../../mail/arrived';
import type { MailIdentity } from '../../mail/digest';
import type { ReadMail } from '../../mail/read/types';
import { textDigest } from './text-digest';

/** A mail at one desk: its bytes, what was read of them, and the identity that makes its row. */
export interface MailAtDesk {
  readonly arrived: ArrivedMail;
  readonly read: ReadMail;
  readonly identity: MailIdentity;
  readonly mailbox: string;
  readonly caf: CafCode;
  /** Someone else wrote it under that name: it goes before a person. */
  readonly unauthenticated?: boolean;
  /** How it came; absent = by mail. What came otherwise is kept as a mail of our own making. */
  readonly channel?: Channel;
}

/** The same mail at the same desk has the same id, whoever kept it and however often. */
export function arrivedId({ identity, mailbox }: MailAtDesk): string {
  return createHash('sha256').update(`${mailbox}\n${identity.messageId ?? ''}\n${identity.digest}`).digest('hex').slice(0, 32);
}

export function arrivedRow(mail: MailAtDesk, outcome: ArrivedRow['outcome'], reason: string | null, reference: ArrivedRow['reference']): ArrivedRow {
  const { arrived, read, identity, mailbox, caf } = mail;
  return {
    id: arrivedId(mail),
    mailbox,
    caf,
    message_id: identity.messageId ?? '',
    digest: Buffer.from(identity.digest, 'hex'),
    raw_sha256: Buffer.from(identity.rawSha256, 'hex'),
    received_at: arrived.receivedAt,
    source: arrived.source,
    from_address: read.from,
    from_name: read.fromName,
    subject: read.subject,
    outcome,
    reason,
    reference,
  };
}

/** The mail as a message of a ticket: what was newly said, apart from what was quoted. */
export function messageRow(mail: MailAtDesk, contactId: string | null, direction: 'in' | 'internal-in'): Omit<NewMessage, 'reference'> {
  const { read, arrived } = mail;
  return {
    id: arrivedId(mail),
    direction,
    channel: mail.channel ?? 'email',
    at: arrived.receivedAt,
    contact_id: contactId,
    from_name: read.fromName,
    from_address: read.from,
    to_addresses: [...read.to],
    cc_addresses: [...read.cc],
    subject: read.subject,
    text: read.text,
    quoted: read.quoted,
    split_uncertain: read.splitUncertain,
    automatic: read.automatic,
    problems: read.problems.map((problem) => problem.text),
    phones: [...read.phones],
    attachments: read.attachments.map(attachmentInfo),
    arrived_id: arrivedId(mail),
    // A mail of our own making is nobody's to thread on, and no machine wrote it.
    message_id: mail.channel === undefined ? read.messageId : null,
    extra: mail.channel !== undefined ? {} : { textDigest: textDigest(read), dateHeader: read.dateHeader, organisation: read.organisation, hasHtml: read.html !== null, signature: read.signature },
  };
}

function attachmentInfo({ name, type, size, sha256, inline, cid }: ReadMail['attachments'][number]): AttachmentInfo {
  return { name: name, type, size, sha256, inline, cid };
}
