import { frenchDate, frenchDateTime, frenchTime } from '../../domain/french/dates';
import { epochMs, type Instant } from '../../domain/ids';
import { DAY_MS, dateOfDay, dayOfLocalMs } from '../../domain/local-date';
import { localMsAt, zoneOf } from '../../domain/zone';
import type { Opening } from '../view/shell';

function dayNumber(at: Instant, timeZone: string): number {
  return dayOfLocalMs(localMsAt(zoneOf(timeZone), epochMs(at)));
}

/** Days of the local calendar from now to `at`; negative in the past. */
export function daysUntil(at: Instant, now: Instant, timeZone: string): number {
  return dayNumber(at, timeZone) - dayNumber(now, timeZone);
}

/** « aujourd’hui à 11 h 32 », « demain à 9 h 05 », else « lun. 22 juin à 9 h 00 »; the year when it is not now's. */
export function nearDateTime(at: Instant, now: Instant, timeZone: string): string {
  const days = daysUntil(at, now, timeZone);
  if (days === 0 && at > now) return `aujourd’hui à ${frenchTime(at, timeZone)}`;
  return frenchDateTime(at, timeZone, { now });
}

/** « mer. 13 mai »: the day alone. */
export function day(at: Instant, now: Instant, timeZone: string): string {
  return frenchDate(dateOfDay(dayNumber(at, timeZone)), { now: dateOfDay(dayNumber(now, timeZone)) });
}

/** An act of which the day alone is known counts from its start: « mer. 13 mai »; else with the time. */
export function actDate(at: Instant, now: Instant, timeZone: string): string {
  const local = localMsAt(zoneOf(timeZone), epochMs(at));
  return local === dayOfLocalMs(local) * DAY_MS ? day(at, now, timeZone) : frenchDateTime(at, timeZone, { now });
}

/** « jeu. 28 mai, 10 h 12 »: now, beside the desk's name. */
export function dateTimeAside(now: Instant, timeZone: string): string {
  return `${day(now, now, timeZone)}, ${frenchTime(now, timeZone)}`;
}

/** Whether desks are open, in a few words. */
export function openingWords(opening: Opening, now: Instant, timeZone: string): { readonly open: boolean; readonly text: string } {
  if (opening.kind === 'several') {
    if (opening.open === opening.total) return { open: true, text: 'Tous ouverts' };
    return opening.open === 0 ? { open: false, text: 'Tous fermés' } : { open: true, text: `${opening.open} ouverts sur ${opening.total}` };
  }
  if (opening.kind === 'open')
    return { open: true, text: opening.until === null ? 'Ouvert à toute heure' : `Ouvert jusqu’à ${frenchTime(opening.until, timeZone)}` };
  return { open: false, text: opening.reopensAt === null ? 'Fermé' : `Fermé, rouvre ${nearDateTime(opening.reopensAt, now, timeZone)}` };
}
