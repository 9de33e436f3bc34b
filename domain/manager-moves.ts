import type { Fact } from './ticket-facts';
import type { Draft } from './ticket-moves';

/** What a manager's decision, an amendment or a change of calendar does to a ticket's state; other facts do nothing here. */
export function managed(state: Draft, fact: Fact): void {
  switch (fact.kind) {
    case 'assigned':
      state.assignee = fact.to;
      return;
    case 'deadline-changed':
      state.adjustments = [...state.adjustments, { kind: 'by-hand', n: fact.n, limit: fact.limit, due: fact.due }];
      return;
    case 'paused':
      return pause(state, fact);
    case 'resumed':
      return resume(state, fact);
    case 'pause-ended':
      if (state.pause?.n === fact.of) state.pause = null;
      return;
    case 'terms-changed':
      state.termsVersion = fact.version;
      state.reckonedAnewN = fact.n;
      return;
    case 'calendar-changed':
      state.reckonedAnewN = fact.n;
      return;
    default:
      return;
  }
}

/** A pause stops the debt under way; where nobody owes, there is nothing to stop. */
function pause(state: Draft, { n, at, until }: Extract<Fact, { kind: 'paused' }>): void {
  if (state.debt === null || until <= at) return;
  state.pause = { n, from: at, until };
  state.adjustments = [...state.adjustments, { kind: 'pause', ...state.pause }];
}

/** Ended before its time, a pause has taken only what had passed of it. */
function resume(state: Draft, { n, at }: Extract<Fact, { kind: 'resumed' }>): void {
  const { pause: running } = state;
  if (running === null) return;
  state.adjustments = state.adjustments.map((one) => (one.kind === 'pause' && one.n === running.n ? { ...one, n, until: at } : one));
  state.pause = null;
}
