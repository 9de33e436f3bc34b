import { describe, expect, it } from 'vitest';
import type { DelayRule } from '../../../domain/calendar-types';
import { frenchDate, frenchDateTime, frenchDuration, frenchHour, frenchRule, frenchTime } from '../../../domain/french/dates';
import { instant, type LocalDate } from '../../../domain/ids';

const PARIS = 'Europe/Paris';
const at = instant('2026-11-03T10:12:59+01:00');
const now = instant('2026-05-28T10:12+02:00');

/** Spaces made visible: « _ » for U+00A0, « ~ » for U+202F. */
function shown(text: string): string {
  return text.replaceAll('\u00a0', '_').replaceAll('\u202f', '~');
}

describe('dates', () => {
  it('short, this year', () => {
    expect(shown(frenchDateTime(at, PARIS, { now }))).toBe('mar._3_nov. à 10_h_12');
  });
  it('short, another year or in print', () => {
    expect(shown(frenchDateTime(at, PARIS, { now: instant('2027-01-01T00:00Z') }))).toBe('mar._3_nov. 2026 à 10_h_12');
    expect(shown(frenchDateTime(at, PARIS))).toBe('mar._3_nov. 2026 à 10_h_12');
  });
  it('long', () => {
    expect(shown(frenchDateTime(at, PARIS, { form: 'long' }))).toBe('mardi_3_novembre 2026 à 10_h_12');
    expect(shown(frenchDateTime(at, PARIS, { form: 'long', now }))).toBe('mardi_3_novembre à 10_h_12');
  });
  it('whose year it is depends on the zone', () => {
    const newYear = instant('2026-12-31T23:30Z');
    expect(shown(frenchDateTime(newYear, PARIS, { now: newYear }))).toBe('ven._1er_janv. à 0_h_30');
    expect(shown(frenchDateTime(newYear, PARIS, { now }))).toBe('ven._1er_janv. 2027 à 0_h_30');
    expect(shown(frenchDateTime(newYear, 'America/Martinique', { now }))).toBe('jeu._31_déc. à 19_h_30');
  });
  it('a day alone', () => {
    expect(shown(frenchDate('2026-06-01' as LocalDate, { now: '2026-05-28' as LocalDate }))).toBe('lun._1er_juin');
    expect(shown(frenchDate('2026-06-01' as LocalDate, { form: 'long' }))).toBe('lundi_1er_juin 2026');
    expect(shown(frenchDate('2026-08-15' as LocalDate))).toBe('sam._15_août 2026');
  });
  it('hours', () => {
    expect(shown(frenchTime(instant('2026-06-01T07:05Z'), PARIS))).toBe('9_h_05');
    expect(shown(frenchHour('08:30'))).toBe('8_h_30');
    expect(shown(frenchHour('24:00'))).toBe('24_h_00');
  });
});

describe('durations', () => {
  it.each([
    [0, '0_min'],
    [30_000, '30_s'],
    [59_000, '59_s'],
    [60_000, '1_min'],
    [48 * 60_000, '48_min'],
    [60 * 60_000, '1_h'],
    [348 * 60_000, '5_h_48'],
    [-348 * 60_000, '5_h_48'],
    [348 * 60_000 + 59_999, '5_h_48'],
    [65 * 60_000, '1_h_05'],
    [12_345 * 3_600_000, '12~345_h'],
  ])('%i ms', (ms, words) => {
    expect(shown(frenchDuration(ms))).toBe(words);
  });
});

describe('delays', () => {
  const rules: ReadonlyArray<readonly [DelayRule, string]> = [
    [{ workingDays: 10 }, '10_jours ouvrés'],
    [{ workingDays: 1 }, '1_jour ouvré'],
    [{ elapsedHours: 48 }, '48_h'],
    [{ openingHours: 48 }, '48_h d’ouverture'],
    [{ calendarMonths: 1 }, '1_mois'],
    [{ calendarMonths: 3 }, '3_mois'],
    [{ calendarDays: 5 }, '5_jours'],
    [{ calendarDays: 0 }, '0_jour'],
    [{ calendarDays: 1500 }, '1~500_jours'],
    [{ elapsedSeconds: 5 }, '5_s'],
  ];
  it.each(rules)('%o', (rule, words) => {
    expect(shown(frenchRule(rule))).toBe(words);
  });
});
