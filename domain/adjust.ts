import { addOpenMs, openMsBetween } from './calendar';
import type { Adjusted, Calendar, DelayRule, Reckoning } from './calendar-types';
import { compile, isWorkingDay } from './compiled-calendar';
import { reckon } from './deadline';
import { epochMs, instantAt, type Instant } from './ids';
import type { Adjustment, LimitKey } from './manager-facts';
import { dayAt } from './opening';
import { instantMsOfLocal, localMsAt } from './zone';

/**
 * A reckoning with what a manager decided of it: a date set by hand, or the time of a pause, which does not count. A pause gives back what
 * it took in the unit of the delay: opening hours in opening time, working days in working days, days and months by the local clock, hours
 * as elapsed; what then falls while the desk is closed is moved as the contract says. Times are instants. @throws NeverOpens, LimitTooFar
 */
export function adjusted(base: Reckoning, key: LimitKey, adjustments: readonly Adjustment[], calendar: Calendar): Reckoning {
  return adjustments.reduce((reckoning, adjustment) => {
    const line = adjustment.kind === 'by-hand' ? byHand(reckoning, adjustment, key) : afterPause(reckoning, adjustment, calendar);
    return line === null ? reckoning : { ...reckoning, deadline: line.to, adjusted: [...(reckoning.adjusted ?? []), line] };
  }, base);
}

function byHand({ deadline }: Reckoning, { n, limit, due }: Extract<Adjustment, { kind: 'by-hand' }>, key: LimitKey): Adjusted | null {
  return limit === key ? { kind: 'by-hand', n, from: deadline, raw: due, to: due } : null;
}

/** Null when the pause does not touch the delay: it was over before, or had fallen due already. */
function afterPause(reckoning: Reckoning, pause: Extract<Adjustment, { kind: 'pause' }>, calendar: Calendar): Adjusted | null {
  const { start, deadline, rule, whenClosed } = reckoning;
  const from = start > pause.from ? start : pause.from;
  if (from >= pause.until || deadline <= pause.from) return null;
  const raw = resumed(calendar, rule, reckoning.adjusted?.at(-1)?.raw ?? reckoning.rawLimit, from, pause.until);
  const { deadline: to } = reckon(calendar, raw, { elapsedSeconds: 0 }, whenClosed, null);
  return { kind: 'pause', n: pause.n, from: deadline, raw, to, pausedFrom: pause.from, pausedUntil: pause.until };
}

/** The limit `raw` when the time from `from` to `until` does not count; never before the pause ends. */
function resumed(calendar: Calendar, rule: DelayRule, raw: Instant, from: Instant, until: Instant): Instant {
  if (raw <= from) return until;
  const shifted = putOff(calendar, rule, raw, from, until);
  return shifted > until ? shifted : until;
}

function putOff(calendar: Calendar, rule: DelayRule, raw: Instant, from: Instant, until: Instant): Instant {
  if ('openingHours' in rule) return addOpenMs(calendar, until, openMsBetween(calendar, from, raw));
  if ('workingDays' in rule) return addWorkingDays(calendar, raw, workingDaysBetween(calendar, from, until));
  if ('calendarDays' in rule || 'calendarMonths' in rule) return byLocalClock(calendar, raw, from, until);
  return instantAt(epochMs(raw) + epochMs(until) - epochMs(from));
}

function addWorkingDays(calendar: Calendar, raw: Instant, days: number): Instant {
  return days === 0 ? raw : reckon(calendar, raw, { workingDays: days }, 'as-is', null).deadline;
}

/** Working days from the day of `from`, not counted, to the day of `until`, counted: the day of the event is day 0. */
function workingDaysBetween(calendar: Calendar, from: Instant, until: Instant): number {
  const ready = compile(calendar);
  let count = 0;
  for (let day = dayAt(ready, epochMs(from)) + 1; day <= dayAt(ready, epochMs(until)); day += 1) if (isWorkingDay(ready, day)) count += 1;
  return count;
}

function byLocalClock(calendar: Calendar, raw: Instant, from: Instant, until: Instant): Instant {
  const { zone } = compile(calendar);
  const local = (at: Instant) => localMsAt(zone, epochMs(at));
  return instantAt(instantMsOfLocal(zone, local(raw) + local(until) - local(from)));
}
