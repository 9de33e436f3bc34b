import type { DeskDay } from '../db/morning';
import { localDateOf, startOfDay } from '../domain/calendar';
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
