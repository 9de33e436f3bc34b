import { instantMsOfLocal, zoneOf } from '../zone';
import type { Calendar } from '../calendar-types';
import { instantAt, type Instant, type LocalDate } from '../ids';
import { addMonths, dateOfDay, DAY_MS, dayOf } from '../local-date';

/** Letters that a date makes leave in the morning, local time. */
const MORNING_MS = 9 * 3_600_000;

/** The local date `days` after (a negative number: before) another. @throws RangeError on what is no date */
export function daysAfter(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayOf(date) + days);
}

/** Nine in the morning of that day, in the territory's time. @throws RangeError on what is no date */
export function morningOf({ timeZone }: Pick<Calendar, 'timeZone'>, date: LocalDate): Instant {
  return instantAt(instantMsOfLocal(zoneOf(timeZone), dayOf(date) * DAY_MS + MORNING_MS));
}

/** The first instant of that day, in the territory's time. @throws RangeError on what is no date */
export function startOf({ timeZone }: Pick<Calendar, 'timeZone'>, date: LocalDate): Instant {
  return instantAt(instantMsOfLocal(zoneOf(timeZone), dayOf(date) * DAY_MS));
}

/**
 * The first of `from` and its returns, every `months` months, that is after `after`: each counted from the first date, so that 29 February comes
 * back every fourth year instead of becoming the 28th for good. @throws RangeError on what is no date
 */
export function nextReturn(from: LocalDate, months: number, after: LocalDate): LocalDate {
  for (let n = 0; ; n += 1) {
    const date = dateOfDay(addMonths(dayOf(from), n * months).day);
    if (date > after) return date;
  }
}

/** The return before `date`, itself a return of `from` each year: 29 February before the 28th that follows a leap year. @throws RangeError on what is no date */
export function returnBefore(from: LocalDate, date: LocalDate): LocalDate {
  return nextReturn(from, 12, daysAfter(dateOfDay(addMonths(dayOf(date), -12).day), -1));
}
