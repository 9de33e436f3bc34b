import { localDateOf } from '../calendar';
import type { PartnerRole, Side } from '../contract-types';
import type { Instant, LocalDate } from '../ids';
import { clauseOf, inTurn, managerOf, peopleOf } from './around';
import { BEFORE, ended, fold, type LetterBack } from './fold';
import { effectRefused } from './termination-dates';
import type { Addressee, Around, JourneyFact, JourneyKind, JourneyLetter, JourneyState, JourneyStep, Outcome, Refused } from './types';
import { daysAfter, morningOf, startOf } from './year';

/**
 * Termination of a convention by registered letter, by either side: effect not before three months after receipt (convention, termination).
 * The letter is on paper: somebody enters the day on which it was received, and the day of its effect.
 */
export type TerminationFact =
  | { readonly kind: 'termination-notified'; readonly by: Side; readonly receivedOn: LocalDate; readonly effectiveOn: LocalDate; readonly tracking: string; readonly reason: string; /** When it was entered here: reminders before it are past. */ readonly enteredAt: Instant }
  | { readonly kind: 'effect-moved'; readonly effectiveOn: LocalDate; readonly reason: string }
  | { readonly kind: 'termination-reminded'; readonly days: number }
  | { readonly kind: 'termination-withdrawn'; readonly reason: string }
  /** The convention ended otherwise before the day of effect. */
  | { readonly kind: 'termination-overtaken'; readonly reason: string }
  | { readonly kind: 'convention-terminated' }
  | LetterBack;

export type TerminationAct =
  | { readonly kind: 'move-effect'; readonly effectiveOn: LocalDate; readonly reason: string }
  | { readonly kind: 'withdraw-termination'; readonly reason: string };

export type TerminationPhase = 'notice' | 'withdrawn' | 'overtaken' | 'terminated';

export interface Termination extends JourneyState {
  readonly phase: TerminationPhase;
  readonly by: Side;
  readonly receivedOn: LocalDate;
  readonly effectiveOn: LocalDate;
  readonly tracking: string;
  readonly reason: string;
  readonly enteredAt: Instant;
  /** Days before the effect of what was reminded. */
  readonly reminded: readonly number[];
  /** Why it was withdrawn, or overtaken. */
  readonly ended: string | null;
}

const NEVER = '1970-01-01' as LocalDate;
const START: Termination = { ...BEFORE, phase: 'notice', by: 'partner', receivedOn: NEVER, effectiveOn: NEVER, tracking: '', reason: '', enteredAt: '' as Instant, reminded: [], ended: null };
/** A setting of the product: both sides are reminded a month and a week before the effect. */
export const TERMINATION_REMINDERS = [30, 7];
/** Who is written to at the partner: who signs for it, and those who act. */
const TOLD: readonly PartnerRole[] = ['signatory', 'administrator', 'deputy-administrator'];

export const termination: JourneyKind<TerminationFact, Termination, TerminationAct> = {
  name: 'termination',
  workflow: 'termination',
  fold: (facts) => fold(facts, START, tell),
  plan: (state, around) => inTurn(steps(state, around), state.lastAt),
  carryOut,
  act,
  arrived: (facts, state, around) => (facts.some(({ kind }) => kind === 'termination-notified') ? toBoth('termination-received', around, state.enteredAt) : []),
  endsWithConvention: (reason) => ({ kind: 'termination-overtaken', reason }),
};

function tell(state: Termination, fact: JourneyFact<TerminationFact>): Partial<Termination> {
  switch (fact.kind) {
    case 'termination-notified': {
      const { by, receivedOn, effectiveOn, tracking, reason, enteredAt } = fact;
      return { phase: 'notice', by, receivedOn, effectiveOn, tracking, reason, enteredAt };
    }
    case 'effect-moved':
      return { effectiveOn: fact.effectiveOn, reminded: [] };
    case 'termination-reminded':
      return { reminded: [...state.reminded, fact.days] };
    case 'termination-withdrawn':
      return { phase: 'withdrawn', ended: fact.reason, ...ended(fact) };
    case 'termination-overtaken':
      return { phase: 'overtaken', ended: fact.reason, ...ended(fact) };
    case 'convention-terminated':
      return { phase: 'terminated', ...ended(fact) };
    default:
      return {};
  }
}

/** Reminders of both sides, then the end on the first instant of the day of effect, in the territory's time. */
function steps({ phase, effectiveOn, enteredAt, reminded, lastAt }: Termination, around: Around): JourneyStep[] {
  if (phase !== 'notice') return [];
  const known = enteredAt > lastAt ? enteredAt : lastAt;
  const reminders = TERMINATION_REMINDERS.filter((days) => !reminded.includes(days))
    .map((days): JourneyStep => ({ at: morningOf(around.calendar, daysAfter(effectiveOn, -days)), rule: 'remind', article: null, reckoning: null, key: String(days) }))
    .filter((step) => step.at > known);
  return [...reminders, { at: startOf(around.calendar, effectiveOn), rule: 'terminate', article: clauseOf(around.contract, 'termination')?.article ?? null, reckoning: null, key: effectiveOn }];
}

function carryOut(step: JourneyStep, _state: Termination, around: Around): Outcome<TerminationFact> {
  if (step.rule === 'remind') return { facts: [{ body: { kind: 'termination-reminded', days: Number(step.key) } }], letters: toBoth('termination-reminder', around, step.at, step) };
  if (step.rule !== 'terminate') throw new Error(`a termination has no step ${step.rule}`);
  return { facts: [{ body: { kind: 'convention-terminated' } }], letters: toBoth('convention-over', around, step.at, step) };
}

function act(asked: TerminationAct, state: Termination, around: Around, now: Instant): Outcome<TerminationFact> | Refused {
  if (state.endedAt !== null) return { refused: OVER[state.phase] };
  if (asked.reason.trim() === '') return { refused: 'Donnez un motif : il est gardé au journal.' };
  if (asked.kind === 'withdraw-termination') return { facts: [{ body: { kind: 'termination-withdrawn', reason: asked.reason } }], letters: toBoth('termination-withdrawn', around, now) };
  if (asked.effectiveOn === state.effectiveOn) return { refused: 'C’est déjà la date d’effet.' };
  const refused = effectRefused(around.contract, { receivedOn: state.receivedOn, effectiveOn: asked.effectiveOn }, localDateOf(around.calendar, now));
  if (refused !== null) return { refused: refused.reason };
  return { facts: [{ body: { kind: 'effect-moved', effectiveOn: asked.effectiveOn, reason: asked.reason } }], letters: toBoth('termination-moved', around, now) };
}

const OVER: Readonly<Record<TerminationPhase, string>> = {
  notice: '', withdrawn: 'Cette résiliation est déjà retirée.', overtaken: 'Cette résiliation est sans objet : la convention a pris fin autrement.', terminated: 'La convention est résiliée : c’est fait.',
};

/** The partner's people, and the Caf's manager: both sides read the same dates. */
function toBoth(letter: string, around: Around, at: Instant, step?: JourneyStep): JourneyLetter[] {
  const everybody: Addressee[] = [...peopleOf(around, TOLD), managerOf(around, at)];
  return everybody.map((to) => ({ letter, to, ...(step === undefined ? {} : { step }) }));
}
