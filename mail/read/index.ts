import { splitParts } from './split';
import { assemble } from './assemble';
import { prepareBytes } from './bytes';
import { Problems } from './problems';
import type { ReadMail, ReadOptions } from './types';
import { openSigned } from './smime';
import { unreadable } from './unreadable';

export type * from './types';
export { ourReference } from './reference';
export { phoneToE164, readPhones } from './phones';

/**
 * Reads any bytes as a mail. Never rejects: what cannot be read gives a ReadMail whose `problems` say so.
 * Time and memory are bounded whatever the bytes. The mail's own date decides nothing (it is received when the door takes it).
 */
export async function readMail(raw: Buffer, options: ReadOptions): Promise<ReadMail> {
  const problems = new Problems();
  try {
    const bytes = prepareBytes(raw, problems);
    const parts = await splitParts(bytes, problems);
    return assemble(bytes, parts[0]?.node, await openSigned(parts, problems), options, problems);
  } catch (error) {
    return unreadable(raw, error, problems);
  }
}
