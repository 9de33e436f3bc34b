import type { DelayRule, Reckoning } from '../calendar-types';
import type { PartnerRole } from '../contract-types';
import type { Instant, Reference } from '../ids';
import { clauseOf, daysBefore, inTurn, managerOf, peopleOf } from './around';
import { BEFORE, ended, fold, owes, type SilenceFact } from './fold';
import { isSilence, silenceSteps, tellSilence } from './silence';
import type { Around, JourneyFact, JourneyKind, JourneyLetter, JourneyState, JourneyStep, Outcome, Refused } from './types';

/**
 * Breach of the convention: a registered formal notice, and the convention is terminated one month after its receipt if nothing was done
 * (convention, articles 9, 14, 16, 17). The month runs from the receipt, which somebody records: no paper is received by itself.
 */
export type NoticeFact =
  | { readonly kind: 'notice-decided'; readonly breach: string }
  | { readonly kind: 'notice-posted'; readonly tracking: string }
  | { readonly kind: 'notice-received' }
  | { readonly kind: 'notice-reminded'; readonly daysBefore: number }
  /** A mail of the partner answers it; `reference`: the request that holds it, null = it waits for a person. */
  | { readonly kind: 'notice-answered'; readonly who: string; readonly reference: Reference | null }
  | { readonly kind: 'remedied'; readonly how: string }
  | { readonly kind: 'notice-withdrawn'; readonly reason: string }
  | { readonly kind: 'convention-terminated' }
  | SilenceFact;

export type NoticeAct =
  | { readonly kind: 'post-notice'; readonly tracking: string; readonly on: Instant }
  | { readonly kind: 'record-receipt'; readonly on: Instant }
  | { readonly kind: 'remedy'; readonly how: string }
  | { readonly kind: 'withdraw-notice'; readonly reason: string };

export type NoticePhase = 'to-post' | 'posted' | 'running' | 'remedied' | 'withdrawn' | 'terminated';

export interface Notice extends JourneyState {
  readonly phase: NoticePhase;
  readonly breach: string;
  readonly tracking: string | null;
  readonly postedAt: Instant | null;
  readonly received: { readonly at: Instant; readonly n: number } | null;
  readonly reminded: readonly number[];
  /** The last answer of the partner: an agent reads it, and says whether it remedies the breach. */
  readonly answered: { readonly at: Instant; readonly who: string; readonly reference: Reference | null } | null;
}

const START: Notice = { ...BEFORE, phase: 'to-post', breach: '', tracking: null, postedAt: null, received: null, reminded: [], answered: null };
/** A setting of the product: the partner is reminded once, a week before its month is over. */
const REMINDERS_DAYS_BEFORE = [7];
/** Who is written to at the partner: who signs for it, and those who act. */
const TOLD: readonly PartnerRole[] = ['signatory', 'administrator', 'deputy-administrator'];

export const formalNotice: JourneyKind<NoticeFact, Notice, NoticeAct> = {
  name: 'formal-notice',
  workflow: 'formalNotice',
  fold: (facts) => fold(facts, START, tell),
  plan: (state, around) => inTurn(steps(state, around), state.lastAt),
  carryOut,
  act,
  arrived: (facts, state, around) => (facts.some(({ kind }) => kind === 'notice-answered') ? [{ letter: 'notice-answered', to: managerOf(around, state.lastAt) }] : []),
  endsWithConvention: (reason) => ({ kind: 'notice-withdrawn', reason }),
};

function tell(state: Notice, fact: JourneyFact<NoticeFact>): Partial<Notice> {
  switch (fact.kind) {
    case 'notice-decided':
      return { breach: fact.breach, phase: 'to-post', ...owes('desk', fact) };
    case 'notice-posted':
      return { phase: 'posted', tracking: fact.tracking, postedAt: fact.at, ...owes('desk', fact) };
    case 'notice-received':
      return { phase: 'running', received: { at: fact.at, n: fact.n }, ...owes('partner', fact) };
    case 'notice-reminded':
      return { reminded: [...state.reminded, fact.daysBefore] };
    case 'notice-answered':
      return { answered: { at: fact.at, who: fact.who, reference: fact.reference } };
    case 'remedied':
      return { phase: 'remedied', ...ended(fact) };
    case 'notice-withdrawn':
      return { phase: 'withdrawn', ...ended(fact) };
    case 'convention-terminated':
      return { phase: 'terminated', ...ended(fact) };
    default:
      return {};
  }
}

/** A registered letter that nobody fetches comes back after some fifteen days. */
const RECEIPT_REMINDERS: readonly DelayRule[] = [{ workingDays: 10 }, { workingDays: 20 }];

function steps(state: Notice, around: Around): JourneyStep[] {
  const { phase, received, reminded, lastAt } = state;
  if (phase === 'to-post') return silenceSteps(state, around, { ladderOrNot: true });
  if (phase === 'posted') return silenceSteps(state, around, { ladderOrNot: true, after: RECEIPT_REMINDERS });
  if (phase !== 'running' || received === null) return [];
  const reckoning = monthFrom(received, around);
  if (reckoning === null) return silenceSteps(state, around, { ladderOrNot: true, lastOnly: true });
  const reminders = REMINDERS_DAYS_BEFORE.filter((days) => !reminded.includes(days))
    .map((days): JourneyStep => ({ at: daysBefore(around, reckoning.deadline, days), rule: 'remind', article: null, reckoning, key: String(days), side: 'partner' }))
    .filter((step) => step.at > lastAt);
  return [...reminders, { at: reckoning.deadline, rule: 'terminate', article: reckoning.article, reckoning, side: 'partner' }];
}

/** The month that the convention gives from the receipt; null where this Caf's says nothing of a breach: nothing is invented for it. */
function monthFrom(received: { readonly at: Instant; readonly n: number }, { contract, limits }: Around): Reckoning | null {
  const clause = clauseOf(contract, 'breach');
  return clause?.delay === undefined ? null : limits.limit(`notice:${received.n}`, received.at, clause.delay, 'next-opening', clause.article);
}

function carryOut(step: JourneyStep, state: Notice, around: Around): Outcome<NoticeFact> {
  if (isSilence(step)) return tellSilence(step, state, around);
  if (step.rule === 'remind') return { facts: [{ body: { kind: 'notice-reminded', daysBefore: Number(step.key) } }], letters: toPartner('notice-reminder', around, step) };
  if (step.rule !== 'terminate') throw new Error(`a formal notice has no step ${step.rule}`);
  const letters = [...toPartner('convention-terminated', around, step), { letter: 'convention-terminated', to: managerOf(around, step.at), step }];
  return { facts: [{ body: { kind: 'convention-terminated' } }], letters };
}

function act(asked: NoticeAct, state: Notice, around: Around, now: Instant): Outcome<NoticeFact> | Refused {
  if (state.endedAt !== null) return { refused: 'Cette mise en demeure est close.' };
  switch (asked.kind) {
    case 'post-notice':
      if (state.phase !== 'to-post') return { refused: 'La lettre recommandée est déjà partie.' };
      if (asked.on > now) return { refused: 'La date d’envoi ne peut pas être à venir.' };
      return { facts: [{ body: { kind: 'notice-posted', tracking: asked.tracking }, at: asked.on }] };
    case 'record-receipt':
      if (state.phase === 'to-post') return { refused: 'Notez d’abord l’envoi de la lettre recommandée.' };
      if (state.phase === 'running') return { refused: 'La réception est déjà notée.' };
      if (asked.on > now) return { refused: 'La date de réception ne peut pas être à venir.' };
      if (state.postedAt !== null && asked.on < state.postedAt) return { refused: 'La date de réception précède celle de l’envoi.' };
      if ((monthFrom({ at: asked.on, n: state.lastN + 1 }, around)?.deadline ?? now) < now) return { refused: 'À cette date, le mois serait déjà écoulé : vérifiez la date de réception.' };
      return { facts: [{ body: { kind: 'notice-received' }, at: asked.on }], letters: toPartner('notice-received', around) };
    case 'remedy':
      if (state.phase !== 'running') return { refused: 'La mise en demeure n’est pas encore reçue : retirez-la plutôt.' };
      return { facts: [{ body: { kind: 'remedied', how: asked.how } }], letters: toPartner('notice-remedied', around) };
    case 'withdraw-notice':
      return { facts: [{ body: { kind: 'notice-withdrawn', reason: asked.reason } }], letters: state.phase === 'running' ? toPartner('notice-withdrawn', around) : [] };
  }
}

function toPartner(letter: string, around: Around, step?: JourneyStep): JourneyLetter[] {
  return peopleOf(around, TOLD).map((to) => ({ letter, to, ...(step === undefined ? {} : { step }) }));
}
