import type { DelayRule } from './calendar-types';
import type { StatedDelay } from './contract-types';

/**
 * The delays that a contract's own words may be read as, the shipped one first (docs/decisions/0012).
 * « 48 h » may be elapsed hours, opening hours, or working days; « 5 jours » and « 1 mois » run by the calendar.
 */
export function readingsOf(stated: StatedDelay): DelayRule[] {
  if ('hours' in stated) return hourReadings(stated.hours);
  if ('days' in stated) return [{ calendarDays: stated.days }];
  if ('workingDays' in stated) return [{ workingDays: stated.workingDays }];
  return [{ calendarMonths: stated.months }];
}

function hourReadings(hours: number): DelayRule[] {
  const days = hours % 24 === 0 ? [{ workingDays: hours / 24 }] : [];
  return [{ elapsedHours: hours }, { openingHours: hours }, ...days];
}
