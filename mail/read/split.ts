import type { Transform } from 'node:stream';
import { Splitter, type MimeNode } from '@zone-eu/mailsplit';
import type { Problems } from './problems';

/** At most so many parts are looked at: a bomb of nested parts is read in part, and said. */
const maxParts = 500;

/** One node of the MIME tree; `body` is still in its transfer encoding. */
export interface Part {
  readonly node: MimeNode;
  readonly parent: Part | null;
  body: Buffer;
}

/** The parts of a mail in their order, the root first. Never rejects: a damaged mail gives the parts met so far. */
export function splitParts(bytes: Buffer, problems: Problems): Promise<Part[]> {
  const parts = new Map<MimeNode, { part: Part; chunks: Buffer[] }>();
  const splitter = new Splitter({ ignoreEmbedded: true, maxChildNodes: maxParts, maxHeadSize: 2 * 1024 * 1024 });
  return new Promise((resolve) => {
    const finish = () => resolve([...parts.values()].map(({ part, chunks }) => Object.assign(part, { body: Buffer.concat(chunks) })));
    splitter.on('data', (chunk) => {
      if (chunk.type === 'node') {
        const parent = chunk.parentNode ? parts.get(chunk.parentNode)?.part ?? null : null;
        parts.set(chunk, { part: { node: chunk, parent, body: Buffer.alloc(0) }, chunks: [] });
      } else if (chunk.type === 'body' && 'value' in chunk && chunk.value) {
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
