import type { Side } from './contract-types';
import { epochMs, type Instant } from './ids';
import { otherSide, type AfterAnswer, type Because, type Fact, type SkipReason } from './ticket-facts';

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
  readonly climbed: readonly Climbed[];
  readonly exhaustedAt: Instant | null;
}

export interface TicketState {
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
  readonly internal: ReadonlyArray<{ readonly n: number; readonly at: Instant; readonly to: 'sector' | 'national'; readonly reminded: boolean }>;
  readonly resolvedAt: Instant | null;
  readonly resolvedN: number;
  readonly exchanged: boolean;
  readonly lastN: number;
}

type Draft = { -readonly [K in keyof TicketState]: TicketState[K] };
const EMPTY: LadderState = { climbed: [], exhaustedAt: null };

/** The state that the facts make, whatever order they were recorded in. @throws Error when nothing was received. */
export function stateOf(facts: readonly Fact[]): TicketState {
  const told = inOrder(effective(facts));
  const first = told[0];
  if (first === undefined || first.kind !== 'received') throw new Error('a ticket begins with what was received');
  const state = begin(first.at);
  for (const fact of told) apply(state, fact);
  state.lastN = Math.max(...facts.map((fact) => fact.n));
  return state;
}

/** Corrections and undone merges act on the past: the facts as they count today (rules: Clock 3). */
export function effective(facts: readonly Fact[]): Fact[] {
  const verdicts = new Map<number, boolean>();
  const undone = new Set<string>();
  for (const fact of facts) {
    if (fact.kind === 'verdict-corrected') verdicts.set(fact.of, fact.counts);
    if (fact.kind === 'merge-undone') undone.add(fact.other);
  }
  return facts
    .filter((fact) => !((fact.kind === 'merged-in' || fact.kind === 'merged-into') && undone.has(fact.other)))
    .map((fact) => (fact.kind === 'partner-wrote' ? { ...fact, counts: verdicts.get(fact.n) ?? fact.counts } : fact));
}

function inOrder(facts: readonly Fact[]): Fact[] {
  const rank = (fact: Fact) => (fact.kind === 'received' ? -Infinity : epochMs(fact.at));
  return [...facts].sort((a, b) => rank(a) - rank(b) || a.n - b.n);
}

function begin(receivedAt: Instant): Draft {
  return {
    phase: 'received',
    receivedAt,
    pickedUpAt: null,
    pickupWarnings: [],
    pickupBreachedAt: null,
    debt: null,
    ladders: { desk: EMPTY, partner: EMPTY },
    urgent: { desk: null, partner: null },
    urgentFor: { desk: null, partner: null },
    callBacks: [],
    internal: [],
    resolvedAt: null,
    resolvedN: 0,
    exchanged: false,
    lastN: 0,
  };
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
      return deskSpoke(state, fact, fact.then);
    case 'desk-called':
      pickUp(state, fact.at);
      if (fact.result !== 'reached') return;
      state.callBacks = [];
      return deskSpoke(state, fact, fact.then);
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
    case 'rung-proposed':
    case 'rung-decided':
    case 'rung-contacted':
    case 'rung-failed':
    case 'rung-skipped':
      return climb(state, fact);
    case 'ladder-exhausted':
      setLadder(state, fact.side, { ...state.ladders[fact.side], exhaustedAt: fact.at });
      state.urgentFor = { ...state.urgentFor, [fact.side]: null };
      return;
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
    case 'closed':
      return over(state, 'closed');
    default:
      return;
  }
}

/** A person of the desk is on it (the promise of article 3 is a person's act, never the automatic letter). */
function pickUp(state: Draft, at: Instant): void {
  state.pickedUpAt ??= at;
  if (state.phase === 'received') state.phase = state.debt?.side === 'partner' ? 'waiting-partner' : 'in-hand';
}

function owe(state: Draft, side: Side, fact: Fact): void {
  state.debt = { side, since: fact.at, n: fact.n };
  setLadder(state, side, EMPTY);
  state.resolvedAt = null;
  if (side === 'partner') state.phase = 'waiting-partner';
  else if (state.pickedUpAt === null) state.phase = 'received';
  else state.phase = state.exchanged ? 'waiting-desk' : 'in-hand';
}

function partnerSpoke(state: Draft, fact: Fact): void {
  if (isOver(state.phase) && state.phase !== 'closed') return;
  if (state.debt?.side === 'desk') return;
  owe(state, 'desk', fact);
}

function deskSpoke(state: Draft, fact: Fact, then: AfterAnswer): void {
  pickUp(state, fact.at);
  state.exchanged = true;
  if (then === 'resolved') return resolve(state, fact);
  owe(state, then === 'asks' ? 'partner' : 'desk', fact);
}

function resolve(state: Draft, fact: Fact): void {
  state.debt = null;
  state.phase = 'resolved';
  state.resolvedAt = fact.at;
  state.resolvedN = fact.n;
  state.callBacks = [];
  state.urgentFor = { desk: null, partner: null };
}

function reopen(state: Draft, fact: Fact): void {
  if (state.phase === 'resolved' || state.phase === 'closed') owe(state, 'desk', fact);
}

function over(state: Draft, phase: Phase): void {
  state.debt = null;
  state.phase = phase;
  state.callBacks = [];
  state.urgentFor = { desk: null, partner: null };
}

function keepEarlierDebt(state: Draft, debt: { side: Side; since: Instant }, n: number): void {
  if (state.debt !== null && state.debt.since <= debt.since) return;
  const sameSide = state.debt?.side === debt.side;
  state.debt = { side: debt.side, since: debt.since, n };
  if (!sameSide) setLadder(state, debt.side, EMPTY);
  state.phase = debt.side === 'partner' ? 'waiting-partner' : state.pickedUpAt === null ? 'received' : 'waiting-desk';
}

type RungFact = Extract<Fact, { kind: 'rung-proposed' | 'rung-decided' | 'rung-contacted' | 'rung-failed' | 'rung-skipped' }>;
const OUTCOME = {
  'rung-proposed': 'proposed',
  'rung-decided': 'decided',
  'rung-contacted': 'contacted',
  'rung-failed': 'failed',
  'rung-skipped': 'skipped',
} as const;

/** A rung climbed by delay counts only while its side owes; what was climbed in vain stays in the journal alone. */
function climb(state: Draft, fact: RungFact): void {
  const ladder = state.ladders[fact.side];
  const known = ladder.climbed.find((climbed) => climbed.rung === fact.rung);
  const because = fact.kind === 'rung-failed' ? (known?.because ?? 'delay') : fact.because;
  const followsDecision = fact.kind === 'rung-failed' || (fact.kind === 'rung-contacted' && fact.how === 'letter');
  const counts = known !== undefined || (!followsDecision && (because === 'urgent' || state.debt?.side === fact.side));
  if (!counts) return;
  const reason = fact.kind === 'rung-skipped' ? { reason: fact.reason } : {};
  const climbed: Climbed = { rung: fact.rung, outcome: OUTCOME[fact.kind], because, at: fact.at, n: fact.n, ...reason };
  setLadder(state, fact.side, { ...ladder, climbed: [...ladder.climbed.filter((c) => c.rung !== fact.rung), climbed] });
  if (because === 'urgent' && fact.kind !== 'rung-skipped' && fact.kind !== 'rung-failed') {
    state.urgentFor = { ...state.urgentFor, [fact.side]: null };
  }
}

function setLadder(state: Draft, side: Side, ladder: LadderState): void {
  state.ladders = { ...state.ladders, [side]: ladder };
}

/** Nothing more happens by itself. */
export function isOver(phase: Phase): boolean {
  return phase === 'closed' || phase === 'merged' || phase === 'handed-over';
}
