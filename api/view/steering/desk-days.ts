import { openMsOfDay } from '../../../domain/calendar';
import type { Contract } from '../../../domain/contract-types';
import type { CafCode, LocalDate } from '../../../domain/ids';
import { dayOf } from '../../../domain/local-date';
import { securityCafsWhere } from '../../../domain/grants';
import { addDays } from '../../../desk/local-days';
import type { DueDay } from '../../../web/view/steering';
import type { Visit } from '../../visit';

export { addDays, dayLength, deskDays } from '../../../desk/local-days';

/** The Cafs whose security incidents this person sees here. */
export function securityCafs({ session, action }: Visit): CafCode[] {
  return securityCafsWhere(session.grants, action);
}

/** The coming days, none due yet; closed where no desk opens. */
export function comingDays(contracts: readonly Contract[], first: LocalDate, count: number): DueDay[] {
  return Array.from({ length: count }, (_, i) => addDays(first, i)).map((date) => ({
    date, desk: 0, partner: 0, closed: contracts.every(({ calendar }) => openMsOfDay(calendar, date) === 0),
  }));
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
