import { neverOpens } from '../domain/calendar';
import type { Calendar, DelayRule, Territory, Weekday, WeeklyHours, WhenClosed } from '../domain/calendar-types';
import { TERRITORIES } from '../domain/holidays';
import type { Instant, LocalDate } from '../domain/ids';
import { dayOf } from '../domain/local-date';
import { timeOfDayMs } from '../domain/compiled-calendar';
import { zoneOf } from '../domain/zone';
import { instantFrom } from './instant-argument';

/** One case of `guichet deadlines`, checked. */
export interface DeadlineCase {
  readonly calendar: Calendar;
  readonly start: Instant;
  readonly rule: DelayRule;
  readonly whenClosed: WhenClosed;
}

type Fields = Readonly<Record<string, unknown>>;

const WEEKDAYS: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] satisfies Weekday[];
const RULES: readonly string[] = ['elapsedHours', 'openingHours', 'calendarDays', 'workingDays', 'calendarMonths'];
const WHEN_CLOSED: readonly string[] = ['next-opening', 'next-working-day-same-time', 'as-is'] satisfies WhenClosed[];

/** Calendars already checked, by their JSON: the cases of a file mostly share a few. */
const checkedCalendars = new Map<string, Calendar>();
const MOST_CALENDARS = 1000;

/** @throws RangeError saying in French which field is wrong, what was found and what is expected. */
export function deadlineCaseOf(fields: Fields): DeadlineCase {
  const calendar = calendarOf(fields);
  const checked = { calendar, start: startOf(fields['start']), rule: ruleOf(fields['rule']), whenClosed: whenClosedOf(fields['whenClosed']) };
  const needsOpening = 'openingHours' in checked.rule || checked.whenClosed === 'next-opening';
  if (needsOpening && neverOpens(calendar)) refuse('openingHours : ce guichet n’ouvre jamais, et ce délai attend une ouverture');
  return checked;
}

function calendarOf(fields: Fields): Calendar {
  const { timeZone, territory, openingHours, closedDays, openHolidays } = fields;
  // An object, for in a list an absent field would read as null.
  const key = JSON.stringify({ timeZone, territory, openingHours, closedDays, openHolidays });
  const known = checkedCalendars.get(key);
  if (known) return known;
  const calendar: Calendar = {
    timeZone: timeZoneOf(timeZone),
    territory: territoryOf(territory),
    openingHours: hoursOf(openingHours),
    closedDays: datesOf('closedDays', closedDays),
    openHolidays: datesOf('openHolidays', openHolidays),
  };
  if (checkedCalendars.size >= MOST_CALENDARS) checkedCalendars.clear();
  checkedCalendars.set(key, calendar);
  return calendar;
}

function timeZoneOf(value: unknown): string {
  if (typeof value !== 'string') refuse(`timeZone : ${found(value)}, attendu un fuseau comme « Europe/Paris »`);
  zoneOf(value);
  return value;
}

function territoryOf(value: unknown): Territory | null {
  if (value === null) return null;
  const territory = TERRITORIES.find((known) => known === value);
  return territory ?? refuse(`territory : territoire inconnu, ${found(value)} (attendu : ${TERRITORIES.join(', ')} ou null)`);
}

function startOf(value: unknown): Instant {
  if (typeof value !== 'string') refuse(`start : ${found(value)}, attendu une date-heure comme « 2026-05-13T15:50+02:00 »`);
  return within('start', () => instantFrom(value));
}

/** A rule as data, `{"workingDays":10}`. @throws RangeError in French. */
export function ruleOf(value: unknown): DelayRule {
  const entries = isFields(value) ? Object.entries(value) : [];
  const [name, amount] = entries[0] ?? ['', null];
  if (entries.length !== 1 || !RULES.includes(name)) refuse(`rule : ${found(value)}, attendu une seule règle parmi ${RULES.join(', ')}`);
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount < 0) refuse(`rule.${name} : ${found(amount)}, attendu un nombre entier, 0 ou plus`);
  return { [name]: amount } as unknown as DelayRule;
}

/** @throws RangeError in French; absent means « next-opening ». */
export function whenClosedOf(value: unknown): WhenClosed {
  if (value === undefined) return 'next-opening';
  if (typeof value === 'string' && WHEN_CLOSED.includes(value)) return value as WhenClosed;
  return refuse(`whenClosed : ${found(value)}, attendu ${WHEN_CLOSED.join(', ')}`);
}

function datesOf(field: string, value: unknown): LocalDate[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) refuse(`${field} : ${found(value)}, attendu une liste de dates`);
  return value.map((date: unknown) => {
    if (typeof date !== 'string') refuse(`${field} : ${found(date)}, attendu une date comme « 2026-05-15 »`);
    within(field, () => dayOf(date));
    return date as LocalDate;
  });
}

function hoursOf(value: unknown): WeeklyHours | null {
  if (value === null) return null;
  if (!isFields(value)) refuse(`openingHours : ${found(value)}, attendu les plages de chaque jour, ou null`);
  const hours: Partial<Record<Weekday, ReadonlyArray<readonly [string, string]>>> = {};
  for (const [weekday, ranges] of Object.entries(value)) {
    if (!WEEKDAYS.includes(weekday)) refuse(`openingHours : jour inconnu « ${weekday} » (attendu : ${WEEKDAYS.join(', ')})`);
    hours[weekday as Weekday] = rangesOf(`openingHours.${weekday}`, ranges);
  }
  return hours;
}

function rangesOf(field: string, value: unknown): ReadonlyArray<readonly [string, string]> {
  if (!Array.isArray(value)) refuse(`${field} : ${found(value)}, attendu une liste de plages comme [["08:30","12:00"]]`);
  const ranges = value.map((range: unknown) => rangeOf(field, range)).sort(([a], [b]) => (a < b ? -1 : 1));
  ranges.forEach(([from], i) => {
    const before = ranges[i - 1];
    if (before && from < before[1]) refuse(`${field} : les plages ${before.join('–')} et ${ranges[i]?.join('–')} se chevauchent`);
  });
  return ranges;
}

function rangeOf(field: string, value: unknown): readonly [string, string] {
  const times: unknown[] = Array.isArray(value) ? value : [];
  const [from, to] = times;
  if (times.length !== 2 || typeof from !== 'string' || typeof to !== 'string') refuse(`${field} : ${found(value)}, attendu une plage comme ["08:30","12:00"]`);
  if (within(field, () => timeOfDayMs(to)) <= within(field, () => timeOfDayMs(from))) refuse(`${field} : la plage ${from}–${to} finit avant de commencer`);
  return [from, to];
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands there, short enough for a message. */
function found(value: unknown): string {
  if (value === undefined) return 'manque';
  const text = JSON.stringify(value);
  return `trouvé ${text.length > 80 ? `${text.slice(0, 80)}…` : text}`;
}

function within<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) refuse(`${field} : ${error.message}`);
    throw error;
  }
}

function refuse(message: string): never {
  throw new RangeError(message);
}
