import { z } from 'zod';
import type { DelayRule } from './calendar-types';
import type { StatedDelay } from './contract-types';
import type { LocalDate } from './ids';
import { both } from './contract-issues';

/** Zod schemas of hours, holidays and delays. Each refusal is worded in French and in English (`both`). */

const TERRITORIES = ['FR', 'FR-57', 'FR-67', 'FR-68', 'FR-GP', 'FR-MQ', 'FR-GF', 'FR-RE', 'FR-YT'] as const;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Range = readonly [string, string];

export const localDate = z
  .string()
  .refine(isRealDate, both('une date du calendrier, « 2026-05-13 »', 'a real date, "2026-05-13"'))
  .transform((text) => text as LocalDate);

function isRealDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, both('une heure locale, « 08:30 »', 'a local time, "08:30"'));

const range = z
  .tuple([timeOfDay, timeOfDay])
  .readonly()
  .refine(([from, to]) => from < to, both('une fin après le début', 'an end after its start'));

const dayRanges = z
  .array(range)
  .readonly()
  .refine(inOrder, both('des plages dans l’ordre, sans chevauchement', 'ranges in order, without overlap'));

function inOrder(ranges: readonly Range[]): boolean {
  return ranges.every((one, i) => i === 0 || (ranges[i - 1]?.[1] ?? '') <= one[0]);
}

const weeklyHours = z
  .strictObject(
    Object.fromEntries(WEEKDAYS.map((day) => [day, dayRanges.optional()])) as Record<
      (typeof WEEKDAYS)[number],
      z.ZodOptional<typeof dayRanges>
    >,
  )
  .refine(
    (week) => Object.values(week).some((ranges) => (ranges?.length ?? 0) > 0),
    both(
      'au moins une plage d’ouverture par semaine (null si aucun horaire n’est prévu)',
      'at least one opening range a week (null when no hours are stated)',
    ),
  );

export const calendar = z.strictObject({
  timeZone: z.string().refine(isTimeZone, both('un fuseau horaire IANA, « Europe/Paris »', 'an IANA time zone, "Europe/Paris"')),
  territory: z.enum(TERRITORIES).nullable(),
  openingHours: weeklyHours.nullable(),
  closedDays: z.array(localDate).readonly().optional(),
  openHolidays: z.array(localDate).readonly().optional(),
});

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('fr', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const count = z.int().min(1);
const one = (value: object) => Object.values(value).filter((v) => v !== undefined).length === 1;

/** A delay as it runs: exactly one unit. `elapsedSeconds` is for tests only and refused in a published file (contract-cross). */
export const delayRule = z
  .strictObject({
    elapsedHours: count.optional(),
    openingHours: count.optional(),
    calendarDays: count.optional(),
    workingDays: count.optional(),
    calendarMonths: count.optional(),
    elapsedSeconds: count.optional(),
  })
  .refine(
    one,
    both(
      'une seule unité : elapsedHours, openingHours, calendarDays, workingDays ou calendarMonths',
      'exactly one unit: elapsedHours, openingHours, calendarDays, workingDays or calendarMonths',
    ),
  )
  .transform((rule) => rule as DelayRule);

/** A delay in the contract's own words: exactly one unit. */
export const statedDelay = z
  .strictObject({ hours: count.optional(), days: count.optional(), workingDays: count.optional(), months: count.optional() })
  .refine(one, both('une seule unité : hours, days, workingDays ou months', 'exactly one unit: hours, days, workingDays or months'))
  .transform((stated) => stated as StatedDelay);

export const whenClosed = z.enum(['next-opening', 'next-working-day-same-time', 'as-is']);
