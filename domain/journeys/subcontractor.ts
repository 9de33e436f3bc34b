import type { PartnerRole } from '../contract-types';
import type { Instant, LocalDate } from '../ids';
import { clauseOf, daysBefore, inTurn, managerOf, peopleOf } from './around';
import { BEFORE, ended, fold, owes, type LadderFact, type LetterBack } from './fold';
import { climbs, climbStep, isLadder, ladderSteps } from './ladder';
import { missingOf, type MissingItem, type SubcontractorItems } from './subcontractor-items';
import type { Around, JourneyFact, JourneyKind, JourneyLetter, JourneyState, JourneyStep, Outcome, Refused } from './types';
import { morningOf } from './year';

/** How a notice came. */
export type NoticeWay = 'portal' | 'email' | 'post' | 'phone';
interface Announced {
  readonly way: NoticeWay;
  readonly items: SubcontractorItems;
  readonly startsOn: LocalDate;
  /** The day on which the Caf received the notice. */
  readonly announcedOn: LocalDate;
  readonly missing: readonly MissingItem[];
}

/**
 * A partner that plans a subcontractor says so at least six months before, naming five things (convention): each that is missing is asked
 * for by its name; the Caf accepts, or refuses with a reason.
 */
export type SubcontractorFact =
  | ({ readonly kind: 'subcontractor-announced' } & Announced)
  | ({ readonly kind: 'items-given' } & Announced)
  | { readonly kind: 'subcontractor-reminded'; readonly nth: number }
  | { readonly kind: 'start-reached' }
  | { readonly kind: 'subcontractor-accepted'; readonly note: string }
  | { readonly kind: 'subcontractor-refused'; readonly reason: string }
  | { readonly kind: 'subcontractor-withdrawn'; readonly reason: string }
  | LetterBack
  | LadderFact;

export type SubcontractorAct =
  | { readonly kind: 'give-items'; readonly way: NoticeWay; readonly items: SubcontractorItems; readonly startsOn: LocalDate }
  | { readonly kind: 'accept-subcontractor'; readonly note: string }
  | { readonly kind: 'refuse-subcontractor'; readonly reason: string }
  | { readonly kind: 'withdraw-subcontractor'; readonly reason: string };

export type SubcontractorPhase = 'incomplete' | 'to-decide' | 'accepted' | 'refused' | 'withdrawn';

export interface Subcontractor extends JourneyState, Announced {
  readonly phase: SubcontractorPhase;
  /** Reminders sent of what is owed now. */
  readonly reminders: number;
  readonly startReached: boolean;
  /** Why it was refused or withdrawn, or what goes with its acceptance. */
  readonly said: string | null;
}

const NEVER = '1970-01-01' as LocalDate;
const START: Subcontractor = { ...BEFORE, phase: 'incomplete', way: 'portal', items: {}, startsOn: NEVER, announcedOn: NEVER, missing: [], reminders: 0, startReached: false, said: null };
/** A setting of the product: whoever owes is reminded after so many days, beside the ladder of article 3.3 where there is one. */
export const SUBCONTRACTOR_REMINDERS = [10, 20];
const TOLD: readonly PartnerRole[] = ['administrator', 'deputy-administrator', 'signatory'];

export const subcontractor: JourneyKind<SubcontractorFact, Subcontractor, SubcontractorAct> = {
  name: 'subcontractor',
  workflow: 'subcontractorNotice',
  fold: (facts) => fold(facts, START, tell),
  plan: (state, around) => (state.endedAt === null ? inTurn([...reminders(state, around), ...start(state, around), ...ladderSteps(state, around)], state.lastAt) : []),
  carryOut,
  act,
  arrived: (facts, state, around) => facts.flatMap(({ kind, at }) => (kind === 'subcontractor-announced' ? answered(state.missing, around, at) : [])),
  endsWithConvention: (reason) => ({ kind: 'subcontractor-withdrawn', reason }),
};

function tell(_state: Subcontractor, fact: JourneyFact<SubcontractorFact>): Partial<Subcontractor> {
  switch (fact.kind) {
    case 'subcontractor-announced':
    case 'items-given': {
      const { way, items, startsOn, announcedOn, missing } = fact;
      const whole = missing.length === 0;
      return { way, items, startsOn, announcedOn, missing, reminders: 0, startReached: false, phase: whole ? 'to-decide' : 'incomplete', ...owes(whole ? 'desk' : 'partner', fact) };
    }
    case 'subcontractor-reminded':
      return { reminders: fact.nth };
    case 'start-reached':
      return { startReached: true };
    case 'subcontractor-accepted':
      return { phase: 'accepted', said: fact.note, ...ended(fact) };
    case 'subcontractor-refused':
      return { phase: 'refused', said: fact.reason, ...ended(fact) };
    case 'subcontractor-withdrawn':
      return { phase: 'withdrawn', said: fact.reason, ...ended(fact) };
    default:
      return {};
  }
}

/** Whoever owes is reminded, twice. */
function reminders({ debt, reminders: sent, lastAt }: Subcontractor, around: Around): JourneyStep[] {
  if (debt === null) return [];
  return SUBCONTRACTOR_REMINDERS.flatMap((days, i) => {
    const step: JourneyStep = { at: daysBefore(around, debt.since, -days), rule: 'remind', article: null, reckoning: null, side: debt.side, key: String(i + 1) };
    return i >= sent && step.at > lastAt ? [step] : [];
  });
}

/** On the morning of the day on which it was to begin, both sides are told that nothing is accepted. */
function start({ startsOn, startReached, lastAt }: Subcontractor, around: Around): JourneyStep[] {
  const at = morningOf(around.calendar, startsOn);
  return startReached || at <= lastAt ? [] : [{ at, rule: 'start', article: clauseOf(around.contract, 'subcontractor-notice')?.article ?? null, reckoning: null, key: startsOn }];
}

function carryOut(step: JourneyStep, state: Subcontractor, around: Around): Outcome<SubcontractorFact> {
  if (isLadder(step)) return climbStep(step, around);
  if (step.rule === 'start') return { facts: [{ body: { kind: 'start-reached' } }], letters: [...toPartner('subcontractor-not-accepted', around, step), { letter: 'subcontractor-not-accepted', to: managerOf(around, step.at), step }] };
  if (step.rule !== 'remind') throw new Error(`the notice of a subcontractor has no step ${step.rule}`);
  const nth = Number(step.key);
  // Without article 3.3 nobody climbs: the manager learns of a partner's silence with the last reminder (rules: Ladder 6).
  const alone = !climbs(around, 'partner') && nth === SUBCONTRACTOR_REMINDERS.length;
  const manager: JourneyLetter = { letter: 'subcontractor-waits', to: managerOf(around, step.at), step };
  const letters = state.debt?.side === 'desk' ? [manager] : [...toPartner('subcontractor-reminder', around, step), ...(alone ? [manager] : [])];
  return { facts: [{ body: { kind: 'subcontractor-reminded', nth } }], letters };
}

const OVER: Readonly<Record<string, string>> = { accepted: 'Ce recours est déjà accepté.', refused: 'Ce recours est déjà refusé.', withdrawn: 'Cette annonce est retirée.' };

function act(asked: SubcontractorAct, state: Subcontractor, around: Around, now: Instant): Outcome<SubcontractorFact> | Refused {
  if (state.endedAt !== null) return { refused: OVER[state.phase] ?? '' };
  switch (asked.kind) {
    case 'give-items': {
      const items = { ...state.items, ...asked.items };
      const missing = missingOf(around.contract, { items, startsOn: asked.startsOn, announcedOn: state.announcedOn });
      return { facts: [{ body: { kind: 'items-given', way: asked.way, items, startsOn: asked.startsOn, announcedOn: state.announcedOn, missing } }], letters: answered(missing, around, now) };
    }
    case 'accept-subcontractor':
      if (state.phase === 'incomplete') return { refused: 'L’annonce est incomplète : demandez d’abord ce qui manque.' };
      return { facts: [{ body: { kind: 'subcontractor-accepted', note: asked.note } }], letters: toPartner('subcontractor-accepted', around) };
    case 'refuse-subcontractor':
      if (asked.reason.trim() === '') return { refused: 'Donnez le motif du refus : il est écrit au partenaire.' };
      return { facts: [{ body: { kind: 'subcontractor-refused', reason: asked.reason } }], letters: toPartner('subcontractor-refused', around) };
    case 'withdraw-subcontractor':
      return { facts: [{ body: { kind: 'subcontractor-withdrawn', reason: asked.reason } }], letters: [...toPartner('subcontractor-withdrawn', around), { letter: 'subcontractor-withdrawn', to: managerOf(around, now) }] };
  }
}

/** Its receipt is said to the partner, with what is missing by name; a whole one to the manager, who has it decided. */
function answered(missing: readonly MissingItem[], around: Around, at: Instant): JourneyLetter[] {
  if (missing.length > 0) return toPartner('subcontractor-incomplete', around);
  return [...toPartner('subcontractor-received', around), { letter: 'subcontractor-to-decide', to: managerOf(around, at) }];
}

function toPartner(letter: string, around: Around, step?: JourneyStep): JourneyLetter[] {
  return peopleOf(around, TOLD).map((to) => ({ letter, to, ...(step === undefined ? {} : { step }) }));
}
