import type { SMTPServerDataStream } from 'smtp-server';

/** The other side went away, or was cut off, before the mail was complete: nothing was taken. */
export class Incomplete extends Error {
  override readonly name = 'Incomplete';
}

/** More mail is being received than the door may hold in memory. */
export class DoorFull extends Error {
  override readonly name = 'DoorFull';
}

/** The bytes that all connections together may hold, from the first byte of a DATA to its answer. */
export class Memory {
  private heldBytes = 0;
  constructor(private readonly limitBytes: number) {}

  hold(bytes: number): boolean {
    if (this.heldBytes + bytes > this.limitBytes) return false;
    this.heldBytes += bytes;
    return true;
  }

  release(bytes: number): void {
    this.heldBytes -= bytes;
  }
}

/** What one DATA holds of the memory. */
export class Holding {
  private bytes = 0;
  constructor(private readonly memory: Memory) {}

  add(bytes: number): boolean {
    if (!this.memory.hold(bytes)) return false;
    this.bytes += bytes;
    return true;
  }

  release(): void {
    this.memory.release(this.bytes);
    this.bytes = 0;
  }
}

/**
 * Reads one DATA to its end; null = larger than the door's limit. An oversized mail, and one that does not fit in memory, are read on
 * without being held, so that the client hears the answer instead of a cut line.
 * @throws Incomplete when the connection ends first. @throws DoorFull when there is no memory left for it.
 */
export function readData(stream: SMTPServerDataStream, holding: Holding): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let full = false;
  const take = (chunk: Buffer): void => {
    full ||= !stream.sizeExceeded && !holding.add(chunk.length);
    if (!full && !stream.sizeExceeded) return void chunks.push(chunk);
    holding.release();
    chunks.length = 0;
  };
  return new Promise((resolve, reject) => {
    const incomplete = (): void => reject(new Incomplete('the connection ended before the mail did'));
    stream.on('data', take);
    stream.once('error', incomplete);
    stream.once('close', incomplete);
    stream.once('end', () => {
      if (stream.sizeExceeded) resolve(null);
      else if (full) reject(new DoorFull('more mail at once than the door may hold'));
      else resolve(Buffer.concat(chunks));
    });
  });
}
