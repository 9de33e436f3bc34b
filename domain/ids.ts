/** Branded strings: a value of one kind cannot be given where another is meant. */
declare const brand: unique symbol;
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** An instant in UTC, ISO 8601 with milliseconds and `Z` (« 2026-05-13T13:50:00.000Z »). */
export type Instant = Branded<string, 'Instant'>;
/** A day of a desk's own calendar, « 2026-05-13 », in that desk's time zone. */
export type LocalDate = Branded<string, 'LocalDate'>;
/** The code of a Caf's department: « 31 », « 2A », « 974 ». */
export type CafCode = Branded<string, 'CafCode'>;
/** The reference of a ticket that partners see: « 31-2026-000123 ». */
export type Reference = Branded<string, 'Reference'>;

/** @throws RangeError when `text` is not a date-time with an offset or Z. */
export function instant(text: string): Instant {
  const ms = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(ms)) throw new RangeError(`Not an instant with an offset: « ${text} »`);
  return new Date(ms).toISOString() as Instant;
}

/** The instant at `ms` milliseconds after 1970-01-01T00:00Z. @throws RangeError when out of range. */
export function instantAt(ms: number): Instant {
  return new Date(ms).toISOString() as Instant;
}

/** Milliseconds since 1970-01-01T00:00Z. */
export function epochMs(at: Instant): number {
  return Date.parse(at);
}

const MINUTE_MS = 60_000;

/** An instant as a form gives it, to the minute, that is not before another: within the minute of that other, it is that other. @returns null when it is before */
export function notBefore(typed: Instant, first: Instant): Instant | null {
  if (typed >= first) return typed;
  const minuteOf = (at: Instant): number => Math.floor(epochMs(at) / MINUTE_MS);
  return minuteOf(typed) === minuteOf(first) ? first : null;
}
