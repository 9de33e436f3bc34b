import type { DelayRule, ReckoningReason } from './calendar-types';
import { closedStretches, notWorkingReason } from './closed';
import type { CompiledCalendar } from './compiled-calendar';
import { addMonths, dateOfDay, DAY_MS, type DayNumber } from './local-date';
import { addOpen, refuseTooFar } from './open-time';
import { dayAt, dayExists, instantMsOf } from './opening';
import { localMsAt, offsetMsAt } from './zone';

/** A step in milliseconds, before it is written as instants. */
export interface Step {
  readonly fromMs: number;
  readonly toMs: number;
  readonly why: ReckoningReason;
}

const HOUR_MS = 3_600_000;

/** The steps from the start to the limit that a rule gives, before any move. @throws RangeError, NeverOpens, LimitTooFar */
export function stepsOfRule(calendar: CompiledCalendar, startMs: number, rule: DelayRule): Step[] {
  if ('elapsedHours' in rule) return elapsed(calendar, startMs, whole(rule.elapsedHours) * HOUR_MS, { code: 'elapsed', hours: rule.elapsedHours });
  if ('elapsedSeconds' in rule) return elapsed(calendar, startMs, whole(rule.elapsedSeconds) * 1000, { code: 'elapsed', seconds: rule.elapsedSeconds });
  if ('openingHours' in rule) return openingHours(calendar, startMs, whole(rule.openingHours) * HOUR_MS);
  if ('calendarDays' in rule) return calendarDays(calendar, startMs, whole(rule.calendarDays));
  if ('calendarMonths' in rule) return calendarMonths(calendar, startMs, whole(rule.calendarMonths));
  return workingDays(calendar, startMs, whole(rule.workingDays));
}

/** @throws RangeError unless `amount` is a whole number, 0 or more. */
function whole(amount: number): number {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`Délai impossible : ${amount} (attendu : un nombre entier, 0 ou plus)`);
  return amount;
}

function elapsed(calendar: CompiledCalendar, startMs: number, ms: number, why: ReckoningReason): Step[] {
  refuseTooFar(startMs + ms);
  const steps: Step[] = [{ fromMs: startMs, toMs: startMs + ms, why }];
  const shiftMs = offsetMsAt(calendar.zone, startMs + ms) - offsetMsAt(calendar.zone, startMs);
  if (shiftMs !== 0) steps.push(clockChange(calendar, startMs + ms));
  return steps;
}

function openingHours(calendar: CompiledCalendar, startMs: number, openMs: number): Step[] {
  refuseTooFar(startMs + openMs);
  const steps: Step[] = [];
  let atMs = startMs;
  for (const span of addOpen(calendar, startMs, openMs).used) {
    steps.push(...closedSteps(calendar, atMs, span.fromMs));
    steps.push({ ...span, why: { code: 'open', openMs: span.toMs - span.fromMs } });
    atMs = span.toMs;
  }
  return steps;
}

/** Steps over closed time, one per reason. */
export function closedSteps(calendar: CompiledCalendar, fromMs: number, toMs: number): Step[] {
  return closedStretches(calendar, fromMs, toMs).map((closed) => ({
    fromMs: closed.fromMs,
    toMs: closed.toMs,
    why: { code: 'closed', because: closed.because },
  }));
}

function calendarDays(calendar: CompiledCalendar, startMs: number, days: number): Step[] {
  return toDay(calendar, startMs, dayAt(calendar, startMs) + days, { code: 'calendar-days', days });
}

function calendarMonths(calendar: CompiledCalendar, startMs: number, months: number): Step[] {
  // Far months overflow the calendar itself before they can be refused as too far.
  refuseTooFar(startMs + months * 28 * DAY_MS);
  const { day, clamped } = addMonths(dayAt(calendar, startMs), months);
  return toDay(calendar, startMs, day, { code: 'calendar-months', months, clampedToMonthEnd: clamped });
}

/** One step to the same local time on another day, with a word on a clock change that displaced it. */
function toDay(calendar: CompiledCalendar, startMs: number, day: DayNumber, why: ReckoningReason): Step[] {
  refuseTooFar(day * DAY_MS);
  const timeOfDayMs = timeOfDayAt(calendar, startMs);
  const toMs = day === dayAt(calendar, startMs) ? startMs : instantMsOf(calendar, day, timeOfDayMs);
  const steps: Step[] = [{ fromMs: startMs, toMs, why }];
  if (timeOfDayAt(calendar, toMs) !== timeOfDayMs) steps.push(clockChange(calendar, toMs));
  return steps;
}

function workingDays(calendar: CompiledCalendar, startMs: number, days: number): Step[] {
  refuseTooFar(startMs + days * DAY_MS);
  const timeOfDayMs = timeOfDayAt(calendar, startMs);
  const steps: Step[] = [];
  let fromMs = startMs;
  for (let nth = 0, day = dayAt(calendar, startMs) + 1; nth < days; day++) {
    if (!dayExists(calendar, day)) continue;
    const toMs = instantMsOf(calendar, day, timeOfDayMs);
    refuseTooFar(toMs);
    const because = notWorkingReason(calendar, day);
    const date = dateOfDay(day);
    steps.push({ fromMs, toMs, why: because ? { code: 'not-counted', date, because } : { code: 'working-day', nth: ++nth, date } });
    fromMs = toMs;
  }
  if (steps.length > 0 && timeOfDayAt(calendar, fromMs) !== timeOfDayMs) steps.push(clockChange(calendar, fromMs));
  return steps;
}

/** Local time of day at that instant, in milliseconds after midnight. */
export function timeOfDayAt(calendar: CompiledCalendar, atMs: number): number {
  return localMsAt(calendar.zone, atMs) - dayAt(calendar, atMs) * DAY_MS;
}

function clockChange(calendar: CompiledCalendar, atMs: number): Step {
  return { fromMs: atMs, toMs: atMs, why: { code: 'clock-change', date: dateOfDay(dayAt(calendar, atMs)) } };
}
