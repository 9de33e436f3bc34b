import Holidays from 'date-holidays';
import type { Territory } from './calendar-types';
import { dayOf, yearOfDay, type DayNumber } from './local-date';

/** Common to all France (Code du travail, L3133-1), by date-holidays' rule, with the name we print. */
const COMMON = {
  '01-01': '1er janvier',
  'easter 1': 'lundi de Pâques',
  '05-01': '1er mai',
  '05-08': '8 mai',
  'easter 39': 'jeudi de l’Ascension',
  'easter 50': 'lundi de Pentecôte',
  '07-14': '14 juillet',
  '08-15': '15 août',
  '11-01': '1er novembre',
  '11-11': '11 novembre',
  '12-25': '25 décembre',
};
/** Alsace and Moselle (Code du travail, L3134-13). */
const ALSACE_MOSELLE = { ...COMMON, 'easter -2': 'Vendredi saint', '12-26': '26 décembre' };
const ABOLITION = 'jour de l’abolition de l’esclavage';

/**
 * The statutory holidays of each territory. date-holidays knows the dates; this list says which of its days are law:
 * it also gives Good Friday to Guadeloupe and Martinique, which is custom. Abolition days: Code du travail, L3422-2.
 */
const STATUTORY: Record<Territory, Readonly<Record<string, string>>> = {
  FR: COMMON,
  'FR-57': ALSACE_MOSELLE,
  'FR-67': ALSACE_MOSELLE,
  'FR-68': ALSACE_MOSELLE,
  'FR-GP': { ...COMMON, '05-27': ABOLITION },
  'FR-MQ': { ...COMMON, '05-22': ABOLITION },
  'FR-GF': { ...COMMON, '06-10': ABOLITION },
  'FR-RE': { ...COMMON, '12-20': ABOLITION },
  'FR-YT': { ...COMMON, '04-27': ABOLITION },
};

export const TERRITORIES = Object.keys(STATUTORY) as readonly Territory[];

const sources = new Map<Territory, Holidays>();
const years = new Map<string, ReadonlyMap<DayNumber, string>>();
/** Every day ever asked for, by territory: the question of each step of each reckoning. */
const asked = new Map<Territory, Map<DayNumber, string | null>>(TERRITORIES.map((territory) => [territory, new Map()]));

/** The French name of that day's statutory holiday in that territory, or null. */
export function statutoryHoliday(territory: Territory, day: DayNumber): string | null {
  const known = asked.get(territory)?.get(day);
  if (known !== undefined) return known;
  const name = holidaysOfYear(territory, yearOfDay(day)).get(day) ?? null;
  asked.get(territory)?.set(day, name);
  return name;
}

/** The statutory holidays of a territory in a year, by day, with their French names. */
export function holidaysOfYear(territory: Territory, year: number): ReadonlyMap<DayNumber, string> {
  const key = `${territory} ${year}`;
  const known = years.get(key);
  if (known) return known;
  const read = readYear(territory, year);
  years.set(key, read);
  return read;
}

function readYear(territory: Territory, year: number): ReadonlyMap<DayNumber, string> {
  const days = new Map<DayNumber, string>();
  for (const holiday of sourceOf(territory).getHolidays(year)) {
    const name = holiday.type === 'public' ? STATUTORY[territory][holiday.rule] : undefined;
    const day = dayOf(holiday.date.slice(0, 10));
    // Two on one day (Ascension on 1 May 2008): the first named stays.
    if (name !== undefined && !days.has(day)) days.set(day, name);
  }
  return days;
}

function sourceOf(territory: Territory): Holidays {
  const known = sources.get(territory);
  if (known) return known;
  const state = territory.slice('FR-'.length);
  const source = state === '' ? new Holidays('FR') : new Holidays('FR', state);
  sources.set(territory, source);
  return source;
}
