import type { PartnerContact, PartnerRole } from '../contract-types';
import { peopleOf } from './around';
import { isName } from './change-check';
import type { Change } from './change-state';
import type { Addressee, Around, FormerAdministrator } from './types';

const OBJECTORS = ['administrator', 'deputy-administrator', 'signatory'] as const;
/** Who may object to a change. */
export const MAY_OBJECT: ReadonlySet<PartnerRole> = new Set(OBJECTORS);

/** Those who hold the accounts today, and who signs for the partner: told at once, at their registered addresses. */
export function whomToWarn(around: Pick<Around, 'contacts' | 'deadAddresses'>): Addressee[] {
  return peopleOf(around, OBJECTORS);
}

/** Whose telephone may be rung to make sure of a request: the Caf alone enters them. What the partner's administrator enters on the portal proves nothing. */
const RUNG_BACK: readonly PartnerRole[] = ['administrator', 'deputy-administrator', 'signatory', 'security-officer', 'dpo'];

/** The numbers registered by the Caf, which an attacker who reads a mailbox cannot have entered. */
export function numbersToRing(contacts: readonly PartnerContact[]): { readonly number: string; readonly name: string; readonly role: PartnerRole }[] {
  return contacts.filter(({ role }) => RUNG_BACK.includes(role)).flatMap(({ name, role, phones }) => phones.map((number) => ({ number, name, role })));
}

/** Who may object, at the numbers registered by the Caf: whoever rings from another is rung back at one of these. */
export function whoMayObjectByPhone(contacts: readonly PartnerContact[]): ReturnType<typeof numbersToRing> {
  return numbersToRing(contacts).filter(({ role }) => MAY_OBJECT.has(role));
}

/** In whose name a registered number was rung; who may object to a change goes first where several share it. Undefined = nobody's now. */
export function whomRung(number: string, contacts: readonly PartnerContact[]): PartnerRole | undefined {
  return RUNG_BACK.find((role) => contacts.some((one) => one.role === role && one.phones.includes(number)));
}

/** The administrators that the convention names. */
export function presentAdministrators(contacts: readonly PartnerContact[]): PartnerContact[] {
  return contacts.filter(({ role }) => role === 'administrator' || role === 'deputy-administrator');
}

/** The convention's own signatory of that name; undefined = not known to it, and to be verified. */
export function knownSignatory({ kept }: Pick<Change, 'kept'>, { contacts }: Pick<Around, 'contacts'>): PartnerContact | undefined {
  return contacts.find(({ role, name }) => role === 'signatory' && kept !== null && isName(name, kept.form.signatoryName, ''));
}

/** Their access has ended. */
export function isFormer(one: PartnerContact | FormerAdministrator): one is FormerAdministrator {
  return 'endedAt' in one;
}

/** The administrator who is replaced, as the convention knows them, or knew them: whoever left may be named too. */
export function replacedOf({ kept }: Pick<Change, 'kept'>, { contacts, former = [] }: Pick<Around, 'contacts' | 'former'>): PartnerContact | FormerAdministrator | undefined {
  if (kept === null || kept.form.replaces !== true) return undefined;
  const isThem = ({ name }: PartnerContact): boolean => isName(name, kept.form.replacedFirstName, kept.form.replacedLastName);
  return presentAdministrators(contacts).find(isThem) ?? former.find(isThem);
}

/** Whose place the new administrator takes: the one they replace, else, of who left, the one whose rank nobody holds; undefined = nobody's. */
export function placeTaken(state: Pick<Change, 'kept'>, around: Pick<Around, 'contacts' | 'former'>): PartnerContact | FormerAdministrator | undefined {
  const { contacts, former = [] } = around;
  const vacant = (['administrator', 'deputy-administrator'] as const).filter((rank) => contacts.every(({ role }) => role !== rank));
  return replacedOf(state, around) ?? vacant.flatMap((rank) => former.find(({ role }) => role === rank) ?? [])[0];
}

/** The person who is to be given access, at the address declared. */
export function newAdministrator({ kept }: Pick<Change, 'kept'>): Addressee | null {
  return kept === null || kept.form.personalEmail === '' ? null : { name: `${kept.form.firstName} ${kept.form.lastName}`.trim(), address: kept.form.personalEmail };
}
