import type { Calendar, ClosedReason, DelayRule, Reckoning, ReckoningStep, WhenClosed } from './calendar-types';
import { closedReasonOfDay, notWorkingReason } from './closed';
import { compile, type CompiledCalendar } from './compiled-calendar';
import { closedSteps, stepsOfRule, timeOfDayAt, type Step } from './delay-rules';
import { epochMs, type Instant } from './ids';
import { instantText } from './local-date';
import { closesAt, dayAt, dayExists, instantMsOf, spanAt, spansFrom } from './opening';

export { LimitTooFar } from './open-time';

interface Move {
  readonly steps: readonly Step[];
  readonly because: ClosedReason;
}

/**
 * The deadline that a term of the contract gives from the event at `start`, with its reckoning.
 * The local date of the event is day 0; local times in a clock change resolve « compatible ».
 * @throws RangeError on an amount that is not whole, NeverOpens, UnknownTimeZone, LimitTooFar
 */
export function reckon(calendar: Calendar, start: Instant, rule: DelayRule, whenClosed: WhenClosed, article: string | null): Reckoning {
  const ready = compile(calendar);
  const startMs = epochMs(start);
  const steps = stepsOfRule(ready, startMs, rule);
  const rawLimitMs = steps.at(-1)?.toMs ?? startMs;
  const move = moveOf(ready, rawLimitMs, whenClosed);
  const all = written(startMs, move ? [...steps, ...move.steps] : steps);
  return {
    start: instantText(startMs),
    rule,
    whenClosed,
    article,
    rawLimit: instantText(rawLimitMs),
    deadline: all.at(-1)?.to ?? instantText(startMs),
    steps: all,
    moved: move?.because ?? null,
  };
}

function moveOf(calendar: CompiledCalendar, limitMs: number, whenClosed: WhenClosed): Move | null {
  if (whenClosed === 'next-opening') return toNextOpening(calendar, limitMs);
  return whenClosed === 'next-working-day-same-time' ? toNextWorkingDay(calendar, limitMs) : null;
}

/** A limit exactly at a closing still falls within opening and stays. */
function toNextOpening(calendar: CompiledCalendar, limitMs: number): Move | null {
  if (calendar.ranges === null || spanAt(calendar, limitMs) || closesAt(calendar, limitMs)) return null;
  const openingMs = spansFrom(calendar, limitMs).next().value.fromMs;
  return { steps: closedSteps(calendar, limitMs, openingMs), because: closedReasonOfDay(calendar, dayAt(calendar, limitMs)) };
}

/** By the local date alone, whatever the opening hours. */
function toNextWorkingDay(calendar: CompiledCalendar, limitMs: number): Move | null {
  const first = dayAt(calendar, limitMs);
  const because = notWorkingReason(calendar, first);
  if (!because) return null;
  const timeOfDayMs = timeOfDayAt(calendar, limitMs);
  const steps: Step[] = [];
  let fromMs = limitMs;
  for (let day = first, why: ClosedReason | null = because; why; why = notWorkingReason(calendar, day)) {
    do day++;
    while (!dayExists(calendar, day));
    const toMs = instantMsOf(calendar, day, timeOfDayMs);
    steps.push({ fromMs, toMs, why: { code: 'closed', because: why } });
    fromMs = toMs;
  }
  return { steps, because };
}

/** Steps as instants, each beginning where the one before ended. */
function written(startMs: number, steps: readonly Step[]): ReckoningStep[] {
  let from = instantText(startMs);
  return steps.map((step) => {
    const to = step.toMs === step.fromMs ? from : instantText(step.toMs);
    const line: ReckoningStep = { from, to, why: step.why };
    from = to;
    return line;
  });
}
