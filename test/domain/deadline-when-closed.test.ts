import { describe, expect, it } from 'vitest';
import type { Calendar, ClosedReason, DelayRule, WhenClosed } from '../../domain/calendar-types';
import { LimitTooFar, reckon } from '../../domain/deadline';
import { NeverOpens, UnknownTimeZone } from '../../domain/calendar';
import { instant, instantAt } from '../../domain/ids';
import { days, hauteGaronne, neverOpen, nord, valDOise, withLunch } from './calendars';

const START = '2026-05-18T10:00+02:00';
const saturdayDesk: Calendar = { ...valDOise, openingHours: { ...valDOise.openingHours, sat: [['09:00', '12:00']] } };
const nightDesk: Calendar = { ...valDOise, openingHours: { fri: [['20:00', '24:00']] } };
const noWednesday: Calendar = { ...valDOise, openingHours: { ...valDOise.openingHours, wed: [] } };

type Row = readonly [what: string, calendar: Calendar, limit: string, whenClosed: WhenClosed, deadline: string, moved: ClosedReason['kind'] | null];

/** The limit itself is given: a delay of no day at all. */
const rows: readonly Row[] = [
  ['open: stays', valDOise, '2026-05-19T10:00+02:00', 'next-opening', '2026-05-19T10:00+02:00', null],
  ['evening', valDOise, '2026-05-19T19:00+02:00', 'next-opening', '2026-05-20T09:00+02:00', 'outside-hours'],
  ['early morning', valDOise, '2026-05-19T06:00+02:00', 'next-opening', '2026-05-19T09:00+02:00', 'outside-hours'],
  ['lunch', withLunch, '2026-05-19T12:45+02:00', 'next-opening', '2026-05-19T13:30+02:00', 'outside-hours'],
  ['Saturday', valDOise, '2026-05-16T10:00+02:00', 'next-opening', '2026-05-18T09:00+02:00', 'weekend'],
  ['Saturday at a desk open that morning', saturdayDesk, '2026-05-16T10:00+02:00', 'next-opening', '2026-05-16T10:00+02:00', null],
  ['Saturday afternoon at that desk', saturdayDesk, '2026-05-16T15:00+02:00', 'next-opening', '2026-05-18T09:00+02:00', 'outside-hours'],
  ['14 July, a Tuesday', valDOise, '2026-07-14T10:00+02:00', 'next-opening', '2026-07-15T09:00+02:00', 'holiday'],
  ['15 August, a holiday on a Saturday, is named as one', valDOise, '2026-08-15T10:00+02:00', 'next-opening', '2026-08-17T09:00+02:00', 'holiday'],
  ['a closing day of the desk', { ...valDOise, closedDays: days('2026-05-15') }, '2026-05-15T10:00+02:00', 'next-opening', '2026-05-18T09:00+02:00', 'closing-day'],
  ['a holiday on which the desk opens', { ...valDOise, openHolidays: days('2026-07-14') }, '2026-07-14T10:00+02:00', 'next-opening', '2026-07-14T10:00+02:00', null],
  ['a weekday without hours', noWednesday, '2026-05-20T10:00+02:00', 'next-opening', '2026-05-21T09:00+02:00', 'closed-weekday'],
  ['no hours stated: a Sunday stays', nord, '2026-05-17T10:00+02:00', 'next-opening', '2026-05-17T10:00+02:00', null],
  ['no hours stated: a holiday stays', nord, '2026-07-14T10:00+02:00', 'next-opening', '2026-07-14T10:00+02:00', null],
  ['no hours stated: a closing day stays', { ...nord, closedDays: days('2026-05-15') }, '2026-05-15T10:00+02:00', 'next-opening', '2026-05-15T10:00+02:00', null],
  ['exactly at closing', valDOise, '2026-05-19T16:00+02:00', 'next-opening', '2026-05-19T16:00+02:00', null],
  ['exactly at a midnight closing', nightDesk, '2026-05-16T00:00+02:00', 'next-opening', '2026-05-16T00:00+02:00', null],
  ['same time: a Sunday', valDOise, '2026-05-17T10:00+02:00', 'next-working-day-same-time', '2026-05-18T10:00+02:00', 'weekend'],
  ['same time: a Saturday before Whit Monday', valDOise, '2026-05-23T19:30+02:00', 'next-working-day-same-time', '2026-05-26T19:30+02:00', 'weekend'],
  ['same time: a holiday', valDOise, '2026-07-14T10:00+02:00', 'next-working-day-same-time', '2026-07-15T10:00+02:00', 'holiday'],
  ['same time: a closing day', { ...valDOise, closedDays: days('2026-05-15') }, '2026-05-15T10:00+02:00', 'next-working-day-same-time', '2026-05-18T10:00+02:00', 'closing-day'],
  ['same time: an open holiday stays', { ...valDOise, openHolidays: days('2026-07-14') }, '2026-07-14T10:00+02:00', 'next-working-day-same-time', '2026-07-14T10:00+02:00', null],
  ['same time: an evening of a working day stays', valDOise, '2026-05-19T19:00+02:00', 'next-working-day-same-time', '2026-05-19T19:00+02:00', null],
  ['same time: no hours stated, a Sunday still moves', nord, '2026-05-17T10:00+02:00', 'next-working-day-same-time', '2026-05-18T10:00+02:00', 'weekend'],
  ['same time: a Saturday moves even where the desk opens', saturdayDesk, '2026-05-16T10:00+02:00', 'next-working-day-same-time', '2026-05-18T10:00+02:00', 'weekend'],
  ['same time: a desk that never opens', neverOpen, '2026-05-16T10:00+02:00', 'next-working-day-same-time', '2026-05-18T10:00+02:00', 'weekend'],
  ['same time: over the autumn change', nord, '2026-10-24T02:30+02:00', 'next-working-day-same-time', '2026-10-26T02:30+01:00', 'weekend'],
  ['as is: a Sunday', valDOise, '2026-05-17T10:00+02:00', 'as-is', '2026-05-17T10:00+02:00', null],
  ['as is: a holiday', valDOise, '2026-07-14T03:00+02:00', 'as-is', '2026-07-14T03:00+02:00', null],
  ['as is: a desk that never opens', neverOpen, '2026-05-16T10:00+02:00', 'as-is', '2026-05-16T10:00+02:00', null],
];

it.each(rows)('%s', (_what, calendar, limit, whenClosed, deadline, moved) => {
  const reckoning = reckon(calendar, instant(limit), { calendarDays: 0 }, whenClosed, null);
  expect(reckoning.deadline).toBe(instant(deadline));
  expect(reckoning.rawLimit).toBe(instant(limit));
  expect(reckoning.moved?.kind ?? null).toBe(moved);
});

it('names the day that moved a limit and every closed day after it', () => {
  const reckoning = reckon(hauteGaronne, instant('2026-05-18T15:50+02:00'), { calendarDays: 5 }, 'next-opening', 'art. 3.3');
  expect(reckoning.moved).toEqual({ kind: 'weekend', weekday: 'sat', date: '2026-05-23' });
  expect(reckoning.steps.map((step) => step.why)).toEqual([
    { code: 'calendar-days', days: 5 },
    { code: 'closed', because: { kind: 'weekend', weekday: 'sat', date: '2026-05-23' } },
    { code: 'closed', because: { kind: 'weekend', weekday: 'sun', date: '2026-05-24' } },
    { code: 'closed', because: { kind: 'holiday', name: 'lundi de Pentecôte', date: '2026-05-25' } },
    { code: 'closed', because: { kind: 'outside-hours', date: '2026-05-26' } },
  ]);
});

it('keeps what it was asked: start, rule, setting, article', () => {
  const reckoning = reckon(nord, instant(START), { workingDays: 10 }, 'as-is', 'art. 3.3');
  expect(reckoning).toMatchObject({ start: instant(START), rule: { workingDays: 10 }, whenClosed: 'as-is', article: 'art. 3.3' });
});

describe('refusals', () => {
  const refused: ReadonlyArray<readonly [what: string, calendar: Calendar, rule: DelayRule, whenClosed: WhenClosed, error: new (...given: never[]) => Error]> = [
    ['a fraction', valDOise, { elapsedHours: 1.5 }, 'as-is', RangeError],
    ['less than nothing', valDOise, { workingDays: -1 }, 'as-is', RangeError],
    ['not a number', valDOise, { calendarMonths: NaN }, 'as-is', RangeError],
    ['never opens, next opening', neverOpen, { calendarDays: 1 }, 'next-opening', NeverOpens],
    ['never opens, opening hours', neverOpen, { openingHours: 1 }, 'as-is', NeverOpens],
    ['no such zone', { ...valDOise, timeZone: 'Europe/Lutèce' }, { calendarDays: 1 }, 'as-is', UnknownTimeZone],
    ['an offset is no zone', { ...valDOise, timeZone: '+02:00' }, { calendarDays: 1 }, 'as-is', UnknownTimeZone],
    ['an hour that is none', { ...valDOise, openingHours: { mon: [['09:00', '25:00']] } }, { calendarDays: 1 }, 'as-is', RangeError],
    ['a range that ends before it begins', { ...valDOise, openingHours: { mon: [['12:00', '09:00']] } }, { calendarDays: 1 }, 'as-is', RangeError],
    ['ranges that overlap', { ...valDOise, openingHours: { mon: [['09:00', '12:00'], ['11:00', '13:00']] } }, { calendarDays: 1 }, 'as-is', RangeError],
    ['a closing day that is none', { ...valDOise, closedDays: days('2026-02-30') }, { calendarDays: 1 }, 'as-is', RangeError],
    ['too many hours', valDOise, { elapsedHours: 9e15 }, 'as-is', LimitTooFar],
    ['too many opening hours', { ...valDOise, territory: null }, { openingHours: 1_000_000 }, 'as-is', LimitTooFar],
    ['too many days', valDOise, { calendarDays: 9e15 }, 'as-is', LimitTooFar],
    ['too many working days', valDOise, { workingDays: 9e15 }, 'as-is', LimitTooFar],
    ['too many months', valDOise, { calendarMonths: 9e15 }, 'as-is', LimitTooFar],
  ];
  it.each(refused)('%s', (_what, calendar, rule, whenClosed, error) => {
    expect(() => reckon(calendar, instant(START), rule, whenClosed, null)).toThrow(error);
  });

  it('nothing before the year 2200 is too far', () => {
    const last = instantAt(Date.UTC(2199, 11, 30));
    expect(reckon(nord, last, { elapsedHours: 24 }, 'as-is', null).deadline).toBe('2199-12-31T00:00:00.000Z');
  });
});
