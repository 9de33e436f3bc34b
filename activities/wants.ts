import { epochMs } from '../domain/ids';
import { otherSide, type Fact } from '../domain/ticket-facts';
import type { Step } from '../domain/plan';
import { stateOf } from '../domain/ticket-state';
import type { LoadedCase } from '../db/case';
import type { WantedLetter } from './wanted-letter';

/** The letters that facts recorded by the doors call for: only the receipt of a request is acknowledged. */
export function wantedByFacts(news: readonly Fact[], { row }: LoadedCase): WantedLetter[] {
  if (row.contact_id === null && row.convention_id === null) return [];
  return news.flatMap((fact) => (fact.kind === 'received' ? [{ n: fact.n, kind: 'acknowledgement' as const }] : []));
}

/** The letters that a step of the plan calls for; `n` is the number of its first fact. */
export function wantedByStep(step: Step, n: number): WantedLetter[] {
  switch (step.what) {
    case 'contact-rung':
      return step.rung === undefined ? [] : [{ n, kind: 'escalation', step, rung: step.rung }];
    case 'ladder-exhausted':
      return step.side === undefined ? [] : [{ n, kind: 'ladder-exhausted', side: step.side, step }];
    case 'pickup-warning':
    case 'pickup-breach':
      return [{ n, kind: step.what, step }];
    default:
      return [];
  }
}

/**
 * Rungs that were contacted by delay while, as it now turns out, their side owed nothing: the verdict on fact `of` changed,
 * so whoever was contacted wrongly is told (rules: Clock 3).
 */
export function contactedInVain(facts: readonly Fact[], corrected: Fact): { side: 'desk' | 'partner'; rung: number }[] {
  if (corrected.kind !== 'verdict-corrected') return [];
  const message = facts.find((fact) => fact.n === corrected.of);
  if (message === undefined) return [];
  return facts.flatMap((fact, i) => {
    if (fact.kind !== 'rung-contacted' || fact.because !== 'delay' || epochMs(fact.at) < epochMs(message.at)) return [];
    const before = [...facts.slice(0, i).filter((f) => epochMs(f.at) <= epochMs(fact.at)), corrected];
    const owing = stateOf(before).debt?.side ?? null;
    return owing === otherSide(fact.side) || owing === null ? [{ side: fact.side, rung: fact.rung }] : [];
  });
}
