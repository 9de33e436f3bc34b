import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { Problems } from './problems';

/** Names that mail programs write and iconv-lite does not know, or that mean more than they say. */
const aliases: Record<string, string> = {
  'iso-8859-1': 'windows-1252',
  'iso8859-1': 'windows-1252',
  'latin1': 'windows-1252',
  'iso-8859-8-i': 'iso-8859-8',
  'ks_c_5601-1987': 'cp949',
  'unicode-1-1-utf-7': 'utf-7',
  'utf8mb4': 'utf-8',
  'x-mac-roman': 'macroman',
  'x-unknown': '',
  'unknown-8bit': '',
  'unknown': '',
  '8bit': '',
  'binary': '',
  'us-ascii': '',
  'ascii': '',
  'default': '',
};

/** Text from bytes, whatever charset is announced (null = none). Never throws: a doubt goes to `problems`. */
export function decodeText(bytes: Buffer, label: string | null, problems: Problems): string {
  const name = canonical(label);
  if (hasUtf16Nulls(bytes)) return utf16Text(bytes, name, problems);
  if (name === 'utf-8') return decodeUtf8(bytes, problems);
  if (name === '') return guess(bytes);
  if (!iconv.encodingExists(name)) return unknownCharset(bytes, name, problems);
  if (name === 'windows-1252' || name.startsWith('iso-8859-')) return singleByte(bytes, name, problems);
  return iconv.decode(bytes, name);
}

function canonical(label: string | null): string {
  const name = (label ?? '').trim().toLowerCase().replace(/^["']+|["']+$/g, '').replace(/^utf8$/, 'utf-8').slice(0, 60);
  return aliases[name] ?? name;
}

function decodeUtf8(bytes: Buffer, problems: Problems): string {
  if (isUtf8(bytes)) return iconv.decode(bytes, 'utf-8');
  if (isMostlyUtf8(bytes)) {
    problems.add('broken-encoding', 'utf-8');
    return bytes.toString('utf8');
  }
  problems.add('charset-mislabelled', 'utf-8 → windows-1252');
  return iconv.decode(bytes, 'windows-1252');
}

/** No label, or one that says nothing: UTF-8 when the bytes are, else the West European of Windows. */
function guess(bytes: Buffer): string {
  return isUtf8(bytes) ? iconv.decode(bytes, 'utf-8') : iconv.decode(bytes, 'windows-1252');
}

function unknownCharset(bytes: Buffer, name: string, problems: Problems): string {
  problems.add('charset-unknown', name);
  return guess(bytes);
}

/** Bytes announced as one-byte text that are in fact UTF-8 with accents: « Ã© » would be read everywhere. */
function singleByte(bytes: Buffer, name: string, problems: Problems): string {
  if (isUtf8(bytes) && /[\u00c2-\u00f4][\u0080-\u00bf]/.test(bytes.toString('latin1'))) {
    problems.add('charset-mislabelled', `${name} → utf-8`);
    return bytes.toString('utf8');
  }
  return iconv.decode(bytes, name);
}

/** A truncated or slightly damaged UTF-8 text, rather than another charset: most of its high bytes pair up. */
function isMostlyUtf8(bytes: Buffer): boolean {
  const text = bytes.toString('utf8');
  const wrong = countOf(text, /\ufffd/g);
  return countOf(text, /[^\u0000-\u007f\ufffd]/g) > wrong;
}

function countOf(text: string, what: RegExp): number {
  let count = 0;
  for (const _ of text.matchAll(what)) count += 1;
  return count;
}

function hasUtf16Nulls(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 200);
  if (start.length < 4) return false;
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)) return true;
  return start.filter((byte) => byte === 0).length * 3 > start.length;
}

function utf16Text(bytes: Buffer, name: string, problems: Problems): string {
  if (!name.startsWith('utf-16') && !name.startsWith('ucs')) problems.add('charset-mislabelled', 'UTF-16');
  const evenNulls = bytes.subarray(0, 200).filter((byte, i) => byte === 0 && i % 2 === 0).length;
  const oddNulls = bytes.subarray(0, 200).filter((byte, i) => byte === 0 && i % 2 === 1).length;
  const bigEndian = (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] !== 0xff && evenNulls > oddNulls);
  return decodeUtf16(bytes, bigEndian ? 'be' : 'le');
}

/** @param order byte order; a byte order mark is left out of the text. */
export function decodeUtf16(bytes: Buffer, order: 'le' | 'be'): string {
  return iconv.decode(bytes, order === 'le' ? 'utf-16le' : 'utf-16be');
}
