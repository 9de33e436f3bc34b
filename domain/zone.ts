import { Temporal } from 'temporal-polyfill';

/** The time zone is not one of the IANA database's. */
export class UnknownTimeZone extends RangeError {
  override name = 'UnknownTimeZone';
  constructor(readonly timeZone: string) {
    super(`Fuseau horaire inconnu : « ${timeZone} »`);
  }
}

interface Change {
  readonly atMs: number;
  readonly offsetAfterMs: number;
}
interface ZoneYear {
  /** Offset from UTC at the year's first instant (UTC), in milliseconds. */
  readonly offsetMs: number;
  readonly changes: readonly Change[];
}
/** What the library says of a zone, kept by UTC year: asking it each time costs 10 to 30 µs. */
export interface Zone {
  readonly name: string;
  readonly years: Map<number, ZoneYear>;
}

const DAY_MS = 86_400_000;
const zones = new Map<string, Zone>();

/** The zone of that IANA name. @throws UnknownTimeZone */
export function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known) return known;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
  } catch {
    throw new UnknownTimeZone(timeZone);
  }
  const zone: Zone = { name: timeZone, years: new Map() };
  zones.set(timeZone, zone);
  return zone;
}

/** Offset of local time from UTC at that instant, in milliseconds (+7,200,000 in Paris in summer). */
export function offsetMsAt(zone: Zone, atMs: number): number {
  const year = zoneYear(zone, new Date(atMs).getUTCFullYear());
  let offsetMs = year.offsetMs;
  for (const change of year.changes) {
    if (change.atMs > atMs) break;
    offsetMs = change.offsetAfterMs;
  }
  return offsetMs;
}

/** Local wall-clock time at that instant, as the milliseconds that the same reading would be in UTC. */
export function localMsAt(zone: Zone, atMs: number): number {
  return atMs + offsetMsAt(zone, atMs);
}

/**
 * The instant of a local wall-clock time, « compatible » as in the Temporal API: in a gap the time moves forward by
 * the gap, in an overlap the first of the two is meant.
 */
export function instantMsOfLocal(zone: Zone, localMs: number): number {
  const beforeMs = offsetMsAt(zone, localMs - DAY_MS);
  const afterMs = offsetMsAt(zone, localMs + DAY_MS);
  const firstMs = localMs - beforeMs;
  if (beforeMs === afterMs || offsetMsAt(zone, firstMs) === beforeMs) return firstMs;
  const secondMs = localMs - afterMs;
  return offsetMsAt(zone, secondMs) === afterMs ? secondMs : firstMs;
}

function zoneYear(zone: Zone, year: number): ZoneYear {
  const known = zone.years.get(year);
  if (known) return known;
  const read = readYear(zone.name, year);
  zone.years.set(year, read);
  return read;
}

function readYear(timeZone: string, year: number): ZoneYear {
  const startMs = Date.UTC(year, 0, 1);
  const endMs = Date.UTC(year + 1, 0, 1);
  const start = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(timeZone);
  const changes: Change[] = [];
  let next = start.getTimeZoneTransition('next');
  while (next && next.epochMilliseconds < endMs) {
    changes.push({ atMs: next.epochMilliseconds, offsetAfterMs: next.offsetNanoseconds / 1e6 });
    next = next.getTimeZoneTransition('next');
  }
  return { offsetMs: start.offsetNanoseconds / 1e6, changes };
}
