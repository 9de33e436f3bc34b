import type { Side } from '../contract-types';
import type { Instant, LocalDate } from '../ids';
import { begin } from '../ticket-beginning';
import { climb, exhaust, over, owe, type Draft } from '../ticket-moves';
import type { TicketState } from '../ticket-state';
import { mayBeAccepted, type Wrong } from './change-check';
import { SIGNERS, type ChangeFact, type RungFact, type Signer } from './change-facts';

/** To be read by an agent → incomplete → to be signed → to be checked → to be approved → to be carried out → done; or refused, or cancelled. */
export type ChangePhase = 'reading' | 'incomplete' | 'signing' | 'checking' | 'approving' | 'carrying-out' | 'done' | 'refused' | 'cancelled';

export interface Signature {
  readonly at: Instant;
  readonly how: 'portal' | 'paper';
  readonly digest: string;
  readonly by: string | null;
}

export interface ChangeState {
  readonly phase: ChangePhase;
  readonly receivedAt: Instant;
  readonly channel: Extract<ChangeFact, { kind: 'received' }>['channel'];
  /** The form as it stands; null = none was confirmed yet. */
  readonly form: Extract<ChangeFact, { kind: 'form-kept' }> | null;
  /** Read out of a document and not confirmed. */
  readonly unconfirmed: string | null;
  /** What is missing or wrong, without what an agent accepted. */
  readonly wrong: readonly Wrong[];
  readonly warned: { readonly at: Instant; readonly n: number; readonly people: string } | null;
  readonly objectionTimeOver: boolean;
  readonly itemsAskedFor: string | null;
  readonly signaturesAskedFor: string | null;
  readonly signatures: Readonly<Partial<Record<Signer, Signature>>>;
  readonly signatoryVerified: boolean;
  /** The last call that reached a registered number. */
  readonly calledBack: { readonly at: Instant; readonly by: string } | null;
  readonly objections: ReadonlyArray<{ readonly n: number; readonly at: Instant; readonly contact: string | null }>;
  readonly checked: { readonly at: Instant; readonly by: string } | null;
  readonly approved: { readonly at: Instant; readonly by: string } | null;
  readonly given: LocalDate | null;
  readonly withdrawn: LocalDate | null;
  readonly reported: boolean;
  /** Reminders sent of what the partner owes now. */
  readonly reminders: number;
  /** Who owes since when, and what was climbed: as on a request (rules: Clock 1, Ladder 6). */
  readonly clock: TicketState;
  readonly lastN: number;
}

type Changing = { -readonly [K in Exclude<keyof ChangeState, 'clock'>]: ChangeState[K] } & { readonly clock: Draft };

/** The state that the facts make, in the order of their numbers. @throws Error when nothing was received. */
export function changeStateOf(facts: readonly ChangeFact[]): ChangeState {
  const [first, ...others] = facts;
  if (first === undefined || first.kind !== 'received') throw new Error('a change of administrator begins with what was received');
  const state = beginning(first);
  settle(state, first);
  for (const fact of others) tell(state, fact);
  return state;
}

function beginning({ at, channel, form, n }: Extract<ChangeFact, { kind: 'received' }>): Changing {
  return {
    phase: 'reading', receivedAt: at, channel, form: null, unconfirmed: form, wrong: [], warned: null, objectionTimeOver: false, itemsAskedFor: null, signaturesAskedFor: null, signatures: {},
    signatoryVerified: false, calledBack: null, objections: [], checked: null, approved: null, given: null, withdrawn: null, reported: false, reminders: 0, clock: begin(at), lastN: n,
  };
}

function tell(state: Changing, fact: ChangeFact): void {
  state.lastN = Math.max(state.lastN, fact.n);
  if (fact.at > state.clock.lastAt) state.clock.lastAt = fact.at;
  state.clock.lastN = state.lastN;
  if (isOver(state.phase)) return;
  apply(state, fact);
  settle(state, fact);
}

function apply(state: Changing, fact: ChangeFact): void {
  switch (fact.kind) {
    case 'received':
    case 'form-read':
      state.unconfirmed = fact.form ?? state.unconfirmed;
      return;
    case 'form-kept':
      return keep(state, fact);
    case 'item-accepted':
      state.wrong = state.wrong.filter((one) => one.item !== fact.item || !mayBeAccepted(one));
      return;
    case 'warned':
      state.warned = { at: fact.at, n: fact.n, people: fact.people };
      state.objectionTimeOver = false;
      return;
    case 'items-asked':
      state.itemsAskedFor = fact.form;
      return;
    case 'signatures-asked':
      state.signaturesAskedFor = fact.digest;
      return;
    case 'reminded':
      state.reminders += 1;
      return;
    default:
      return decide(state, fact);
  }
}

/** A form that says something else voids what was signed and checked of the one before. */
function keep(state: Changing, fact: Extract<ChangeFact, { kind: 'form-kept' }>): void {
  if (state.form?.digest !== fact.digest) {
    state.signatures = {};
    state.checked = null;
    state.signatoryVerified = false;
  }
  state.form = fact;
  state.unconfirmed = null;
  state.wrong = fact.wrong;
}

function decide(state: Changing, fact: ChangeFact): void {
  switch (fact.kind) {
    case 'signed':
      if (fact.digest === state.form?.digest) state.signatures = { ...state.signatures, [fact.who]: { at: fact.at, how: fact.how, digest: fact.digest, by: fact.by } };
      return;
    case 'signatory-verified':
      state.signatoryVerified = true;
      return;
    case 'called-back':
      if (fact.result === 'reached') state.calledBack = { at: fact.at, by: fact.by };
      return;
    case 'objected':
      state.objections = [...state.objections, { n: fact.n, at: fact.at, contact: fact.contact }];
      return;
    case 'objection-lifted':
      state.objections = [];
      return;
    case 'objection-time-over':
      state.objectionTimeOver = true;
      return;
    case 'checked':
      state.checked = { at: fact.at, by: fact.by };
      return;
    case 'approved':
      state.approved = { at: fact.at, by: fact.by };
      return;
    default:
      return end(state, fact);
  }
}

function end(state: Changing, fact: ChangeFact): void {
  switch (fact.kind) {
    case 'access-given':
      state.given = fact.on;
      return;
    case 'access-withdrawn':
      state.withdrawn = fact.on;
      return;
    case 'reported':
      state.reported = true;
      return;
    case 'refused':
    case 'cancelled':
      state.phase = fact.kind;
      return;
    case 'ladder-exhausted':
      return exhaust(state.clock, fact);
    default:
      if (isRung(fact)) climb(state.clock, fact);
  }
}

function isRung(fact: ChangeFact): fact is Exclude<RungFact, { kind: 'ladder-exhausted' | 'rung-withheld' }> & ChangeFact {
  return fact.kind.startsWith('rung-') && fact.kind !== 'rung-withheld';
}

/** The phase that the facts make, and who owes from now on: a side that already owed is not let off, nor does its clock start again. */
function settle(state: Changing, fact: ChangeFact): void {
  state.phase = phaseOf(state);
  const side = owing(state);
  if (side === null) return over(state.clock, 'closed');
  const anew = fact.kind === 'approved' || fact.kind === 'items-asked' || fact.kind === 'signatures-asked';
  if (state.clock.debt?.side === side && !anew) return;
  owe(state.clock, side, fact);
  state.reminders = 0;
}

function phaseOf(state: ChangeState): ChangePhase {
  if (isOver(state.phase)) return state.phase;
  if (state.approved !== null) return state.reported ? 'done' : 'carrying-out';
  if (state.form === null) return 'reading';
  if (state.wrong.length > 0) return 'incomplete';
  if (SIGNERS.some((who) => state.signatures[who] === undefined)) return 'signing';
  return state.checked === null ? 'checking' : 'approving';
}

/** An objection is the Caf's to settle, whatever else is waited for; a form that waits to be read too. */
function owing(state: ChangeState): Side | null {
  if (isOver(state.phase)) return null;
  if (state.objections.length > 0 || state.unconfirmed !== null) return 'desk';
  if (state.phase === 'incomplete') return state.itemsAskedFor === state.form?.form ? 'partner' : 'desk';
  if (state.phase === 'signing') return state.signaturesAskedFor === state.form?.digest ? 'partner' : 'desk';
  return 'desk';
}

export function isOver(phase: ChangePhase): boolean {
  return phase === 'done' || phase === 'refused' || phase === 'cancelled';
}
