import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addOpenMs,
  closedReason,
  holidayOf,
  isOpen,
  localDateOf,
  neverOpens,
  NeverOpens,
  nextClosing,
  nextOpening,
  openMsBetween,
  openMsOfDay,
  subtractOpenMs,
} from '../../domain/calendar';
import type { Calendar } from '../../domain/calendar-types';
import { epochMs, instant, instantAt, type LocalDate } from '../../domain/ids';
import { always, days, hauteGaronne, moselle, neverOpen, nord, reunion, valDOise, week, withLunch } from './calendars';
import { deadlineCase } from './random-cases';

const HOUR = 3_600_000;
const touching: Calendar = { ...valDOise, openingHours: { mon: [['20:00', '24:00']], tue: [['00:00', '04:00'], ['04:00', '06:00']] } };

describe('open or closed', () => {
  it.each([
    ['before opening', valDOise, '2026-05-19T08:59:59+02:00', 'outside-hours'],
    ['at opening', valDOise, '2026-05-19T09:00+02:00', null],
    ['just before closing', valDOise, '2026-05-19T15:59:59+02:00', null],
    ['at closing', valDOise, '2026-05-19T16:00+02:00', 'outside-hours'],
    ['at lunch', withLunch, '2026-05-19T12:30+02:00', 'outside-hours'],
    ['Saturday', valDOise, '2026-05-16T10:00+02:00', 'weekend'],
    ['Whit Monday', valDOise, '2026-05-25T10:00+02:00', 'holiday'],
    ['Good Friday in Moselle', moselle, '2026-04-03T10:00+02:00', 'holiday'],
    ['Good Friday in Val-d’Oise', valDOise, '2026-04-03T10:00+02:00', null],
    ['a closing day', { ...valDOise, closedDays: days('2026-05-15') }, '2026-05-15T10:00+02:00', 'closing-day'],
    ['no hours stated, Christmas night', nord, '2026-12-25T01:00+01:00', null],
    ['never open', neverOpen, '2026-05-19T10:00+02:00', 'closed-weekday'],
    ['the desk’s own morning overseas', reunion, '2026-05-19T04:00Z', null],
    ['midnight between two openings', touching, '2026-05-19T00:00+02:00', null],
  ] as const)('%s', (_what, calendar, at, reason) => {
    expect(isOpen(calendar, instant(at))).toBe(reason === null);
    expect(closedReason(calendar, instant(at))?.kind ?? null).toBe(reason);
  });
});

describe('next opening and closing', () => {
  it.each([
    ['open: itself', valDOise, '2026-05-19T10:00+02:00', '2026-05-19T10:00+02:00', '2026-05-19T16:00+02:00'],
    ['at closing: the next day', valDOise, '2026-05-19T16:00+02:00', '2026-05-20T09:00+02:00', '2026-05-20T16:00+02:00'],
    ['before a long week-end', valDOise, '2026-05-22T17:00+02:00', '2026-05-26T09:00+02:00', '2026-05-26T16:00+02:00'],
    ['at lunch', withLunch, '2026-05-19T12:00+02:00', '2026-05-19T13:30+02:00', '2026-05-19T17:00+02:00'],
    ['an opening over midnight', touching, '2026-05-18T21:00+02:00', '2026-05-18T21:00+02:00', '2026-05-19T06:00+02:00'],
  ] as const)('%s', (_what, calendar, at, opening, closing) => {
    expect(nextOpening(calendar, instant(at))).toBe(instant(opening));
    expect(nextClosing(calendar, instant(at))).toBe(instant(closing));
  });

  it('a desk open round the clock never closes, stated or not', () => {
    expect(nextClosing(nord, instant('2026-05-19T10:00Z'))).toBeNull();
    expect(nextClosing(always, instant('2026-05-19T10:00Z'))).toBeNull();
  });

  it('a desk that never opens says so', () => {
    expect(neverOpens(neverOpen)).toBe(true);
    expect(neverOpens(nord)).toBe(false);
    expect(() => nextOpening(neverOpen, instant('2026-05-19T10:00Z'))).toThrow(NeverOpens);
    expect(() => addOpenMs(neverOpen, instant('2026-05-19T10:00Z'), 1)).toThrow(NeverOpens);
    expect(openMsBetween(neverOpen, instant('2026-05-19T10:00Z'), instant('2027-05-19T10:00Z'))).toBe(0);
  });
});

describe('opening time', () => {
  it.each([
    ['within a day', valDOise, '2026-05-19T10:00+02:00', '2026-05-19T12:00+02:00', 2],
    ['over a night', valDOise, '2026-05-19T15:00+02:00', '2026-05-20T10:00+02:00', 2],
    ['over Whit Monday', valDOise, '2026-05-22T15:00+02:00', '2026-05-26T10:00+02:00', 2],
    ['closed to closed', valDOise, '2026-05-23T15:00+02:00', '2026-05-24T10:00+02:00', 0],
    ['a week with lunch', withLunch, '2026-05-18T00:00+02:00', '2026-05-25T00:00+02:00', 35],
    ['backwards', valDOise, '2026-05-20T12:00+02:00', '2026-05-19T12:00+02:00', 0],
    ['no hours stated, over the spring change', nord, '2026-03-28T10:00+01:00', '2026-03-29T10:00+02:00', 23],
  ] as const)('%s', (_what, calendar, from, to, hours) => {
    expect(openMsBetween(calendar, instant(from), instant(to))).toBe(hours * HOUR);
  });

  it.each([
    ['a working day', valDOise, '2026-05-19', 7],
    ['a holiday', valDOise, '2026-05-25', 0],
    ['a Sunday', valDOise, '2026-05-24', 0],
    ['10 h of Haute-Garonne', hauteGaronne, '2026-05-19', 10],
    ['no hours stated, the spring change', nord, '2026-03-29', 23],
    ['no hours stated, the autumn change', nord, '2026-10-25', 25],
    ['never open', neverOpen, '2026-05-19', 0],
  ] as const)('%s', (_what, calendar, date, hours) => {
    expect(openMsOfDay(calendar, date as LocalDate)).toBe(hours * HOUR);
  });

  it.each([
    ['the same day', '2026-05-19T12:00+02:00', 2, '2026-05-19T10:00+02:00'],
    ['from an opening, back to the closing before', '2026-05-20T09:00+02:00', 2, '2026-05-19T14:00+02:00'],
    ['the whole morning stops at the opening', '2026-05-20T11:00+02:00', 2, '2026-05-20T09:00+02:00'],
    ['over a long week-end', '2026-05-26T10:00+02:00', 2, '2026-05-22T15:00+02:00'],
    ['from a closed instant', '2026-05-24T10:00+02:00', 2, '2026-05-22T14:00+02:00'],
    ['nothing', '2026-05-24T10:00+02:00', 0, '2026-05-24T10:00+02:00'],
  ])('so long before: %s', (_what, until, hours, expected) => {
    expect(subtractOpenMs(valDOise, instant(until), hours * HOUR)).toBe(instant(expected));
  });

  it('round the clock it is time itself', () => {
    const at = instant('2026-05-24T10:00Z');
    expect(addOpenMs(nord, at, HOUR)).toBe(instant('2026-05-24T11:00Z'));
    expect(subtractOpenMs(nord, at, HOUR)).toBe(instant('2026-05-24T09:00Z'));
  });

  it('adding, taking back and measuring agree', () => {
    fc.assert(
      fc.property(deadlineCase, fc.integer({ min: 1, max: 40 * HOUR }), ({ calendar, start }, openMs) => {
        const from = instantAt(start);
        const until = addOpenMs(calendar, from, openMs);
        expect(openMsBetween(calendar, from, until)).toBe(openMs);
        const back = subtractOpenMs(calendar, until, openMs);
        expect(openMsBetween(calendar, back, until)).toBe(openMs);
        expect(epochMs(back)).toBeGreaterThanOrEqual(start);
        expect(isOpen(calendar, back)).toBe(true);
      }),
      { numRuns: 300, seed: 2026 },
    );
  });
});

describe('days', () => {
  it('are the desk’s own', () => {
    expect(localDateOf(reunion, instant('2026-05-19T21:00Z'))).toBe('2026-05-20');
    expect(localDateOf(valDOise, instant('2026-05-19T21:00Z'))).toBe('2026-05-19');
  });

  it('holidays are those the desk keeps', () => {
    expect(holidayOf(valDOise, '2026-05-25' as LocalDate)).toEqual({ name: 'lundi de Pentecôte' });
    expect(holidayOf({ ...valDOise, openHolidays: days('2026-05-25') }, '2026-05-25' as LocalDate)).toBeNull();
    expect(holidayOf({ ...valDOise, territory: null }, '2026-05-25' as LocalDate)).toBeNull();
    expect(holidayOf({ ...valDOise, closedDays: days('2026-05-26') }, '2026-05-26' as LocalDate)).toBeNull();
    expect(holidayOf({ ...valDOise, openingHours: week() }, '2026-07-14' as LocalDate)).toEqual({ name: '14 juillet' });
  });
});
