import type { Side } from '../contract-types';
import type { Instant } from '../ids';
import { ladderStep } from '../plan-ladder';
import { factsOfStep } from '../step-facts';
import { begin } from '../ticket-beginning';
import { caseOf, managerOf } from './around';
import type { LadderFact } from './fold';
import type { Climbed } from '../ticket-state';
import type { Around, JourneyLetter, JourneyState, JourneyStep, Outcome, Refused } from './types';

/**
 * The next thing on the ladder of the side that owes: the very ladder of article 3.3 that a ticket climbs (rules: Ladder 6, on by default
 * where that article exists). Without it: nothing, a journey has its reminders alone. @throws NeverOpens, LimitTooFar
 */
export function ladderSteps(state: JourneyState, around: Around): JourneyStep[] {
  if (state.debt === null || !climbs(around, state.debt.side)) return [];
  const climbing = { ...begin(state.debt.since), debt: state.debt, ladders: state.ladders, lastAt: state.lastAt, lastN: state.lastN };
  return ladderStep(caseOf(around), climbing, state.debt.side, around.limits).map((step) => ({
    at: step.at, rule: step.what, article: step.why.article, reckoning: step.why.reckoning, ladder: step, ...(step.side === undefined ? {} : { side: step.side }),
  }));
}

/** Whether the ladder of article 3.3 climbs on a side that keeps silent on a journey; else whoever waits has reminders alone (rules: Ladder 6). */
export function climbs({ contract: { escalation } }: Pick<Around, 'contract'>, side: Side): boolean {
  return escalation !== null && escalation.outsideIncidents !== false && escalation.sides?.includes(side) !== false;
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

/** The act of a manager that every kind knows: the contact whom the ladder proposes is written to (rules: Clock 7). */
export const ACCEPT_ESCALATION = 'accept-escalation';

/** The rung that waits for the manager's decision, where the contract's setting leaves it to one; undefined = none does. */
export function proposedRung({ debt, ladders }: JourneyState): Climbed | undefined {
  return debt === null ? undefined : ladders[debt.side].climbed.find(({ outcome }) => outcome === 'proposed');
}

/** The manager accepts a proposal: the letter is written now, and the next delay runs from when it leaves. @throws NeverOpens, LimitTooFar */
export function acceptProposal(state: JourneyState, around: Around, now: Instant): Outcome<LadderFact> | Refused {
  const proposed = proposedRung(state);
  const { escalation } = around.contract;
  if (state.debt === null || proposed === undefined || escalation === null) return { refused: 'Aucune escalade n’attend de décision : une réponse est arrivée, ou quelqu’un d’autre a décidé.' };
  const { side } = state.debt;
  const others = { ...state.ladders[side], climbed: state.ladders[side].climbed.filter((one) => one !== proposed) };
  const [step] = ladderSteps({ ...state, ladders: { ...state.ladders, [side]: others } }, { ...around, contract: { ...around.contract, escalation: { ...escalation, mode: 'automatic' } } });
  if (step === undefined) throw new Error(`${around.id}: the proposed rung is on no ladder`);
  return climbStep({ ...step, at: now }, around);
}
