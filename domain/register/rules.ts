import type { Instant, LocalDate } from '../ids';

/** Who creates habilitations at a convention (article 2.2). */
export type Mode = 'delegated' | 'centralised';

/** How a convention works now: as its contract says, as it was chosen where that leaves the choice, or by the Caf alone once delegation was taken back. Null = to be chosen. */
export function modeNow(contract: Mode | 'either', file: { readonly mode: Mode | null; readonly delegation_taken_back_at: Instant | null } | null): Mode | null {
  if (file !== null && file.delegation_taken_back_at !== null) return 'centralised';
  return file?.mode ?? (contract === 'either' ? null : contract);
}

/** A convention's dates; null = to be entered. */
export interface ConventionDates {
  readonly signed_on: LocalDate | null;
  readonly contract_signed_on: LocalDate | null;
  readonly formalities_on: LocalDate | null;
  readonly opened_on: LocalDate | null;
  readonly terminated_on: LocalDate | null;
}
export const NO_DATES: ConventionDates = { signed_on: null, contract_signed_on: null, formalities_on: null, opened_on: null, terminated_on: null };

export type ConventionState = 'unknown' | 'to-sign' | 'signed' | 'open' | 'terminated';

/** Where a convention stands on a day of its Caf's calendar. Nothing entered at all is said, not guessed. */
export function conventionState(dates: ConventionDates | null, on: LocalDate): ConventionState {
  if (dates === null) return 'unknown';
  if (dates.terminated_on !== null && dates.terminated_on <= on) return 'terminated';
  if (dates.opened_on !== null && dates.opened_on <= on) return 'open';
  return dates.signed_on === null || dates.signed_on > on ? 'to-sign' : 'signed';
}

/** What still stands against opening, in French: nothing opens before the signatures (convention, contract, a bulletin) and the data-protection formalities. */
export function lacksToOpen(dates: ConventionDates, bulletins: ReadonlyArray<{ readonly signed_on: LocalDate | null }>, opening: LocalDate): string[] {
  const before = (date: LocalDate | null): boolean => date !== null && date <= opening;
  return [
    ...(before(dates.signed_on) ? [] : ['la signature de la convention']),
    ...(before(dates.contract_signed_on) ? [] : ['la signature du contrat de service']),
    ...(bulletins.some((one) => before(one.signed_on)) ? [] : ['un bulletin d’adhésion signé']),
    ...(before(dates.formalities_on) ? [] : ['les formalités de protection des données']),
  ];
}

/** A profile of a bulletin; `users: null` = to be entered. */
export interface Quota {
  readonly profile: string;
  readonly users: number | null;
}

/** How a number of users stands to what the bulletin allows. */
export function quotaState({ users }: Quota, held: number): 'to-enter' | 'within' | 'full' | 'exceeded' {
  if (users === null) return 'to-enter';
  return held > users ? 'exceeded' : held === users ? 'full' : 'within';
}

/** Why one more user cannot be given access, in French; null when it can. In delegated mode the partner gives access, and what is too many is flagged. */
export function givingRefused(mode: Mode, quota: Quota | undefined, held: number): string | null {
  if (mode === 'delegated') return 'Cette convention est en mode délégué : son administrateur donne les accès lui-même.';
  if (quota === undefined) return 'Ce profil n’est pas dans le bulletin d’adhésion.';
  if (quota.users === null) return `Le nombre d’utilisateurs du profil ${quota.profile} est à saisir d’abord : il est illisible ou absent du bulletin.`;
  return held + 1 > quota.users ? `Le bulletin d’adhésion permet ${quota.users} utilisateur${quota.users > 1 ? 's' : ''} du profil ${quota.profile}, ${held} ${held > 1 ? 'ont' : 'a'} déjà un accès : il n’y a plus de place.` : null;
}
