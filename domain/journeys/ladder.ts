import type { Instant } from '../ids';
import { ladderStep } from '../plan-ladder';
import { factsOfStep } from '../step-facts';
import { begin } from '../ticket-beginning';
import { caseOf, managerOf } from './around';
import type { LadderFact } from './fold';
import type { Around, JourneyLetter, JourneyState, JourneyStep, Outcome } from './types';

/**
 * The next thing on the ladder of the side that owes: the very ladder of article 3.3 that a ticket climbs (rules: Ladder 6, on by default
 * where that article exists). Without it: nothing, a journey has its reminders alone. @throws NeverOpens, LimitTooFar
 */
export function ladderSteps(state: JourneyState, around: Around): JourneyStep[] {
  const { escalation } = around.contract;
  if (state.debt === null || escalation === null || escalation.outsideIncidents === false) return [];
  const climbing = { ...begin(state.debt.since), debt: state.debt, ladders: state.ladders, lastAt: state.lastAt, lastN: state.lastN };
  return ladderStep(caseOf(around), climbing, state.debt.side, around.limits).map((step) => ({
    at: step.at, rule: step.what, article: step.why.article, reckoning: step.why.reckoning, ladder: step, ...(step.side === undefined ? {} : { side: step.side }),
  }));
}

/** Whether this step is one of a ladder. */
export function isLadder(step: JourneyStep): boolean {
  return step.ladder !== undefined;
}

/**
 * What a ladder's step does, for every kind alike: the contact is written to (« escalation »), the manager is told once that the ladder is
 * exhausted (« ladder-exhausted ») or, where the contract's setting leaves it to a decision, of the proposal (« escalation-proposed »).
 */
export function climbStep(step: JourneyStep, around: Around): Outcome<LadderFact> {
  const { ladder } = step;
  if (ladder === undefined) throw new Error(`${step.rule} is not a step of a ladder`);
  const facts = factsOfStep(ladder) as LadderFact[];
  return { facts: facts.map((body) => ({ body })), letters: lettersOf(step, facts, around) };
}

function lettersOf(step: JourneyStep, facts: readonly LadderFact[], around: Around): JourneyLetter[] {
  const { rung, because = 'delay' } = step.ladder ?? {};
  const [first] = facts;
  if (first?.kind === 'rung-decided' && rung?.email) {
    return [{ letter: 'escalation', to: { name: rung.name, address: rung.email }, rung: { side: rung.side, rung: rung.rank, because }, step }];
  }
  if (first?.kind === 'ladder-exhausted' || first?.kind === 'rung-proposed') {
    return [{ letter: first.kind === 'rung-proposed' ? 'escalation-proposed' : 'ladder-exhausted', to: managerOf(around, step.at), step }];
  }
  return [];
}

/** The manager accepts a proposal: the letter is written now. Undefined when nothing is proposed. */
export function acceptProposal(state: JourneyState, around: Around, now: Instant): Outcome<LadderFact> | undefined {
  const { debt } = state;
  if (debt === null) return undefined;
  const proposed = state.ladders[debt.side].climbed.find(({ outcome }) => outcome === 'proposed');
  if (proposed === undefined) return undefined;
  const automatic = around.contract.escalation === null ? null : { ...around.contract.escalation, mode: 'automatic' as const };
  const others = { ...state.ladders[debt.side], climbed: state.ladders[debt.side].climbed.filter((one) => one !== proposed) };
  const [step] = ladderSteps({ ...state, ladders: { ...state.ladders, [debt.side]: others } }, { ...around, contract: { ...around.contract, escalation: automatic } });
  return step === undefined ? undefined : climbStep({ ...step, at: now }, around);
}
