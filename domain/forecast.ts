import type { Reckoning } from './calendar-types';
import type { Instant } from './ids';
import { planFrom, type Step, type TicketCase } from './plan';
import type { Fact, FactBody } from './ticket-facts';
import { stateOf } from './ticket-state';

/** What is recorded when a step happens at `at`: by the workflow when it does, by the forecast as if it did. */
export function factsOfStep(step: Step): FactBody[] {
  const { side, rung, because = 'delay', limit } = step;
  switch (step.what) {
    case 'pickup-warning':
      return [{ kind: 'pickup-warned', openMinutesBefore: step.openMinutesBefore ?? 0 }];
    case 'pickup-breach':
      return [{ kind: 'pickup-breached', limit }];
    case 'urgent-flag':
      return [{ kind: 'urgent-flagged', by: side ?? 'partner' }];
    case 'call-back':
      return [{ kind: 'call-back-due', of: step.of ?? 0 }];
    case 'internal-reminder':
      return [{ kind: 'internal-reminder', of: step.of ?? 0 }];
    case 'close':
      return [{ kind: 'closed' }];
    case 'ladder-exhausted':
      return side === undefined ? [] : [{ kind: 'ladder-exhausted', side, limit }];
    case 'skip-rung':
      if (side === undefined || rung === undefined || rung.problem === null) return [];
      return [{ kind: 'rung-skipped', side, rung: rung.rank, reason: rung.problem, because }];
    case 'propose-rung':
      return side === undefined || rung === undefined ? [] : [{ kind: 'rung-proposed', side, rung: rung.rank, because, limit }];
    case 'contact-rung':
      return contactFacts(step);
  }
}

/** A task is told at once; a letter is decided now and counts once it has left (rules: Ladder 1, 4). */
function contactFacts({ side, rung, because = 'delay', limit }: Step): FactBody[] {
  if (side === undefined || rung === undefined) return [];
  if (rung.how === 'task') return [{ kind: 'rung-contacted', side, rung: rung.rank, because, how: 'task' }];
  return [{ kind: 'rung-decided', side, rung: rung.rank, because, limit }];
}

const ENDLESS = 60;

/**
 * What happens, and when, if nobody acts: the plan carried out step by step with the very functions the workflow uses,
 * each letter taken to leave at once and each proposal to be accepted at once.
 */
export function forecast(ticket: TicketCase): Step[] {
  const happened: Step[] = [];
  const fresh = new Map<string, Reckoning>();
  let facts = ticket.facts;
  while (happened.length < ENDLESS) {
    const [next] = planFrom({ ...ticket, facts }, stateOf(facts), fresh);
    if (next === undefined) break;
    happened.push(next);
    facts = [...facts, ...number(facts, carriedOut(next), next.at)];
  }
  return happened;
}

function carriedOut(step: Step): FactBody[] {
  const facts = factsOfStep(step);
  const { side, rung, because = 'delay' } = step;
  if (side === undefined || rung === undefined || (step.what !== 'contact-rung' && step.what !== 'propose-rung')) return facts;
  return rung.how === 'task' && step.what === 'contact-rung'
    ? facts
    : [...facts, { kind: 'rung-decided', side, rung: rung.rank, because, limit: step.limit }, { kind: 'rung-contacted', side, rung: rung.rank, because, how: 'letter' }];
}

/** Gives facts the next numbers of their ticket. */
export function number(known: readonly Fact[], bodies: readonly FactBody[], at: Instant): Fact[] {
  const last = known.reduce((max, fact) => Math.max(max, fact.n), 0);
  return bodies.map((body, i) => ({ ...body, n: last + 1 + i, at }) as Fact);
}
