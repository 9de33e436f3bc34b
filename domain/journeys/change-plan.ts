import { inTurn, managerOf } from './around';
import type { ChangeFactBody } from './change-facts';
import { cannotBeAsked, everybody, mayBeAskedNow, mayBeWarnedNow, orManager, signingLetters, whoAnswers } from './change-asking';
import { whomToWarn } from './change-people';
import { changeSettings } from './change-settings';
import { isOver, unsigned, type Change } from './change-state';
import { climbStep, isLadder, ladderSteps } from './ladder';
import { isSilence, silenceSteps, SILENCE_REMINDERS, tellSilence } from './silence';
import type { Around, JourneyLetter, JourneyStep, Outcome } from './types';

/** What happens by itself beside the ladder. */
export type ChangeRule = 'warn' | 'ask-items' | 'ask-signatures' | 'remind' | 'objection-end' | 'remind-objection' | 'report';

/** The steps that are next, soonest first. @throws NeverOpens, LimitTooFar */
export function planChange(state: Change, around: Around): JourneyStep[] {
  if (isOver(state.phase)) return [];
  return inTurn([...atOnce(state, around), ...objectionStep(state, around), ...reminderStep(state, around), ...objectionReminder(state, around), ...silence(state, around), ...ladderSteps(state, around)], state.lastAt);
}

/** Letters that leave as soon as what they speak of is known. */
function atOnce(state: Change, around: Around): JourneyStep[] {
  const { kept, warned, lastAt } = state;
  const now = (rule: ChangeRule): JourneyStep[] => [{ at: lastAt, rule, article: null, reckoning: null }];
  if (warned === null || warned.people !== (kept?.people ?? '') || mayBeWarnedNow(state, around)) return now('warn');
  if (state.approved !== null) return isCarriedOut(state) ? now('report') : [];
  if (kept === null || state.unread) return [];
  const again = mayBeAskedNow(state, around);
  if (state.wrong.length > 0) return state.itemsAskedFor === kept.n && !again ? [] : now('ask-items');
  return unsigned(state).length === 0 || (state.signaturesAskedFor === kept.digest && !again) ? [] : now('ask-signatures');
}

/** Access given and, where someone is replaced, taken back. */
export function isCarriedOut({ kept, given, withdrawn }: Change): boolean {
  return given !== null && (kept?.form.replaces !== true || withdrawn !== null);
}

function reminderStep({ debt, reminders }: Change, { contract, limits }: Around): JourneyStep[] {
  const rule = changeSettings(contract).reminders[reminders];
  if (debt === null || debt.side !== 'partner' || rule === undefined) return [];
  const reckoning = limits.limit(`reminder:${debt.n}:${reminders + 1}`, debt.since, rule, 'next-opening', null);
  return [{ at: reckoning.deadline, rule: 'remind', article: null, reckoning, side: 'partner', key: String(reminders + 1) }];
}

/** An objection is for the Caf to settle: its manager, who was told of it at once, is reminded as long as it stands, ladder or not. */
function objectionReminder({ objections, objectionReminders }: Change, { limits }: Around): JourneyStep[] {
  const last = objections.at(-1);
  const rule = SILENCE_REMINDERS[objectionReminders];
  if (last === undefined || rule === undefined) return [];
  const reckoning = limits.limit(`objection-open:${last.n}:${objectionReminders + 1}`, last.at, rule, 'next-opening', null);
  return [{ at: reckoning.deadline, rule: 'remind-objection', article: null, reckoning, side: 'desk', key: String(objectionReminders + 1) }];
}

/** Where no ladder climbs: the Caf's manager is reminded of what the Caf owes, and told of the partner's silence with the last reminder. */
function silence(state: Change, around: Around): JourneyStep[] {
  if (state.objections.length > 0) return [];
  return silenceSteps(state, around, { after: changeSettings(around.contract).reminders, lastOnly: state.debt?.side === 'partner' });
}

function objectionStep({ warned, objectionTimeOver, approved }: Change, { contract, limits }: Around): JourneyStep[] {
  if (warned === null || objectionTimeOver || approved !== null) return [];
  const reckoning = limits.limit(`objection:${warned.n}`, warned.at, changeSettings(contract).objection, 'next-opening', null);
  return [{ at: reckoning.deadline, rule: 'objection-end', article: null, reckoning }];
}

/** What a step does. @throws Error on a step that is not of a change of administrator. */
export function carryOutChange(step: JourneyStep, state: Change, around: Around): Outcome<ChangeFactBody> {
  if (isLadder(step)) return climbStep(step, around);
  if (isSilence(step)) return tellSilence(step, state, around);
  switch (step.rule as ChangeRule) {
    case 'warn':
      return warn(step, state, around);
    case 'ask-items': {
      const letters = whoAnswers(state, around).map((to): JourneyLetter => ({ letter: 'change-items', to, step }));
      return once({ kind: 'items-asked', ...(letters.length > 0 ? {} : { unasked: true }) }, orManager(letters, 'items', state, around, step));
    }
    case 'ask-signatures': {
      const unasked = cannotBeAsked(state, around);
      const fact: ChangeFactBody = { kind: 'signatures-asked', digest: state.kept?.digest ?? '', of: unsigned(state), ...(unasked.length === 0 ? {} : { unasked }) };
      const letters = signingLetters(false, state, around, step);
      return once(fact, unasked.length === 0 ? letters : [...letters, ...orManager([], 'signatures', state, around, step)]);
    }
    case 'remind':
      return once({ kind: 'reminded', nth: Number(step.key) }, orManager(reminders(state, around, step), 'reminder', state, around, step));
    case 'objection-end':
      return once({ kind: 'objection-time-over' }, []);
    case 'remind-objection':
      return once({ kind: 'objection-reminded', nth: Number(step.key) }, [{ letter: 'change-objection-waits', to: managerOf(around, step.at), step, data: waiting(state) }]);
    case 'report':
      return once({ kind: 'reported' }, orManager(everybody(state, around).map((to) => ({ letter: 'change-done', to, step })), 'report', state, around, step));
  }
}

/** The objection that is not settled, the last of them. */
function waiting({ objections }: Change): Readonly<Record<string, unknown>> {
  const last = objections.at(-1);
  return { name: last?.name ?? '', reason: last?.reason ?? '', phone: (last?.call ?? null) !== null };
}

/** Those who may object are told; when nobody is but who asked for it, the manager is, who has somebody called. */
function warn(step: JourneyStep, state: Change, around: Around): Outcome<ChangeFactBody> {
  const told = whomToWarn(around);
  const fact = { kind: 'warned', people: state.kept?.people ?? '', told: told.map(({ address }) => address) } as const;
  const letters = told.map((to): JourneyLetter => ({ letter: 'change-warning', to, step }));
  const asker = state.requester?.address.toLowerCase();
  const others = told.some(({ address }) => address.toLowerCase() !== asker);
  return once(fact, others ? letters : [...letters, ...orManager([], 'warning', state, around, step)]);
}

function once(body: ChangeFactBody, letters: readonly JourneyLetter[]): Outcome<ChangeFactBody> {
  return { facts: [{ body }], letters };
}

function reminders(state: Change, around: Around, step: JourneyStep): JourneyLetter[] {
  if (state.phase === 'signing') return signingLetters(true, state, around, step);
  return whoAnswers(state, around).map((to) => ({ letter: 'change-items-reminder', to, step }));
}
