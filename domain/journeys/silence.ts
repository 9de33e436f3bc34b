import type { DelayRule } from '../calendar-types';
import { managerOf } from './around';
import type { SilenceFact } from './fold';
import { climbs } from './ladder';
import type { Around, JourneyLetter, JourneyState, JourneyStep, Outcome } from './types';

/** A setting of the product, that no article states: whoever keeps silent where no ladder climbs is reminded of after so long, and the Caf's manager told with the last. */
export const SILENCE_REMINDERS: readonly DelayRule[] = [{ workingDays: 5 }, { workingDays: 10 }];
/** The rule of such a step. */
export const SILENCE = 'remind-silence';

interface Asked {
  /** Instead of the product's own; none given = those. */
  readonly after?: readonly DelayRule[];
  /** The last alone: the reminders before it are the kind's own. */
  readonly lastOnly?: boolean;
  /** Also where article 3.3 has a ladder: what is waited for is not of that article. */
  readonly ladderOrNot?: boolean;
}

/**
 * The next reminder of what is owed, where the ladder of article 3.3 does not climb for whoever owes it (rules: Ladder 6, « else reminders only »), so
 * that nothing waits in silence. @throws NeverOpens, LimitTooFar
 */
export function silenceSteps({ debt, silenceTold, silenceOver }: JourneyState, around: Around, { after = [], lastOnly = false, ladderOrNot = false }: Asked = {}): JourneyStep[] {
  if (debt === null || (!ladderOrNot && climbs(around, debt.side))) return [];
  const rules = after.length === 0 ? SILENCE_REMINDERS : after;
  const nth = lastOnly && silenceTold === 0 ? rules.length : silenceTold + 1;
  const rule = rules[nth - 1];
  if (rule === undefined || silenceOver) return [];
  const reckoning = around.limits.limit(`silence:${debt.n}:${nth}`, debt.since, rule, 'next-opening', null);
  return [{ at: reckoning.deadline, rule: SILENCE, article: null, reckoning, side: debt.side, key: nth === rules.length ? 'last' : String(nth) }];
}

export function isSilence({ rule }: Pick<JourneyStep, 'rule'>): boolean {
  return rule === SILENCE;
}

/** Who is reminded is written to, the Caf's manager where nobody is named; with the last reminder the manager is always told. */
export function tellSilence(step: JourneyStep, { silenceTold }: JourneyState, around: Around, people: readonly JourneyLetter[] = []): Outcome<SilenceFact> {
  const last = step.key === 'last';
  const manager = managerOf(around, step.at);
  const told = people.some(({ to }) => to.address.toLowerCase() === manager.address.toLowerCase());
  const letters = told || (!last && people.length > 0) ? people : [...people, { letter: 'silence', to: manager, step }];
  return { facts: [{ body: { kind: 'silence-told', side: step.side ?? 'desk', nth: silenceTold + 1, last } }], letters };
}
