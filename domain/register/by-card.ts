import type { PartnerRole } from '../contract-types';

/** Ranks that only the Caf gives, by the form of annex 3 with its two signatures (article 2.2). */
export type AdministratorRole = Extract<PartnerRole, 'administrator' | 'deputy-administrator'>;

export function isAdministratorRole(role: PartnerRole): role is AdministratorRole {
  return role === 'administrator' || role === 'deputy-administrator';
}

/** As much of a card as says who somebody is, and as what. */
export interface CardPerson {
  readonly role: PartnerRole;
  readonly name: string;
  readonly email: string | null;
}

const BY_FORM = 'le formulaire de changement d’administrateur (annexe 3), signé du signataire et de la personne à habiliter';
const UNMAKING = 'Une fiche ne retire ni ne change le rôle d’un administrateur : signalez son départ, ou mettez fin au contact, ce qui retire aussi son habilitation ; qui lui succède se demande par';
const MAKING = 'Une fiche ne nomme pas d’administrateur ni de suppléant à la place d’un autre, ou en plus : il faut';
const REPLACING = 'Nom et courriel changés à la fois, ce serait quelqu’un d’autre : un administrateur se remplace par';

/**
 * Why a card of the directory, a line of a file or a call of the API may not do this to somebody's role, in French, and at which field; null
 * when it may. Administrators and deputies are made and unmade by the form of annex 3; the first of a rank is the one whom the
 * convention itself names, so `everHeld` are the ranks that anybody of the convention holds or held. @param before null = somebody new
 */
export function byCardRefused(before: CardPerson | null, after: CardPerson, everHeld: ReadonlySet<PartnerRole>): { readonly field: 'role' | 'nom'; readonly message: string } | null {
  if (before !== null && isAdministratorRole(before.role)) {
    if (after.role !== before.role) return { field: 'role', message: `${UNMAKING} ${BY_FORM}.` };
    return differs(before.name, after.name) && differs(before.email, after.email) ? { field: 'nom', message: `${REPLACING} ${BY_FORM}.` } : null;
  }
  return isAdministratorRole(after.role) && everHeld.has(after.role) ? { field: 'role', message: `${MAKING} ${BY_FORM}.` } : null;
}

/** Why an administrator who had ended may not simply count again, in French; null when they may: nobody took their rank since. */
export function resumeRefused(role: PartnerRole, holder: string | undefined): string | null {
  if (!isAdministratorRole(role) || holder === undefined) return null;
  return `${holder} tient ce rang depuis : la fiche ne se reprend pas, il faut ${BY_FORM}.`;
}

function differs(one: string | null, other: string | null): boolean {
  return (one ?? '').toLowerCase() !== (other ?? '').toLowerCase();
}
