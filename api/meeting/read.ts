import { keepMeetingFile } from '../../db/meeting';
import type { Tx } from '../../db/connect';
import { meetingFileId } from '../../desk/meeting';
import type { Instant } from '../../domain/ids';
import type { MeetingAct } from '../../domain/journeys/meeting-acts';
import type { Doer, MeetingDate } from '../../domain/journeys/meeting-facts';
import type { MeetingActName } from '../../web/paths-meeting';
import type { FieldError } from '../act-forms';
import { instantOfLocal } from '../view/local-time';
import type { Uploaded } from '../upload';

type Fields = Readonly<Record<string, string>>;
const LONGEST_TEXT = 30_000;
const LONGEST_LINE = 300;

/** What a form of a meeting's page asks, or what is wrong with it. @param file the id of the file that comes with minutes */
export function readMeetingAct(name: MeetingActName, fields: Fields, doer: Doer, timeZone: string, file: string | null): MeetingAct | { readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const act = ACTS[name]({ fields, doer, timeZone, file, errors });
  return errors.length > 0 ? { errors } : act;
}

interface Given {
  readonly fields: Fields;
  readonly doer: Doer;
  readonly timeZone: string;
  readonly file: string | null;
  readonly errors: FieldError[];
}

const ACTS: Readonly<Record<MeetingActName, (given: Given) => MeetingAct>> = {
  proposition: (given) => ({ kind: 'propose-date', ...dateOf(given), ...given.doer }),
  accord: ({ doer }) => ({ kind: 'accept-date', ...doer }),
  date: (given) => ({ kind: 'set-date', ...dateOf(given), how: line(given, 'comment', 'Dites comment cette date a été convenue.'), ...given.doer }),
  tenue: (given) => ({ kind: 'note-held', on: whenOf(given), ...given.doer }),
  'non-tenue': (given) => ({ kind: 'note-not-held', reason: reason(given), ...given.doer }),
  abandon: (given) => ({ kind: 'call-off', reason: reason(given), ...given.doer }),
  'compte-rendu': (given) => ({ kind: 'write-minutes', text: textOf(given, given.file === null ? 'Écrivez le compte rendu, ou joignez-le.' : null), file: given.file, ...given.doer }),
  corrections: (given) => ({ kind: 'ask-corrections', text: textOf(given, 'Dites ce qui est à corriger.'), ...given.doer }),
  validation: ({ doer }) => ({ kind: 'validate-minutes', ...doer }),
};

function dateOf(given: Given): MeetingDate {
  return { when: whenOf(given), place: line(given, 'lieu', 'Dites où se tient la réunion, ou comment s’y joindre.') };
}

function whenOf({ fields, timeZone, errors }: Given): Instant {
  const text = fields['quand'] ?? '';
  const when = instantOfLocal(text, timeZone);
  if (when === null) errors.push({ field: 'quand', message: text.trim() === '' ? 'Donnez la date et l’heure.' : `Date incorrecte : « ${text.slice(0, 30)} ».` });
  return when ?? ('' as Instant);
}

function line({ fields, errors }: Given, field: string, missing: string): string {
  const text = (fields[field] ?? '').trim();
  if (text === '') errors.push({ field, message: missing });
  if (text.length > LONGEST_LINE) errors.push({ field, message: `Trop long : ${LONGEST_LINE} caractères au plus.` });
  return text;
}

function reason({ fields, errors }: Given): string {
  const text = (fields['motif'] ?? '').trim();
  if (text === '') errors.push({ field: 'motif', message: 'Dites pourquoi.' });
  return text.slice(0, 5_000);
}

function textOf({ fields, errors }: Given, missing: string | null): string {
  const text = (fields['texte'] ?? '').replaceAll('\r\n', '\n').trim();
  if (text === '' && missing !== null) errors.push({ field: 'texte', message: missing });
  if (text.length > LONGEST_TEXT) errors.push({ field: 'texte', message: `Trop long : ${LONGEST_TEXT} caractères au plus, joignez un fichier pour le reste.` });
  return text;
}

/** What a form that asks for a meeting says: a subject, and a first date if it gives one. */
export function readAsked(fields: Fields, timeZone: string, now: Instant): { readonly subject: string; readonly date: MeetingDate | null } | { readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const subject = (fields['objet'] ?? '').trim().slice(0, 2_000);
  if (subject === '') errors.push({ field: 'objet', message: 'Dites de quoi parler.' });
  const dated = (fields['quand'] ?? '').trim() !== '' || (fields['lieu'] ?? '').trim() !== '';
  const date = dated ? dateOf({ fields, timeZone, errors, doer: { by: 'desk', who: null }, file: null }) : null;
  if (errors.length === 0 && date !== null && date.when <= now) errors.push({ field: 'quand', message: 'Donnez une date à venir.' });
  return errors.length > 0 ? { errors } : { subject, date };
}

/** Of the file that came with minutes: too long, or kept under its content. */
export function fileErrors(file: Uploaded | null): FieldError[] {
  return file?.tooLong === true ? [{ field: 'fichier', message: 'Ce fichier dépasse 10 Mo.' }] : [];
}

export async function keepUploaded(tx: Tx, journey: string, file: Uploaded, at: Instant, by: string): Promise<void> {
  await keepMeetingFile(tx, journey, { ...meetingFileId(journey, file.bytes), name: file.name, type: file.type, size: file.bytes.length, at, added_by: by }, file.bytes);
}
