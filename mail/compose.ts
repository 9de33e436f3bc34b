import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { epochMs, type Instant } from '../domain/ids';

/** A person or a desk in a header of a letter. */
export interface LetterParty {
  readonly name: string;
  readonly address: string;
}

export interface LetterAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
  /** Content-ID without angle brackets: shown inside the HTML as `cid:…`. */
  readonly cid?: string;
}

/** A letter before it is bytes. Message-IDs carry their angle brackets. */
export interface Letter {
  readonly from: LetterParty;
  readonly to: readonly LetterParty[];
  readonly cc?: readonly LetterParty[];
  readonly replyTo?: LetterParty;
  readonly subject: string;
  readonly text: string;
  /** Absent: text alone. */
  readonly html?: string;
  readonly messageId: string;
  readonly inReplyTo?: string | null;
  readonly references?: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments?: readonly LetterAttachment[];
  readonly date: Instant;
}

/** Why a letter leaves: in answer to a mail, of the clock's own accord, or because an agent wrote it. */
export type LetterOrigin = 'answer-of-the-desk' | 'clock' | 'agent';

/** Ancestors named in References: the first, which made the thread, and the latest (some relays refuse very long headers). */
const LATEST_REFERENCES = 20;

/**
 * The bytes of a letter, made once and posted as often as needed: the same letter gives the same bytes, boundaries included
 * (rules: Door 10). Text and HTML in UTF-8, quoted-printable, so that no relay has a reason to encode them anew.
 */
export function compose(letter: Letter): Promise<Buffer> {
  const composer = new MailComposer({
    from: party(letter.from),
    to: letter.to.map(party),
    cc: letter.cc?.map(party),
    replyTo: letter.replyTo && party(letter.replyTo),
    subject: letter.subject,
    text: crlf(letter.text),
    html: letter.html === undefined ? undefined : crlf(letter.html),
    messageId: letter.messageId,
    inReplyTo: ascii([letter.inReplyTo ?? ''])[0] || undefined,
    references: shortened(ascii(letter.references ?? [])),
    headers: { ...letter.headers },
    attachments: letter.attachments?.map((one) => ({ ...one, contentDisposition: one.cid ? 'inline' : 'attachment' })),
    date: new Date(epochMs(letter.date)),
    baseBoundary: sha256(letter.messageId).slice(0, 24),
    textEncoding: 'quoted-printable',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** The Message-ID of the letter with this key: the same key gives the same one, whoever posts it and however often. */
export function messageIdOf(key: string, deskAddress: string): string {
  const domain = deskAddress.slice(deskAddress.lastIndexOf('@') + 1).toLowerCase();
  return `<${sha256(key).slice(0, 40)}@${domain}>`;
}

/**
 * The headers that let others tell our letters: those the product writes itself say so (RFC 3834), so that no vacation responder
 * answers; an agent's do not. Never « Precedence: bulk », which some desks' filters throw away.
 * @param instance which installation wrote it, so that two of ours know each other.
 */
export function letterHeaders(key: string, instance: string, origin: LetterOrigin): Record<string, string> {
  const ours = { 'X-Guichet-Letter': key, 'X-Guichet-Instance': instance };
  if (origin === 'agent') return ours;
  const submitted = origin === 'clock' ? 'auto-generated' : 'auto-replied';
  return { ...ours, 'Auto-Submitted': submitted, 'X-Auto-Response-Suppress': 'All' };
}

/** Lines as they travel: what is kept is then what is posted, to the byte. */
function crlf(text: string): string {
  return text.replace(/\r\n|\r|\n/g, '\r\n');
}

function party({ name, address }: LetterParty): { name: string; address: string } {
  return { name, address };
}

/** An ancestor's identifier that is not ASCII would ask SMTPUTF8 of every relay on the way: it is left out. */
function ascii(messageIds: readonly string[]): string[] {
  return messageIds.filter((id) => /^[\x21-\x7e]*$/.test(id));
}

function shortened(references: readonly string[]): string[] {
  if (references.length <= LATEST_REFERENCES + 1) return [...references];
  return [...references.slice(0, 1), ...references.slice(-LATEST_REFERENCES)];
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
