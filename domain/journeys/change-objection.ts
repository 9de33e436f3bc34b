import { typo } from '../french/typography';
import { notBefore, type Instant } from '../ids';
import type { ObjectionCall } from './change-facts';
import { whoMayObjectByPhone } from './change-people';
import type { Change } from './change-state';
import type { Around } from './types';

/** Why an objection that an agent took by telephone cannot be written down so, in French; null when it can. */
export function callRefused({ name, call }: { readonly name: string; readonly call?: ObjectionCall }, { receivedAt }: Pick<Change, 'receivedAt'>, { contacts }: Pick<Around, 'contacts'>, now: Instant): string | null {
  if (call === undefined || !whoMayObjectByPhone(contacts).some((one) => one.number === call.number && one.name === name)) return typo('Impossible : ce numéro n’est pas celui d’un administrateur ni du signataire, inscrit par la Caf. Rappelez l’un d’eux à un numéro inscrit, puis consignez son opposition.');
  return timeRefused(call.at, { receivedAt }, now);
}

/** The call came once the change was asked for, and is not to come. */
export function timeRefused(at: Instant, { receivedAt }: Pick<Change, 'receivedAt'>, now: Instant): string | null {
  if (at > now) return 'Cet appel ne peut pas être à venir.';
  return receivedAt !== null && notBefore(at, receivedAt) === null ? 'Cet appel ne peut pas précéder la demande.' : null;
}
