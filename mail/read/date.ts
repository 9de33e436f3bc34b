import { instantAt, type Instant } from '../../domain/ids';
import type { Problems } from './problems';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Hours east of Greenwich for the names that RFC 5322 keeps, and the two that French servers write. */
const zones: Record<string, number> = { UT: 0, UTC: 0, GMT: 0, Z: 0, EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7, CET: 1, CEST: 2, MET: 1, MEST: 2 };
const pattern = /^(?:[a-z]{3,9}\.?,?\s*)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{2,4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{4}|[a-z]{1,4})?$/i;

/** What a Date header says, in UTC; null with a doubt when it is absent, unreadable or impossible. Never « now ». */
export function readDate(header: string | null, problems: Problems): Instant | null {
  if (!header) {
    problems.add('date-missing');
    return null;
  }
  const ms = parseDate(header.replace(/\([^()]*\)/g, ' ').trim());
  if (ms !== null && ms >= Date.UTC(1990, 0, 1) && ms < Date.UTC(2100, 0, 1)) return instantAt(ms);
  problems.add('date-unreadable', header);
  return null;
}

/** RFC 5322, its obsolete forms, and ISO 8601 with an offset, in milliseconds since 1970. A date without a zone is no instant. */
function parseDate(text: string): number | null {
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text)) return finite(Date.parse(text));
  const [, day, month, year, hour, minute, second, zone] = pattern.exec(text) ?? [];
  const offset = zone ? minutesEast(zone) : null;
  const monthIndex = months.indexOf((month ?? '').toLowerCase());
  if (offset === null || monthIndex < 0) return null;
  const at = [fullYear(Number(year)), monthIndex, Number(day), Number(hour), Number(minute), Number(second ?? 0)] as const;
  return isRealTime(at) ? Date.UTC(...at) - offset * 60_000 : null;
}

function finite(ms: number): number | null {
  return Number.isFinite(ms) ? ms : null;
}

/** Minutes east of UTC, or null when the zone is not known. */
function minutesEast(zone: string): number | null {
  const named = zones[zone.toUpperCase()];
  if (named !== undefined) return named * 60;
  const [, sign, hours, minutes] = /^([+-])(\d{2})(\d{2})$/.exec(zone) ?? [];
  if (!sign || Number(hours) > 15 || Number(minutes) > 59) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function fullYear(year: number): number {
  if (year < 50) return 2000 + year;
  return year < 1000 ? 1900 + year : year;
}

function isRealTime([year, month, day, hour, minute, second]: readonly [number, number, number, number, number, number]): boolean {
  return day >= 1 && day <= new Date(Date.UTC(year, month + 1, 0)).getUTCDate() && hour < 24 && minute < 60 && second <= 60;
}
