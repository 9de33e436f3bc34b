import { STEPPER_YEARS, stepperHolidays } from './stepper-holidays';

/**
 * Deadlines found by walking the clock minute by minute, as a person with a calendar on the wall would. Slow and plain on
 * purpose; imports nothing of domain/ and asks Intl alone for local time. Starts are whole minutes.
 */
export interface StepperCase {
  readonly timeZone: string;
  readonly territory: string | null;
  readonly openingHours: Readonly<Record<string, ReadonlyArray<readonly [string, string]> | undefined>> | null;
  readonly closedDays?: readonly string[];
  readonly openHolidays?: readonly string[];
  readonly start: number;
  readonly rule: Readonly<Record<string, number>>;
  readonly whenClosed: string;
}

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const DAY = 1440 * MINUTE;
const TIMES = Array.from({ length: 1440 }, (_, i) => new Date(i * MINUTE).toISOString().slice(11, 16));
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const END_OF_LIST = Date.UTC(2028, 11, 25);
const holidays = new Map<string, Set<string>>();
const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();
const dates = new Map<number, string>();
const weekdays = new Map<string, string>();

/** The deadline in milliseconds since 1970. */
export function stepDeadline(wanted: StepperCase): number {
  return move(wanted, limit(wanted));
}

function limit(wanted: StepperCase): number {
  const [name, amount] = Object.entries(wanted.rule)[0] ?? ['none', 0];
  if (amount === 0) return wanted.start;
  switch (name) {
    case 'elapsedHours':
      return walkWhile(wanted.start, minutesCounted(amount * 60, () => true));
    case 'openingHours':
      return walkWhile(wanted.start, minutesCounted(amount * 60, (at) => isOpen(wanted, at)));
    case 'calendarDays':
      return nthDay(wanted, amount, () => true);
    case 'workingDays':
      return nthDay(wanted, amount, (date) => isWorking(wanted, date));
    case 'calendarMonths':
      return timeOnDate(wanted, wanted.start, monthsLater(local(wanted, wanted.start).date, amount));
    default:
      throw new Error(`No such rule: ${name}`);
  }
}

function move(wanted: StepperCase, limitAt: number): number {
  if (wanted.whenClosed === 'as-is') return limitAt;
  if (wanted.whenClosed === 'next-working-day-same-time') {
    if (isWorking(wanted, local(wanted, limitAt).date)) return limitAt;
    return nthDay({ ...wanted, start: limitAt }, 1, (date) => isWorking(wanted, date));
  }
  if (isOpen(wanted, limitAt) || isOpen(wanted, limitAt - MINUTE)) return limitAt;
  return walkWhile(limitAt, (at) => !isOpen(wanted, at));
}

/** True until `count` minutes have counted. */
function minutesCounted(count: number, counts: (at: number) => boolean): (at: number) => boolean {
  let left = count;
  return (at) => {
    if (left === 0) return false;
    if (counts(at)) left--;
    return true;
  };
}

function walkWhile(from: number, goOn: (at: number) => boolean): number {
  let at = from;
  while (goOn(at)) {
    at += MINUTE;
    if (at > END_OF_LIST) throw new Error('Walked past the list of holidays');
  }
  return at;
}

/** The same wall-clock time on the nth later date that counts. */
function nthDay(wanted: StepperCase, nth: number, counts: (date: string) => boolean): number {
  let day = Math.floor(wall(wanted, wanted.start) / DAY);
  let left = nth;
  const reached = walkWhile(wanted.start, (at) => {
    const now = Math.floor(wall(wanted, at) / DAY);
    if (now !== day && counts(dateText(now))) left--;
    day = now;
    return left > 0;
  });
  return timeOnDate(wanted, reached - MINUTE, dateText(day));
}

/** From `from` on, the first minute of that date that reads the start's time; in a gap, as long after it as the clock jumped over. */
function timeOnDate(wanted: StepperCase, from: number, date: string): number {
  const target = Date.parse(`${date}T${local(wanted, wanted.start).time}Z`);
  let before = wall(wanted, from);
  let gap = 0;
  const at = walkWhile(from, (minute) => {
    const reads = wall(wanted, minute);
    if (before < target && target < reads) gap = target - (before + MINUTE);
    before = reads;
    return reads !== target && gap === 0 && !(before > target);
  });
  return at + gap;
}

function monthsLater(date: string, months: number): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const index = year * 12 + (month - 1) + months;
  const [newYear, newMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const leap = newYear % 4 === 0;
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const newDay = Math.min(day, lengths[newMonth - 1] ?? 31);
  return `${newYear}-${String(newMonth).padStart(2, '0')}-${String(newDay).padStart(2, '0')}`;
}

function isOpen(wanted: StepperCase, at: number): boolean {
  if (wanted.openingHours === null) return true;
  const { date, time } = local(wanted, at);
  const ranges = wanted.openingHours[weekday(date)];
  return ranges !== undefined && ranges.some(([from, to]) => from <= time && time < to) && !isHoliday(wanted, date);
}

function isWorking(wanted: StepperCase, date: string): boolean {
  return !['sat', 'sun'].includes(weekday(date)) && !isHoliday(wanted, date);
}

function isHoliday(wanted: StepperCase, date: string): boolean {
  if (wanted.closedDays?.includes(date)) return true;
  if (wanted.territory === null || wanted.openHolidays?.includes(date)) return false;
  const known = holidays.get(wanted.territory) ?? new Set(STEPPER_YEARS.flatMap((year) => stepperHolidays(wanted.territory ?? '', year)));
  holidays.set(wanted.territory, known);
  return known.has(date);
}

function weekday(date: string): string {
  const known = weekdays.get(date) ?? WEEKDAYS[new Date(`${date}T00:00Z`).getUTCDay()] ?? '';
  weekdays.set(date, known);
  return known;
}

function local(wanted: StepperCase, at: number): { date: string; time: string } {
  const reads = wall(wanted, at);
  const day = Math.floor(reads / DAY);
  return { date: dateText(day), time: TIMES[(reads - day * DAY) / MINUTE] ?? '' };
}

function dateText(day: number): string {
  const date = dates.get(day) ?? new Date(day * DAY).toISOString().slice(0, 10);
  dates.set(day, date);
  return date;
}

/** The quarter of an hour asked for last: the next minute is mostly in it too. */
const last = { timeZone: '', quarter: NaN, offset: 0 };

/** What the wall clock reads, as the milliseconds of that reading in UTC. */
function wall(wanted: StepperCase, at: number): number {
  const quarter = Math.floor(at / QUARTER);
  if (quarter !== last.quarter || wanted.timeZone !== last.timeZone) {
    last.offset = offsetOf(wanted.timeZone, quarter);
    last.quarter = quarter;
    last.timeZone = wanted.timeZone;
  }
  return at + last.offset;
}

/** Clocks change on a quarter of an hour, so one question to Intl answers for fifteen minutes. */
function offsetOf(timeZone: string, quarter: number): number {
  const ofZone = offsets.get(timeZone) ?? new Map<number, number>();
  offsets.set(timeZone, ofZone);
  const offset = ofZone.get(quarter) ?? readWall(timeZone, quarter * QUARTER) - quarter * QUARTER;
  ofZone.set(quarter, offset);
  return offset;
}

function readWall(timeZone: string, at: number): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formats.set(timeZone, format);
  return Date.parse(`${format.format(at).replace(' ', 'T')}Z`);
}
