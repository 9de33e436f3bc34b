import { describe, expect, it } from 'vitest';
import type { Calendar, DelayRule } from '../../domain/calendar-types';
import { reckon } from '../../domain/deadline';
import { instant } from '../../domain/ids';
import { always, coteDOr, days, guyane, hauteGaronne, martinique, moselle, nord, reunion, valDOise, withLunch } from './calendars';

type Row = readonly [what: string, calendar: Calendar, start: string, rule: DelayRule, deadline: string];

function reckonsAll(rows: readonly Row[]): void {
  it.each(rows)('%s', (_what, calendar, start, rule, deadline) => {
    expect(reckon(calendar, instant(start), rule, 'next-opening', 'art. 3').deadline).toBe(instant(deadline));
  });
}

describe('elapsed hours, moved to the next opening', () => {
  reckonsAll([
    ['48 h within opening', coteDOr, '2026-05-18T10:00+02:00', { elapsedHours: 48 }, '2026-05-20T10:00+02:00'],
    ['a mail at night counts from the night', coteDOr, '2026-05-18T23:10:07+02:00', { elapsedHours: 48 }, '2026-05-21T08:30+02:00'],
    ['over a week-end and Whit Monday', coteDOr, '2026-05-22T15:50+02:00', { elapsedHours: 48 }, '2026-05-26T08:30+02:00'],
    ['one hour', valDOise, '2026-05-18T10:00+02:00', { elapsedHours: 1 }, '2026-05-18T11:00+02:00'],
    ['nothing at all, by day', valDOise, '2026-05-18T10:00+02:00', { elapsedHours: 0 }, '2026-05-18T10:00+02:00'],
    ['nothing at all, by night', valDOise, '2026-05-18T20:00+02:00', { elapsedHours: 0 }, '2026-05-19T09:00+02:00'],
    ['seconds, for tests', valDOise, '2026-05-18T10:00+02:00', { elapsedSeconds: 90 }, '2026-05-18T10:01:30+02:00'],
    ['limit exactly at opening', valDOise, '2026-05-18T09:00+02:00', { elapsedHours: 24 }, '2026-05-19T09:00+02:00'],
    ['limit exactly at closing stays', valDOise, '2026-05-18T16:00+02:00', { elapsedHours: 24 }, '2026-05-19T16:00+02:00'],
    ['limit a millisecond after closing moves', valDOise, '2026-05-18T16:00:00.001+02:00', { elapsedHours: 24 }, '2026-05-20T09:00+02:00'],
    ['limit at the closing before lunch stays', withLunch, '2026-05-18T12:00+02:00', { elapsedHours: 24 }, '2026-05-19T12:00+02:00'],
    ['limit during lunch', withLunch, '2026-05-18T12:30+02:00', { elapsedHours: 24 }, '2026-05-19T13:30+02:00'],
    ['Friday’s closing at midnight stays', { ...always, openingHours: { fri: [['09:00', '24:00']] } }, '2026-05-22T10:00+02:00', { elapsedHours: 14 }, '2026-05-23T00:00+02:00'],
  ]);
});

describe('opening hours', () => {
  reckonsAll([
    ['within a day', valDOise, '2026-05-18T10:00+02:00', { openingHours: 3 }, '2026-05-18T13:00+02:00'],
    ['over a night', valDOise, '2026-05-18T15:00+02:00', { openingHours: 3 }, '2026-05-19T11:00+02:00'],
    ['used up exactly at closing falls due then', valDOise, '2026-05-18T13:00+02:00', { openingHours: 3 }, '2026-05-18T16:00+02:00'],
    ['a whole day ends at its closing, not at the next opening', valDOise, '2026-05-18T09:00+02:00', { openingHours: 7 }, '2026-05-18T16:00+02:00'],
    ['from closing, the whole of the next day', valDOise, '2026-05-18T16:00+02:00', { openingHours: 7 }, '2026-05-19T16:00+02:00'],
    ['through a lunch break', withLunch, '2026-05-18T11:00+02:00', { openingHours: 2 }, '2026-05-18T14:30+02:00'],
    ['used up at the lunch break', withLunch, '2026-05-18T10:00+02:00', { openingHours: 2 }, '2026-05-18T12:00+02:00'],
    ['48 h of 8 h a day are six days', coteDOr, '2026-05-18T08:30+02:00', { openingHours: 48 }, '2026-05-26T16:30+02:00'],
    ['over Whit Monday', valDOise, '2026-05-22T15:50+02:00', { openingHours: 6 }, '2026-05-26T14:50+02:00'],
    ['sent on Sunday starts on Monday', valDOise, '2026-05-17T12:00+02:00', { openingHours: 1 }, '2026-05-18T10:00+02:00'],
    ['no hours stated: hours of the clock, holidays too', nord, '2026-05-24T15:00+02:00', { openingHours: 24 }, '2026-05-25T15:00+02:00'],
    ['zero stays where it is when open', valDOise, '2026-05-18T10:00+02:00', { openingHours: 0 }, '2026-05-18T10:00+02:00'],
    ['a desk open on Saturday morning only', { ...valDOise, openingHours: { sat: [['09:00', '12:00']] } }, '2026-05-18T10:00+02:00', { openingHours: 4 }, '2026-05-30T10:00+02:00'],
  ]);
});

describe('calendar days', () => {
  reckonsAll([
    ['5 days of Haute-Garonne', hauteGaronne, '2026-05-13T15:50+02:00', { calendarDays: 5 }, '2026-05-18T15:50+02:00'],
    ['a limit on Ascension', hauteGaronne, '2026-05-09T15:50+02:00', { calendarDays: 5 }, '2026-05-15T07:30+02:00'],
    ['a limit on Saturday', hauteGaronne, '2026-05-18T15:50+02:00', { calendarDays: 5 }, '2026-05-26T07:30+02:00'],
    ['a limit before opening, the same morning', hauteGaronne, '2026-05-13T05:00+02:00', { calendarDays: 5 }, '2026-05-18T07:30+02:00'],
    ['over the turn of the year', hauteGaronne, '2026-12-30T10:00+01:00', { calendarDays: 5 }, '2027-01-04T10:00+01:00'],
    ['day 0 is the desk’s own day, not UTC’s', { ...nord, timeZone: 'Indian/Reunion' }, '2026-05-13T22:30Z', { calendarDays: 1 }, '2026-05-14T22:30Z'],
  ]);
});

describe('working days', () => {
  reckonsAll([
    ['10 working days of Nord over Ascension and Whit Monday', nord, '2026-05-12T14:07+02:00', { workingDays: 10 }, '2026-05-28T14:07+02:00'],
    ['an event on Saturday: Monday is day 1', nord, '2026-05-16T11:00+02:00', { workingDays: 1 }, '2026-05-18T11:00+02:00'],
    ['an event on a holiday: it is day 0 all the same', nord, '2026-05-14T11:00+02:00', { workingDays: 1 }, '2026-05-15T11:00+02:00'],
    ['an event on Friday', nord, '2026-05-22T11:00+02:00', { workingDays: 1 }, '2026-05-26T11:00+02:00'],
    ['a bridge day that the desk closes', { ...nord, closedDays: days('2026-05-15') }, '2026-05-13T11:00+02:00', { workingDays: 1 }, '2026-05-18T11:00+02:00'],
    ['a holiday on which the desk opens', { ...nord, openHolidays: days('2026-05-14') }, '2026-05-13T11:00+02:00', { workingDays: 1 }, '2026-05-14T11:00+02:00'],
    ['a closing day wins over an open holiday', { ...nord, openHolidays: days('2026-05-14'), closedDays: days('2026-05-14') }, '2026-05-13T11:00+02:00', { workingDays: 1 }, '2026-05-15T11:00+02:00'],
    ['an open holiday on a Sunday is no working day', { ...nord, openHolidays: days('2026-11-01') }, '2026-10-30T11:00+01:00', { workingDays: 1 }, '2026-11-02T11:00+01:00'],
    ['whatever the opening hours: Wednesday closed, then moved', { ...valDOise, openingHours: { mon: [['09:00', '16:00']], thu: [['09:00', '16:00']] } }, '2026-05-18T11:00+02:00', { workingDays: 2 }, '2026-05-21T09:00+02:00'],
    ['after hours, moved to the next opening', valDOise, '2026-05-18T18:00+02:00', { workingDays: 1 }, '2026-05-20T09:00+02:00'],
    ['holidays of 2026 that fall at the week-end cost nothing', nord, '2026-08-14T11:00+02:00', { workingDays: 1 }, '2026-08-17T11:00+02:00'],
    ['no territory, no holiday', { ...nord, territory: null }, '2026-05-13T11:00+02:00', { workingDays: 1 }, '2026-05-14T11:00+02:00'],
    ['zero is the event itself', nord, '2026-05-16T11:00+02:00', { workingDays: 0 }, '2026-05-16T11:00+02:00'],
  ]);
});

describe('calendar months', () => {
  reckonsAll([
    ['1 month of Val-d’Oise to a Sunday', valDOise, '2026-05-21T09:05+02:00', { calendarMonths: 1 }, '2026-06-22T09:00+02:00'],
    ['31 January, one month later', nord, '2026-01-31T10:00+01:00', { calendarMonths: 1 }, '2026-02-28T10:00+01:00'],
    ['31 January of a leap year', nord, '2028-01-31T10:00+01:00', { calendarMonths: 1 }, '2028-02-29T10:00+01:00'],
    ['29 February, twelve months later', nord, '2028-02-29T10:00+01:00', { calendarMonths: 12 }, '2029-02-28T10:00+01:00'],
    ['31 August to 30 September', nord, '2026-08-31T10:00+02:00', { calendarMonths: 1 }, '2026-09-30T10:00+02:00'],
    ['30 November to 28 February, over the year', nord, '2026-11-30T10:00+01:00', { calendarMonths: 3 }, '2027-02-28T10:00+01:00'],
    ['28 February stays the 28th', nord, '2026-02-28T10:00+01:00', { calendarMonths: 1 }, '2026-03-28T10:00+01:00'],
    ['the desk’s month, not UTC’s', { ...nord, timeZone: 'Indian/Reunion' }, '2026-01-31T21:00Z', { calendarMonths: 1 }, '2026-02-28T21:00Z'],
  ]);
});

describe('territories', () => {
  reckonsAll([
    ['Good Friday works in Paris', nord, '2026-04-02T11:00+02:00', { workingDays: 1 }, '2026-04-03T11:00+02:00'],
    ['Good Friday in Moselle', moselle, '2026-04-02T11:00+02:00', { workingDays: 1 }, '2026-04-07T11:00+02:00'],
    ['Good Friday kept open by a desk of Moselle', { ...moselle, openHolidays: days('2026-04-03') }, '2026-04-02T11:00+02:00', { workingDays: 1 }, '2026-04-03T11:00+02:00'],
    ['26 December in Bas-Rhin, 2025', { ...moselle, territory: 'FR-67' }, '2025-12-24T11:00+01:00', { workingDays: 1 }, '2025-12-29T11:00+01:00'],
    ['26 December in Haut-Rhin, 2025', { ...moselle, territory: 'FR-68' }, '2025-12-24T11:00+01:00', { workingDays: 1 }, '2025-12-29T11:00+01:00'],
    ['Good Friday works in Martinique', martinique, '2026-04-02T11:00-04:00', { workingDays: 1 }, '2026-04-03T11:00-04:00'],
    ['22 May in Martinique', martinique, '2026-05-21T11:00-04:00', { workingDays: 1 }, '2026-05-26T11:00-04:00'],
    ['27 May in Guadeloupe', { ...martinique, timeZone: 'America/Guadeloupe', territory: 'FR-GP' }, '2026-05-26T11:00-04:00', { workingDays: 1 }, '2026-05-28T11:00-04:00'],
    ['10 June in Guyane', guyane, '2026-06-09T11:00-03:00', { workingDays: 1 }, '2026-06-11T11:00-03:00'],
    ['20 December in La Réunion, a Sunday in 2026 and a Monday in 2027', reunion, '2027-12-17T11:00+04:00', { workingDays: 1 }, '2027-12-21T11:00+04:00'],
    ['27 April in Mayotte', { ...reunion, timeZone: 'Indian/Mayotte', territory: 'FR-YT' }, '2026-04-24T11:00+03:00', { workingDays: 1 }, '2026-04-28T11:00+03:00'],
  ]);
});
