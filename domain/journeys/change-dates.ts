import { localDateOf } from '../calendar';
import { frenchDate } from '../french/dates';
import { typo } from '../french/typography';
import type { Instant, LocalDate } from '../ids';
import { isFormer, replacedOf } from './change-people';
import type { Change } from './change-state';
import type { Around } from './types';

/** What is done at the Caf, on a day of its own. */
export type DatedAct = 'give-access' | 'withdraw-access';

/**
 * Why an access cannot have been given or withdrawn on that day of the Caf's calendar, in French; null when it can: not to come, and not before
 * the approval. Whoever had left already may have lost their access since that day.
 */
export function dateRefused(act: DatedAct, on: LocalDate, state: Pick<Change, 'kept' | 'approved'>, around: Pick<Around, 'calendar' | 'contacts' | 'former'>, now: Instant): string | null {
  if (on > localDateOf(around.calendar, now)) return 'Donnez une date qui n’est pas à venir.';
  const replaced = act === 'withdraw-access' ? replacedOf(state, around) : undefined;
  const left = replaced !== undefined && isFormer(replaced) ? replaced.endedAt : null;
  const since = state.approved === null || (left !== null && left < state.approved.at) ? left : state.approved.at;
  const first = since === null ? null : localDateOf(around.calendar, since);
  if (first === null || on >= first) return null;
  return typo(left === since ? `Cet accès est retiré au registre depuis le ${frenchDate(first)} : donnez une date qui ne vient pas avant.` : `Ce changement est approuvé depuis le ${frenchDate(first)} : aucun accès ne change avant.`);
}
