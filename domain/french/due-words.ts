import type { Weekday } from '../calendar-types';
import { epochMs, instantAt, type Instant } from '../ids';
import { DAY_MS, dayOfLocalMs, weekdayOf, type DayNumber } from '../local-date';
import { instantMsOfLocal, localMsAt, zoneOf } from '../zone';

/** The reader's now, in the time zone of the desk. */
export interface Today {
  readonly now: Instant;
  readonly timeZone: string;
}
export interface DueSpan {
  readonly from: Instant | null;
  readonly to: Instant | null;
}

/**
 * « <vendredi » (before that day), « <=12/06 » (that day included), « >3j », « demain », « dépassée » as a stretch of time, its end
 * excluded; days are the desk's own. Undefined when it cannot be read.
 */
export function readDue(typed: string, today: Today): DueSpan | undefined {
  const [, sign = '', word = ''] = /^(<=|>=|<|>)?\s*(.+)$/.exec(plain(typed)) ?? [];
  if (word === 'depassee' || word === 'retard') return sign === '' ? { from: null, to: today.now } : undefined;
  const delay = /^(\d{1,3})(h|j)$/.exec(word);
  if (delay !== null) return around(sign, instantAt(epochMs(today.now) + Number(delay[1]) * (delay[2] === 'h' ? HOUR_MS : DAY_MS)));
  const day = dayNamed(word, today);
  return day === undefined ? undefined : ofDay(sign, day, today.timeZone);
}
const HOUR_MS = 3_600_000;

/** Lower case without accents; what typography puts in, taken out. */
export function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/’/g, '\'').trim();
}

/** A delay from now: within it when no sign is given. */
function around(sign: string, at: Instant): DueSpan {
  return sign.startsWith('>') ? { from: at, to: null } : { from: null, to: at };
}

function ofDay(sign: string, day: DayNumber, timeZone: string): DueSpan {
  const begins = (one: DayNumber) => instantAt(instantMsOfLocal(zoneOf(timeZone), one * DAY_MS));
  switch (sign) {
    case '<':
      return { from: null, to: begins(day) };
    case '<=':
      return { from: null, to: begins(day + 1) };
    case '>':
      return { from: begins(day + 1), to: null };
    case '>=':
      return { from: begins(day), to: null };
    default:
      return { from: begins(day), to: begins(day + 1) };
  }
}

const NEAR: Readonly<Record<string, number>> = { 'aujourd\'hui': 0, aujourdhui: 0, demain: 1, hier: -1 };
const WEEKDAYS: Readonly<Record<string, Weekday>> = { lundi: 'mon', mardi: 'tue', mercredi: 'wed', jeudi: 'thu', vendredi: 'fri', samedi: 'sat', dimanche: 'sun' };

/** « demain », « vendredi » (the next one, today included), « 12/06 », « 12/06/2026 », « 2026-06-12 ». */
function dayNamed(word: string, { now, timeZone }: Today): DayNumber | undefined {
  const today = dayOfLocalMs(localMsAt(zoneOf(timeZone), epochMs(now)));
  const near = NEAR[word];
  if (near !== undefined) return today + near;
  const weekday = WEEKDAYS[word];
  if (weekday !== undefined) return [0, 1, 2, 3, 4, 5, 6].map((ahead) => today + ahead).find((day) => weekdayOf(day) === weekday);
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(word);
  if (iso !== null) return dayOfDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const french = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/.exec(word);
  const year = french?.[3] === undefined ? new Date(today * DAY_MS).getUTCFullYear() : Number(french[3]);
  return french === null ? undefined : dayOfDate(year, Number(french[2]), Number(french[1]));
}

function dayOfDate(year: number, month: number, day: number): DayNumber | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() / DAY_MS : undefined;
}
