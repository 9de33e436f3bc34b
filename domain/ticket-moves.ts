import type { Side } from './contract-types';
import type { Climbed, Debt, LadderState, Phase, TicketState } from './ticket-state';
import type { AfterAnswer, Fact, MergedDebt } from './ticket-facts';
import { epochMs, type Instant } from './ids';

/** A state while facts are being told to it, one after the other. */
export type Draft = { -readonly [K in keyof TicketState]: TicketState[K] };
export const EMPTY_LADDER: LadderState = { climbed: [], exhaustedAt: null };

/** A person of the desk is on it (the promise of article 3 is a person's act, never the automatic letter). */
export function pickUp(state: Draft, at: Instant): void {
  state.pickedUpAt ??= at;
  if (state.phase === 'received') state.phase = state.debt?.side === 'partner' ? 'waiting-partner' : 'in-hand';
}

/** A new debt begins, at the first rung of its ladder (rules: Ladder 5). */
export function owe(state: Draft, side: Side, fact: Pick<Fact, 'n' | 'at'>): void {
  state.debt = { side, since: fact.at, n: fact.n };
  setLadder(state, side, EMPTY_LADDER);
  endManaged(state);
  if (state.urgentFor[side]?.at !== fact.at) state.urgentFor = { ...state.urgentFor, [side]: null };
  wait(state, side);
}

function wait(state: Draft, side: Side): void {
  state.resolvedAt = null;
  if (side === 'partner') state.phase = 'waiting-partner';
  else if (state.pickedUpAt === null) state.phase = 'received';
  else state.phase = state.exchanged ? 'waiting-desk' : 'in-hand';
}

/** The first message without an answer starts the desk's debt; later ones do not start it again (rules: Clock 1). */
export function partnerSpoke(state: Draft, fact: Fact): void {
  if (state.phase === 'merged' || state.phase === 'handed-over') return;
  if (state.debt?.side === 'desk') return;
  owe(state, 'desk', fact);
}

/** A letter answers the partner; a second question to a partner who owes an answer already does not start its debt again. */
export function wrote(state: Draft, fact: Fact, then: AfterAnswer): void {
  const reminder = then === 'asks' && state.debt?.side === 'partner';
  spoke(state, fact, reminder ? null : then);
}

/** A reached call ends the debt of either side (rules: Clock 2, 3); one that reached nobody changes nothing. */
export function called(state: Draft, fact: Extract<Fact, { kind: 'desk-called' }>): void {
  pickUp(state, fact.at);
  if (fact.result !== 'reached') return;
  state.callBacks = [];
  spoke(state, fact, fact.then);
}

function spoke(state: Draft, fact: Fact, then: AfterAnswer | null): void {
  pickUp(state, fact.at);
  state.exchanged = true;
  if (then === null) return;
  if (then === 'resolved') return resolve(state, fact);
  owe(state, then === 'asks' ? 'partner' : 'desk', fact);
}

/** A resolved ticket owes nobody anything (rules: Clock 2). */
export function resolve(state: Draft, fact: Fact): void {
  over(state, 'resolved');
  state.resolvedAt = fact.at;
  state.resolvedN = fact.n;
}

export function reopen(state: Draft, fact: Fact): void {
  if (state.phase === 'resolved' || state.phase === 'closed') owe(state, 'desk', fact);
}

export function over(state: Draft, phase: Phase): void {
  state.debt = null;
  state.phase = phase;
  state.callBacks = [];
  state.urgentFor = { desk: null, partner: null };
  endManaged(state);
}

/** What was decided of a debt ends with it: a pause never hides the silence of the other side. */
function endManaged(state: Draft): void {
  state.adjustments = [];
  state.pause = null;
}

/** The earlier of two merged tickets' debts survives; a ladder under way on the same side goes on, and whoever was contacted about either is not contacted again. */
export function keepEarlierDebt(state: Draft, debt: MergedDebt, n: number): void {
  if (state.debt !== null && state.debt.since <= debt.since) return;
  const { climbed, exhaustedAt } = state.debt?.side === debt.side ? state.ladders[debt.side] : EMPTY_LADDER;
  const known = new Set((debt.contacted ?? []).map(({ rung }) => rung));
  const brought = (debt.contacted ?? []).map((one): Climbed => ({ ...one, outcome: 'contacted', n }));
  const all = [...climbed.filter(({ rung }) => !known.has(rung)), ...brought].sort((a, b) => epochMs(a.at) - epochMs(b.at));
  setLadder(state, debt.side, { climbed: all, exhaustedAt: exhaustedAt ?? debt.exhaustedAt ?? null });
  state.debt = { side: debt.side, since: debt.since, n };
  wait(state, debt.side);
}

type RungFact = Extract<Fact, { kind: 'rung-proposed' | 'rung-decided' | 'rung-contacted' | 'rung-failed' | 'rung-skipped' }>;
const OUTCOME = {
  'rung-proposed': 'proposed',
  'rung-decided': 'decided',
  'rung-contacted': 'contacted',
  'rung-failed': 'failed',
  'rung-skipped': 'skipped',
} as const;

/** What is climbed under the present debt; what was climbed in vain stays in the journal, and is found in `inVain`. */
export function climb(state: Draft, fact: RungFact): void {
  const ladder = state.ladders[fact.side];
  const known = ladder.climbed.find((climbed) => climbed.rung === fact.rung);
  if (known === undefined && !begins(state, fact)) {
    if (fact.kind === 'rung-contacted') state.inVain = [...state.inVain, { n: fact.n, side: fact.side, rung: fact.rung }];
    return;
  }
  // Spoken to again, a rung does not put off the next one.
  if (known?.outcome === 'contacted' && fact.kind === 'rung-contacted') return;
  const because = fact.kind === 'rung-failed' ? (known?.because ?? 'delay') : fact.because;
  const reason = fact.kind === 'rung-skipped' ? { reason: fact.reason } : {};
  place(state, fact.side, { rung: fact.rung, outcome: OUTCOME[fact.kind], because, at: fact.at, n: fact.n, ...reason });
  if (because === 'urgent' && answersUrgency(fact)) state.urgentFor = { ...state.urgentFor, [fact.side]: null };
}

/** A rung is begun by « urgent » at any time; by delay while its side owes, and not under a debt that began later than was thought. */
function begins({ debt }: Draft, fact: RungFact): boolean {
  if (fact.kind === 'rung-failed' || (fact.kind === 'rung-contacted' && fact.how === 'letter')) return false;
  return fact.because === 'urgent' || owedSince(debt, fact);
}

function owedSince(debt: Debt | null, { side, since }: { side: Side; since?: Instant }): boolean {
  return debt?.side === side && (since === undefined || debt.since <= since);
}

export function exhaust(state: Draft, fact: Extract<Fact, { kind: 'ladder-exhausted' }>): void {
  if (fact.since !== undefined && !owedSince(state.debt, fact)) return;
  setLadder(state, fact.side, { ...state.ladders[fact.side], exhaustedAt: fact.at });
  state.urgentFor = { ...state.urgentFor, [fact.side]: null };
}

/** A letter that leaves was decided before: an « urgent » declared meanwhile is not answered by it. */
function answersUrgency(fact: RungFact): boolean {
  return fact.kind === 'rung-decided' || (fact.kind === 'rung-contacted' && fact.how !== 'letter');
}

function place(state: Draft, side: Side, climbed: Climbed): void {
  const ladder = state.ladders[side];
  const others = ladder.climbed.filter((one) => one.rung !== climbed.rung);
  const inPlace = climbed.outcome === 'failed';
  const all = inPlace ? ladder.climbed.map((one) => (one.rung === climbed.rung ? climbed : one)) : [...others, climbed];
  setLadder(state, side, { ...ladder, climbed: all });
}

function setLadder(state: Draft, side: Side, ladder: LadderState): void {
  state.ladders = { ...state.ladders, [side]: ladder };
}
