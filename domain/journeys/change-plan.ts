import { reckon } from '../deadline';
import type { Reckoning } from '../calendar-types';
import type { ContractReadings } from '../contract-terms-types';
import { epochMs, type Instant } from '../ids';
import type { StepKind, TicketCase, Why, Step } from '../plan';
import { ladderStep } from '../plan-ladder';
import { byDelay, Reckoner } from '../reckoner';
import { carriedOut, factsOfStep } from '../step-facts';
import { SIGNERS, type ChangeFact, type ChangeFactBody, type RungFact, type Signer } from './change-facts';
import { changeSettings } from './change-settings';
import { changeStateOf, isOver, type ChangeState } from './change-state';

/** Everything the plan of a change of administrator is made of; as for a request, with facts of its own. */
export type ChangeCase = Omit<TicketCase, 'facts' | 'amendments' | 'contract'> & {
  readonly contract: TicketCase['contract'] & { readonly readings?: ContractReadings };
  readonly facts: readonly ChangeFact[];
};

type LadderKind = Extract<StepKind, 'contact-rung' | 'propose-rung' | 'skip-rung' | 'ladder-exhausted'>;
const LADDER: ReadonlySet<string> = new Set<LadderKind>(['contact-rung', 'propose-rung', 'skip-rung', 'ladder-exhausted']);
export type ChangeStepKind = 'warn' | 'ask-items' | 'ask-signatures' | 'remind' | 'objection-end' | 'report' | LadderKind;

/** One thing that happens by itself if nobody acts. */
export type ChangeStep = Omit<Step, 'what'> & {
  readonly what: ChangeStepKind;
  /** Of a reminder: which one, from 1. */
  readonly nth?: number;
  /** Of an asking for signatures: whose. */
  readonly signers?: readonly Signer[];
};

const ORDER: readonly ChangeStepKind[] = ['warn', 'ask-items', 'ask-signatures', 'report', 'objection-end', 'remind', 'skip-rung', 'contact-rung', 'propose-rung', 'ladder-exhausted'];

/** The steps that are next, soonest first; reckonings that had to be made are added to `fresh`. @throws NeverOpens, LimitTooFar */
export function planChange(given: ChangeCase, fresh: Map<string, Reckoning> = new Map()): ChangeStep[] {
  const state = changeStateOf(given.facts);
  if (isOver(state.phase)) return [];
  const ticket: TicketCase = { ...given, facts: [] };
  const desk = new Reckoner(ticket, state.clock, fresh);
  const steps = [...atOnce(state), ...reminderStep(given, state, desk), ...objectionStep(given, state, desk), ...ladders(ticket, state, desk)];
  return steps.sort((a, b) => epochMs(a.at) - epochMs(b.at) || ORDER.indexOf(a.what) - ORDER.indexOf(b.what));
}

/** Letters that leave as soon as what they speak of is known. */
function atOnce(state: ChangeState): ChangeStep[] {
  const { form, warned, clock } = state;
  const now = (what: ChangeStepKind, more: Partial<ChangeStep> = {}): ChangeStep => ({ at: clock.lastAt, what, why: BY_SETTING, limit: clock.lastAt, ...more });
  const people = form?.people ?? '';
  if (warned === null || warned.people !== people) return [now('warn')];
  if (state.approved !== null) return isCarriedOut(state) ? [now('report')] : [];
  if (form === null || state.unconfirmed !== null) return [];
  if (state.wrong.length > 0) return state.itemsAskedFor === form.form ? [] : [now('ask-items')];
  const signers = SIGNERS.filter((who) => state.signatures[who] === undefined);
  return signers.length === 0 || state.signaturesAskedFor === form.digest ? [] : [now('ask-signatures', { signers })];
}

/** Access given and, where someone is replaced, taken back. */
export function isCarriedOut({ form, given, withdrawn }: ChangeState): boolean {
  return given !== null && (form?.replaces !== true || withdrawn !== null);
}

function reminderStep({ contract }: ChangeCase, { clock: { debt }, reminders }: ChangeState, desk: Reckoner): ChangeStep[] {
  const rule = changeSettings(contract).reminders[reminders];
  if (debt === null || debt.side !== 'partner' || rule === undefined) return [];
  const reckoning = desk.limit(`reminder:${debt.n}:${reminders + 1}`, debt.since, rule, 'next-opening', null);
  return [{ at: reckoning.deadline, what: 'remind', why: byDelay(reckoning), limit: reckoning.deadline, side: 'partner', nth: reminders + 1 }];
}

function objectionStep({ contract }: ChangeCase, { warned, objectionTimeOver, approved }: ChangeState, desk: Reckoner): ChangeStep[] {
  if (warned === null || objectionTimeOver || approved !== null) return [];
  const reckoning = desk.limit(`objection:${warned.n}`, warned.at, changeSettings(contract).objection, 'next-opening', null);
  return [{ at: reckoning.deadline, what: 'objection-end', why: byDelay(reckoning), limit: reckoning.deadline }];
}

/** Article 3.3 also outside incidents, where the contract says so (rules: Ladder 6); else reminders only. */
function ladders(ticket: TicketCase, { clock }: ChangeState, desk: Reckoner): ChangeStep[] {
  const { escalation } = ticket.contract;
  if (escalation === null || escalation.outsideIncidents === false) return [];
  return (['desk', 'partner'] as const).flatMap((side) => ladderStep(ticket, clock, side, desk)).flatMap((step) => (isLadder(step) ? [step] : []));
}

function isLadder<T extends { readonly what: string }>(step: T): step is T & { readonly what: LadderKind } {
  return LADDER.has(step.what);
}

const BY_SETTING: Why = { article: null, reckoning: null, atOnce: null, held: false };

/** What is recorded when a step happens. */
export function factsOfChangeStep(step: ChangeStep, state: ChangeState): ChangeFactBody[] {
  if (isLadder(step)) return factsOfStep(step) as RungFact[];
  return ownFacts(step, state);
}

/** The same in a forecast: a letter of the ladder is taken to leave at once. */
export function carriedOutChangeStep(step: ChangeStep, state: ChangeState): ChangeFactBody[] {
  return isLadder(step) ? (carriedOut(step) as RungFact[]) : ownFacts(step, state);
}

function ownFacts({ what, nth = 1, signers = SIGNERS }: ChangeStep, { form }: ChangeState): ChangeFactBody[] {
  switch (what) {
    case 'warn':
      return [{ kind: 'warned', people: form?.people ?? '' }];
    case 'ask-items':
      return form === null ? [] : [{ kind: 'items-asked', form: form.form }];
    case 'ask-signatures':
      return form === null ? [] : [{ kind: 'signatures-asked', digest: form.digest, of: signers }];
    case 'remind':
      return [{ kind: 'reminded', nth }];
    case 'objection-end':
      return [{ kind: 'objection-time-over' }];
    case 'report':
      return [{ kind: 'reported' }];
    default:
      return [];
  }
}

/** When those who are told from `at` on may no longer object. @throws NeverOpens, LimitTooFar */
export function objectionEnd({ contract }: Pick<ChangeCase, 'contract'>, at: Instant): Reckoning {
  return reckon(contract.calendar, at, changeSettings(contract).objection, 'next-opening', null);
}
