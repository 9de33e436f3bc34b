import type { Sql } from '../../db/connect';
import { findCheck, type PeopleCheck } from '../../db/people-check';
import type { Instant } from '../../domain/ids';
import type { CheckView } from '../../web/pages/portal/home';
import { day } from '../../web/words/when';

/** When a convention's list of people was last checked. */
export async function checkView(sql: Sql, conventionId: string, now: Instant, timeZone: string): Promise<CheckView> {
  return checkWords(await findCheck(sql, conventionId), now, timeZone);
}

/** « Vérifiée le lun. 3 nov. par Clémence Astugue »; due when a year has passed, or when it was reminded of since. */
export function checkWords(check: PeopleCheck | undefined, now: Instant, timeZone: string): CheckView {
  const { checked_at = null, checked_name = null, reminded_at = null, remind_at = null } = check ?? {};
  const reminded = reminded_at !== null && (checked_at === null || reminded_at > checked_at);
  const since = checked_at === null ? 'Jamais vérifiée' : `Vérifiée le ${day(checked_at, now, timeZone)}${checked_name === null ? '' : ` par ${checked_name}`}`;
  const then = reminded ? ` ; rappel envoyé le ${day(reminded_at, now, timeZone)}` : '';
  return { checkedAt: checked_at, checkedBy: checked_name, due: reminded || (remind_at !== null && remind_at <= now), words: `${since}${then}` };
}
