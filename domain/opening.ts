import { localRanges, type CompiledCalendar } from './compiled-calendar';
import { DAY_MS, dayOfLocalMs, type DayNumber } from './local-date';
import { instantMsOfLocal, localMsAt } from './zone';

/** A stretch of opening in instants: `fromMs` is open, `toMs` is the closing. */
export interface OpenSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A calendar whose hours hold no opening: nothing can be moved to its next opening. */
export class NeverOpens extends RangeError {
  override name = 'NeverOpens';
  constructor() {
    super('Ce guichet n’ouvre jamais : ses horaires ne contiennent aucune plage');
  }
}

export function dayAt(calendar: CompiledCalendar, atMs: number): DayNumber {
  return dayOfLocalMs(localMsAt(calendar.zone, atMs));
}

/** The instant of a local time of day; both boundaries of a range resolve « compatible » in a clock change. */
export function instantMsOf(calendar: CompiledCalendar, day: DayNumber, timeOfDayMs: number): number {
  return instantMsOfLocal(calendar.zone, day * DAY_MS + timeOfDayMs);
}

/** Whether the local calendar has that day (Samoa had no 30 December 2011). */
export function dayExists(calendar: CompiledCalendar, day: DayNumber): boolean {
  return dayAt(calendar, instantMsOf(calendar, day, 0)) === day;
}

/** The opening spans of a local day, in order, joined where a clock change makes them meet. */
export function spansOfDay(calendar: CompiledCalendar, day: DayNumber): OpenSpan[] {
  if (calendar.ranges === null) return [{ fromMs: instantMsOf(calendar, day, 0), toMs: instantMsOf(calendar, day + 1, 0) }];
  const ranges = localRanges(calendar, day);
  if (ranges.length === 0 || !dayExists(calendar, day)) return [];
  const spans: OpenSpan[] = [];
  for (const range of ranges) {
    append(spans, { fromMs: instantMsOf(calendar, day, range.fromMs), toMs: instantMsOf(calendar, day, range.toMs) });
  }
  return spans;
}

/** Opening spans that end after `atMs`, from the earliest, for ever. @throws NeverOpens */
export function* spansFrom(calendar: CompiledCalendar, atMs: number): Generator<OpenSpan, never> {
  if (calendar.neverOpens) throw new NeverOpens();
  // From the day before: an autumn night may put the clock back to yesterday.
  for (let day = dayAt(calendar, atMs) - 1; ; day++) {
    for (const span of spansOfDay(calendar, day)) if (span.toMs > atMs) yield span;
  }
}

/** Opening spans that begin before `atMs`, from the latest, for ever. @throws NeverOpens */
export function* spansBefore(calendar: CompiledCalendar, atMs: number): Generator<OpenSpan, never> {
  if (calendar.neverOpens) throw new NeverOpens();
  for (let day = dayAt(calendar, atMs) + 1; ; day--) {
    for (const span of spansOfDay(calendar, day).reverse()) if (span.fromMs < atMs) yield span;
  }
}

/** The span that is open at that instant, or null. */
export function spanAt(calendar: CompiledCalendar, atMs: number): OpenSpan | null {
  if (calendar.neverOpens) return null;
  const span = spansFrom(calendar, atMs).next().value;
  return span.fromMs <= atMs ? span : null;
}

/** Whether the desk closes at that very instant: such a limit still falls within opening. */
export function closesAt(calendar: CompiledCalendar, atMs: number): boolean {
  if (calendar.neverOpens || calendar.ranges === null) return false;
  return spansBefore(calendar, atMs).next().value.toMs === atMs;
}

function append(spans: OpenSpan[], span: OpenSpan): void {
  const last = spans.at(-1);
  if (span.toMs <= span.fromMs) return;
  if (last && span.fromMs <= last.toMs) spans[spans.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, span.toMs) };
  else spans.push(span);
}
