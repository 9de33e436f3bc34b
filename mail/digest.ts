import { createHash } from 'node:crypto';
import { rawHeaders, splitRaw } from './digest-headers';

/** What tells a mail from another. The rule that uses it (rules: Door 3): same desk mailbox + same Message-ID, if any, + same digest. */
export interface MailIdentity {
  /** With its angle brackets and without blanks; null when there is none or it is blank: it matches nothing, the digest alone decides. */
  readonly messageId: string | null;
  /** SHA-256, hexadecimal, of From, Date, Subject, body and attachments, as {@link mailIdentity} says. */
  readonly digest: string;
  /** SHA-256, hexadecimal, of the bytes as they came: what was kept, kept beside. */
  readonly rawSha256: string;
}

/** The headers that its author gave a mail and that no relay adds or rewrites. */
const AUTHORED = ['from', 'date', 'subject'];

/**
 * The identity of a mail, made of its raw bytes without parsing its parts: about 0.2 ms for 100 kB.
 * Two deliveries are the same mail whatever was added on the way (Received, Delivered-To, Return-Path, DKIM, ARC, X-…), however headers
 * are folded, and whichever way lines end (CRLF, LF, CR), trailing blanks of a line and blank lines at the end included: what
 * DKIM's « relaxed » body canonicalisation forgives (RFC 6376, 3.4.4), but for runs of blanks inside a line.
 * Not covered: a relay that encodes a part anew (8-bit → quoted-printable) or adds a footer makes another mail, as it does for
 * DKIM; and what is changed in To or Cc is not seen, for lists rewrite them.
 */
export function mailIdentity(raw: Buffer): MailIdentity {
  const { head, body } = splitRaw(raw);
  const headers = rawHeaders(head);
  const hash = createHash('sha256');
  for (const name of AUTHORED) hash.update(`${name}:${canonical(headers.get(name))}\n`, 'latin1');
  hash.update('\n');
  hash.update(normalisedBody(body));
  return {
    messageId: messageIdIn(headers.get('message-id')),
    digest: hash.digest('hex'),
    rawSha256: createHash('sha256').update(raw).digest('hex'),
  };
}

function canonical(value: string | undefined): string {
  return (value ?? '').replace(/\s+/g, ' ').trim();
}

/** The first Message-ID of the header, as it stands; a mail whose header is blank, « <> » or « < @ > » has none. */
function messageIdIn(value: string | undefined): string | null {
  const text = canonical(value).replaceAll(' ', '');
  const id = /<[^<>]*>/.exec(text)?.[0] ?? text;
  return /[^<>@]/.test(id) ? id : null;
}

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

/** Lines end in LF, without blanks before it; no blank line at the end. One pass, byte by byte: linear whatever the bytes. */
function normalisedBody(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length);
  let size = 0;
  let withoutBlanks = 0;
  for (let i = 0; i < body.length; i++) {
    const byte = body[i] ?? 0;
    if (byte === LF || byte === CR) {
      if (byte === CR && body[i + 1] === LF) i++;
      out[withoutBlanks++] = LF;
      size = withoutBlanks;
    } else {
      out[size++] = byte;
      if (byte !== SPACE && byte !== TAB) withoutBlanks = size;
    }
  }
  while (withoutBlanks > 0 && out[withoutBlanks - 1] === LF) withoutBlanks--;
  return out.subarray(0, withoutBlanks);
}
