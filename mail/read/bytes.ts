import type { Problems } from './problems';
import { decodeUtf16 } from './charset';

const maxHead = 256 * 1024;
const maxHeaderLine = 32 * 1024;
const lf = 0x0a;
const cr = 0x0d;

/** The same mail as bytes that a MIME parser can walk in bounded time. */
export function prepareBytes(raw: Buffer, problems: Problems): Buffer {
  return boundHead(unixLines(skipPreamble(fromUtf16(raw, problems))), problems);
}

/** A whole file saved as UTF-16 (by a byte order mark, or every other byte of its start nul). */
function fromUtf16(raw: Buffer, problems: Problems): Buffer {
  const order = utf16Order(raw);
  if (!order) return raw;
  problems.add('charset-mislabelled', 'UTF-16');
  return Buffer.from(decodeUtf16(raw, order), 'utf8');
}

function utf16Order(raw: Buffer): 'le' | 'be' | null {
  if (raw[0] === 0xff && raw[1] === 0xfe) return 'le';
  if (raw[0] === 0xfe && raw[1] === 0xff) return 'be';
  const start = raw.subarray(0, 64);
  if (start.length < 16) return null;
  if (start.every((byte, i) => (byte === 0) === (i % 2 === 1))) return 'le';
  if (start.every((byte, i) => (byte === 0) === (i % 2 === 0))) return 'be';
  return null;
}

/** Leaves out a UTF-8 mark, leading blank lines and the « From » line of an mbox file. */
function skipPreamble(raw: Buffer): Buffer {
  let at = raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf ? 3 : 0;
  while (raw[at] === lf || raw[at] === cr) at += 1;
  if (raw.toString('latin1', at, at + 5) === 'From ') {
    const end = raw.indexOf(lf, at);
    at = end < 0 ? raw.length : end + 1;
  }
  return raw.subarray(at);
}

/** Lines that end in a bare carriage return (no line feed at all) get a line feed. */
function unixLines(raw: Buffer): Buffer {
  if (raw.includes(lf) || !raw.includes(cr)) return raw;
  const copy = Buffer.from(raw);
  for (let at = copy.indexOf(cr); at >= 0; at = copy.indexOf(cr, at + 1)) copy[at] = lf;
  return copy;
}

/** Cuts overlong header fields, then the head itself, so that decoding it stays cheap. */
function boundHead(raw: Buffer, problems: Problems): Buffer {
  const end = headEnd(raw);
  const head = raw.subarray(0, end);
  if (head.length <= maxHeaderLine) return raw;
  const lines = unfoldedFields(head).map((field) => (field.length > maxHeaderLine ? cutField(field, problems) : field));
  const kept: Buffer[] = [];
  let size = 0;
  for (const line of lines) {
    if (size + line.length > maxHead) {
      problems.add('header-too-long');
      break;
    }
    kept.push(line);
    size += line.length;
  }
  return Buffer.concat([...kept, raw.subarray(end)]);
}

function cutField(field: Buffer, problems: Problems): Buffer {
  problems.add('header-too-long', field.toString('latin1', 0, Math.max(0, Math.min(40, field.indexOf(0x3a)))));
  return Buffer.concat([field.subarray(0, maxHeaderLine), Buffer.from('\n')]);
}

/** Where the blank line that ends the head begins (the end of the bytes when there is none). */
function headEnd(raw: Buffer): number {
  const unix = raw.indexOf('\n\n');
  const dos = raw.indexOf('\n\r\n');
  const ends = [unix, dos].filter((at) => at >= 0).map((at) => at + 1);
  return ends.length > 0 ? Math.min(...ends) : raw.length;
}

/** Header fields with their folded lines, each ending in a line feed. */
function unfoldedFields(head: Buffer): Buffer[] {
  const fields: Buffer[] = [];
  let start = 0;
  for (let at = head.indexOf(lf); at >= 0; at = head.indexOf(lf, at + 1)) {
    const next = head[at + 1];
    if (next === 0x20 || next === 0x09) continue;
    fields.push(head.subarray(start, at + 1));
    start = at + 1;
  }
  if (start < head.length) fields.push(head.subarray(start));
  return fields;
}
