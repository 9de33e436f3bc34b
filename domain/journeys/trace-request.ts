import { epochMs, instantAt } from '../ids';
import { DAY_MS } from '../local-date';
import { inTurn, managerOf } from './around';
import { BEFORE, ended, fold, owes } from './fold';
import { climbStep, isLadder, ladderSteps } from './ladder';
import { isSilence, silenceSteps, tellSilence } from './silence';
import type { TraceAct, TraceFactBody, TraceRequest } from './trace-facts';
import type { Addressee, Around, JourneyFact, JourneyKind, JourneyStep, Outcome, Refused } from './types';

/** The asker is reminded once that the Caf waits for a precision, a setting of the product; then their ladder, as anywhere. */
const PRECISION_REMINDED_DAYS = 5;

const START: TraceRequest = { ...BEFORE, phase: 'asked', asked: null, asker: { name: '', address: '' }, readersTold: false, question: null, precisions: [], reminded: false, answer: null, reason: null };

/**
 * A request for traces (contract, article 5): asked by the partner's administrator or deputy, for themselves or for a user whose request
 * they pass on; answered by those of the Caf who are habilitated to read traces, and by nobody else; late as the contract says.
 */
export const traceRequest: JourneyKind<TraceFactBody, TraceRequest, TraceAct> = {
  name: 'trace-request',
  workflow: 'traceRequest',
  fold: foldTraces,
  plan: (state, around) => inTurn(steps(state, around), state.lastAt),
  carryOut,
  act,
};

export function foldTraces(facts: readonly JourneyFact<TraceFactBody>[]): TraceRequest {
  return fold(facts, START, tell);
}

function tell(state: TraceRequest, fact: JourneyFact<TraceFactBody>): Partial<TraceRequest> {
  switch (fact.kind) {
    case 'traces-asked':
      return { phase: 'asked', asked: fact.asked, asker: fact.asker, ...owes('desk', fact) };
    case 'readers-told':
      return { readersTold: true };
    case 'precision-asked':
      return { phase: 'unclear', question: fact.question, reminded: false, ...owes('partner', fact) };
    case 'asker-reminded':
      return { reminded: true };
    case 'precision-given':
      return { phase: 'asked', question: null, precisions: [...state.precisions, fact.text], readersTold: false, ...owes('desk', fact) };
    case 'traces-answered':
      return { phase: 'answered', answer: { id: fact.answer, way: fact.way }, ...ended(fact) };
    case 'traces-refused':
      return { phase: 'refused', reason: fact.reason, ...ended(fact) };
    case 'traces-cancelled':
      return { phase: 'cancelled', reason: fact.reason, ...ended(fact) };
    default:
      return {};
  }
}

function steps(state: TraceRequest, around: Around): JourneyStep[] {
  const { debt, phase, readersTold, reminded } = state;
  if (debt === null) return [];
  const own = { article: around.contract.traces?.article ?? null, reckoning: null };
  const readers = phase === 'asked' && !readersTold ? [{ ...own, at: debt.since, rule: 'tell-readers', side: 'desk' as const }] : [];
  const reminder = phase === 'unclear' && !reminded ? [{ ...own, at: instantAt(epochMs(debt.since) + PRECISION_REMINDED_DAYS * DAY_MS), rule: 'remind-asker', side: 'partner' as const }] : [];
  return [...readers, ...reminder, ...ladderSteps(state, around), ...silenceSteps(state, around, { lastOnly: phase === 'unclear' })];
}

/** Who may read traces at that Caf; the manager where nobody does: an account must then be given the role. */
export function readersOf(around: Around, step: Pick<JourneyStep, 'at'>): Addressee[] {
  const readers = (around.staff ?? []).filter(({ role, address }) => role === 'trace-reader' && !around.deadAddresses.has(address.toLowerCase()));
  return readers.length === 0 ? [managerOf(around, step.at)] : readers.map(({ name, address }) => ({ name, address }));
}

function carryOut(step: JourneyStep, state: TraceRequest, around: Around): Outcome<TraceFactBody> {
  if (isLadder(step)) return climbStep(step, around);
  if (isSilence(step)) return tellSilence(step, state, around, readersOf(around, step).map((to) => ({ letter: 'traces-to-answer', to, step })));
  if (step.rule === 'remind-asker') return { facts: [{ body: { kind: 'asker-reminded' } }], letters: [{ letter: 'traces-unclear', to: state.asker, step }] };
  if (step.rule !== 'tell-readers') throw new Error(`a request for traces has no step ${step.rule}`);
  const to = readersOf(around, step);
  const letters = [...to.map((one) => ({ letter: 'traces-to-answer', to: one, step })), ...(state.precisions.length === 0 ? [{ letter: 'traces-received', to: state.asker, step }] : [])];
  return { facts: [{ body: { kind: 'readers-told', to: to.map(({ address }) => address) } }], letters };
}

const OVER = 'Cette demande de traces est terminée.';
const NOT_YOURS = 'Cette demande de traces n’est pas la vôtre.';

function act(asked: TraceAct, state: TraceRequest): Outcome<TraceFactBody> | Refused {
  if (state.endedAt !== null) return { refused: OVER };
  const to = state.asker;
  switch (asked.kind) {
    case 'ask-precision':
      if (state.phase === 'unclear') return { refused: 'Une précision est déjà attendue.' };
      return { facts: [{ body: { kind: 'precision-asked', question: asked.question, by: asked.by } }], letters: [{ letter: 'traces-unclear', to }] };
    case 'give-precision':
      if (asked.asker !== to.address) return { refused: NOT_YOURS };
      return state.phase === 'unclear' ? { facts: [{ body: { kind: 'precision-given', text: asked.text } }] } : { refused: 'Aucune précision n’est attendue.' };
    case 'answer-traces':
      return { facts: [{ body: { kind: 'traces-answered', answer: asked.answer, way: asked.way, by: asked.by } }], letters: [{ letter: asked.way === 'portal' ? 'traces-answered' : 'traces-link', to }] };
    case 'refuse-traces':
      return { facts: [{ body: { kind: 'traces-refused', reason: asked.reason, by: asked.by } }], letters: [{ letter: 'traces-refused', to }] };
    case 'cancel-traces':
      return asked.asker === to.address ? { facts: [{ body: { kind: 'traces-cancelled', reason: asked.reason } }] } : { refused: NOT_YOURS };
  }
}
