import type { LocalDate } from '../../domain/ids';
import type { ConventionDates } from '../../domain/register/rules';
import type { FieldError } from '../act-forms';
import { readContact } from '../directory/contact-form';

type Fields = Readonly<Record<string, string>>;
export const DATES = ['signed_on', 'contract_signed_on', 'formalities_on', 'opened_on', 'terminated_on'] as const satisfies readonly (keyof ConventionDates)[];
const LONGEST = 2_000;

/** A reason, or why there is none; every act that takes something away says one. */
export function reasonOf(fields: Fields, errors: FieldError[], needed = true): string {
  const reason = (fields['motif'] ?? '').trim();
  if (needed && reason === '') errors.push({ field: 'motif', message: 'Dites pourquoi : le motif est gardé au registre.' });
  if (reason.length > LONGEST) errors.push({ field: 'motif', message: `Ce motif est trop long : ${LONGEST} caractères au plus.` });
  return reason.slice(0, LONGEST);
}

/** A day of the calendar, « 2026-05-13 »; null, and why, when it is none. */
export function dayOf(typed: string | undefined, field: string, errors: FieldError[]): LocalDate | null {
  const text = (typed ?? '').trim();
  const parsed = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  const right = parsed !== null && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text) && text >= '1990-01-01' && text <= '2100-12-31';
  if (!right) errors.push({ field, message: text === '' ? 'Donnez une date.' : `Date incorrecte : « ${text.slice(0, 20)} ».` });
  return right ? (text as LocalDate) : null;
}

/** A number of users, from zero to 9,999. */
export function countOf(fields: Fields, errors: FieldError[]): number {
  const text = (fields['nombre'] ?? '').trim();
  if (!/^\d{1,4}$/.test(text)) errors.push({ field: 'nombre', message: 'Écrivez un nombre entier, de 0 à 9999.' });
  return Number(text);
}

/** « bulletin|profil », as the choice says it. */
export function profileOf(fields: Fields, errors: FieldError[]): { readonly bulletinId: string; readonly profile: string } {
  const [bulletinId = '', profile = ''] = (fields['profil'] ?? '').split('|');
  if (profile === '') errors.push({ field: 'profil', message: 'Choisissez un profil.' });
  return { bulletinId, profile };
}

/** A user to give access to. */
export function userOf(fields: Fields, errors: FieldError[]): { readonly name: string; readonly email: string | null; readonly jobTitle: string | null } {
  const read = readContact({ nom: fields['nom'] ?? '', role: 'autre', fonction: fields['fonction'] ?? '', courriel: fields['courriel'] ?? '' }, []);
  if (!('errors' in read)) return read;
  errors.push(...read.errors.filter(({ field }) => field !== 'role'));
  return { name: '', email: null, jobTitle: null };
}
