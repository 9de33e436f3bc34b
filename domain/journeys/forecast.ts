import type { Reckoning } from '../calendar-types';
import type { Instant } from '../ids';
import { letterLeft } from '../step-facts';
import type { LadderFact } from './fold';
import { aroundOf, type Surroundings } from './around';
import type { JourneyFact, JourneyFactBody, JourneyKind, JourneyState, JourneyStep, Outcome } from './types';

/** One thing that will happen if nobody acts, and what it does. */
export interface Foreseen {
  readonly step: JourneyStep;
  readonly outcome: Outcome;
  /** What the journey is after it. */
  readonly state: JourneyState;
}

/** More than any procedure holds in a horizon. */
const ENDLESS = 2_000;

/**
 * What happens on a journey and when, if nobody acts: the very plan of its workflow carried out step by step, each letter taken to leave at
 * once. `until`: for those that live for years; absent = to its end. @throws Error when it does not end, NeverOpens, LimitTooFar
 */
export function forecastJourney(kind: JourneyKind, facts: readonly JourneyFact[], surroundings: Surroundings, until?: Instant): Foreseen[] {
  const foreseen: Foreseen[] = [];
  const fresh = new Map<string, Reckoning>();
  let known = [...facts];
  for (;;) {
    const state = kind.fold(known);
    const around = aroundOf(surroundings, fresh);
    const [step] = state.endedAt === null ? kind.plan(state, around) : [];
    if (step === undefined || (until !== undefined && step.at > until)) return foreseen;
    const outcome = kind.carryOut(step, state, around);
    known = [...known, ...numbered(known, [...outcome.facts, ...left(outcome)], step.at)];
    foreseen.push({ step, outcome, state: kind.fold(known) });
    if (foreseen.length > ENDLESS) throw new Error('this journey does not end');
  }
}

/** Gives facts the next numbers of their journey. */
export function numbered(known: readonly JourneyFact[], facts: Outcome['facts'], at: Instant): JourneyFact[] {
  const last = known.reduce((max, fact) => Math.max(max, fact.n), 0);
  return facts.map((fact, i) => ({ ...fact.body, n: last + 1 + i, at: fact.at ?? at }));
}

function left({ facts }: Outcome): { body: JourneyFactBody }[] {
  return facts.flatMap(({ body }) => (body.kind === 'rung-decided' ? [{ body: letterLeft(body as Extract<LadderFact, { kind: 'rung-decided' }>) }] : []));
}
