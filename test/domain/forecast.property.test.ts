import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reckoning } from '../../domain/calendar-types';
import { factsOfStep, forecast } from '../../domain/forecast';
import { plan, type Step, type TicketCase } from '../../domain/plan';
import { simulate } from '../../domain/simulation';
import type { Fact, FactBody } from '../../domain/ticket-facts';
import { isOver, stateOf, type TicketState } from '../../domain/ticket-state';
import { caseOfReceived, history, justReceived, script } from './random-tickets';

const RUNS = { numRuns: 300 };

describe('a state', () => {
  it('does not depend on the order in which facts are recorded', () => {
    fc.assert(
      fc.property(history.chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts.keys()], { minLength: facts.length }))), ([facts, order]) => {
        expect(withoutNumbers(stateOf(recordedIn(order, facts)))).toEqual(withoutNumbers(stateOf(facts)));
      }),
      RUNS,
    );
  });

  it('owes by exactly one side, or by none once nothing is owed', () => {
    fc.assert(
      fc.property(history, (facts) => {
        const { debt, phase } = stateOf(facts);
        expect(debt === null).toBe(phase === 'resolved' || isOver(phase));
        if (debt !== null) expect(phase === 'waiting-partner' ? 'partner' : 'desk').toBe(debt.side);
      }),
      RUNS,
    );
  });
});

describe('a forecast', () => {
  it('is what a loop carries out, one step at a time, freezing what runs and posting letters after', () => {
    fc.assert(
      fc.property(justReceived, (received) => {
        const ticket = caseOfReceived(received);
        expect(carriedOutOneByOne(ticket)).toEqual(forecast(ticket));
      }),
      RUNS,
    );
  });

  it('ends, and never goes back in time, whatever is done meanwhile', () => {
    fc.assert(
      fc.property(justReceived, script, (received, told) => {
        const instants = simulate(caseOfReceived(received), told.filter(({ at }) => at >= received.at)).map(({ at }) => at);
        expect(instants).toEqual([...instants].sort());
      }),
      RUNS,
    );
  });

  it('ends from any state', () => {
    fc.assert(
      fc.property(justReceived, history, (received, facts) => {
        expect(forecast({ ...caseOfReceived(received), facts }).length).toBeLessThan(60);
      }),
      RUNS,
    );
  });

  it('contacts nobody twice, nor out of order, while nothing is said', () => {
    fc.assert(
      fc.property(justReceived, (received) => {
        const ranks = forecast(caseOfReceived(received)).flatMap(({ rung }) => rung?.rank ?? []);
        expect(ranks).toEqual([...new Set(ranks)].sort((a, b) => a - b));
      }),
      RUNS,
    );
  });
});

/** The same facts with other numbers: the nth recorded is the one at `order[n]`. */
function recordedIn(order: readonly number[], facts: readonly Fact[]): Fact[] {
  const numbers = new Map(order.map((index, i) => [facts[index]?.n, i + 1]));
  const renumbered = (n: number) => numbers.get(n) ?? n;
  return order.flatMap((index) => {
    const fact = facts[index];
    return fact === undefined ? [] : [{ ...fact, n: renumbered(fact.n), ...('of' in fact ? { of: renumbered(fact.of) } : {}) } as Fact];
  });
}

function withoutNumbers(state: TicketState): unknown {
  return JSON.parse(JSON.stringify(state, (key, value: unknown) => (key === 'n' || key === 'lastN' || key === 'resolvedN' ? undefined : value)));
}

/** As the workflow does: wake, record, freeze, let the letter leave, sleep. */
function carriedOutOneByOne(ticket: TicketCase): Step[] {
  const happened: Step[] = [];
  const frozen = new Map<string, Reckoning>();
  let facts = ticket.facts;
  const record = (at: Step['at'], bodies: readonly FactBody[]) => {
    facts = [...facts, ...bodies.map((body, i) => ({ ...body, n: facts.length + 1 + i, at }) as Fact)];
  };
  for (;;) {
    const fresh = new Map<string, Reckoning>();
    const [step] = plan({ ...ticket, facts, frozen: new Map(frozen) }, fresh);
    for (const [key, reckoning] of fresh) frozen.set(key, reckoning);
    if (step === undefined) return happened;
    happened.push(step);
    const bodies = factsOfStep(step);
    record(step.at, bodies);
    for (const body of bodies) {
      if (body.kind === 'rung-decided') record(step.at, [{ kind: 'rung-contacted', side: body.side, rung: body.rung, because: body.because, how: 'letter' }]);
    }
  }
}
