import type { Side } from '../domain/contract-types';
import type { Fact } from '../domain/ticket-facts';
import type { Step } from '../domain/plan';
import { stateOf } from '../domain/ticket-state';
import type { LoadedCase } from '../db/case';
import type { WantedLetter } from './wanted-letter';

/** The letters that facts recorded by the doors call for: the receipt of a request is acknowledged; a reply that holds a personal number is answered, once, by the wish that none be sent. */
export function wantedByFacts(news: readonly Fact[], { row, ticket }: LoadedCase): WantedLetter[] {
  if (row.contact_id === null && row.convention_id === null) return [];
  const first = ticket.facts.find((fact) => fact.kind === 'partner-wrote' && fact.counts && fact.numbers === true);
  return news.flatMap((fact): WantedLetter[] => {
    if (fact.kind === 'received') return [{ n: fact.n, kind: 'acknowledgement' }];
    // Who was answered already is told nothing more.
    if (fact.kind === 'convention-ended') return stateOf(ticket.facts.filter(({ n }) => n < fact.n)).phase === 'resolved' ? [] : [{ n: fact.n, kind: 'convention-ended' }];
    return fact.n === first?.n ? [{ n: fact.n, kind: 'personal-numbers' }] : [];
  });
}

/** The letters that a step of the plan calls for; `n` is the number of its first fact. */
export function wantedByStep(step: Step, n: number): WantedLetter[] {
  switch (step.what) {
    case 'contact-rung':
      // A rung behind our own mailbox is told inside Guichet, never by a mail to ourselves (rules: Ladder 4).
      return step.rung === undefined || step.rung.how === 'task' ? [] : [{ n, kind: 'escalation', step, rung: step.rung }];
    case 'ladder-exhausted':
      return step.side === undefined ? [] : [{ n, kind: 'ladder-exhausted', side: step.side, step }];
    case 'pickup-warning':
    case 'pickup-breach':
      return [{ n, kind: step.what, step }];
    default:
      return [];
  }
}

/** Whoever a correction shows to have been contacted wrongly, and no correction before it did (rules: Clock 3). */
export function newlyInVain(facts: readonly Fact[], corrected: Fact): { side: Side; rung: number }[] {
  const corrections = facts.filter((fact) => fact.kind === 'verdict-corrected');
  const told = corrections.flatMap(({ n }) => stateOf(facts.filter((fact) => fact.n <= n)).inVain);
  const before = new Set([...told, ...stateOf(facts).inVain].map((one) => one.n));
  return stateOf([...facts, corrected]).inVain.filter((one) => !before.has(one.n)).map(({ side, rung }) => ({ side, rung }));
}
