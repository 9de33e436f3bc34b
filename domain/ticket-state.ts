import type { Side } from './contract-types';
import { epochMs, type Instant } from './ids';
import type { ManagedState } from './manager-facts';
import { otherSide, type Because, type Fact, type SkipReason } from './ticket-facts';
import { managed } from './manager-moves';
import { begin } from './ticket-beginning';
import { called, climb, exhaust, keepEarlierDebt, over, owe, partnerSpoke, pickUp, reopen, resolve, wrote, type Draft } from './ticket-moves';

/** Received → in hand → waiting for one side or the other ⇄ → resolved → closed; or merged into another, or handed over. */
export type Phase = 'received' | 'in-hand' | 'waiting-desk' | 'waiting-partner' | 'resolved' | 'closed' | 'merged' | 'handed-over';

/** A side that owes an answer, since the first message of the other side that has none (rules: Clock 1). */
export interface Debt {
  readonly side: Side;
  readonly since: Instant;
  /** The fact that started it: key of its frozen reckoning. */
  readonly n: number;
}

/** A rung that was climbed under the present debt, or by « urgent » while there is none. */
export interface Climbed {
  readonly rung: number;
  readonly outcome: 'proposed' | 'decided' | 'contacted' | 'failed' | 'skipped';
  readonly because: Because;
  readonly at: Instant;
  readonly n: number;
  readonly reason?: SkipReason;
}

export interface LadderState {
  /** In the order in which they were begun; a letter that came back stays where it was. */
  readonly climbed: readonly Climbed[];
  readonly exhaustedAt: Instant | null;
}

export interface TicketState extends ManagedState {
  readonly phase: Phase;
  readonly receivedAt: Instant;
  readonly pickedUpAt: Instant | null;
  readonly pickupWarnings: readonly number[];
  readonly pickupBreachedAt: Instant | null;
  readonly debt: Debt | null;
  readonly ladders: Readonly<Record<Side, LadderState>>;
  readonly urgent: Readonly<Record<Side, Instant | null>>;
  /** Sides whose next contact must be written to at once, with the instant of the declaration. */
  readonly urgentFor: Readonly<Record<Side, { readonly at: Instant; readonly n: number } | null>>;
  readonly callBacks: ReadonlyArray<{ readonly n: number; readonly due: Instant; readonly overdue: boolean }>;
  /** Contacts by delay that, as it now turns out, nobody owed: whoever was written to wrongly is told (rules: Clock 3). */
  readonly inVain: ReadonlyArray<{ readonly n: number; readonly side: Side; readonly rung: number }>;
  readonly internal: ReadonlyArray<{ readonly n: number; readonly at: Instant; readonly to: 'sector' | 'national'; readonly reminded: boolean }>;
  readonly resolvedAt: Instant | null;
  readonly resolvedN: number;
  readonly exchanged: boolean;
  readonly lastN: number;
  /** The latest instant of any fact: nothing that is still to come happens before it. */
  readonly lastAt: Instant;
}

/** The state that the facts make, whatever order they were recorded in. @throws Error when nothing was received. */
export function stateOf(facts: readonly Fact[]): TicketState {
  const told = effective(facts);
  const state = beginning(told);
  for (const fact of told) apply(state, fact);
  for (const { n, at } of facts) {
    state.lastN = Math.max(state.lastN, n);
    if (at > state.lastAt) state.lastAt = at;
  }
  return state;
}

/** The state after each fact, in the order in which they happened; it is one object, that changes. @throws Error when nothing was received. */
export function* walk(facts: readonly Fact[]): Generator<{ readonly fact: Fact; readonly state: TicketState }> {
  const told = effective(facts);
  const state = beginning(told);
  for (const fact of told) {
    apply(state, fact);
    yield { fact, state };
  }
}

function beginning([first]: readonly Fact[]): Draft {
  if (first === undefined || first.kind !== 'received') throw new Error('a ticket begins with what was received');
  return begin(first.at);
}

/** The facts as they count today, in the order in which they happened: corrections and undone merges act on the past (rules: Clock 3). */
export function effective(facts: readonly Fact[]): Fact[] {
  const verdicts = new Map<number, boolean>();
  const undone = new Set<string>();
  const kept: Fact[] = [];
  for (const fact of inOrder(facts).reverse()) {
    if (fact.kind === 'verdict-corrected' && !verdicts.has(fact.of)) verdicts.set(fact.of, fact.counts);
    if (fact.kind === 'merge-undone') undone.add(fact.other);
    if ((fact.kind === 'merged-in' || fact.kind === 'merged-into') && undone.has(fact.other)) continue;
    kept.push(fact);
  }
  return kept.reverse().map((fact) => (fact.kind === 'partner-wrote' ? { ...fact, counts: verdicts.get(fact.n) ?? fact.counts } : fact));
}

function inOrder(facts: readonly Fact[]): Fact[] {
  const rank = (fact: Fact) => (fact.kind === 'received' ? -Infinity : epochMs(fact.at));
  return facts.map((fact) => ({ fact, rank: rank(fact) })).sort((a, b) => compare(a.rank, b.rank) || a.fact.n - b.fact.n).map(({ fact }) => fact);
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function apply(state: Draft, fact: Fact): void {
  switch (fact.kind) {
    case 'received':
      return owe(state, 'desk', fact);
    case 'partner-wrote':
      if (fact.counts) partnerSpoke(state, fact);
      return;
    case 'taken-in-hand':
      return pickUp(state, fact.at);
    case 'desk-wrote':
      return wrote(state, fact, fact.then);
    case 'desk-called':
      return called(state, fact);
    case 'call-back-promised':
      pickUp(state, fact.at);
      state.callBacks = [...state.callBacks, { n: fact.n, due: fact.due, overdue: false }];
      return;
    case 'call-back-due':
      state.callBacks = state.callBacks.map((call) => (call.n === fact.of ? { ...call, overdue: true } : call));
      return;
    case 'routed':
    case 'referred':
      pickUp(state, fact.at);
      state.internal = [...state.internal, { n: fact.n, at: fact.at, to: fact.kind === 'routed' ? 'sector' : 'national', reminded: false }];
      return;
    case 'internal-reply':
      state.internal = state.internal.filter((sent) => sent.to !== fact.from);
      return;
    case 'internal-reminder':
      state.internal = state.internal.map((sent) => (sent.n === fact.of ? { ...sent, reminded: true } : sent));
      return;
    case 'urgent':
      state.urgent = { ...state.urgent, [fact.by]: fact.at };
      state.urgentFor = { ...state.urgentFor, [otherSide(fact.by)]: { at: fact.at, n: fact.n } };
      return;
    case 'urgent-flagged':
      state.urgentFor = { ...state.urgentFor, [otherSide(fact.by)]: null };
      return;
    case 'rung-withheld':
      return;
    case 'rung-proposed':
    case 'rung-decided':
    case 'rung-contacted':
    case 'rung-failed':
    case 'rung-skipped':
      return climb(state, fact);
    case 'ladder-exhausted':
      return exhaust(state, fact);
    case 'pickup-warned':
      state.pickupWarnings = [...state.pickupWarnings, fact.openMinutesBefore];
      return;
    case 'pickup-breached':
      state.pickupBreachedAt ??= fact.at;
      return;
    case 'merged-in':
      if (fact.debt !== null) keepEarlierDebt(state, fact.debt, fact.n);
      return;
    case 'merged-into':
      return over(state, 'merged');
    case 'handed-over':
      return over(state, 'handed-over');
    case 'resolved':
      pickUp(state, fact.at);
      return resolve(state, fact);
    case 'reopened':
      return reopen(state, fact);
    case 'convention-ended':
      return isOver(state.phase) ? undefined : over(state, 'closed');
    case 'closed':
      // A message that was received before the closing, and recorded after it, keeps the ticket open.
      return state.phase === 'resolved' ? over(state, 'closed') : undefined;
    default:
      return managed(state, fact);
  }
}

/** Nothing more happens by itself. */
export function isOver(phase: Phase): boolean {
  return phase === 'closed' || phase === 'merged' || phase === 'handed-over';
}
