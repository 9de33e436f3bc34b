import type { ServiceCode } from '../contract-types';
import { askedLines, type ChangeForm, type FormKey, type FormTerms } from './change-form';
import { isSharedMailbox } from './change-mailbox';

export type Problem =
  | 'missing'
  | 'not-an-address'
  | 'shared-mailbox'
  | 'not-a-number'
  | 'other-partner'
  | 'unknown-convention'
  | 'convention-over'
  | 'convention-unsigned'
  | 'not-for-this-service'
  | 'unknown-administrator'
  | 'same-as-replaced';

/** Something that the form lacks or has wrong; `phone` = neither landline nor mobile. */
export interface Wrong {
  readonly item: FormKey | 'phone';
  readonly problem: Problem;
}

/** What the register knows that the form is compared with. */
export interface KnownToRegister {
  readonly partner: string;
  /** `unsigned`: the register knows it, and no signature of it. */
  readonly convention: { readonly number: string; readonly inForce: boolean; readonly unsigned?: boolean; readonly services: readonly ServiceCode[] } | null;
  /** Those who are, and those who left without a successor. */
  readonly administrators: ReadonlyArray<{ readonly name: string; readonly email: string | null }>;
}

/** Items that an agent may accept as they are, with a reason. */
const ACCEPTABLE: ReadonlySet<Problem> = new Set(['shared-mailbox', 'other-partner']);

export function mayBeAccepted({ problem }: Wrong): boolean {
  return ACCEPTABLE.has(problem);
}

/** What is missing or wrong in a form, in the order of its lines (annex 3, as the Caf's own form asks it); [] = complete. */
export function wrongItems(form: ChangeForm, terms: FormTerms, known: KnownToRegister): Wrong[] {
  const asked = new Set(askedLines(terms));
  const found = [...blankLines(form, asked), ...wrongConvention(form, terms, known), ...wrongReplaced(form, asked, known), ...wrongPhones(form, asked), ...wrongAddress(form, asked, known)];
  const order = [...askedLines(terms)];
  const rank = ({ item }: Wrong) => order.indexOf(item === 'phone' ? 'landline' : item);
  return found.sort((a, b) => rank(a) - rank(b));
}

const ALWAYS: readonly FormKey[] = ['partner', 'conventionNumber', 'lastName', 'firstName', 'job', 'personalEmail', 'signatoryName', 'signatoryFunction'];
const IF_REPLACES: readonly FormKey[] = ['replacedLastName', 'replacedFirstName', 'replacedEmail'];

function blankLines(form: ChangeForm, asked: ReadonlySet<FormKey>): Wrong[] {
  const needed = [...ALWAYS, ...(form.replaces === true ? IF_REPLACES : [])];
  const blank = needed.filter((key) => asked.has(key) && form[key] === '');
  return [...blank, ...(asked.has('replaces') && form.replaces === null ? (['replaces'] as const) : [])].map((item) => ({ item, problem: 'missing' }));
}

function wrongConvention(form: ChangeForm, { services }: FormTerms, { convention, partner }: KnownToRegister): Wrong[] {
  const wrong: Wrong[] = [];
  if (form.partner !== '' && !sameWords(form.partner, partner)) wrong.push({ item: 'partner', problem: 'other-partner' });
  if (form.conventionNumber === '') return wrong;
  if (convention === null || !sameWords(form.conventionNumber, convention.number)) return [...wrong, { item: 'conventionNumber', problem: 'unknown-convention' }];
  if (!convention.inForce) wrong.push({ item: 'conventionNumber', problem: 'convention-over' });
  else if (convention.unsigned === true) wrong.push({ item: 'conventionNumber', problem: 'convention-unsigned' });
  else if (services !== null && !convention.services.some((service) => services.includes(service))) wrong.push({ item: 'conventionNumber', problem: 'not-for-this-service' });
  return wrong;
}

/** « Oui »: the one replaced is named, and is an administrator of this convention, or was and has no successor. */
function wrongReplaced(form: ChangeForm, asked: ReadonlySet<FormKey>, { administrators }: KnownToRegister): Wrong[] {
  if (form.replaces !== true || !asked.has('replacedLastName')) return [];
  const wrong: Wrong[] = [];
  if (form.replacedEmail !== '' && !isAddress(form.replacedEmail)) wrong.push({ item: 'replacedEmail', problem: 'not-an-address' });
  if (form.replacedLastName === '' || form.replacedFirstName === '') return wrong;
  const named = administrators.some(({ name }) => isName(name, form.replacedFirstName, form.replacedLastName));
  return named ? wrong : [...wrong, { item: 'replacedLastName', problem: 'unknown-administrator' }];
}

/** At least one of landline and mobile; what is given must be a number. */
function wrongPhones(form: ChangeForm, asked: ReadonlySet<FormKey>): Wrong[] {
  if (!asked.has('landline')) return [];
  const given = (['landline', 'mobile'] as const).filter((key) => form[key] !== '');
  if (given.length === 0) return [{ item: 'phone', problem: 'missing' }];
  return given.filter((key) => !isPhone(form[key])).map((item) => ({ item, problem: 'not-a-number' }));
}

/** A personal and individual address, never a shared mailbox. */
function wrongAddress(form: ChangeForm, asked: ReadonlySet<FormKey>, { partner }: KnownToRegister): Wrong[] {
  const address = form.personalEmail;
  if (!asked.has('personalEmail') || address === '') return [];
  const wrong = (problem: Problem): Wrong[] => [{ item: 'personalEmail', problem }];
  if (!isAddress(address)) return wrong('not-an-address');
  if (isSharedMailbox(address, partner)) return wrong('shared-mailbox');
  return form.replaces === true && address.toLowerCase() === form.replacedEmail.toLowerCase() ? wrong('same-as-replaced') : [];
}

export function isAddress(text: string): boolean {
  return /^[^\s@<>"(),;:]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i.test(text) && text.length <= 254;
}

/** A French number of ten digits, or an international one. */
export function isPhone(text: string): boolean {
  const digits = text.replace(/[\s.\u00a0\u202f()/-]/g, '');
  return /^0[1-9]\d{8}$/.test(digits) || /^(?:\+|00)\d{8,15}$/.test(digits);
}

/** « Sylvie Arnoult », whatever the order, the case and the accents. */
export function isName(known: string, first: string, last: string): boolean {
  const words = (text: string) => fold(text).split(' ').filter((word) => word !== '').sort().join(' ');
  return words(known) === words(`${first} ${last}`);
}

function sameWords(a: string, b: string): boolean {
  return fold(a).replaceAll(' ', '') === fold(b).replaceAll(' ', '');
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim();
}
