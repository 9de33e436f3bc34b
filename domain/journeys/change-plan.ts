import { inTurn } from './around';
import { SIGNERS, type ChangeFactBody, type Signer } from './change-facts';
import { everybody, knownSignatory, newAdministrator, whoAnswers, whomToWarn } from './change-people';
import { changeSettings } from './change-settings';
import { isOver, type Change } from './change-state';
import { climbStep, isLadder, ladderSteps } from './ladder';
import type { Around, JourneyLetter, JourneyStep, Outcome } from './types';

/** What happens by itself beside the ladder. */
export type ChangeRule = 'warn' | 'ask-items' | 'ask-signatures' | 'remind' | 'objection-end' | 'report';

/** The steps that are next, soonest first. @throws NeverOpens, LimitTooFar */
export function planChange(state: Change, around: Around): JourneyStep[] {
  if (isOver(state.phase)) return [];
  return inTurn([...atOnce(state), ...objectionStep(state, around), ...reminderStep(state, around), ...ladderSteps(state, around)], state.lastAt);
}

/** Letters that leave as soon as what they speak of is known. */
function atOnce(state: Change): JourneyStep[] {
  const { kept, warned, lastAt } = state;
  const now = (rule: ChangeRule): JourneyStep[] => [{ at: lastAt, rule, article: null, reckoning: null }];
  if (warned === null || warned.people !== (kept?.people ?? '')) return now('warn');
  if (state.approved !== null) return isCarriedOut(state) ? now('report') : [];
  if (kept === null || state.unread) return [];
  if (state.wrong.length > 0) return state.itemsAskedFor === kept.n ? [] : now('ask-items');
  return unsigned(state).length === 0 || state.signaturesAskedFor === kept.digest ? [] : now('ask-signatures');
}

/** Access given and, where someone is replaced, taken back. */
export function isCarriedOut({ kept, given, withdrawn }: Change): boolean {
  return given !== null && (kept?.form.replaces !== true || withdrawn !== null);
}

export function unsigned({ signatures }: Change): Signer[] {
  return SIGNERS.filter((who) => signatures[who] === undefined);
}

function reminderStep({ debt, reminders }: Change, { contract, limits }: Around): JourneyStep[] {
  const rule = changeSettings(contract).reminders[reminders];
  if (debt === null || debt.side !== 'partner' || rule === undefined) return [];
  const reckoning = limits.limit(`reminder:${debt.n}:${reminders + 1}`, debt.since, rule, 'next-opening', null);
  return [{ at: reckoning.deadline, rule: 'remind', article: null, reckoning, side: 'partner', key: String(reminders + 1) }];
}

function objectionStep({ warned, objectionTimeOver, approved }: Change, { contract, limits }: Around): JourneyStep[] {
  if (warned === null || objectionTimeOver || approved !== null) return [];
  const reckoning = limits.limit(`objection:${warned.n}`, warned.at, changeSettings(contract).objection, 'next-opening', null);
  return [{ at: reckoning.deadline, rule: 'objection-end', article: null, reckoning }];
}

/** What a step does. @throws Error on a step that is not of a change of administrator. */
export function carryOutChange(step: JourneyStep, state: Change, around: Around): Outcome<ChangeFactBody> {
  if (isLadder(step)) return climbStep(step, around);
  switch (step.rule as ChangeRule) {
    case 'warn': {
      const told = whomToWarn(around);
      return once({ kind: 'warned', people: state.kept?.people ?? '', told: told.map(({ address }) => address) }, told.map((to) => ({ letter: 'change-warning', to, step })));
    }
    case 'ask-items':
      return once({ kind: 'items-asked' }, whoAnswers(state, around).map((to) => ({ letter: 'change-items', to, step })));
    case 'ask-signatures':
      return once({ kind: 'signatures-asked', digest: state.kept?.digest ?? '', of: unsigned(state) }, signingLetters('change-sign', state, around, step));
    case 'remind':
      return once({ kind: 'reminded', nth: Number(step.key) }, reminders(state, around, step));
    case 'objection-end':
      return once({ kind: 'objection-time-over' }, []);
    case 'report':
      return once({ kind: 'reported' }, everybody(state, around).map((to) => ({ letter: 'change-done', to, step })));
  }
}

function once(body: ChangeFactBody, letters: readonly JourneyLetter[]): Outcome<ChangeFactBody> {
  return { facts: [{ body }], letters };
}

/** A link each: to the registered address of the signatory, to the declared one of the new administrator. A signatory whom the convention does not know signs on paper. */
function signingLetters(letter: string, state: Change, around: Around, step: JourneyStep): JourneyLetter[] {
  return unsigned(state).flatMap((who): JourneyLetter[] => {
    const signatory = knownSignatory(state, around);
    const to = who === 'administrator' ? newAdministrator(state) : signatory?.email ? { name: signatory.name, address: signatory.email } : null;
    return to === null ? [] : [{ letter, to, step, data: { who } }];
  });
}

function reminders(state: Change, around: Around, step: JourneyStep): JourneyLetter[] {
  if (state.phase === 'signing') return signingLetters('change-sign-reminder', state, around, step);
  return whoAnswers(state, around).map((to) => ({ letter: 'change-items-reminder', to, step }));
}
