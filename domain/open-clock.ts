import { openMsBetween } from './calendar';
import type { Calendar } from './calendar-types';
import { epochMs, instantAt, type Instant } from './ids';

/** Where every opening clock stands at zero; before it they are negative. */
const ZERO_YEAR = 2024;
const ZERO = instantAt(Date.UTC(ZERO_YEAR, 0, 1));
/** What each calendar's clock shows at the beginning of each UTC month: reading it then walks through one month at most. */
const months = new WeakMap<Calendar, number[]>();

/**
 * What a clock that runs only while the desk is open shows at that instant, in milliseconds: the opening time between two instants is
 * the difference of two readings. So the time that thousands of debts have run is known from their number and the sum of their beginnings.
 */
export function openClockMs(calendar: Calendar, at: Instant): number {
  if (at < ZERO) return -openMsBetween(calendar, at, ZERO);
  const date = new Date(epochMs(at));
  const month = (date.getUTCFullYear() - ZERO_YEAR) * 12 + date.getUTCMonth();
  return atMonth(calendar, month) + openMsBetween(calendar, monthStart(month), at);
}

function atMonth(calendar: Calendar, month: number): number {
  const known = months.get(calendar) ?? [0];
  months.set(calendar, known);
  for (let next = known.length; next <= month; next += 1) known.push((known[next - 1] ?? 0) + openMsBetween(calendar, monthStart(next - 1), monthStart(next)));
  return known[month] ?? 0;
}

function monthStart(month: number): Instant {
  return instantAt(Date.UTC(ZERO_YEAR, month, 1));
}
