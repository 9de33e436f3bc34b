import type { DeskDay } from '../db/morning';
import { localDateOf, openMsOfDay, startOfDay } from '../domain/calendar';
import type { Contract } from '../domain/contract-types';
import type { CafCode, Instant, LocalDate } from '../domain/ids';
import { dateOfDay, dayOf } from '../domain/local-date';

/** Each Caf with the day it is there. @param securityCafs those whose security incidents are seen */
export function deskDays(contracts: readonly Contract[], now: Instant, securityCafs: readonly CafCode[]): DeskDay[] {
  return contracts.map(({ caf, calendar }) => {
    const today = localDateOf(calendar, now);
    return { caf, timeZone: calendar.timeZone, today: startOfDay(calendar, today), tomorrow: startOfDay(calendar, addDays(today, 1)), security: securityCafs.includes(caf) };
  });
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayOf(date) + days);
}

/** How long an open day is, where every desk's every open day is as long; null otherwise. */
export function dayLength(contracts: readonly Contract[], first: LocalDate): number | null {
  const lengths = new Set(contracts.flatMap(({ calendar }) => Array.from({ length: 7 }, (_, i) => openMsOfDay(calendar, addDays(first, i)))).filter((ms) => ms > 0));
  const [only] = lengths;
  return lengths.size === 1 && only !== undefined ? only : null;
}
