import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { instantText } from '../../domain/local-date';
import { instantMsOfLocal, localMsAt, UnknownTimeZone, zoneOf } from '../../domain/zone';

const ZONES = ['Europe/Paris', 'Indian/Reunion', 'America/Cayenne', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Casablanca', 'America/Sao_Paulo', 'Asia/Beirut', 'Africa/Monrovia', 'UTC'];
const zone = fc.constantFrom(...ZONES);
const hour = 3_600_000;
const anyMs = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2190, 0, 1) });
/** Half of the instants stand within a day and a half of a change of the clock. */
const nearChange = fc.tuple(zone, anyMs, fc.integer({ min: -36 * hour, max: 36 * hour })).map(([timeZone, ms, shift]) => {
  const next = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).getTimeZoneTransition('next');
  return [timeZone, (next?.epochMilliseconds ?? ms) + shift] as const;
});
const zoneAndMs = fc.oneof(fc.tuple(zone, anyMs), nearChange);

it('reads the clock as the Temporal API does', () => {
  fc.assert(
    fc.property(zoneAndMs, ([timeZone, ms]) => {
      const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDateTime();
      expect(localMsAt(zoneOf(timeZone), ms)).toBe(Date.parse(`${local.toString({ smallestUnit: 'millisecond' })}Z`));
    }),
    { numRuns: 400, seed: 7 },
  );
});

it('resolves a local time « compatible » as the Temporal API does, gaps and overlaps included', () => {
  fc.assert(
    fc.property(zoneAndMs, ([timeZone, localMs]) => {
      const local = Temporal.PlainDateTime.from(new Date(localMs).toISOString().slice(0, -1));
      expect(instantMsOfLocal(zoneOf(timeZone), localMs)).toBe(local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds);
    }),
    { numRuns: 800, seed: 7 },
  );
});

it.each(['Mars/Phobos', '', '+02:00', 'Europe/Paris ', '2026-01-01T00:00+01:00[Europe/Paris]', '../etc/passwd'])('« %s » is no time zone', (timeZone) => {
  expect(() => zoneOf(timeZone)).toThrow(UnknownTimeZone);
});

it('writes an instant as Date does', () => {
  const writesTheSame = fc.property(anyMs, (ms) => {
    expect(instantText(ms)).toBe(new Date(ms).toISOString());
  });
  fc.assert(writesTheSame, { numRuns: 500, seed: 7 });
});
