import type { PartnerContact, PartnerRole } from '../contract-types';
import { peopleOf } from './around';
import { isName } from './change-check';
import type { Change } from './change-state';
import type { Addressee, Around } from './types';

/** Those who hold the accounts today, and who signs for the partner: told at once, at their registered addresses. */
export function whomToWarn(around: Around): Addressee[] {
  return peopleOf(around, ['administrator', 'deputy-administrator', 'signatory']);
}

/** Whose telephone may be rung to make sure of a request: the Caf alone enters them. What the partner's administrator enters on the portal proves nothing. */
const RUNG_BACK: readonly PartnerRole[] = ['administrator', 'deputy-administrator', 'signatory', 'security-officer', 'dpo'];

/** The numbers registered by the Caf, which an attacker who reads a mailbox cannot have entered. */
export function numbersToRing(contacts: readonly PartnerContact[]): { readonly number: string; readonly name: string; readonly role: PartnerRole }[] {
  return contacts.filter(({ role }) => RUNG_BACK.includes(role)).flatMap(({ name, role, phones }) => phones.map((number) => ({ number, name, role })));
}

/** The administrators that the convention names. */
export function presentAdministrators(contacts: readonly PartnerContact[]): PartnerContact[] {
  return contacts.filter(({ role }) => role === 'administrator' || role === 'deputy-administrator');
}

/** The convention's own signatory of that name; undefined = not known to it, and to be verified. */
export function knownSignatory({ kept }: Pick<Change, 'kept'>, { contacts }: Pick<Around, 'contacts'>): PartnerContact | undefined {
  return contacts.find(({ role, name }) => role === 'signatory' && kept !== null && isName(name, kept.form.signatoryName, ''));
}

/** The administrator who is replaced, as the convention knows him. */
export function replacedOf({ kept }: Pick<Change, 'kept'>, contacts: readonly PartnerContact[]): PartnerContact | undefined {
  if (kept === null || kept.form.replaces !== true) return undefined;
  return presentAdministrators(contacts).find(({ name }) => isName(name, kept.form.replacedFirstName, kept.form.replacedLastName));
}

/** Who is asked for what is missing: who made the request, else the administrators. */
export function whoAnswers({ requester }: Pick<Change, 'requester'>, around: Around): Addressee[] {
  return requester === null ? peopleOf(around, ['administrator', 'deputy-administrator']) : [requester];
}

/** The person who is to be given access, at the address declared. */
export function newAdministrator({ kept }: Pick<Change, 'kept'>): Addressee | null {
  return kept === null || kept.form.personalEmail === '' ? null : { name: `${kept.form.firstName} ${kept.form.lastName}`.trim(), address: kept.form.personalEmail };
}

/** Everybody whom the end of it concerns, each once: who asked, the administrators, the signatory, the new one. */
export function everybody(state: Change, around: Around): Addressee[] {
  const fresh = newAdministrator(state);
  const all = [...(state.requester === null ? [] : [state.requester]), ...whomToWarn(around), ...(fresh === null ? [] : [fresh])];
  return [...new Map(all.map((one): [string, Addressee] => [one.address.toLowerCase(), one])).values()];
}
