import type { Reckoning } from '../../domain/calendar-types';
import type { Fact } from '../../domain/ticket-facts';

/** How the limit was reckoned that a past fact answers: a broken promise, a rung called on by delay, an exhausted ladder. Null for what no delay made. */
export function reckoningOfFact(facts: readonly Fact[], frozen: ReadonlyMap<string, Reckoning>, fact: Fact): Reckoning | null {
  const limit = limitOf(facts, fact);
  if (limit === null) return null;
  const ofPickup = fact.kind === 'pickup-breached';
  const found = [...frozen].find(([key, { deadline }]) => deadline === limit && key.startsWith('pickup') === ofPickup);
  return found?.[1] ?? null;
}

/** A letter that left, or a task, answers the limit at which its rung was decided. */
function limitOf(facts: readonly Fact[], fact: Fact): string | null {
  switch (fact.kind) {
    case 'pickup-breached':
    case 'ladder-exhausted':
      return fact.limit;
    case 'rung-proposed':
    case 'rung-decided':
      return fact.because === 'delay' ? fact.limit : null;
    case 'rung-contacted': {
      if (fact.because !== 'delay') return null;
      const decided = facts.findLast((one) => one.kind === 'rung-decided' && one.side === fact.side && one.rung === fact.rung && one.n < fact.n);
      return decided?.kind === 'rung-decided' ? decided.limit : fact.at;
    }
    default:
      return null;
  }
}
