import { Problems } from './problems';
import { splitParts, type Part } from './split';
import { decodeTransfer } from './transfer';

const signedData = Buffer.from('06092a864886f70d010702', 'hex');
const data = Buffer.from('06092a864886f70d010701', 'hex');

/** Parts of a mail with each message sealed in an S/MIME signature opened (the signature itself is not checked here). */
export async function openSigned(parts: readonly Part[], problems: Problems): Promise<Part[]> {
  const opened: Part[] = [];
  for (const part of parts) {
    const content = isSealed(part) ? signedContent(decodeTransfer(part.body, part.node.encoding, new Problems())) : null;
    if (content === null) opened.push(part);
    else opened.push(...(await splitParts(content, problems, part.parent)));
  }
  return opened;
}

export function isSealed({ node }: Part): boolean {
  return /^application\/(?:x-)?pkcs7-mime$/.test(node.contentType || '');
}

/** What a CMS SignedData holds (RFC 5652): OID, [0], then an octet string in one piece or in several; null when it is not one. */
export function signedContent(der: Buffer): Buffer | null {
  if (der.subarray(0, 64).indexOf(signedData) < 0) return null;
  const at = der.indexOf(data);
  const explicit = at < 0 ? null : element(der, at + data.length);
  if (explicit?.tag !== 0xa0) return null;
  const octets = element(der, explicit.start);
  if (octets?.tag === 0x04) return der.subarray(octets.start, octets.end);
  return octets?.tag === 0x24 ? pieces(der, octets) : null;
}

interface Element {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

/** The element at `at`; one of indefinite length is held to run to the end. */
function element(der: Buffer, at: number): Element | null {
  const tag = der[at];
  const first = der[at + 1];
  if (tag === undefined || first === undefined) return null;
  if (first === 0x80) return { tag, start: at + 2, end: der.length };
  if (first < 0x80) return { tag, start: at + 2, end: Math.min(der.length, at + 2 + first) };
  const count = first & 0x7f;
  if (count > 4 || at + 2 + count > der.length) return null;
  const start = at + 2 + count;
  return { tag, start, end: Math.min(der.length, start + der.readUIntBE(at + 2, count)) };
}

function pieces(der: Buffer, { start, end }: Element): Buffer {
  const found: Buffer[] = [];
  for (let at = start; at < end; ) {
    const piece = element(der, at);
    if (piece?.tag !== 0x04) break;
    found.push(der.subarray(piece.start, piece.end));
    at = piece.end;
  }
  return Buffer.concat(found);
}
