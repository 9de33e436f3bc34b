import * as z from 'zod';
import type { Calendar } from '../../domain/calendar-types';
import { calendar as calendarSchema } from '../../domain/contract-schema-clock';
import type { DeskDay } from '../../domain/desk-days';
import type { LocalDate } from '../../domain/ids';
import { dateOfDay, dayOf } from '../../domain/local-date';
import type { FieldError } from '../act-forms';
import { rangesOf } from './hours';

export type ReadDays = { readonly days: readonly DeskDay[]; readonly reason: string } | { readonly errors: readonly FieldError[] };

/** A strike or a bridge is days, not months. */
const MOST_DAYS = 31;

/** The days that a form closes or opens, each day of its span; `today` is the desk's own. */
export function readDeskDays(fields: Readonly<Record<string, string>>, calendar: Calendar, today: LocalDate): ReadDays {
  const kind = fields['nature'] === 'open' ? 'open' : 'closed';
  const [from, to] = [fields['du'] ?? '', fields['au'] === undefined || fields['au'] === '' ? (fields['du'] ?? '') : fields['au']];
  const reason = (fields['motif'] ?? '').trim();
  const hours = kind === 'open' && calendar.openingHours !== null ? rangesOf(fields['horaires'] ?? '') : null;
  const errors = [...spanErrors(from, to, today), ...hourErrors(hours), ...(reason === '' ? [{ field: 'motif', message: 'Écrivez le motif : il reste au journal.' }] : [])];
  return errors.length > 0 ? { errors } : { days: spanOf(from, to).map((day) => ({ day, kind, hours })), reason: reason.slice(0, 300) };
}

function spanErrors(from: string, to: string, today: LocalDate): FieldError[] {
  if (!isDate(from)) return [{ field: 'du', message: 'Donnez le premier jour.' }];
  if (!isDate(to)) return [{ field: 'au', message: 'Donnez un jour du calendrier.' }];
  if (from < today) return [{ field: 'du', message: 'Ce jour est passé : donnez aujourd’hui ou un jour à venir.' }];
  if (to < from) return [{ field: 'au', message: 'Le dernier jour précède le premier.' }];
  return dayOf(to) - dayOf(from) >= MOST_DAYS ? [{ field: 'au', message: `Au plus ${MOST_DAYS} jours à la fois.` }] : [];
}

/** Ranges are refused as those of a contract are, by the same schema. */
function hourErrors(hours: readonly (readonly [string, string])[] | null): FieldError[] {
  if (hours === null) return [];
  if (hours.length === 0) return [{ field: 'horaires', message: 'Donnez les horaires de ce jour, par exemple « 9 h 00 - 12 h 00 ».' }];
  const read = week.safeParse({ mon: hours });
  return read.success ? [] : [{ field: 'horaires', message: 'Écrivez des plages dans l’ordre, par exemple « 9 h 00 - 12 h 00, 13 h 30 - 16 h 00 ».' }];
}
const week = calendarSchema.shape.openingHours;

function isDate(text: string): boolean {
  return z.iso.date().safeParse(text).success;
}

function spanOf(from: string, to: string): LocalDate[] {
  return Array.from({ length: dayOf(to) - dayOf(from) + 1 }, (_, i) => dateOfDay(dayOf(from) + i));
}
