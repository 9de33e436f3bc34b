import { createHash } from 'node:crypto';
import { contractAt } from '../../db/contract';
import { formerAdministrators } from '../../db/former-administrator';
import { contactsOfConvention, findConvention, toPartnerContact, type ConventionRow } from '../../db/partner';
import type { Db } from '../../db/connect';
import { conventionFile } from '../../db/register';
import { localDateOf } from '../../domain/calendar';
import type { PartnerContact } from '../../domain/contract-types';
import type { Instant } from '../../domain/ids';
import { wrongWords } from '../../domain/french/change';
import { wrongItems, type KnownToRegister, type Wrong } from '../../domain/journeys/change-check';
import { canonicalForm, canonicalPeople, changeForm, FORM_KEYS, onlyAsked, type ChangeForm, type FormKey, type FormTerms } from '../../domain/journeys/change-form';
import type { KeptForm } from '../../domain/journeys/change-facts';
import { presentAdministrators } from '../../domain/journeys/change-people';
import { conventionState } from '../../domain/register/rules';
import { FORM_FIELDS } from '../../web/words/change-fields';
import type { FieldError } from '../act-forms';

/** The form that was posted, without the lines that this Caf's does not have. */
export function formOf(fields: Readonly<Record<string, string>>, terms: FormTerms): ChangeForm {
  const text = (key: FormKey): string => (fields[FORM_FIELDS[key]] ?? '').slice(0, 2_000);
  const raw = Object.fromEntries(FORM_KEYS.map((key) => [key, key === 'replaces' ? yesOrNo(text(key)) : text(key)]));
  const read = changeForm.safeParse(raw);
  return onlyAsked(read.success ? read.data : changeForm.parse(cut(raw)), terms);
}

function yesOrNo(text: string): boolean | null {
  return text === 'oui' ? true : text === 'non' ? false : null;
}

/** What is longer than any line of the form is cut: it is shown so, and refused for what it is. */
function cut(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, typeof value === 'string' ? value.slice(0, 40) : value]));
}

/** A form with what the register finds wrong in it, and the digests by which it is known. */
export function keptForm(form: ChangeForm, terms: FormTerms, known: KnownToRegister): KeptForm {
  return { form, digest: sha256(canonicalForm(form)), people: sha256(canonicalPeople(form)), wrong: wrongItems(form, terms, known) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What the register knows of a convention. */
export async function knownOf(db: Db, conventionId: string, now: Instant): Promise<{ readonly convention: ConventionRow; readonly known: KnownToRegister } | undefined> {
  const [convention, contacts, former, file] = await Promise.all([findConvention(db, conventionId), contactsOfConvention(db, conventionId), formerAdministrators(db, conventionId), conventionFile(db, conventionId)]);
  if (convention === undefined) return undefined;
  const { calendar } = await contractAt(db, convention.caf, now);
  const state = conventionState(file, localDateOf(calendar, now));
  const living = contacts.map(toPartnerContact);
  const administrators = [...presentAdministrators(living), ...former.filter((one) => leftAPlace(one, living))].map(({ name, email }) => ({ name, email }));
  return { convention, known: { partner: convention.partner_name, convention: { number: convention.number, inForce: state !== 'terminated', unsigned: state === 'to-sign', services: convention.services }, administrators } };
}

/** Nobody holds the rank that they had, or fills their rung. */
function leftAPlace({ role, ladderRank }: PartnerContact, living: readonly PartnerContact[]): boolean {
  return living.every((one) => one.role !== role) || (ladderRank !== null && living.every((one) => one.ladderRank !== ladderRank));
}

/** Each wrong item beside its field, as the partner reads it; what an agent alone may accept, with the way to ask (annex 3). */
export function errorsOf(wrong: readonly Wrong[]): FieldError[] {
  return wrong.map((one) => ({ field: FORM_FIELDS[one.item === 'phone' ? 'landline' : one.item], message: `${wrongWords(one)}${one.problem === 'shared-mailbox' ? OTHER_WAY : ''}` }));
}
const OTHER_WAY = '. Si cette personne seule lit cette adresse, envoyez le formulaire au guichet par courriel en disant pourquoi : un agent peut l’accepter';
