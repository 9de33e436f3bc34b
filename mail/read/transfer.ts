import { decode as decodeQuotedPrintable } from 'libqp';
import type { Problems } from './problems';

/** The bytes of a part without their transfer encoding. Never throws: damage goes to `problems`. */
export function decodeTransfer(body: Buffer, encoding: string | false, problems: Problems): Buffer {
  if (encoding === 'base64') return fromBase64(body, problems);
  if (encoding === 'quoted-printable') return fromQuotedPrintable(body, problems);
  return body;
}

/** What a byte is in base64: of its alphabet, blank, padding, or foreign. */
const [letter, blank, padding, foreign] = [0, 1, 2, 3] as const;
const kinds = new Uint8Array(256).map((_, byte) => kindOf(String.fromCharCode(byte)));

function kindOf(character: string): number {
  if (/[A-Za-z0-9+/]/.test(character)) return letter;
  if (character === '=') return padding;
  return /\s/.test(character) ? blank : foreign;
}

function fromBase64(body: Buffer, problems: Problems): Buffer {
  const { letters, strangers, joins } = survey(body);
  if (strangers > 0 || letters % 4 === 1) problems.add('broken-encoding', 'base64');
  const text = body.toString('latin1');
  const clean = strangers > 0 ? text.replace(/[^A-Za-z0-9+/=]+/g, '') : text;
  return joins > 0 && joins < maxJoins ? joinedBase64(clean) : Buffer.from(clean, 'base64');
}

/** One pass over the bytes: how many letters, foreign bytes, and places where letters follow padding. */
function survey(body: Buffer): { letters: number; strangers: number; joins: number } {
  const counts = [0, 0, 0, 0];
  let joins = 0;
  let padded = false;
  for (const byte of body) {
    const kind = kinds[byte] ?? foreign;
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (kind === letter && padded) joins += 1;
    if (kind !== blank) padded = kind === padding;
  }
  return { letters: counts[letter] ?? 0, strangers: counts[foreign] ?? 0, joins };
}

/** Some programs encode line by line and leave padding in the middle. */
const maxJoins = 10_000;

function joinedBase64(text: string): Buffer {
  return Buffer.concat(text.split(/=[=\s]*/).map((piece) => Buffer.from(piece, 'base64')));
}

function fromQuotedPrintable(body: Buffer, problems: Problems): Buffer {
  const text = body.toString('latin1');
  if (/=(?![0-9A-Fa-f]{2}|[ \t]*\r?(?:\n|$))/.test(text)) problems.add('broken-encoding', 'quoted-printable');
  return decodeQuotedPrintable(text);
}
