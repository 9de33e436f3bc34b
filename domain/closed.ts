import type { ClosedReason } from './calendar-types';
import { keptHoliday, type CompiledCalendar } from './compiled-calendar';
import { dateOfDay, isWeekend, weekdayOf, type DayNumber } from './local-date';
import { dayAt, instantMsOf } from './opening';

/** A stretch of closed time that one reason explains. */
export interface ClosedStretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly because: ClosedReason;
}

/** Why that day is no working day, whatever the opening hours; null when it is one. */
export function notWorkingReason(calendar: CompiledCalendar, day: DayNumber): ClosedReason | null {
  const special = holidayOrClosingDay(calendar, day);
  if (special) return special;
  return isWeekend(day) ? weekdayReason(day) : null;
}

/** Why a desk with stated hours is closed at some time of that day: what closes the whole day, else its hours. */
export function closedReasonOfDay(calendar: CompiledCalendar, day: DayNumber): ClosedReason {
  const special = holidayOrClosingDay(calendar, day);
  if (special) return special;
  const closedAllDay = calendar.ranges !== null && !calendar.extraOpenings.has(day) && calendar.ranges[weekdayOf(day)].length === 0;
  return closedAllDay ? weekdayReason(day) : { kind: 'outside-hours', date: dateOfDay(day) };
}

/** The closed time between two instants, which must hold no opening, cut where the reason changes. */
export function closedStretches(calendar: CompiledCalendar, fromMs: number, toMs: number): ClosedStretch[] {
  const stretches: ClosedStretch[] = [];
  for (let atMs = fromMs; atMs < toMs; ) {
    const day = dayAt(calendar, atMs);
    const midnightMs = instantMsOf(calendar, day + 1, 0);
    const endMs = midnightMs > atMs ? Math.min(toMs, midnightMs) : toMs;
    append(stretches, { fromMs: atMs, toMs: endMs, because: closedReasonOfDay(calendar, day) });
    atMs = endMs;
  }
  return stretches;
}

function holidayOrClosingDay(calendar: CompiledCalendar, day: DayNumber): ClosedReason | null {
  const name = keptHoliday(calendar, day);
  if (name !== null) return { kind: 'holiday', name, date: dateOfDay(day) };
  return calendar.closedDays.has(day) ? { kind: 'closing-day', date: dateOfDay(day) } : null;
}

function weekdayReason(day: DayNumber): ClosedReason {
  const weekday = weekdayOf(day);
  const date = dateOfDay(day);
  return weekday === 'sat' || weekday === 'sun' ? { kind: 'weekend', weekday, date } : { kind: 'closed-weekday', weekday, date };
}

/** A night between two working days is one stretch, not one before midnight and one after. */
function append(stretches: ClosedStretch[], next: ClosedStretch): void {
  const last = stretches.at(-1);
  if (last?.because.kind === 'outside-hours' && next.because.kind === 'outside-hours') {
    stretches[stretches.length - 1] = { ...last, toMs: next.toMs };
  } else stretches.push(next);
}
