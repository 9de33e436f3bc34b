import type { CompiledCalendar } from './compiled-calendar';
import { spansFrom, type OpenSpan } from './opening';

/** The opening time that a delay used, stretch by stretch, and the instant at which it was used up. */
export interface UsedOpening {
  readonly endMs: number;
  readonly used: readonly OpenSpan[];
}

/** Uses up `openMs` of opening time from `fromMs`; used up exactly at a closing, it ends at that closing. @throws NeverOpens */
export function addOpen(calendar: CompiledCalendar, fromMs: number, openMs: number): UsedOpening {
  if (openMs <= 0) return { endMs: fromMs, used: [] };
  if (calendar.ranges === null) return { endMs: fromMs + openMs, used: [{ fromMs, toMs: fromMs + openMs }] };
  const used: OpenSpan[] = [];
  let leftMs = openMs;
  for (const span of spansFrom(calendar, fromMs)) {
    const startMs = Math.max(span.fromMs, fromMs);
    const takenMs = Math.min(leftMs, span.toMs - startMs);
    used.push({ fromMs: startMs, toMs: startMs + takenMs });
    leftMs -= takenMs;
    if (leftMs === 0) break;
    refuseTooFar(span.toMs);
  }
  return { endMs: used.at(-1)?.toMs ?? fromMs, used };
}

/** Reckonings stop here: holidays are known by today's law, not for ever. */
export const LAST_YEAR = 2199;
const LIMIT_MS = Date.UTC(LAST_YEAR + 1, 0, 1);

/** The limit lies beyond the years that can be reckoned. */
export class LimitTooFar extends RangeError {
  override name = 'LimitTooFar';
  constructor() {
    super(`Limite au-delà de l’an ${LAST_YEAR}`);
  }
}

/** @throws LimitTooFar */
export function refuseTooFar(atMs: number): void {
  if (!(atMs < LIMIT_MS)) throw new LimitTooFar();
}
