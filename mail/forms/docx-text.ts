import { inflateRawSync } from 'node:zlib';

/** A file of a stranger: what is longer is for an agent to read. */
export const MOST_DOCX_BYTES = 5_000_000;
const MOST_XML_BYTES = 8_000_000;
const ENTRY = 'word/document.xml';
const [CENTRAL, LOCAL] = [0x02014b50, 0x04034b50];

/** The text of a Word file (.docx), a line a paragraph, cells of a table parted by a tabulation; null when it cannot be read. Nothing but its one part is inflated, to a limit. */
export function docxText(bytes: Buffer): string | null {
  if (bytes.length > MOST_DOCX_BYTES) return null;
  try {
    const xml = documentXml(bytes);
    return xml === null ? null : textOf(xml);
  } catch {
    // A file that is no zip, or is cut, or inflates to more than it may: an agent reads it.
    return null;
  }
}

function documentXml(bytes: Buffer): string | null {
  for (let at = bytes.length - 46; at >= 0; at -= 1) {
    if (bytes.readUInt32LE(at) !== CENTRAL) continue;
    const length = bytes.readUInt16LE(at + 28);
    if (bytes.toString('utf8', at + 46, at + 46 + length) !== ENTRY) continue;
    return inflated(bytes, bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42));
  }
  return null;
}

function inflated(bytes: Buffer, method: number, packed: number, local: number): string | null {
  if (bytes.readUInt32LE(local) !== LOCAL) return null;
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const content = bytes.subarray(start, start + packed);
  if (method === 0) return content.length > MOST_XML_BYTES ? null : content.toString('utf8');
  return method === 8 ? inflateRawSync(content, { maxOutputLength: MOST_XML_BYTES }).toString('utf8') : null;
}

/** No entity but the five of XML is known, and none is expanded: there is nothing to blow up. */
function textOf(xml: string): string {
  return xml
    .replace(/<w:tab\b[^>]*>|<\/w:tc>/g, '\t')
    .replace(/<w:br\b[^>]*>/g, '\n')
    .replace(/<\/w:p>(?=\s*\t)/g, '')
    .replace(/<\/w:p>|<\/w:tr>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: 'lt' | 'gt' | 'quot' | 'apos' | 'amp') => ({ lt: '<', gt: '>', quot: '"', apos: '’', amp: '&' })[name]);
}
