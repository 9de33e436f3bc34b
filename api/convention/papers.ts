import { createHash, randomBytes } from 'node:crypto';
import type { Tx } from '../../db/connect';
import { keepPaper } from '../../db/paper';
import type { FieldError } from '../act-forms';
import type { Uploaded } from '../upload';
import type { Visit } from '../visit';

export const MOST_PAPER_BYTES = 10_000_000;

/** What is wrong with a file that was sent, if anything. */
export function paperErrors(file: Uploaded | null): FieldError[] {
  return file?.tooLong === true ? [{ field: 'fichier', message: 'Ce fichier dépasse 10 Mo.' }] : [];
}

/** Keeps a file that came with a form as a paper of the convention. @returns its id; null when none was sent */
export async function keepUploadedPaper(tx: Tx, visit: Visit, file: Uploaded | null, { conventionId, journey }: { readonly conventionId: string; readonly journey: string | null }): Promise<string | null> {
  if (file === null) return null;
  const { name, type, bytes } = file;
  const id = `papier-${randomBytes(9).toString('base64url')}`;
  await keepPaper(tx, { id, convention_id: conventionId, journey, name, type, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), bytes }, visit.now, visit.session.account_id);
  return id;
}
