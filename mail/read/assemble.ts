import type { MimeNode } from '@zone-eu/mailsplit';
import libmime from 'libmime';
import { recogniseAutomatic } from '../recognise/automatic';
import { readBounce } from '../recognise/bounce';
import { readAttachments } from './attachments';
import { readBody } from './body';
import { readDate } from './date';
import { Head } from './headers';
import { readKind } from './kind';
import { sortParts, type SortedParts } from './parts';
import { readPhones } from './phones';
import type { Problems } from './problems';
import { withoutMarks, splitQuoted } from './quote';
import { findReference } from './reference';
import { readOrganisation, readService } from './request';
import { splitSignature } from './signature';
import { isSealed } from './smime';
import type { Part } from './split';
import { readSubject } from './subject';
import { readTnef } from './tnef';
import { decodeTransfer } from './transfer';
import type { MailAttachment, ReadMail, ReadOptions, RecogniseHeaders } from './types';

/** One ReadMail from the parts of a mail; `root` holds its head. */
export function assemble(bytes: Buffer, root: MimeNode | undefined, parts: readonly Part[], options: ReadOptions, problems: Problems): ReadMail {
  const head = Head.of(root);
  const sorted = sortParts(parts);
  const envelope = readEnvelope(head, bytes, problems);
  const body = readBody(sorted.texts, problems);
  const attachments = readAttachments(sorted.files, shownCids(`${body.html ?? ''}\n${body.text}`), problems);
  noteSealed(parts, problems);
  const words = readWords(body.text.trim() ? body.text : winmailBody(attachments), envelope, problems);
  const machine = readMachine(head, sorted, envelope, words, problems);
  const request = readRequest(envelope.subject, words, machine.automatic !== null, options, machine.returnedSubject, problems);
  return {
    ...envelope,
    ...shownWords(words, machine.automatic !== null), quoted: words.quoted, splitUncertain: words.uncertain, html: body.html,
    ...request,
    automatic: machine.automatic, bounce: machine.bounce, attachments, headers: machine.headers, problems: problems.list(),
  };
}

type Envelope = Pick<ReadMail, 'messageId' | 'from' | 'fromName' | 'replyTo' | 'to' | 'cc' | 'subject' | 'dateHeader' | 'date' | 'inReplyTo' | 'references'>;

function readEnvelope(head: Head, bytes: Buffer, problems: Problems): Envelope {
  if (bytes.toString('latin1', 0, 1000).trim() === '') problems.add('empty');
  else if (!['from', 'subject', 'date', 'message-id', 'received', 'to', 'content-type', 'mime-version'].some((key) => head.raw(key))) problems.add('not-a-mail');
  const senders = head.mailboxes('from');
  const [sender] = senders.length > 0 ? senders : head.mailboxes('sender');
  if (!sender) problems.add('from-missing');
  if (senders.length > 1) problems.add('several-from');
  const dateHeader = head.raw('date');
  return {
    messageId: head.messageIds('message-id')[0] ?? bareId(head.raw('message-id')),
    from: sender?.address ?? null, fromName: sender?.name ?? null, replyTo: head.mailboxes('reply-to')[0]?.address ?? null,
    to: addresses(head, 'to'), cc: addresses(head, 'cc'), subject: head.text('subject').slice(0, 2000),
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

function shownCids(text: string): Set<string> {
  return new Set([...text.matchAll(/cid:([^"'\s<>()\]]{1,300})/gi)].map(([, cid]) => unescaped(cid ?? '').toLowerCase()));
}

function unescaped(cid: string): string {
  return cid.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** Encrypted mail cannot be read here. */
function noteSealed(parts: readonly Part[], problems: Problems): void {
  if (parts.some((part) => part.node.contentType === 'multipart/encrypted' || isSealed(part))) problems.add('encrypted');
}

function winmailBody(attachments: readonly MailAttachment[]): string {
  const winmail = attachments.find(({ type, name }) => /ms-tnef$/.test(type) || name.toLowerCase() === 'winmail.dat');
  return winmail ? readTnef(winmail.content).body : '';
}

interface Words {
  readonly whole: string;
  readonly text: string;
  readonly quoted: string;
  readonly signature: string;
  /** New text and signature as far as can be told, even where `text` shows the whole. */
  readonly own: string;
  readonly fresh: string;
  /** New text with its signature. */
  readonly unsigned: string;
  readonly uncertain: boolean;
}

function readWords(text: string, envelope: Envelope, problems: Problems): Words {
  const whole = withoutMarks(text);
  const { fresh, quoted, uncertain } = splitQuoted(text);
  const signed = splitSignature(fresh, envelope.fromName ? [envelope.fromName] : []);
  if (uncertain) problems.add('split-uncertain');
  return {
    whole, quoted, uncertain, text: uncertain ? whole : signed.text, signature: uncertain ? '' : signed.signature,
    own: `${signed.text}\n${signed.signature}`, fresh: signed.text, unsigned: fresh,
  };
}

/** A machine signs nothing: its text stays whole but for what it quotes. */
function shownWords(words: Words, automatic: boolean): Pick<ReadMail, 'text' | 'signature'> {
  return automatic && !words.uncertain ? { text: words.unsigned, signature: '' } : { text: words.text, signature: words.signature };
}

type Machine = Pick<ReadMail, 'automatic' | 'bounce' | 'headers'> & { readonly returnedSubject: string };

function readMachine(head: Head, { reports }: SortedParts, envelope: Envelope, words: Words, problems: Problems): Machine {
  const headers = recogniseHeaders(head);
  const decoded = reports.map((part) => ({ type: part.node.contentType || '', content: decodeTransfer(part.body, part.node.encoding, problems) }));
  const isReceipt = headers.reportType === 'disposition-notification';
  const references = [...envelope.references, ...(envelope.inReplyTo ? [envelope.inReplyTo] : [])];
  const signs = { ...headers, reports: decoded, from: envelope.from, subject: envelope.subject, text: words.whole, references, failedRecipients: head.raw('x-failed-recipients') };
  const bounce = isReceipt ? null : readBounce(signs);
  const autoReplyFields = ['x-autoreply', 'x-autorespond', 'x-autoreply-from', 'x-auto-reply-from', 'x-mail-autoreply', 'x-vacation'].some((key) => !/^(?:no|false|0)$/i.test(head.raw(key) ?? 'no'));
  const automatic = recogniseAutomatic({ headers, autoReplyFields, subject: envelope.subject, text: words.fresh, from: envelope.from, isBounce: bounce !== null });
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

type Request = Pick<ReadMail, 'reference' | 'service' | 'organisation' | 'kind' | 'urgent' | 'phones'>;

/** What is asked, and by whom. A machine's mail asks nothing and leaves no number to call. */
function readRequest(subject: string, words: Words, automatic: boolean, options: ReadOptions, returnedSubject: string, problems: Problems): Request {
  const title = readSubject(subject, options.referencePatterns);
  const own = automatic ? '' : words.fresh;
  return {
    reference: findReference([subject, words.fresh, words.quoted, words.whole, returnedSubject], options.referencePatterns, problems),
    service: readService(title, own), organisation: title.organisation ?? readOrganisation(own), kind: readKind(title.bare, own),
    urgent: title.urgent && !automatic, phones: automatic ? [] : readPhones(words.own),
  };
}
