import { adjusted } from './adjust';
import type { DelayRule, Reckoning, WhenClosed } from './calendar-types';
import { reckon } from './deadline';
import type { Instant } from './ids';
import type { LimitKey } from './manager-facts';
import type { TicketCase, Why } from './plan';
import { movedBy, stopsThrough } from './planned-stop';
import type { TicketState } from './ticket-state';

/** Reckons each limit once: under its key it stays what it was when it began to run, but for what a person decided of it. */
export class Reckoner {
  constructor(
    private readonly ticket: TicketCase,
    private readonly state: Pick<TicketState, 'adjustments' | 'reckonedAnewN'>,
    private readonly fresh: Map<string, Reckoning>,
  ) {}

  /**
   * The limit kept under `key` if it ran from the same instant, else a new one. An amendment that moves the ticket, or a change of
   * calendar, has it reckoned anew from the same start (rules: Clock 5). @throws NeverOpens, LimitTooFar
   */
  limit(key: LimitKey, start: Instant, rule: DelayRule, whenClosed: WhenClosed, article: string | null): Reckoning {
    const { adjustments, reckonedAnewN } = this.state;
    const { calendar } = this.ticket.contract;
    const frozenAs = reckonedAnewN === null ? key : `${key}@${reckonedAnewN}`;
    const base = this.once(frozenAs, start, () => reckon(calendar, start, rule, whenClosed, article));
    if (adjustments.length === 0) return this.pastStops(frozenAs, base);
    const adjustedAs = `${frozenAs}~${adjustments.map(({ n }) => n).join('~')}`;
    return this.pastStops(adjustedAs, this.once(adjustedAs, start, () => adjusted(base, key, adjustments, calendar)));
  }

  /** A limit that falls inside a planned stop moves to its end (rules: Clock 6); one that was changed moves it anew, under a key of its own. */
  private pastStops(key: string, reckoning: Reckoning): Reckoning {
    const { calendar } = this.ticket.contract;
    const stops = stopsThrough(reckoning, this.ticket.stops ?? [], calendar);
    if (stops.length === 0) return reckoning;
    return this.once(`${key}${stops.map(({ id, revision }) => `#${id}.${revision}`).join('')}`, reckoning.start, () => movedBy(reckoning, stops, calendar));
  }

  private once(key: string, start: Instant, make: () => Reckoning): Reckoning {
    const known = this.ticket.frozen.get(key) ?? this.fresh.get(key);
    if (known !== undefined && known.start === start) return known;
    const made = make();
    this.fresh.set(key, made);
    return made;
  }
}

export function byDelay(reckoning: Reckoning): Why {
  return { article: reckoning.article, reckoning, atOnce: null, held: false };
}
