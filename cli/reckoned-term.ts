import type { Contract } from '../domain/contract-types';
import type { DelayRule, WhenClosed } from '../domain/calendar-types';
import { ruleOf, whenClosedOf } from './deadline-case';

/** What `guichet explain` reckons: a term of the contract, or a delay tried out. */
export interface ReckonedTerm {
  readonly label: string;
  readonly rule: DelayRule;
  readonly whenClosed: WhenClosed;
  readonly article: string | null;
}

export interface TermChoice {
  readonly term?: string;
  readonly rule?: string;
  readonly whenClosed?: string;
}

/** The chosen term, by default the first that the contract has; null when it has none. @throws RangeError in French. */
export function termOf(contract: Contract, choice: TermChoice): ReckonedTerm | null {
  if (choice.rule !== undefined) return triedOut(choice.rule, choice.whenClosed);
  if (choice.term !== undefined && !['pickup', 'escalation'].includes(choice.term)) throw new RangeError(`terme inconnu : « ${choice.term} » (attendu : pickup ou escalation)`);
  const stated = choice.term === 'escalation' ? null : contract.pickup;
  const found = stated ?? (choice.term === 'pickup' ? null : contract.escalation);
  if (!found) return null;
  const label = found === contract.pickup ? 'prise en charge' : 'escalade';
  return { label, rule: found.rule, whenClosed: choice.whenClosed === undefined ? found.whenClosed : whenClosedOf(choice.whenClosed), article: found.article };
}

function triedOut(text: string, whenClosed: string | undefined): ReckonedTerm {
  return { label: 'délai essayé', rule: ruleFrom(text), whenClosed: whenClosedOf(whenClosed), article: 'délai essayé, hors contrat' };
}

/** « workingDays=10 », or the JSON of `guichet deadlines`. */
function ruleFrom(text: string): DelayRule {
  const [, name = '', amount = ''] = /^(\w+)[=:](\d+)$/.exec(text.trim()) ?? [];
  if (name !== '') return ruleOf({ [name]: Number(amount) });
  try {
    return ruleOf(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new RangeError(`règle illisible : « ${text} » (attendu : workingDays=10)`, { cause: error });
  }
}
