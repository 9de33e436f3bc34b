import { epochMs, instantAt, type Instant } from '../../domain/ids';
import { instantMsOfLocal, localMsAt, zoneOf } from '../../domain/zone';

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2})?$/;

/** A `datetime-local` field in a Caf's own zone (« 2026-05-13T15:50 »); null when it is none. A time in a clock change is read as « compatible ». */
export function instantOfLocal(text: string, timeZone: string): Instant | null {
  const read = LOCAL.exec(text.trim());
  if (read === null) return null;
  const [year, month, day, hour, minute] = read.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined) return null;
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute));
  if (local.getUTCMonth() !== month - 1 || local.getUTCDate() !== day || hour > 23 || minute > 59) return null;
  return instantAt(instantMsOfLocal(zoneOf(timeZone), local.getTime()));
}

/** « heure de Paris », « heure de La Réunion »: the zone in which a form's times are typed. */
export function zoneWords(timeZone: string): string {
  const city = timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  return `heure de ${CITIES[city] ?? city}`;
}

const CITIES: Readonly<Record<string, string>> = { Reunion: 'La Réunion', Cayenne: 'Guyane', Guadeloupe: 'la Guadeloupe', Martinique: 'la Martinique', Mayotte: 'Mayotte' };

/** An instant as a `datetime-local` field shows it in that zone: « 2026-05-13T15:50 ». */
export function localOfInstant(at: Instant, timeZone: string): string {
  return new Date(localMsAt(zoneOf(timeZone), epochMs(at))).toISOString().slice(0, 16);
}
