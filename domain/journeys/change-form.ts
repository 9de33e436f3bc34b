import { z } from 'zod';
import type { AdministratorChangeTerms, ChangeField } from '../contract-terms-types';

/** The form of annex 3 as it was filled in; '' = left blank, `replaces: null` = neither « oui » nor « non ». */
export const changeForm = z.strictObject({
  partner: line(200),
  conventionNumber: line(60),
  lastName: line(100),
  firstName: line(100),
  job: line(150),
  replaces: z.boolean().nullable(),
  replacedLastName: line(100),
  replacedFirstName: line(100),
  replacedEmail: line(254),
  landline: line(40),
  mobile: line(40),
  personalEmail: line(254),
  signatoryName: line(200),
  signatoryFunction: line(150),
});
export type ChangeForm = Readonly<z.infer<typeof changeForm>>;
export type FormKey = keyof ChangeForm;
export const FORM_KEYS = Object.keys(changeForm.shape) as readonly FormKey[];

/** One line of text: blanks around and between are tidied, control characters left out. */
function line(most: number) {
  return z.string().max(most).transform((text) => text.replace(/[\u0000-\u001f\u007f]+/g, ' ').replace(/[ \u00a0\u202f]+/g, ' ').trim());
}

export const EMPTY_FORM: ChangeForm = {
  partner: '', conventionNumber: '', lastName: '', firstName: '', job: '', replaces: null, replacedLastName: '', replacedFirstName: '', replacedEmail: '',
  landline: '', mobile: '', personalEmail: '', signatoryName: '', signatoryFunction: '',
};

/** The lines of the form that each field of the contract stands for. */
const LINES: Readonly<Record<ChangeField, readonly FormKey[]>> = {
  partner: ['partner'],
  'convention-number': ['conventionNumber'],
  'person-name': ['lastName', 'firstName'],
  job: ['job'],
  replaces: ['replaces'],
  'replaced-name': ['replacedLastName', 'replacedFirstName'],
  'replaced-email': ['replacedEmail'],
  phone: ['landline', 'mobile'],
  'personal-email': ['personalEmail'],
};

/** The model of annex 3, for a Caf whose own form is not published. */
const MODEL: Pick<AdministratorChangeTerms, 'fields' | 'signatures'> = { fields: Object.keys(LINES) as ChangeField[], signatures: 'name-function-signature' };

/** The form of one Caf. */
export interface FormTerms {
  readonly fields: readonly ChangeField[];
  readonly signatures: 'name-function-signature' | 'name-signature';
  readonly services: AdministratorChangeTerms['services'];
  readonly route: AdministratorChangeTerms['route'];
  readonly addressee: string | null;
  readonly article: string;
  /** This Caf's own form is not published: the others' model is used, and said so. */
  readonly assumed: boolean;
}

/** What the Caf's own form asks (annex 3), or the model where none is published. */
export function formTerms(terms: AdministratorChangeTerms | null): FormTerms {
  const published = terms !== null && terms.fields.length > 0 && terms.signatures !== null;
  return {
    fields: published ? terms.fields : MODEL.fields,
    signatures: (published ? terms.signatures : MODEL.signatures) ?? 'name-function-signature',
    services: terms?.services ?? null,
    route: terms?.route ?? null,
    addressee: terms?.addressee ?? null,
    article: terms?.article ?? 'annexe 3',
    assumed: !published,
  };
}

/** The lines that a Caf's form has, in order: what it asks and no more (Nord's has no function of the signatory). */
export function askedLines({ fields, signatures }: Pick<FormTerms, 'fields' | 'signatures'>): FormKey[] {
  const asked = new Set<FormKey>(fields.flatMap((field) => LINES[field]));
  asked.add('signatoryName');
  if (signatures === 'name-function-signature') asked.add('signatoryFunction');
  return FORM_KEYS.filter((key) => asked.has(key));
}

/** The form without the lines that this Caf's does not have. */
export function onlyAsked(form: ChangeForm, terms: Pick<FormTerms, 'fields' | 'signatures'>): ChangeForm {
  const asked = new Set(askedLines(terms));
  return { ...form, ...Object.fromEntries(FORM_KEYS.filter((key) => !asked.has(key)).map((key) => [key, EMPTY_FORM[key]])) };
}

/** The form as one text, always the same for the same content: what is signed, and what its digest is made of. */
export function canonicalForm(form: ChangeForm): string {
  return JSON.stringify(FORM_KEYS.map((key) => [key, form[key]]));
}

/** Who is to be given access and who is to lose it, as one text: when it changes, those who were warned are warned again. */
export function canonicalPeople({ lastName, firstName, personalEmail, replaces, replacedLastName, replacedFirstName }: ChangeForm): string {
  return JSON.stringify([lastName, firstName, personalEmail.toLowerCase(), replaces, replacedLastName, replacedFirstName]);
}
