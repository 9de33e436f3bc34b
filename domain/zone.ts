import { Temporal } from 'temporal-polyfill';

/** The time zone is not one of the IANA database's. */
export class UnknownTimeZone extends RangeError {
  override name = 'UnknownTimeZone';
  constructor(readonly timeZone: string) {
    super(`Fuseau horaire inconnu : « ${timeZone} »`);
  }
}

/** A stretch of one UTC year during which a zone keeps one offset. */
interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly offsetMs: number;
}
/** What the library says of a zone, kept by UTC year: asking it each time costs 10 to 30 µs. */
export interface Zone {
  readonly name: string;
  readonly years: Map<number, readonly Stretch[]>;
  /** The stretch last asked for: the next question is mostly about it too. */
  last: Stretch;
}

const DAY_MS = 86_400_000;
const zones = new Map<string, Zone>();

/** The zone of that IANA name. @throws UnknownTimeZone */
export function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known) return known;
  // The library would also read a whole date-time with a zone in it, or a bare offset.
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(timeZone)) throw new UnknownTimeZone(timeZone);
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
  } catch {
    throw new UnknownTimeZone(timeZone);
  }
  const zone: Zone = { name: timeZone, years: new Map(), last: { fromMs: 0, toMs: 0, offsetMs: 0 } };
  zones.set(timeZone, zone);
  return zone;
}

/** Offset of local time from UTC at that instant, in milliseconds (+7,200,000 in Paris in summer). @throws RangeError beyond the years of Date */
export function offsetMsAt(zone: Zone, atMs: number): number {
  const last = zone.last;
  if (atMs >= last.fromMs && atMs < last.toMs) return last.offsetMs;
  const found = stretchesOfYear(zone, new Date(atMs).getUTCFullYear()).find((stretch) => atMs < stretch.toMs);
  if (!found) throw new RangeError(`Instant hors du calendrier : ${atMs}`);
  zone.last = found;
  return found.offsetMs;
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

function stretchesOfYear(zone: Zone, year: number): readonly Stretch[] {
  const known = zone.years.get(year);
  if (known) return known;
  const read = readYear(zone.name, year);
  zone.years.set(year, read);
  return read;
}

function readYear(timeZone: string, year: number): readonly Stretch[] {
  const endMs = Date.UTC(year + 1, 0, 1);
  const stretches: Stretch[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(Date.UTC(year, 0, 1)).toZonedDateTimeISO(timeZone);
  while (at.epochMilliseconds < endMs) {
    const next = at.getTimeZoneTransition('next');
    const toMs = Math.min(next?.epochMilliseconds ?? endMs, endMs);
    stretches.push({ fromMs: at.epochMilliseconds, toMs, offsetMs: at.offsetNanoseconds / 1e6 });
    if (!next) break;
    at = next;
  }
  return stretches;
}
