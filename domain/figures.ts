import { localDateOf, openMsBetween } from './calendar';
import type { Reckoning } from './calendar-types';
import type { Contract } from './contract-types';
import { reckon } from './deadline';
import type { Instant, LocalDate } from './ids';
import { openClockMs } from './open-clock';
import type { Fact } from './ticket-facts';
import { walk, type TicketState } from './ticket-state';

/** In whose hands an answer lies: the partner's, or on the Caf's side the desk's (its sectors with it) or the national level's. */
export type Holder = 'desk' | 'partner' | 'national';
export const HOLDERS: readonly Holder[] = ['desk', 'partner', 'national'];

/** What is measured of one ticket. Times are opening time of its own calendar, in milliseconds; null = it has not happened. */
export interface TicketFigures {
  /** The desk's day on which it was received. */
  readonly receivedOn: LocalDate;
  /** To a person's act, never the automatic letter. */
  readonly pickupOpenMs: number | null;
  /** Within the promise of article 3; null = the contract promises nothing, or it is not decided yet. */
  readonly pickedUpInTime: boolean | null;
  /** To the first letter or reached call of a person of the desk to the partner. */
  readonly answerOpenMs: number | null;
  /** To the last resolution; a ticket that was reopened is not resolved. */
  readonly resolutionOpenMs: number | null;
  /** How long each held an answer that was due. */
  readonly owedOpenMs: Readonly<Record<Holder, number>>;
  /** Who holds it now, and what the calendar's opening clock showed when that began. */
  readonly running: { readonly holder: Holder; readonly clockMs: number } | null;
}

/** @param pickup the promise's reckoning as it was frozen. @throws Error when nothing was received. */
export function figuresOf(facts: readonly Fact[], contract: Contract, pickup: Reckoning | undefined): TicketFigures {
  const { calendar } = contract;
  const { state, answeredAt, stretches } = told(facts);
  const since = (at: Instant | null) => (at === null ? null : openMsBetween(calendar, state.receivedAt, at));
  const owedOpenMs = { desk: 0, partner: 0, national: 0 };
  for (const { holder, from, to } of stretches) if (holder !== null && to !== null) owedOpenMs[holder] += openMsBetween(calendar, from, to);
  const last = stretches.at(-1);
  return {
    receivedOn: localDateOf(calendar, state.receivedAt),
    pickupOpenMs: since(state.pickedUpAt),
    pickedUpInTime: inTime(state, contract, pickup),
    answerOpenMs: since(answeredAt),
    resolutionOpenMs: since(state.resolvedAt),
    owedOpenMs,
    running: last === undefined || last.holder === null ? null : { holder: last.holder, clockMs: openClockMs(calendar, last.from) },
  };
}

interface Stretch {
  readonly holder: Holder | null;
  readonly from: Instant;
  to: Instant | null;
}

/** The ticket's story as it is measured: when it was first answered, and in whose hands the answer lay, stretch by stretch. */
function told(facts: readonly Fact[]): { state: TicketState; answeredAt: Instant | null; stretches: Stretch[] } {
  const stretches: Stretch[] = [];
  let answeredAt: Instant | null = null;
  let end: TicketState | undefined;
  for (const { fact, state } of walk(facts)) {
    end = state;
    if (isAnswer(fact)) answeredAt ??= fact.at;
    const last = stretches.at(-1);
    const holder = holderOf(state);
    if (last?.holder === holder) continue;
    if (last !== undefined) last.to = fact.at;
    stretches.push({ holder, from: fact.at, to: null });
  }
  if (end === undefined) throw new Error('a ticket begins with what was received');
  return { state: end, answeredAt, stretches };
}

/** Rules: Clock 2. A note, a routing, the automatic acknowledgement, a resolution without a word are no answer. */
function isAnswer(fact: Fact): boolean {
  return fact.kind === 'desk-wrote' || (fact.kind === 'desk-called' && fact.result === 'reached');
}

function holderOf({ debt, internal }: TicketState): Holder | null {
  if (debt === null) return null;
  return debt.side === 'desk' && internal.at(-1)?.to === 'national' ? 'national' : debt.side;
}

function inTime({ receivedAt, pickedUpAt, pickupBreachedAt }: TicketState, { calendar, pickup: promise }: Contract, frozen: Reckoning | undefined): boolean | null {
  if (promise === null) return null;
  if (pickedUpAt === null) return pickupBreachedAt === null ? null : false;
  const reckoned = frozen ?? reckon(calendar, receivedAt, promise.rule, promise.whenClosed, promise.article);
  return pickedUpAt <= reckoned.deadline;
}
