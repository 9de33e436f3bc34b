import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import { epochMs, type Instant } from '../domain/ids';

export interface PaperFile {
  /** With its folders: « courriels/01-recu.eml ». */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * A zip of these files with « manifeste.sha256 » beside them: a line a file, as `sha256sum --check` reads it. The same files at the same
 * instant give the same bytes. @throws Error when two files have one name.
 */
export function writeZip(files: readonly PaperFile[], madeAt: Instant): Buffer {
  const all = [...files, { name: MANIFEST, bytes: manifestOf(files) }];
  if (new Set(all.map((file) => file.name)).size < all.length) throw new Error('two files of a zip have one name');
  const entries = Object.fromEntries(all.map(({ name, bytes }) => [name, [bytes, { mtime: dosTime(madeAt), level: 6 as const }] as const]));
  return Buffer.from(zipSync(entries as Parameters<typeof zipSync>[0]));
}
export const MANIFEST = 'manifeste.sha256';

function manifestOf(files: readonly PaperFile[]): Buffer {
  return Buffer.from(files.map(({ name, bytes }) => `${sha256(bytes)}  ${name}\n`).join(''), 'utf8');
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A zip writes local time without a zone: UTC is written, wherever the machine stands. */
function dosTime(at: Instant): Date {
  const utc = new Date(epochMs(at));
  return new Date(utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate(), utc.getUTCHours(), utc.getUTCMinutes(), utc.getUTCSeconds());
}
