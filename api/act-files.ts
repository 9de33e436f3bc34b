import { createHash } from 'node:crypto';
import { filesKept, forgetUnsentFiles, keepSentFile } from '../db/sent-file';
import type { Act, SentFile } from '../domain/acts';
import type { Reference } from '../domain/ids';
import { FILE_FIELD, keptFileField } from '../web/view/acts';
import { fileSize } from '../web/words/labels';
import type { FieldError } from './act-forms';
import { ago } from './session';
import { uploadsOf, type UploadLimits, type Uploaded } from './upload';
import type { Visit } from './visit';

/** Fifteen megabytes are twenty once in a mail: what relays commonly take. */
export const FILE_LIMITS: UploadLimits = { bytes: 15_000_000, files: 10, fieldBytes: 400_000, fields: 60 };
const KEPT_MS = 30 * 24 * 3_600_000;

/**
 * Keeps the files that came with a form, before anything is said of it: from then on they are fields of it, so that they stand in the
 * draft and in the form that comes back. @returns what is wrong with those that could not be kept.
 */
export async function keepFiles(visit: Visit, reference: Reference): Promise<FieldError[]> {
  const { tools, session, now, req } = visit;
  const sent = uploadsOf(req);
  const kept = sent.filter((file) => !file.tooLong && file.bytes.length > 0);
  if (kept.length > 0) {
    await tools.sql.begin(async (tx) => {
      await forgetUnsentFiles(tx, session.account_id, ago(now, KEPT_MS));
      for (const file of kept) await keepSentFile(tx, { reference, account: session.account_id }, described(file), file.bytes, now);
    });
    const fields = kept.map((file) => [keptFileField(digestOf(file)), file.name] as const);
    req.body = { ...visit.fields(), ...Object.fromEntries(fields) };
  }
  return sent.flatMap(errorOf);
}

function errorOf(file: Uploaded): FieldError[] {
  if (file.tooLong) return [{ field: FILE_FIELD, message: `« ${file.name} » n’est pas joint : ${fileSize(FILE_LIMITS.bytes)} au plus, tous fichiers compris.` }];
  return file.bytes.length === 0 ? [{ field: FILE_FIELD, message: `« ${file.name} » est vide : rien à joindre.` }] : [];
}

export interface Attached {
  readonly files: readonly SentFile[];
  readonly errors: readonly FieldError[];
}

/** The files that a form names, of those that this person has kept on this ticket. */
export async function attachedFiles(visit: Visit, reference: Reference): Promise<Attached> {
  const fields = visit.fields();
  if (!Object.keys(fields).some((name) => name.startsWith(keptFileField('')))) return { files: [], errors: [] };
  const all = await filesKept(visit.tools.sql, { reference, account: visit.session.account_id });
  const files = all.filter(({ sha256 }) => fields[keptFileField(sha256)] !== undefined);
  return { files, errors: tooMany(files) };
}

function tooMany(files: readonly SentFile[]): FieldError[] {
  if (files.length > FILE_LIMITS.files) return [{ field: FILE_FIELD, message: `${files.length} fichiers sont joints : ${FILE_LIMITS.files} au plus.` }];
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return bytes > FILE_LIMITS.bytes ? [{ field: FILE_FIELD, message: `Les fichiers font ${fileSize(bytes)} ensemble : ${fileSize(FILE_LIMITS.bytes)} au plus.` }] : [];
}

/** The act with its files; a letter without a word is none, whatever is attached to it. */
export function withAttached(act: Act, files: readonly SentFile[]): Act | FieldError {
  if (files.length === 0 || !('files' in act || act.kind === 'answer' || act.kind === 'ask' || act.kind === 'resolve')) return act;
  if (act.text.trim() === '') return { field: 'texte', message: 'Écrivez quelques mots pour accompagner les fichiers.' };
  return { ...act, files };
}

function described({ name, type, bytes }: Uploaded): SentFile {
  return { name: nameOf(name), type: /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream', size: bytes.length, sha256: digestOf({ bytes }) };
}

/** As it may stand in a mail's header: one line, no folders. */
function nameOf(name: string): string {
  return name.replace(/[\u0000-\u001f\u007f]/g, ' ').replace(/^.*[\\/]/, '').trim() || 'fichier';
}

function digestOf({ bytes }: Pick<Uploaded, 'bytes'>): string {
  return createHash('sha256').update(bytes).digest('hex');
}
