import libmime from 'libmime';
import { recogniseAutomatic } from '../recognise/automatic';
import { readBounce } from '../recognise/bounce';
import type { Envelope } from './envelope';
import { Head } from './headers';
import type { Part } from './split';
import type { Problems } from './problems';
import { decodeTransfer } from './transfer';
import type { ReadMail, RecogniseHeaders } from './types';
import type { Words } from './words';

export type Machine = Pick<ReadMail, 'automatic' | 'bounce' | 'headers'> & {
  /** Subject of the letter that a report returns. */
  readonly returnedSubject: string;
};

const autoReplyFields = ['x-autoreply', 'x-autorespond', 'x-autoreply-from', 'x-auto-reply-from', 'x-mail-autoreply', 'x-vacation'];

/** Whether a machine wrote the mail, and what it reports. `reports`: the machine parts of a multipart/report. */
export function readMachine(head: Head, reports: readonly Part[], envelope: Envelope, words: Words, problems: Problems): Machine {
  const headers = recogniseHeaders(head);
  const decoded = reports.map((part) => ({ type: part.node.contentType || '', content: decodeTransfer(part.body, part.node.encoding, problems) }));
  const references = [...envelope.references, ...(envelope.inReplyTo ? [envelope.inReplyTo] : [])];
  const signs = { ...headers, reports: decoded, from: envelope.from, subject: envelope.subject, text: words.whole, references, failedRecipients: head.raw('x-failed-recipients') };
  const bounce = headers.reportType === 'disposition-notification' ? null : readBounce(signs);
  const saysAutoReply = autoReplyFields.some((key) => !/^(?:no|false|0)$/i.test(head.raw(key) ?? 'no'));
  const automatic = recogniseAutomatic({ headers, autoReplyFields: saysAutoReply, subject: envelope.subject, text: words.fresh, from: envelope.from, isBounce: bounce !== null });
  const returned = decoded.find(({ type }) => /rfc822|global/.test(type));
  return { headers, bounce, automatic, returnedSubject: returned ? Head.parse(returned.content).text('subject') : '' };
}

function recogniseHeaders(head: Head): RecogniseHeaders {
  const type = libmime.parseHeaderValue(head.raw('content-type') ?? '');
  const isReport = type.value.toLowerCase() === 'multipart/report';
  return {
    autoSubmitted: head.raw('auto-submitted'), precedence: head.raw('precedence'), listId: head.raw('list-id') ?? head.raw('list-unsubscribe') ?? head.raw('mailing-list'),
    returnPath: head.raw('return-path'), xLoop: head.raw('x-loop'), autoResponseSuppress: head.raw('x-auto-response-suppress'),
    reportType: isReport ? String(type.params['report-type'] ?? 'delivery-status').toLowerCase() : null,
  };
}
