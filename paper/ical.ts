import type { Instant, LocalDate } from '../domain/ids';
import { dateOfDay, dayOf } from '../domain/local-date';

/** An event of a calendar: a whole day, or from one instant until another. */
export interface IcalEvent {
  /** The same for the same thing, whatever its date. */
  readonly uid: string;
  readonly when: { readonly on: LocalDate } | { readonly from: Instant; readonly until: Instant };
  readonly summary: string;
  readonly category: string;
  readonly url: string | null;
}

/**
 * A calendar to subscribe to (RFC 5545): days as dates, which belong to no time zone; instants in UTC, which every client shows in its own.
 * No alarm, nobody's name; it takes up nobody's time.
 */
export function writeIcal(name: string, events: readonly IcalEvent[], madeAt: Instant): string {
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Guichet//Calendrier//FR', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', `NAME:${text(name)}`, `X-WR-CALNAME:${text(name)}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT6H', 'X-PUBLISHED-TTL:PT6H',
    ...events.flatMap((event) => eventLines(event, madeAt)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines({ uid, when, summary, category, url }: IcalEvent, madeAt: Instant): string[] {
  return [
    'BEGIN:VEVENT', `UID:${text(uid)}`, `DTSTAMP:${utc(madeAt)}`,
    ...('on' in when ? [`DTSTART;VALUE=DATE:${date(when.on)}`, `DTEND;VALUE=DATE:${date(dateOfDay(dayOf(when.on) + 1))}`] : [`DTSTART:${utc(when.from)}`, `DTEND:${utc(when.until)}`]),
    `SUMMARY:${text(summary)}`, `CATEGORIES:${text(category)}`, ...(url === null ? [] : [`URL:${url}`]), 'TRANSP:TRANSPARENT', 'END:VEVENT',
  ];
}

/** « 20261103T090000Z »: to the second. */
function utc(at: Instant): string {
  return `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

function date(day: LocalDate): string {
  return day.replaceAll('-', '');
}

/** A backslash, a semicolon, a comma and the end of a line are escaped (3.3.11). */
function text(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replaceAll(/\r\n|\r|\n/g, '\\n');
}

/** No line is longer than 75 octets: the rest goes on after a space, and no letter is cut in two (3.1). */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const letter of line) {
    const length = Buffer.byteLength(letter);
    if (octets + length > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = '';
      octets = 0;
    }
    part += letter;
    octets += length;
  }
  return [...parts, part].join('\r\n ');
}
