import type { Step } from './plan';
import type { Instant } from './ids';
import type { Fact, FactBody } from './ticket-facts';

/** What is recorded when a step happens: by the workflow when it does, by the forecast as if it did. */
export function factsOfStep(step: Step): FactBody[] {
  const { side, rung, because = 'delay', limit, since } = step;
  switch (step.what) {
    case 'terms-change':
      return [{ kind: 'terms-changed', version: step.version ?? 0 }];
    case 'pause-end':
      return [{ kind: 'pause-ended', of: step.of ?? 0 }];
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
      return side === undefined ? [] : [{ kind: 'ladder-exhausted', side, limit, ...dated(since) }];
    case 'skip-rung':
      if (side === undefined || rung === undefined || rung.problem === null) return [];
      return [{ kind: 'rung-skipped', side, rung: rung.rank, reason: rung.problem, because, ...dated(since) }];
    case 'propose-rung':
      return side === undefined || rung === undefined ? [] : [{ kind: 'rung-proposed', side, rung: rung.rank, because, limit, ...dated(since) }];
    case 'contact-rung':
      return contactFacts(step);
  }
}

/** A task is told at once; a letter is decided now and counts once it has left (rules: Ladder 1, 4). */
function contactFacts({ side, rung, because = 'delay', limit, since }: Step): FactBody[] {
  if (side === undefined || rung === undefined) return [];
  if (rung.how === 'task') return [{ kind: 'rung-contacted', side, rung: rung.rank, because, how: 'task', ...dated(since) }];
  return [{ kind: 'rung-decided', side, rung: rung.rank, because, limit, ...dated(since) }];
}

function dated(since: Instant | undefined): { since?: Instant } {
  return since === undefined ? {} : { since };
}

/** What a step comes to in a forecast: its facts, and its letter taken to leave at once. A proposal waits for the manager. */
export function carriedOut(step: Step): FactBody[] {
  const facts = factsOfStep(step);
  const decided = facts.find((fact) => fact.kind === 'rung-decided');
  return decided === undefined ? facts : [...facts, letterLeft(decided)];
}

/** The fact that a rung's letter has left. */
export function letterLeft({ side, rung, because }: Pick<Extract<FactBody, { kind: 'rung-decided' }>, 'side' | 'rung' | 'because'>): FactBody {
  return { kind: 'rung-contacted', side, rung, because, how: 'letter' };
}

/** Gives facts the next numbers of their ticket. */
export function number(known: readonly Fact[], bodies: readonly FactBody[], at: Instant): Fact[] {
  const last = known.reduce((max, fact) => Math.max(max, fact.n), 0);
  return bodies.map((body, i) => ({ ...body, n: last + 1 + i, at }) as Fact);
}
