import type { Calendar, Territory, Weekday, WeeklyHours } from './calendar-types';
import { dayOf, isWeekend, weekdayOf, type DayNumber } from './local-date';
import { statutoryHoliday } from './holidays';
import { zoneOf, type Zone } from './zone';

/** An opening range of a day, in milliseconds of local wall-clock time after midnight. */
export interface LocalRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A calendar made ready to count with; made once per calendar object. */
export interface CompiledCalendar {
  readonly zone: Zone;
  readonly territory: Territory | null;
  /** null: open round the clock. */
  readonly ranges: Readonly<Record<Weekday, readonly LocalRange[]>> | null;
  readonly closedDays: ReadonlySet<DayNumber>;
  readonly openHolidays: ReadonlySet<DayNumber>;
  readonly extraOpenings: ReadonlyMap<DayNumber, readonly LocalRange[]>;
  readonly neverOpens: boolean;
}

const compiled = new WeakMap<Calendar, CompiledCalendar>();

/** @throws UnknownTimeZone, RangeError on an hour, a range or a date that cannot be. */
export function compile(calendar: Calendar): CompiledCalendar {
  const known = compiled.get(calendar);
  if (known) return known;
  const ranges = calendar.openingHours === null ? null : compileHours(calendar.openingHours);
  const ready: CompiledCalendar = {
    zone: zoneOf(calendar.timeZone),
    territory: calendar.territory,
    ranges,
    closedDays: new Set(calendar.closedDays?.map(dayOf)),
    openHolidays: new Set(calendar.openHolidays?.map(dayOf)),
    extraOpenings: new Map(Object.entries(calendar.extraOpenings ?? {}).map(([date, hours]) => [dayOf(date), compileDay(hours)])),
    neverOpens: ranges !== null && Object.values(ranges).every((day) => day.length === 0),
  };
  compiled.set(calendar, ready);
  return ready;
}

/** The statutory holiday that this desk keeps on that day, by its French name, or null. */
export function keptHoliday(calendar: CompiledCalendar, day: DayNumber): string | null {
  if (calendar.territory === null || calendar.openHolidays.has(day)) return null;
  return statutoryHoliday(calendar.territory, day);
}

/** Monday to Friday less holidays, with the desk's own closing days: « jour ouvré », whatever the opening hours. */
export function isWorkingDay(calendar: CompiledCalendar, day: DayNumber): boolean {
  return !isWeekend(day) && !calendar.closedDays.has(day) && keptHoliday(calendar, day) === null;
}

/** The ranges of that day in local time; none on a holiday or a closing day. Not for a desk open round the clock. */
export function localRanges(calendar: CompiledCalendar, day: DayNumber): readonly LocalRange[] {
  if (calendar.ranges === null) return [];
  const extra = calendar.extraOpenings.get(day);
  if (extra !== undefined) return extra;
  const ranges = calendar.ranges[weekdayOf(day)];
  if (ranges.length === 0 || calendar.closedDays.has(day) || keptHoliday(calendar, day) !== null) return [];
  return ranges;
}

function compileHours(hours: WeeklyHours): Record<Weekday, readonly LocalRange[]> {
  const of = (weekday: Weekday): readonly LocalRange[] => compileDay(hours[weekday] ?? []);
  return { mon: of('mon'), tue: of('tue'), wed: of('wed'), thu: of('thu'), fri: of('fri'), sat: of('sat'), sun: of('sun') };
}

function compileDay(ranges: ReadonlyArray<readonly [string, string]>): readonly LocalRange[] {
  const read = ranges.map(([from, to]) => ({ fromMs: timeOfDayMs(from), toMs: timeOfDayMs(to) }));
  read.sort((a, b) => a.fromMs - b.fromMs);
  read.forEach((range, i) => {
    if (range.toMs <= range.fromMs) throw new RangeError('Plage d’ouverture dont la fin n’est pas après le début');
    if (i > 0 && range.fromMs < (read[i - 1]?.toMs ?? 0)) throw new RangeError('Plages d’ouverture qui se chevauchent');
  });
  return read;
}

/** « 08:30 » in milliseconds after midnight; « 24:00 » is the end of the day. @throws RangeError */
export function timeOfDayMs(text: string): number {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$|^24:00$/.exec(text);
  if (!found) throw new RangeError(`Heure inconnue : « ${text} » (attendu : « 08:30 »)`);
  return text === '24:00' ? 86_400_000 : (Number(found[1]) * 60 + Number(found[2])) * 60_000;
}
