import fc from 'fast-check';
import type { Calendar, DelayRule, Territory, WeeklyHours, WhenClosed } from '../../domain/calendar-types';
import type { LocalDate } from '../../domain/ids';

/** A case that both the product and the stepper can reckon. */
export interface DeadlineCase {
  readonly calendar: Calendar;
  /** Milliseconds since 1970, a whole minute. */
  readonly start: number;
  readonly rule: DelayRule;
  readonly whenClosed: WhenClosed;
}

const ZONES = ['Europe/Paris', 'Indian/Reunion', 'America/Martinique', 'America/Guadeloupe', 'America/Cayenne', 'Indian/Mayotte', 'America/New_York', 'Australia/Lord_Howe'];
const TERRITORIES: readonly (Territory | null)[] = ['FR', 'FR-57', 'FR-67', 'FR-68', 'FR-GP', 'FR-MQ', 'FR-GF', 'FR-RE', 'FR-YT', null];
/** No boundary between 1:30 and 3:30: there a range ends twice or never, which the tables settle. */
const BOUNDARIES = ['00:00', '01:00', '04:00', '07:30', '08:30', '09:00', '12:00', '12:15', '13:30', '14:00', '16:00', '16:30', '17:30', '20:00', '24:00'];
/** Clock changes, month ends, bridges, Easter and the turn of the year: where mistakes live. */
const TROUBLE = ['2025-03-30', '2025-10-26', '2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-04-05', '2025-01-31', '2025-12-31', '2024-02-29', '2026-05-14', '2026-05-25', '2026-12-24', '2026-08-31', '2027-03-28', '2026-05-31'];
const DAY = 86_400_000;

const randomDay = fc.integer({ min: Date.UTC(2024, 1, 1) / DAY, max: Date.UTC(2027, 5, 30) / DAY });
const troubledDay = fc.tuple(fc.constantFrom(...TROUBLE), fc.integer({ min: -4, max: 2 })).map(([day, shift]) => Date.parse(day) / DAY + shift);
const day = fc.oneof(randomDay, troubledDay);
const minuteOfDay = fc.oneof(fc.integer({ min: 0, max: 1439 }), fc.constantFrom(60, 90, 120, 135, 150, 165, 180, 0, 1439, 450, 510, 540, 960, 990, 1050));
const start = fc.tuple(day, minuteOfDay).map(([days, minutes]) => days * DAY + minutes * 60_000);

/** An even number of boundaries, in order, makes the ranges of a day; neighbours may touch. */
const dayRanges = fc.uniqueArray(fc.constantFrom(...BOUNDARIES), { minLength: 2, maxLength: 4 }).map((times) => {
  const sorted = [...times].sort();
  const ranges: [string, string][] = [];
  for (let i = 0; i + 1 < sorted.length; i += 2) ranges.push([sorted[i] ?? '', sorted[i + 1] ?? '']);
  return ranges;
});
const officeDays: fc.Arbitrary<WeeklyHours> = dayRanges.map((ranges) => ({ mon: ranges, tue: ranges, wed: ranges, thu: ranges, fri: ranges }));
const anyDays: fc.Arbitrary<WeeklyHours> = fc.record({ tue: dayRanges, thu: dayRanges, sat: dayRanges, sun: dayRanges }, { requiredKeys: ['tue', 'thu'] });
const hours = fc.oneof({ weight: 3, arbitrary: officeDays }, { weight: 2, arbitrary: anyDays }, { weight: 1, arbitrary: fc.constant(null) });

const date = day.map((days) => new Date(days * DAY).toISOString().slice(0, 10) as LocalDate);
const holiday = fc.constantFrom('2026-04-03', '2026-12-26', '2026-05-25', '2026-04-06', '2025-05-08', '2026-05-22').map((text) => text as LocalDate);

const calendar: fc.Arbitrary<Calendar> = fc.record({
  timeZone: fc.oneof({ weight: 3, arbitrary: fc.constant('Europe/Paris') }, { weight: 2, arbitrary: fc.constantFrom(...ZONES) }),
  territory: fc.constantFrom(...TERRITORIES),
  openingHours: hours,
  closedDays: fc.array(date, { maxLength: 3 }),
  openHolidays: fc.array(holiday, { maxLength: 2 }),
});

const rule: fc.Arbitrary<DelayRule> = fc.oneof(
  fc.integer({ min: 0, max: 120 }).map((elapsedHours) => ({ elapsedHours })),
  fc.integer({ min: 0, max: 20 }).map((openingHours) => ({ openingHours })),
  fc.integer({ min: 0, max: 15 }).map((calendarDays) => ({ calendarDays })),
  fc.integer({ min: 0, max: 12 }).map((workingDays) => ({ workingDays })),
  fc.integer({ min: 0, max: 3 }).map((calendarMonths) => ({ calendarMonths })),
);
const whenClosed = fc.constantFrom<WhenClosed>('next-opening', 'next-working-day-same-time', 'as-is');

export const deadlineCase: fc.Arbitrary<DeadlineCase> = fc.record({ calendar, start, rule, whenClosed });
