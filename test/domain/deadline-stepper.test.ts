import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Calendar, DelayRule, Reckoning, WhenClosed } from '../../domain/calendar-types';
import { reckon } from '../../domain/deadline';
import { instantAt, type Instant } from '../../domain/ids';
import { localDateOf } from '../../domain/calendar';
import { deadlineCase, type DeadlineCase } from './random-cases';
import { stepDeadline } from './stepper';

type Reckon = (calendar: Calendar, start: Instant, rule: DelayRule, whenClosed: WhenClosed, article: string | null) => Reckoning;

/** Walking millions of minutes takes 2 s on a quiet machine; a busy one must not fail for it. */
const PATIENCE_MS = 240_000;
const RUNS = { numRuns: Number(process.env['GUICHET_CASES'] ?? 1000), seed: Number(process.env['GUICHET_SEED'] ?? 2026) };

/** The one property: an implementation and the stepper name the same instant. */
function agreesWithStepper(implementation: Reckon): fc.IProperty<[DeadlineCase]> {
  return fc.property(deadlineCase, ({ calendar, start, rule, whenClosed }) => {
    const expected = stepDeadline({ ...calendar, openingHours: calendar.openingHours, start, rule: { ...rule } as Record<string, number>, whenClosed });
    expect(implementation(calendar, instantAt(start), rule, whenClosed, null).deadline).toBe(instantAt(expected));
  });
}

it('names the same instant as the minute-by-minute stepper', () => {
  fc.assert(agreesWithStepper(reckon), RUNS);
}, PATIENCE_MS);

const days24Hours: Reckon = (calendar, start, rule, ...rest) =>
  reckon(calendar, start, 'calendarDays' in rule ? { elapsedHours: rule.calendarDays * 24 } : rule, ...rest);

const dayZeroCounted: Reckon = (calendar, start, rule, ...rest) =>
  reckon(calendar, start, 'workingDays' in rule ? { workingDays: Math.max(0, rule.workingDays - 1) } : rule, ...rest);

const monthOverflow: Reckon = (calendar, start, rule, ...rest) => {
  if (!('calendarMonths' in rule)) return reckon(calendar, start, rule, ...rest);
  const from = new Date(`${localDateOf(calendar, start)}T00:00Z`);
  const overflowed = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + rule.calendarMonths, from.getUTCDate());
  return reckon(calendar, start, { calendarDays: (overflowed - from.getTime()) / 86_400_000 }, ...rest);
};

it.each([
  ['days of 24 hours', days24Hours, 'calendarDays'],
  ['day 0 counted', dayZeroCounted, 'workingDays'],
  ['month overflow', monthOverflow, 'calendarMonths'],
])('a planted mistake makes the same property fail: %s', (_name, mistaken, touched) => {
  const found = fc.check(agreesWithStepper(mistaken), RUNS);
  expect(found.failed).toBe(true);
  expect(found.counterexample?.[0].rule).toHaveProperty(touched);
}, PATIENCE_MS);
