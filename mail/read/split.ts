import type { Transform } from 'node:stream';
import { Splitter, type MimeNode } from '@zone-eu/mailsplit';
import type { Problems } from './problems';

/** At most so many parts are looked at: a bomb of nested parts is read in part, and said. */
const maxParts = 500;

/** One node of the MIME tree; `body` is still in its transfer encoding (for a multipart: what stands outside its parts). */
export interface Part {
  readonly node: MimeNode;
  readonly parent: Part | null;
  body: Buffer;
}

/**
 * The parts of a mail in their order, the root first. Never rejects: a damaged mail gives the parts met so far.
 * @param within the part that holds these bytes, when they are a message within another.
 */
export function splitParts(bytes: Buffer, problems: Problems, within: Part | null = null): Promise<Part[]> {
  const parts = new Map<MimeNode, { part: Part; chunks: Buffer[] }>();
  const splitter = new Splitter({ ignoreEmbedded: true, maxChildNodes: maxParts, maxHeadSize: 2 * 1024 * 1024 });
  return new Promise((resolve) => {
    const finish = () => resolve(checked([...parts.values()].map(({ part, chunks }) => Object.assign(part, { body: Buffer.concat(chunks) })), bytes, problems));
    splitter.on('data', (chunk) => {
      if (chunk.type === 'node') {
        const parent = chunk.parentNode ? parts.get(chunk.parentNode)?.part ?? within : within;
        parts.set(chunk, { part: { node: chunk, parent, body: Buffer.alloc(0) }, chunks: [] });
      } else if ('value' in chunk && chunk.value) {
        parts.get(chunk.node)?.chunks.push(chunk.value);
      }
    });
    // Its own types narrow `on` to 'data', but it is a Transform.
    const stream = splitter as unknown as Transform;
    stream.once('end', finish);
    stream.once('error', (error: Error) => {
      problems.add(/child nodes/.test(error.message) ? 'too-many-parts' : 'broken-structure');
      finish();
    });
    splitter.end(bytes);
  });
}

/** A multipart that ends without its last delimiter was cut; one without any part is damaged: both are said. */
function checked(parts: Part[], bytes: Buffer, problems: Problems): Part[] {
  const [root] = parts;
  const boundary = root?.node._boundary;
  const childless = parts.some((part) => isChildless(part, parts));
  const cut = boundary && root.node.multipart && bytes.lastIndexOf(Buffer.concat([Buffer.from('--'), boundary, Buffer.from('--')])) < 0;
  if (childless || cut) problems.add('broken-structure');
  return parts;
}

/** A multipart with a boundary in which no part was found: what it holds is then read as text. */
export function isChildless(part: Part, parts: readonly Part[]): boolean {
  return Boolean(part.node.multipart && part.node._boundary) && part.body.length > 0 && !parts.some(({ parent }) => parent === part);
}
