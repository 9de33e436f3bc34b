import type { Side } from '../contract-types';
import { epochMs, type Instant } from '../ids';
import { begin } from '../ticket-beginning';
import type { FactBody } from '../ticket-facts';
import { climb, EMPTY_LADDER, exhaust } from '../ticket-moves';
import type { Debt, LadderState } from '../ticket-state';
import type { JourneyFact, JourneyFactBody, JourneyState } from './types';

/** Facts of a side's ladder are the same on a journey as on a ticket. */
export type LadderFact = Extract<FactBody, { kind: 'rung-proposed' | 'rung-decided' | 'rung-contacted' | 'rung-failed' | 'rung-skipped' | 'rung-withheld' | 'ladder-exhausted' }>;
/** Whoever owes kept silent where no ladder climbs: reminded for the `nth` time; with the `last`, the Caf's manager was told. */
export interface SilenceFact {
  readonly kind: 'silence-told';
  readonly side: Side;
  readonly nth: number;
  readonly last: boolean;
}
/** A letter of a journey came back, or was refused by the relay; whichever the journey. */
export interface LetterBack {
  readonly kind: 'letter-bounced';
  readonly letter: string;
}
/** What moves on a ladder; a letter that is withheld (« rung-withheld ») does not: who owed has answered. */
const LADDER: ReadonlySet<string> = new Set<LadderFact['kind']>(['rung-proposed', 'rung-decided', 'rung-contacted', 'rung-failed', 'rung-skipped', 'ladder-exhausted']);

/** The state before the first fact; a kind adds its own. */
export const BEFORE: Omit<JourneyState, 'phase'> = {
  debt: null,
  ladders: { desk: EMPTY_LADDER, partner: EMPTY_LADDER },
  lateSince: null,
  silenceTold: 0,
  silenceOver: false,
  endedAt: null,
  lastN: 0,
  lastAt: '' as Instant,
};

/** A side owes from this fact on: its ladder begins at the first rung. */
export function owes(side: Side, fact: JourneyFact): { readonly debt: Debt } {
  return { debt: { side, since: fact.at, n: fact.n } };
}

/** It is over: nobody owes anything. */
export function ended(fact: JourneyFact): Pick<JourneyState, 'debt' | 'endedAt' | 'lateSince'> {
  return { debt: null, endedAt: fact.at, lateSince: null };
}

/**
 * The state that facts make, in the order in which they happened: `tell` says what each changes; ladders and numbers are kept here.
 * A fact that begins another debt begins its ladder anew. A debt on whose ladder something happened is late, until it ends or goes to
 * the other side.
 */
export function fold<B extends JourneyFactBody, S extends JourneyState>(facts: readonly JourneyFact<B>[], start: S, tell: (state: S, fact: JourneyFact<B>) => Partial<S>): S {
  let state = start;
  for (const fact of inOrder(facts)) {
    const before = state.debt;
    const told = tell(state, fact);
    state = { ...state, ...told, lastN: Math.max(state.lastN, fact.n), lastAt: fact.at > state.lastAt ? fact.at : state.lastAt };
    if (before !== null && state.debt?.n !== before.n && told.lateSince === undefined) state = { ...state, lateSince: null };
    if (state.debt !== null && state.debt.n !== before?.n) state = { ...state, ladders: { ...state.ladders, [state.debt.side]: EMPTY_LADDER }, silenceTold: 0, silenceOver: false };
    if (LADDER.has(fact.kind)) state = { ...state, lateSince: state.lateSince ?? fact.at, ladders: climbed(state, fact as unknown as Climbed) };
    if (fact.kind === 'silence-told') state = silent(state, fact as unknown as SilenceFact & JourneyFact);
  }
  return state;
}

function inOrder<B extends JourneyFactBody>(facts: readonly JourneyFact<B>[]): JourneyFact<B>[] {
  const rank = ({ n, at }: JourneyFact<B>): number => (n === 1 ? -Infinity : epochMs(at));
  return [...facts].sort((a, b) => (rank(a) === rank(b) ? a.n - b.n : rank(a) - rank(b)));
}

type Climbed = Exclude<LadderFact, { kind: 'rung-withheld' }> & { n: number; at: Instant };

/** Once the manager is told, it is late. */
function silent<S extends JourneyState>(state: S, { nth, last, at }: SilenceFact & JourneyFact): S {
  return { ...state, silenceTold: nth, silenceOver: last, lateSince: last ? (state.lateSince ?? at) : state.lateSince };
}

/** The very moves of a ticket's ladder. */
function climbed({ debt, ladders, lastAt }: JourneyState, fact: Climbed): Record<Side, LadderState> {
  const draft = { ...begin(debt?.since ?? lastAt), debt, ladders };
  if (fact.kind === 'ladder-exhausted') exhaust(draft, fact);
  else climb(draft, fact);
  return draft.ladders;
}
