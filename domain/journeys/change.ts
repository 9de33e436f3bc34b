import { actOnChange, type ChangeAct } from './change-acts';
import type { ChangeFactBody } from './change-facts';
import { everybody, nobodyTold, orManager } from './change-asking';
import { carryOutChange, planChange } from './change-plan';
import { foldChange, type Change, type ChangeFact } from './change-state';
import type { Around, JourneyKind, JourneyLetter } from './types';

/** Change of administrator (annex 3), from intake to the register. */
export const changeOfAdministrator: JourneyKind<ChangeFactBody, Change, ChangeAct> = {
  name: 'administrator-change',
  workflow: 'changeOfAdministrator',
  fold: foldChange,
  plan: planChange,
  carryOut: carryOutChange,
  act: actOnChange,
  arrived: (facts, state, around) => [...cancelled(facts, state, around), ...toldNobody(facts, state, around)],
  endsWithConvention: (reason) => ({ kind: 'cancelled', reason, by: null }),
};

/** Cancelled by the end of its convention: everybody is told. */
function cancelled(facts: readonly ChangeFact[], state: Change, around: Around): JourneyLetter[] {
  if (!facts.some(({ kind }) => kind === 'cancelled')) return [];
  return orManager(everybody(state, around).map((to) => ({ letter: 'change-cancelled', to, data: { reason: state.reason ?? '' } })), 'decision', state, around, { at: state.lastAt });
}

/** The last warning came back: nobody who could object knows of it any more, so the manager does. */
function toldNobody(facts: readonly ChangeFact[], state: Change, around: Around): JourneyLetter[] {
  const warningBack = facts.some((fact) => fact.kind === 'letter-bounced' && fact.permanent === true && fact.letter.endsWith('/change-warning'));
  return warningBack && state.approved === null && nobodyTold(state, around) ? orManager([], 'warning', state, around, { at: state.lastAt }) : [];
}
