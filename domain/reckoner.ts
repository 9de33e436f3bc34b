import type { DelayRule, Reckoning, WhenClosed } from './calendar-types';
import { reckon } from './deadline';
import type { Instant } from './ids';
import type { TicketCase, Why } from './plan';

/** Reckons each limit once: under its key it stays what it was when it began to run. */
export class Reckoner {
  constructor(
    private readonly ticket: TicketCase,
    private readonly fresh: Map<string, Reckoning>,
  ) {}

  /** The reckoning kept under `key` if it ran from the same instant, else a new one. @throws NeverOpens, LimitTooFar */
  limit(key: string, start: Instant, rule: DelayRule, whenClosed: WhenClosed, article: string | null): Reckoning {
    const known = this.ticket.frozen.get(key) ?? this.fresh.get(key);
    if (known !== undefined && known.start === start) return known;
    const reckoning = reckon(this.ticket.contract.calendar, start, rule, whenClosed, article);
    this.fresh.set(key, reckoning);
    return reckoning;
  }
}

export function byDelay(reckoning: Reckoning): Why {
  return { article: reckoning.article, reckoning, atOnce: null, held: false };
}
