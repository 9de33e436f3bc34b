import { expect, it } from 'vitest';
import type { Territory } from '../../domain/calendar-types';
import { holidaysOfYear, statutoryHoliday, TERRITORIES } from '../../domain/holidays';
import { dateOfDay, dayOf } from '../../domain/local-date';
import { STEPPER_YEARS, stepperHolidays } from './stepper-holidays';

const ALL_YEARS = Array.from({ length: 101 }, (_, i) => 2000 + i);
const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];
const OWN: Readonly<Record<Territory, readonly string[]>> = {
  FR: [],
  'FR-57': ['12-26'],
  'FR-67': ['12-26'],
  'FR-68': ['12-26'],
  'FR-GP': ['05-27'],
  'FR-MQ': ['05-22'],
  'FR-GF': ['06-10'],
  'FR-RE': ['12-20'],
  'FR-YT': ['04-27'],
};
const GOOD_FRIDAY: readonly Territory[] = ['FR-57', 'FR-67', 'FR-68'];

/** Easter Sunday by Gauss's rule as completed by Lichtenberg, in days since 1970. */
function easter(year: number): number {
  const k = Math.floor(year / 100);
  const m = 15 + Math.floor((3 * k + 3) / 4) - Math.floor((8 * k + 13) / 25);
  const s = 2 - Math.floor((3 * k + 3) / 4);
  const a = year % 19;
  const d = (19 * a + m) % 30;
  const r = Math.floor((d + Math.floor(a / 11)) / 29);
  const og = 21 + d - r;
  const sz = 7 - ((year + Math.floor(year / 4) + s) % 7);
  const oe = 7 - ((og - sz) % 7);
  return Date.UTC(year, 2, og + oe) / 86_400_000;
}

function expected(territory: Territory, year: number): string[] {
  const movable = [1, 39, 50, ...(GOOD_FRIDAY.includes(territory) ? [-2] : [])].map((shift) => dateOfDay(easter(year) + shift));
  const fixed = [...FIXED, ...OWN[territory]].map((day) => `${year}-${day}`);
  return [...new Set([...fixed, ...movable])].sort();
}

function found(territory: Territory, year: number): string[] {
  return [...holidaysOfYear(territory, year).keys()].map(dateOfDay).sort();
}

it.each(TERRITORIES)('%s: the statutory days and no other, 2000 to 2100', (territory) => {
  expect(ALL_YEARS.map((year) => found(territory, year).join())).toEqual(ALL_YEARS.map((year) => expected(territory, year).join()));
});

it.each(TERRITORIES)('%s: the stepper’s own list says the same', (territory) => {
  for (const year of STEPPER_YEARS) expect(stepperHolidays(territory, year)).toEqual(found(territory, year));
});

it.each([
  ['FR', '2026-05-25', 'lundi de Pentecôte'],
  ['FR', '2026-05-14', 'jeudi de l’Ascension'],
  ['FR', '2026-07-14', '14 juillet'],
  ['FR', '2026-04-03', null],
  ['FR', '2026-05-24', null],
  ['FR-67', '2026-04-03', 'Vendredi saint'],
  ['FR-68', '2026-12-26', '26 décembre'],
  ['FR-GP', '2026-04-03', null],
  ['FR-GP', '2026-05-27', 'jour de l’abolition de l’esclavage'],
  ['FR-GP', '2026-07-21', null],
  ['FR-MQ', '2026-04-03', null],
  ['FR-MQ', '2026-05-27', null],
  ['FR-RE', '2026-12-20', 'jour de l’abolition de l’esclavage'],
  ['FR', '2008-05-01', '1er mai'],
] as const)('%s on %s: %s', (territory, date, name) => {
  expect(statutoryHoliday(territory, dayOf(date))).toBe(name);
});
