import type { ContactValues } from '../../db/contact';
import type { Contract, PartnerRole } from '../../domain/contract-types';
import { phoneToE164 } from '../../mail/read';
import { ROLE_WORDS } from '../../web/words/labels';
import type { FieldError } from '../act-forms';

/** Fields of a contact as they are typed, on the card or in a line of a file. */
export type ContactFields = Readonly<Partial<Record<'nom' | 'role' | 'fonction' | 'courriel' | 'telephone' | 'telephone2' | 'echelon', string>>>;

const ADDRESS = /^[^\s@<>()[\],;:"\\]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** The rungs that a convention may fill: those its contract names, and others after them (article 3.3); none where nothing escalates. */
export function ranksOf({ escalation }: Contract): readonly number[] {
  return escalation === null ? [] : [1, 2, 3, 4, 5, 6, 7, 8, 9];
}

/** Reads a contact; `ranks` are the rungs that may be filled. Errors name the fields. */
export function readContact(fields: ContactFields, ranks: readonly number[]): ContactValues | { readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const values: ContactValues = {
    name: nameOf(fields.nom ?? '', errors),
    role: roleOf(fields.role ?? '', errors),
    jobTitle: line(fields.fonction ?? '', 'fonction', 120, errors) || null,
    email: emailOf(fields.courriel ?? '', errors),
    phones: phonesOf(fields, errors),
    ladderRank: rankOf(fields.echelon ?? '', ranks, errors),
  };
  return errors.length === 0 ? withWayToReach(values) : { errors };
}

/** A rung without an address would be passed over the day it is needed (rules: Ladder 3). */
function withWayToReach(values: ContactValues): ContactValues | { readonly errors: readonly FieldError[] } {
  if (values.ladderRank === null || values.email !== null) return values;
  return { errors: [{ field: 'courriel', message: 'Un échelon se contacte par courriel : donnez une adresse.' }] };
}

function line(text: string, field: string, most: number, errors: FieldError[]): string {
  const oneLine = text.replace(/[\s\u0000-\u001f]+/g, ' ').trim();
  if (oneLine.length > most) errors.push({ field, message: `C’est trop long : ${most} caractères au plus.` });
  return oneLine;
}

function nameOf(text: string, errors: FieldError[]): string {
  const name = line(text, 'nom', 120, errors);
  if (name === '') errors.push({ field: 'nom', message: 'Écrivez le nom de la personne.' });
  return name;
}

function roleOf(text: string, errors: FieldError[]): PartnerRole {
  const role = roleFromWords(text);
  if (role === null) errors.push({ field: 'role', message: text.trim() === '' ? 'Choisissez un rôle.' : `Rôle inconnu : « ${text.trim().slice(0, 60)} ».` });
  return role ?? 'other';
}

function emailOf(text: string, errors: FieldError[]): string | null {
  const email = text.trim().toLowerCase().replace(/^mailto:/, '');
  if (email === '') return null;
  if (ADDRESS.test(email) && email.length <= 254) return email;
  errors.push({ field: 'courriel', message: `Adresse de courriel incorrecte : « ${email.slice(0, 80)} ».` });
  return null;
}

function phonesOf(fields: ContactFields, errors: FieldError[]): string[] {
  const typed = (['telephone', 'telephone2'] as const).flatMap((field) => (fields[field] ?? '').split(/[\n/;,]+/).map((text) => ({ field, text: text.trim() })));
  const read = typed.filter(({ text }) => text !== '').map(({ field, text }) => ({ field, text, phone: phoneToE164(text) }));
  for (const { field, text, phone } of read) if (phone === null) errors.push({ field, message: `Numéro de téléphone incorrect : « ${text.slice(0, 40)} ».` });
  return [...new Set(read.flatMap(({ phone }) => phone ?? []))];
}

function rankOf(text: string, ranks: readonly number[], errors: FieldError[]): number | null {
  const typed = text.trim();
  if (typed === '') return null;
  const rank = Number(/^(\d{1,2})(?:er|e|ème)?$/.exec(typed)?.[1] ?? NaN);
  if (ranks.includes(rank)) return rank;
  const known = ranks.length === 0 ? 'le contrat de cette Caf ne prévoit pas d’escalade' : `un nombre de 1 à ${ranks.length} est attendu`;
  errors.push({ field: 'echelon', message: `Échelon « ${typed.slice(0, 20)} » impossible : ${known}.` });
  return null;
}

/** Other words than ours for a role, as the contracts and the partners' files say them. */
const SYNONYMS: Readonly<Record<PartnerRole, readonly string[]>> = {
  'level-one-support': ['niveau 1', 'support de niveau 1', 'support', 'responsable d habilitation', 'responsable des habilitations', 'gestionnaire d habilitation'],
  administrator: ['administratrice', 'gestionnaire principal', 'gestionnaire principale', 'administrateur principal', 'administrateur 1'],
  'deputy-administrator': ['suppleant', 'suppleante', 'administratrice suppleante', 'gestionnaire suppleant', 'administrateur 2'],
  'escalation-contact': ['contact d escalade', 'escalade', 'contact', 'echelon'],
  'security-officer': ['rssi', 'ssi', 'responsable de la securite', 'responsable securite ssi'],
  dpo: ['dpd', 'cil', 'deleguee a la protection des donnees', 'referent informatique et libertes'],
  signatory: ['signataire de la convention'],
  other: ['autre', 'utilisateur', 'utilisatrice'],
};
const ROLES = new Map<string, PartnerRole>(
  (Object.keys(ROLE_WORDS) as PartnerRole[]).flatMap((role) => [role, ROLE_WORDS[role], ...SYNONYMS[role]].map((words) => [folded(words), role] as const)),
);

/** The role that French words (or its code) name; null when they name none. */
export function roleFromWords(text: string): PartnerRole | null {
  return ROLES.get(folded(text)) ?? null;
}

/** Without accents, case, nor what is neither a letter nor a digit. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/œ/g, 'oe').toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim();
}
