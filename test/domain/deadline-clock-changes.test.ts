import { expect, it } from 'vitest';
import type { Calendar, DelayRule } from '../../domain/calendar-types';
import { reckon } from '../../domain/deadline';
import { instant } from '../../domain/ids';
import { always, hauteGaronne, nord, valDOise } from './calendars';

/** Paris: 29 March 2026, 2 h becomes 3 h; 25 October 2026, 3 h becomes 2 h. */
const night: Calendar = { ...always, openingHours: { sun: [['01:00', '05:00']] } };
const insideTheGap: Calendar = { ...always, openingHours: { sun: [['02:15', '02:45']] } };
const acrossTheGap: Calendar = { ...always, openingHours: { sun: [['01:00', '02:30'], ['03:00', '12:00']] } };
const intoTheOverlap: Calendar = { ...always, openingHours: { sun: [['01:00', '02:30']] } };
const samoa: Calendar = { timeZone: 'Pacific/Apia', territory: null, openingHours: null };
const newYork: Calendar = { ...nord, timeZone: 'America/New_York', territory: null };

const rows: ReadonlyArray<readonly [what: string, calendar: Calendar, start: string, rule: DelayRule, deadline: string]> = [
  ['spring: elapsed hours go on by the clock of the world', nord, '2026-03-28T10:00+01:00', { elapsedHours: 24 }, '2026-03-29T11:00+02:00'],
  ['spring: a calendar day keeps its local time', nord, '2026-03-28T10:00+01:00', { calendarDays: 1 }, '2026-03-29T10:00+02:00'],
  ['spring: a month keeps its local time', nord, '2026-03-15T10:00+01:00', { calendarMonths: 1 }, '2026-04-15T10:00+02:00'],
  ['spring: working days keep their local time', nord, '2026-03-27T10:00+01:00', { workingDays: 1 }, '2026-03-30T10:00+02:00'],
  ['spring: a time in the gap moves forward by the gap', nord, '2026-03-28T02:30+01:00', { calendarDays: 1 }, '2026-03-29T03:30+02:00'],
  ['spring: the first minute of the gap', nord, '2026-03-28T02:00+01:00', { calendarDays: 1 }, '2026-03-29T03:00+02:00'],
  ['spring: a month into the gap', nord, '2026-02-28T02:59+01:00', { calendarMonths: 1 }, '2026-03-28T02:59+01:00'],
  ['spring: 48 h over the week-end, moved', hauteGaronne, '2026-03-27T08:00+01:00', { elapsedHours: 48 }, '2026-03-30T07:30+02:00'],
  ['autumn: elapsed hours', nord, '2026-10-24T10:00+02:00', { elapsedHours: 24 }, '2026-10-25T09:00+01:00'],
  ['autumn: a calendar day keeps its local time', nord, '2026-10-24T10:00+02:00', { calendarDays: 1 }, '2026-10-25T10:00+01:00'],
  ['autumn: a time told twice means the first', nord, '2026-10-24T02:30+02:00', { calendarDays: 1 }, '2026-10-25T02:30+02:00'],
  ['autumn: from the second telling, a day later', nord, '2026-10-25T02:30+01:00', { calendarDays: 1 }, '2026-10-26T02:30+01:00'],
  ['autumn: from the second telling, no day at all', nord, '2026-10-25T02:30+01:00', { calendarDays: 0 }, '2026-10-25T02:30+01:00'],
  ['spring: the night’s opening is an hour short', night, '2026-03-28T10:00+01:00', { openingHours: 3 }, '2026-03-29T05:00+02:00'],
  ['autumn: the night’s opening is an hour longer', night, '2026-10-24T10:00+02:00', { openingHours: 5 }, '2026-10-25T05:00+01:00'],
  ['spring: 24 h of a desk that always opens', always, '2026-03-28T10:00+01:00', { openingHours: 24 }, '2026-03-29T11:00+02:00'],
  ['spring: hours inside the gap move with it', insideTheGap, '2026-03-28T10:00+01:00', { elapsedHours: 0 }, '2026-03-29T03:15+02:00'],
  ['spring: a range that ends in the gap joins the next', acrossTheGap, '2026-03-28T10:00+01:00', { openingHours: 3 }, '2026-03-29T05:00+02:00'],
  ['autumn: a range that ends in the overlap ends the first time', intoTheOverlap, '2026-10-24T10:00+02:00', { openingHours: 2 }, '2026-11-01T01:30+01:00'],
  ['a whole day skipped is no calendar day', samoa, '2011-12-29T10:00-10:00', { calendarDays: 1 }, '2011-12-31T10:00+14:00'],
  ['a whole day skipped is no working day', samoa, '2011-12-29T10:00-10:00', { workingDays: 1 }, '2012-01-02T10:00+14:00'],
  ['another hemisphere’s dates', newYork, '2026-03-07T02:30-05:00', { calendarDays: 1 }, '2026-03-08T03:30-04:00'],
  ['no change overseas', { ...valDOise, timeZone: 'Indian/Reunion', openingHours: null }, '2026-03-28T02:30+04:00', { calendarDays: 1 }, '2026-03-29T02:30+04:00'],
];

it.each(rows)('%s', (_what, calendar, start, rule, deadline) => {
  expect(reckon(calendar, instant(start), rule, 'next-opening', null).deadline).toBe(instant(deadline));
});

it('tells of the clock change that displaced a limit', () => {
  const codes = (start: string, rule: DelayRule) => reckon(nord, instant(start), rule, 'as-is', null).steps.map((step) => step.why.code);
  expect(codes('2026-03-28T02:30+01:00', { calendarDays: 1 })).toEqual(['calendar-days', 'clock-change']);
  expect(codes('2026-03-28T10:00+01:00', { elapsedHours: 24 })).toEqual(['elapsed', 'clock-change']);
  expect(codes('2026-03-27T02:30+01:00', { workingDays: 1 })).toEqual(['not-counted', 'not-counted', 'working-day']);
  expect(codes('2026-03-28T10:00+01:00', { calendarDays: 1 })).toEqual(['calendar-days']);
});
