import type { Calendar, WeeklyHours } from '../../domain/calendar-types';
import type { LocalDate } from '../../domain/ids';

/** Calendars of the tables: the hours of the published contracts, and odd ones. */
export function week(...ranges: ReadonlyArray<readonly [string, string]>): WeeklyHours {
  return { mon: ranges, tue: ranges, wed: ranges, thu: ranges, fri: ranges };
}

export function days(...dates: string[]): LocalDate[] {
  return dates as LocalDate[];
}

/** Monday to Friday, 9 h to 16 h, Paris. */
export const valDOise: Calendar = { timeZone: 'Europe/Paris', territory: 'FR', openingHours: week(['09:00', '16:00']) };
export const coteDOr: Calendar = { ...valDOise, openingHours: week(['08:30', '16:30']) };
export const hauteGaronne: Calendar = { ...valDOise, openingHours: week(['07:30', '17:30']) };
/** No hours stated: open round the clock. */
export const nord: Calendar = { ...valDOise, openingHours: null };
export const withLunch: Calendar = { ...valDOise, openingHours: week(['08:30', '12:00'], ['13:30', '17:00']) };
export const moselle: Calendar = { ...valDOise, territory: 'FR-57' };
export const reunion: Calendar = { timeZone: 'Indian/Reunion', territory: 'FR-RE', openingHours: week(['08:00', '15:00']) };
export const martinique: Calendar = { timeZone: 'America/Martinique', territory: 'FR-MQ', openingHours: week(['07:30', '13:30']) };
export const guyane: Calendar = { timeZone: 'America/Cayenne', territory: 'FR-GF', openingHours: week(['07:30', '13:30']) };
/** All night and all week-end: opening hours that clock changes cut or stretch. */
export const always: Calendar = {
  timeZone: 'Europe/Paris',
  territory: null,
  openingHours: { ...week(['00:00', '24:00']), sat: [['00:00', '24:00']], sun: [['00:00', '24:00']] },
};
export const neverOpen: Calendar = { ...valDOise, openingHours: { mon: [] } };
