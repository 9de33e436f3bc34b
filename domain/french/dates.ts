import type { DelayRule, Weekday } from '../calendar-types';
import { epochMs, type Instant, type LocalDate } from '../ids';
import { DAY_MS, dayOf, dayOfLocalMs, weekdayOf, type DayNumber } from '../local-date';
import { localMsAt, zoneOf } from '../zone';
import { typo } from './typography';

/** « lun. 3 nov. à 10 h 12 » or « lundi 3 novembre à 10 h 12 ». */
export type DateForm = 'short' | 'long';
/** `now` leaves out the year when it is now's; without it the year is always written, as in prints. */
export interface DateTimeOptions {
  readonly now?: Instant;
  readonly form?: DateForm;
}

export const WEEKDAY_NAMES: Readonly<Record<Weekday, string>> = {
  mon: 'lundi',
  tue: 'mardi',
  wed: 'mercredi',
  thu: 'jeudi',
  fri: 'vendredi',
  sat: 'samedi',
  sun: 'dimanche',
};
const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];
const SHORT_MONTHS = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'];

/** Date and time of an instant in that zone: « lun. 3 nov. à 10 h 12 ». @throws UnknownTimeZone */
export function frenchDateTime(at: Instant, timeZone: string, options: DateTimeOptions = {}): string {
  const day = localDay(at, timeZone);
  const thisYear = options.now === undefined ? null : yearOf(localDay(options.now, timeZone));
  return typo(`${dayWords(day, thisYear, options.form)} à ${frenchTime(at, timeZone)}`);
}

/** A day: « lun. 3 nov. » ; `now` is today at the desk. */
export function frenchDate(date: LocalDate, options: { readonly now?: LocalDate; readonly form?: DateForm } = {}): string {
  const thisYear = options.now === undefined ? null : yearOf(dayOf(options.now));
  return typo(dayWords(dayOf(date), thisYear, options.form));
}

/** Local time of day: « 10 h 12 », « 9 h 00 ». @throws UnknownTimeZone */
export function frenchTime(at: Instant, timeZone: string): string {
  const localMs = localMsAt(zoneOf(timeZone), epochMs(at));
  const minutes = Math.floor((localMs - dayOfLocalMs(localMs) * DAY_MS) / 60_000);
  return typo(`${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)}`);
}

/** A time of day as a calendar states it: « 08:30 » → « 8 h 30 ». */
export function frenchHour(time: string): string {
  const [hour = '', minute = ''] = time.split(':');
  return typo(`${Number(hour)} h ${minute}`);
}

/** Length of a duration in milliseconds, its sign left out, cut to the minute (to the second under one): « 5 h 48 ». */
export function frenchDuration(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  if (seconds > 0 && seconds < 60) return typo(`${seconds} s`);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return typo(`${minutes} min`);
  const rest = minutes % 60;
  return typo(rest === 0 ? `${thousands(hours)} h` : `${thousands(hours)} h ${twoDigits(rest)}`);
}

/** A delay as a contract says it: « 48 h », « 5 jours », « 10 jours ouvrés », « 1 mois ». */
export function frenchRule(rule: DelayRule): string {
  return typo(ruleWords(rule));
}

function ruleWords(rule: DelayRule): string {
  if ('elapsedHours' in rule) return `${thousands(rule.elapsedHours)} h`;
  if ('openingHours' in rule) return `${thousands(rule.openingHours)} h d’ouverture`;
  if ('elapsedSeconds' in rule) return `${thousands(rule.elapsedSeconds)} s`;
  if ('calendarDays' in rule) return counted(rule.calendarDays, 'jour', 'jours');
  if ('workingDays' in rule) return counted(rule.workingDays, 'jour ouvré', 'jours ouvrés');
  return counted(rule.calendarMonths, 'mois', 'mois');
}

/** « 1 jour », « 2 jours »: French counts 0 and 1 as singular. */
export function counted(count: number, one: string, many: string): string {
  return `${thousands(count)}\u00a0${count < 2 ? one : many}`;
}

function dayWords(day: DayNumber, thisYear: number | null, form: DateForm = 'short'): string {
  const date = new Date(day * DAY_MS);
  const month = date.getUTCMonth();
  const weekday = WEEKDAY_NAMES[weekdayOf(day)];
  const number = date.getUTCDate() === 1 ? '1er' : String(date.getUTCDate());
  const year = yearOf(day) === thisYear ? '' : ` ${yearOf(day)}`;
  const words = form === 'long' ? `${weekday} ${number} ${MONTHS[month]}` : `${weekday.slice(0, 3)}. ${number} ${SHORT_MONTHS[month]}`;
  return words + year;
}

function localDay(at: Instant, timeZone: string): DayNumber {
  return dayOfLocalMs(localMsAt(zoneOf(timeZone), epochMs(at)));
}

function yearOf(day: DayNumber): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}

function twoDigits(count: number): string {
  return String(count).padStart(2, '0');
}

function thousands(count: number): string {
  return String(count).replace(/(\d)(?=(\d{3})+$)/g, '$1\u202f');
}
