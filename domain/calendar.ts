import type { Calendar, ClosedReason } from './calendar-types';
import { closedReasonOfDay } from './closed';
import { compile, keptHoliday } from './compiled-calendar';
import { epochMs, instantAt, type Instant, type LocalDate } from './ids';
import { dateOfDay, dayOf, dayOfLocalMs } from './local-date';
import { dayAt, instantMsOf, spanAt, spansBefore, spansFrom, spansOfDay } from './opening';
import { addOpen } from './open-time';
import { localMsAt, zoneOf } from './zone';

export { NeverOpens } from './opening';
export { UnknownTimeZone } from './zone';

/** Whether the hours hold no opening at all; such a calendar is refused when it is saved. */
export function neverOpens(calendar: Calendar): boolean {
  return compile(calendar).neverOpens;
}

/** Whether the desk is open at that instant: the opening instant is open, the closing instant is not. */
export function isOpen(calendar: Calendar, at: Instant): boolean {
  return spanAt(compile(calendar), epochMs(at)) !== null;
}

/** Why the desk is closed at that instant, in its own time zone; null when it is open. */
export function closedReason(calendar: Calendar, at: Instant): ClosedReason | null {
  if (isOpen(calendar, at)) return null;
  const ready = compile(calendar);
  return closedReasonOfDay(ready, dayAt(ready, epochMs(at)));
}

/** The first instant from `at` on at which the desk is open: `at` itself when it is. @throws NeverOpens */
export function nextOpening(calendar: Calendar, at: Instant): Instant {
  const span = spansFrom(compile(calendar), epochMs(at)).next().value;
  return instantAt(Math.max(span.fromMs, epochMs(at)));
}

/** The first closing after `at`, of this opening or of the next; null when open round the clock. @throws NeverOpens */
export function nextClosing(calendar: Calendar, at: Instant): Instant | null {
  if (calendar.openingHours === null) return null;
  let closingMs: number | null = null;
  let spans = 0;
  for (const span of spansFrom(compile(calendar), epochMs(at))) {
    if (closingMs !== null && span.fromMs > closingMs) return instantAt(closingMs);
    // Days that touch at midnight are one opening; a year of them is a desk that never closes.
    if (++spans > 366) return null;
    closingMs = span.toMs;
  }
  return null;
}

/** Opening time between two instants, in milliseconds; 0 when `to` is not after `from`. */
export function openMsBetween(calendar: Calendar, from: Instant, to: Instant): number {
  const ready = compile(calendar);
  const [fromMs, toMs] = [epochMs(from), epochMs(to)];
  if (toMs <= fromMs || ready.neverOpens) return 0;
  if (ready.ranges === null) return toMs - fromMs;
  let openMs = 0;
  for (const span of spansFrom(ready, fromMs)) {
    if (span.fromMs >= toMs) break;
    openMs += Math.min(span.toMs, toMs) - Math.max(span.fromMs, fromMs);
  }
  return openMs;
}

/** Opening time of a local day, in milliseconds (« 1 j = 10 h d'ouverture »). */
export function openMsOfDay(calendar: Calendar, date: LocalDate): number {
  return spansOfDay(compile(calendar), dayOf(date)).reduce((sum, span) => sum + span.toMs - span.fromMs, 0);
}

/** The instant by which `openMs` of opening time have passed since `from`; exactly at a closing it is that closing. @throws NeverOpens */
export function addOpenMs(calendar: Calendar, from: Instant, openMs: number): Instant {
  return instantAt(addOpen(compile(calendar), epochMs(from), openMs).endMs);
}

/** The latest instant from which `openMs` of opening time remain until `until`: a warning « 2 h before ». @throws NeverOpens */
export function subtractOpenMs(calendar: Calendar, until: Instant, openMs: number): Instant {
  const ready = compile(calendar);
  const untilMs = epochMs(until);
  if (openMs <= 0) return until;
  if (ready.ranges === null) return instantAt(untilMs - openMs);
  let leftMs = openMs;
  for (const span of spansBefore(ready, untilMs)) {
    const endMs = Math.min(span.toMs, untilMs);
    if (endMs - span.fromMs >= leftMs) return instantAt(endMs - leftMs);
    leftMs -= endMs - span.fromMs;
  }
  return until;
}

/** The first instant of a local day. */
export function startOfDay(calendar: Calendar, date: LocalDate): Instant {
  return instantAt(instantMsOf(compile(calendar), dayOf(date), 0));
}

/** The day it is at the desk at that instant. */
export function localDateOf(calendar: Calendar, at: Instant): LocalDate {
  const ready = compile(calendar);
  return dateOfDay(dayAt(ready, epochMs(at)));
}

/** The local date of a time zone at an instant. @throws UnknownTimeZone */
export function localDateIn(timeZone: string, at: Instant): LocalDate {
  return dateOfDay(dayOfLocalMs(localMsAt(zoneOf(timeZone), epochMs(at))));
}

/** The statutory holiday of the desk's territory on that day, unless the desk opens on it. */
export function holidayOf(calendar: Calendar, date: LocalDate): { readonly name: string } | null {
  const name = keptHoliday(compile(calendar), dayOf(date));
  return name === null ? null : { name };
}
