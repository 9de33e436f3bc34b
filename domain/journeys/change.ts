import { actOnChange, type ChangeAct } from './change-acts';
import type { ChangeFactBody } from './change-facts';
import { everybody } from './change-people';
import { carryOutChange, planChange } from './change-plan';
import { foldChange, type Change } from './change-state';
import type { JourneyKind } from './types';

/** Change of administrator (annex 3), from intake to the register. */
export const changeOfAdministrator: JourneyKind<ChangeFactBody, Change, ChangeAct> = {
  name: 'administrator-change',
  workflow: 'changeOfAdministrator',
  fold: foldChange,
  plan: planChange,
  carryOut: carryOutChange,
  act: actOnChange,
  // Cancelled by the end of its convention: everybody is told.
  arrived: (facts, state, around) => (facts.some(({ kind }) => kind === 'cancelled') ? everybody(state, around).map((to) => ({ letter: 'change-cancelled', to, data: { reason: state.reason ?? '' } })) : []),
  endsWithConvention: (reason) => ({ kind: 'cancelled', reason, by: null }),
};
