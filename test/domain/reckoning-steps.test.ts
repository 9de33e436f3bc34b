import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DelayRule, Reckoning, WhenClosed } from '../../domain/calendar-types';
import { isOpen, openMsBetween } from '../../domain/calendar';
import { reckon } from '../../domain/deadline';
import { epochMs, instant, instantAt } from '../../domain/ids';
import { valDOise } from './calendars';
import { deadlineCase, type DeadlineCase } from './random-cases';

const RUNS = { numRuns: 300, seed: 2026 };

function eachReckoning(check: (reckoning: Reckoning, given: DeadlineCase) => void, numRuns = 300): void {
  fc.assert(
    fc.property(deadlineCase, (given) => check(reckon(given.calendar, instantAt(given.start), given.rule, given.whenClosed, 'art. 3.3'), given)),
    { ...RUNS, numRuns },
  );
}

function lengthMs(step: { from: Parameters<typeof epochMs>[0]; to: Parameters<typeof epochMs>[0] }): number {
  return epochMs(step.to) - epochMs(step.from);
}

it('steps lead from the start to the deadline without a hole and without going back', () => {
  eachReckoning((reckoning) => {
    let at = reckoning.start;
    for (const step of reckoning.steps) {
      expect(step.from).toBe(at);
      expect(lengthMs(step)).toBeGreaterThanOrEqual(0);
      at = step.to;
    }
    expect(at).toBe(reckoning.deadline);
    const sumMs = reckoning.steps.reduce((sum, step) => sum + lengthMs(step), 0);
    expect(epochMs(reckoning.start) + sumMs).toBe(epochMs(reckoning.deadline));
  }, 1000);
});

it('one step ends at the limit before its move, and only closed time follows', () => {
  eachReckoning((reckoning) => {
    const ends = [reckoning.start, ...reckoning.steps.map((step) => step.to)];
    expect(ends).toContain(reckoning.rawLimit);
    const after = reckoning.steps.filter((step) => epochMs(step.to) > epochMs(reckoning.rawLimit));
    expect(after.every((step) => step.why.code === 'closed')).toBe(true);
    expect(after.length > 0).toBe(reckoning.moved !== null);
    if (reckoning.moved) expect(after[0]?.why).toMatchObject({ because: reckoning.moved });
  });
});

/** What the steps of each rule hold, in the rule's own unit. */
function amountOf(reckoning: Reckoning): number {
  let amount = 0;
  for (const { why } of reckoning.steps) {
    if (why.code === 'elapsed') amount += why.hours ?? 0;
    if (why.code === 'open') amount += why.openMs / 3_600_000;
    if (why.code === 'calendar-days') amount += why.days;
    if (why.code === 'calendar-months') amount += why.months;
    if (why.code === 'working-day') amount += 1;
  }
  return amount;
}

it('the amounts of the steps add up to the delay', () => {
  eachReckoning((reckoning, { rule }) => {
    expect(amountOf(reckoning)).toBeCloseTo(Object.values(rule)[0] ?? NaN, 9);
  }, 1000);
});

it('a step of opening or of hours is as long as it says', () => {
  eachReckoning((reckoning) => {
    for (const step of reckoning.steps) {
      if (step.why.code === 'open') expect(lengthMs(step)).toBe(step.why.openMs);
      if (step.why.code === 'elapsed') expect(lengthMs(step)).toBe((step.why.hours ?? 0) * 3_600_000);
    }
  });
});

it('steps of opening are open and steps of closed time hold no opening', () => {
  eachReckoning((reckoning, { calendar, whenClosed }) => {
    for (const step of reckoning.steps) {
      if (step.why.code === 'open') expect(openMsBetween(calendar, step.from, step.to)).toBe(lengthMs(step));
      if (step.why.code === 'closed' && whenClosed !== 'next-working-day-same-time') expect(openMsBetween(calendar, step.from, step.to)).toBe(0);
    }
  });
});

it('working days and days not counted name every day once', () => {
  eachReckoning((reckoning, { rule }) => {
    if (!('workingDays' in rule)) return;
    const dates = reckoning.steps.flatMap(({ why }) => (why.code === 'working-day' || why.code === 'not-counted' ? [why.date] : []));
    expect(dates).toEqual([...new Set(dates)].sort());
  });
});

it('a limit moved to the next opening falls when the desk is open', () => {
  eachReckoning((reckoning, { calendar, whenClosed }) => {
    if (whenClosed === 'next-opening' && reckoning.moved) expect(isOpen(calendar, reckoning.deadline)).toBe(true);
  });
});

/** Not so with the same time of the next working day: Sunday 23 h becomes Monday 23 h, and Monday 0 h stays. */
it('a longer delay is never due earlier, as it stands or moved to the next opening', () => {
  fc.assert(
    fc.property(deadlineCase, fc.constantFrom<WhenClosed>('as-is', 'next-opening'), ({ calendar, start, rule }, whenClosed) => {
      const longer = Object.fromEntries(Object.entries(rule).map(([name, amount]) => [name, Number(amount) + 1])) as unknown as DelayRule;
      const [first, second] = [rule, longer].map((delay) => epochMs(reckon(calendar, instantAt(start), delay, whenClosed, null).deadline));
      expect(second).toBeGreaterThanOrEqual(first ?? NaN);
    }),
    RUNS,
  );
});

it('is the same data whenever it is reckoned', () => {
  const twice = [1, 2].map(() => reckon({ ...valDOise }, instant('2026-05-22T15:50+02:00'), { openingHours: 6 }, 'next-opening', 'art. 3.3'));
  expect(twice[0]).toEqual(twice[1]);
  expect(JSON.parse(JSON.stringify(twice[0]))).toEqual(twice[0]);
});
