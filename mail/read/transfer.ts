import { decode as decodeQuotedPrintable } from 'libqp';
import type { Problems } from './problems';

/** The bytes of a part without their transfer encoding. Never throws: damage goes to `problems`. */
export function decodeTransfer(body: Buffer, encoding: string | false, problems: Problems): Buffer {
  if (encoding === 'base64') return fromBase64(body, problems);
  if (encoding === 'quoted-printable') return fromQuotedPrintable(body, problems);
  return body;
}

function fromBase64(body: Buffer, problems: Problems): Buffer {
  const text = body.toString('latin1');
  const clean = /[^A-Za-z0-9+/=\s]/.test(text) ? text.replace(/[^A-Za-z0-9+/=]+/g, '') : text;
  if (clean !== text) problems.add('broken-encoding', 'base64');
  const padding = clean.search(/=[=\s]*[A-Za-z0-9+/]/);
  if (padding >= 0) return joinedBase64(clean);
  const decoded = Buffer.from(clean, 'base64');
  if (isTruncated(clean, decoded.length)) problems.add('broken-encoding', 'base64');
  return decoded;
}

/** Some programs encode line by line and leave padding in the middle. */
function joinedBase64(text: string): Buffer {
  return Buffer.concat(text.split(/=[=\s]*/).map((piece) => Buffer.from(piece, 'base64')));
}

function isTruncated(text: string, decodedLength: number): boolean {
  const letters = text.replace(/[\s=]+/g, '').length;
  return letters % 4 === 1 || Math.floor((letters * 3) / 4) !== decodedLength;
}

function fromQuotedPrintable(body: Buffer, problems: Problems): Buffer {
  const text = body.toString('latin1');
  if (/=(?![0-9A-Fa-f]{2}|[ \t]*\r?(?:\n|$))/.test(text)) problems.add('broken-encoding', 'quoted-printable');
  return decodeQuotedPrintable(text);
}
