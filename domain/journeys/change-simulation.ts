import type { Reckoning } from '../calendar-types';
import type { Instant } from '../ids';
import { numbered, type ChangeFact, type ChangeFactBody } from './change-facts';
import { carriedOutChangeStep, planChange, type ChangeCase, type ChangeStep } from './change-plan';
import { changeStateOf } from './change-state';

/** One thing that happens to a change of administrator: by itself, or as it is told. */
export type ChangeHappening = { readonly at: Instant } & ({ readonly kind: 'step'; readonly step: ChangeStep } | { readonly kind: 'fact'; readonly fact: ChangeFact });

export interface ScriptedChange {
  readonly at: Instant;
  readonly body: ChangeFactBody;
}

const ENDLESS = 1000;

/** What happens and when, if what is scripted is done and nothing else: the plan that the workflow carries out. @throws Error when it does not end, NeverOpens, LimitTooFar */
export function simulateChange(given: ChangeCase, scripted: readonly ScriptedChange[] = []): ChangeHappening[] {
  const fresh = new Map<string, Reckoning>();
  const toCome = [...scripted].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const happened: ChangeHappening[] = [];
  let facts = given.facts;
  for (;;) {
    const [step] = planChange({ ...given, facts }, fresh);
    const told = toCome[0];
    if (told !== undefined && (step === undefined || told.at < step.at)) {
      const recorded = numbered(facts, [told.body], told.at);
      facts = [...facts, ...recorded];
      happened.push(...recorded.map((fact): ChangeHappening => ({ at: fact.at, kind: 'fact', fact })));
      toCome.shift();
    } else if (step !== undefined) {
      facts = [...facts, ...numbered(facts, carriedOutChangeStep(step, changeStateOf(facts)), step.at)];
      happened.push({ at: step.at, kind: 'step', step });
    } else return happened;
    if (happened.length > ENDLESS) throw new Error('this simulation does not end');
  }
}
