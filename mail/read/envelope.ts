import { readDate } from './date';
import type { Head } from './headers';
import type { Problems } from './problems';
import type { ReadMail } from './types';

export type Envelope = Pick<ReadMail, 'messageId' | 'from' | 'fromName' | 'replyTo' | 'to' | 'cc' | 'subject' | 'dateHeader' | 'date' | 'inReplyTo' | 'references'>;

/** Marks that turn the order of the letters round, and what stands after them: no subject needs one, a forged « exe.jpg » does. */
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;
const usualFields = ['from', 'subject', 'date', 'message-id', 'received', 'to', 'content-type', 'mime-version'];

/** Who writes to whom, when by their own word, about what, in answer to what. */
export function readEnvelope(head: Head, bytes: Buffer, problems: Problems): Envelope {
  if (bytes.toString('latin1', 0, 1000).trim() === '') problems.add('empty');
  else if (!usualFields.some((key) => head.raw(key))) problems.add('not-a-mail');
  const senders = head.mailboxes('from');
  const [sender] = senders.length > 0 ? senders : head.mailboxes('sender');
  if (!sender) problems.add('from-missing');
  if (senders.length > 1) problems.add('several-from');
  const dateHeader = head.raw('date');
  return {
    messageId: head.messageIds('message-id')[0] ?? bareId(head.raw('message-id')),
    from: sender?.address ?? null, fromName: sender?.name?.replace(OVERRIDES, '') ?? null, replyTo: head.mailboxes('reply-to')[0]?.address ?? null,
    to: addresses(head, 'to'), cc: addresses(head, 'cc'), subject: head.text('subject').replace(OVERRIDES, '').slice(0, 2000),
    dateHeader, date: readDate(dateHeader, problems),
    inReplyTo: head.messageIds('in-reply-to')[0] ?? null, references: head.messageIds('references'),
  };
}

function addresses(head: Head, key: string): string[] {
  return [...new Set(head.mailboxes(key).map(({ address }) => address))];
}

/** A Message-ID written without its angle brackets; null when blank. */
function bareId(value: string | null): string | null {
  const id = (value ?? '').replace(/[<>\s]+/g, '').slice(0, 500);
  return id ? `<${id}>` : null;
}
