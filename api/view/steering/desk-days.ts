import type { DeskDay } from '../../../db/morning';
import { localDateOf, openMsOfDay } from '../../../domain/calendar';
import type { Calendar } from '../../../domain/calendar-types';
import type { Contract } from '../../../domain/contract-types';
import { instantAt, type CafCode, type Instant, type LocalDate } from '../../../domain/ids';
import { dateOfDay, DAY_MS, dayOf } from '../../../domain/local-date';
import { instantMsOfLocal, zoneOf } from '../../../domain/zone';
import { holds } from '../../../domain/roles';
import type { DueDay } from '../../../web/view/steering';
import type { Visit } from '../../visit';

/** Each Caf with the day it is there. */
export function deskDays(contracts: readonly Contract[], now: Instant, securityCafs: readonly CafCode[]): DeskDay[] {
  return contracts.map(({ caf, calendar }) => {
    const today = localDateOf(calendar, now);
    return { caf, timeZone: calendar.timeZone, today: startOfDay(calendar, today), tomorrow: startOfDay(calendar, addDays(today, 1)), security: securityCafs.includes(caf) };
  });
}

/** The Cafs whose security incidents this person sees: the security officer's, and those that name none, where the manager stands in (article 3). */
export function securityCafs({ session, action }: Visit): CafCode[] {
  return session.grants.filter((grant) => holds(grant.role, action)).flatMap((grant) => (grant.role === 'security-officer' ? grant.cafs : grant.cafs.filter((caf) => grant.standsIn.includes(caf))));
}

/** When a day begins at a desk. */
export function startOfDay({ timeZone }: Calendar, date: LocalDate): Instant {
  return instantAt(instantMsOfLocal(zoneOf(timeZone), dayOf(date) * DAY_MS));
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayOf(date) + days);
}

/** The coming days, none due yet; closed where no desk opens. */
export function comingDays(contracts: readonly Contract[], first: LocalDate, count: number): DueDay[] {
  return Array.from({ length: count }, (_, i) => addDays(first, i)).map((date) => ({
    date, desk: 0, partner: 0, closed: contracts.every(({ calendar }) => openMsOfDay(calendar, date) === 0),
  }));
}

/** How long an open day is, where every desk's every open day is as long; null otherwise. */
export function dayLength(contracts: readonly Contract[], first: LocalDate): number | null {
  const lengths = new Set(contracts.flatMap(({ calendar }) => Array.from({ length: 7 }, (_, i) => openMsOfDay(calendar, addDays(first, i)))).filter((ms) => ms > 0));
  const [only] = lengths;
  return lengths.size === 1 && only !== undefined ? only : null;
}

/** Whether a text is a day of the calendar, « 2026-05-13 ». */
export function isDay(text: string): text is LocalDate {
  try {
    dayOf(text);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
