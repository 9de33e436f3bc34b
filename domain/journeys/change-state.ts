import type { Side } from '../contract-types';
import type { Instant, LocalDate } from '../ids';
import { mayBeAccepted, type Wrong } from './change-check';
import { SIGNERS, type ChangeFactBody, type KeptForm, type ReadForm, type Requester, type Signer } from './change-facts';
import { BEFORE, ended, fold, owes } from './fold';
import type { JourneyFact, JourneyState } from './types';

/** To be read by an agent → incomplete → to be signed → to be checked → to be approved → to be carried out → done; or refused, or cancelled. */
export type ChangePhase = 'reading' | 'incomplete' | 'signing' | 'checking' | 'approving' | 'carrying-out' | 'done' | 'refused' | 'cancelled';
export type ChangeFact = JourneyFact<ChangeFactBody>;

export interface Signature {
  readonly at: Instant;
  readonly how: 'portal' | 'paper';
  readonly digest: string;
  readonly by: string | null;
}

export interface Change extends JourneyState {
  readonly phase: ChangePhase;
  readonly channel: Extract<ChangeFactBody, { kind: 'received' }>['channel'];
  readonly requester: Requester | null;
  /** The form as it stands, with the fact that kept it; null = none was confirmed yet. */
  readonly kept: (KeptForm & { readonly n: number }) | null;
  /** Read out of a document and not confirmed. */
  readonly read: ReadForm | null;
  /** Nobody has looked at what came last. */
  readonly unread: boolean;
  /** What is missing or wrong, without what an agent accepted. */
  readonly wrong: readonly Wrong[];
  readonly warned: { readonly at: Instant; readonly n: number; readonly people: string; readonly told: readonly string[] } | null;
  readonly objectionTimeOver: boolean;
  /** The kept form whose missing items were asked for. */
  readonly itemsAskedFor: number | null;
  readonly signaturesAskedFor: string | null;
  readonly signatures: Readonly<Partial<Record<Signer, Signature>>>;
  readonly signatoryVerified: boolean;
  /** The last call that reached a registered number. */
  readonly calledBack: { readonly at: Instant; readonly by: string; readonly number: string } | null;
  readonly objections: ReadonlyArray<{ readonly n: number; readonly at: Instant; readonly name: string; readonly reason: string }>;
  readonly checked: { readonly at: Instant; readonly by: string } | null;
  readonly approved: { readonly at: Instant; readonly by: string } | null;
  readonly given: LocalDate | null;
  readonly withdrawn: LocalDate | null;
  readonly reported: boolean;
  /** Reminders sent of what the partner owes now. */
  readonly reminders: number;
  /** Why it was refused or cancelled. */
  readonly reason: string | null;
}

const START: Change = {
  ...BEFORE, phase: 'reading', channel: 'portal', requester: null, kept: null, read: null, unread: true, wrong: [], warned: null, objectionTimeOver: false, itemsAskedFor: null, signaturesAskedFor: null,
  signatures: {}, signatoryVerified: false, calledBack: null, objections: [], checked: null, approved: null, given: null, withdrawn: null, reported: false, reminders: 0, reason: null,
};

/** The state that the facts make. */
export function foldChange(facts: readonly ChangeFact[]): Change {
  return fold(facts, START, tell);
}

function tell(before: Change, fact: ChangeFact): Partial<Change> {
  if (isOver(before.phase)) return {};
  const changed = { ...received(before, fact), ...decided(before, fact) };
  return { ...changed, ...settled({ ...before, ...changed }, fact) };
}

function received(before: Change, fact: ChangeFact): Partial<Change> {
  switch (fact.kind) {
    case 'received':
      return { channel: fact.channel, requester: fact.requester, read: fact.read, ...(fact.kept === null ? {} : kept(before, fact.kept, fact.n)) };
    case 'received-again':
      return fact.read === null ? {} : { read: fact.read, unread: before.approved === null };
    case 'form-kept':
      return kept(before, fact.kept, fact.n);
    case 'item-accepted':
      return { wrong: before.wrong.filter((one) => one.item !== fact.item || !mayBeAccepted(one)) };
    case 'warned':
      return { warned: { at: fact.at, n: fact.n, people: fact.people, told: fact.told }, objectionTimeOver: false };
    case 'items-asked':
      return { itemsAskedFor: before.kept?.n ?? null };
    case 'signatures-asked':
      return { signaturesAskedFor: fact.digest };
    case 'reminded':
      return { reminders: before.reminders + 1 };
    default:
      return {};
  }
}

/** A form that says something else voids what was signed and checked of the one before. */
function kept(before: Change, form: KeptForm, n: number): Partial<Change> {
  const same = before.kept?.digest === form.digest;
  return { kept: { ...form, n }, unread: false, wrong: form.wrong, ...(same ? {} : { signatures: {}, checked: null, signatoryVerified: false }) };
}

function decided(before: Change, fact: ChangeFact): Partial<Change> {
  switch (fact.kind) {
    case 'signed':
      return fact.digest === before.kept?.digest ? { signatures: { ...before.signatures, [fact.who]: { at: fact.at, how: fact.how, digest: fact.digest, by: fact.by } } } : {};
    case 'signatory-verified':
      return { signatoryVerified: true };
    case 'called-back':
      return fact.result === 'reached' ? { calledBack: { at: fact.at, by: fact.by, number: fact.number } } : {};
    case 'objected':
      return { objections: [...before.objections, { n: fact.n, at: fact.at, name: fact.name, reason: fact.reason }] };
    case 'objection-lifted':
      return { objections: [] };
    case 'objection-time-over':
      return { objectionTimeOver: true };
    case 'checked':
      return { checked: { at: fact.at, by: fact.by } };
    case 'approved':
      return { approved: { at: fact.at, by: fact.by } };
    case 'access-given':
      return { given: fact.on };
    case 'access-withdrawn':
      return { withdrawn: fact.on };
    case 'reported':
      return { reported: true };
    case 'refused':
    case 'cancelled':
      return { phase: fact.kind, reason: fact.reason };
    default:
      return {};
  }
}

/** The phase that the facts make, and who owes from now on: a side that already owed is not let off, nor does its clock start again. */
function settled(state: Change, fact: ChangeFact): Partial<Change> {
  const phase = phaseOf(state);
  if (isOver(phase)) return { phase, ...ended(fact) };
  const side = owing({ ...state, phase });
  const anew = fact.kind === 'approved' || fact.kind === 'items-asked' || fact.kind === 'signatures-asked';
  return state.debt?.side === side && !anew ? { phase } : { phase, reminders: 0, ...owes(side, fact) };
}

function phaseOf(state: Change): ChangePhase {
  if (isOver(state.phase)) return state.phase;
  if (state.approved !== null) return state.reported ? 'done' : 'carrying-out';
  if (state.kept === null) return 'reading';
  if (state.wrong.length > 0) return 'incomplete';
  if (SIGNERS.some((who) => state.signatures[who] === undefined)) return 'signing';
  return state.checked === null ? 'checking' : 'approving';
}

/** An objection is the Caf's to settle, whatever else is waited for; what waits to be read too. */
function owing({ phase, objections, unread, itemsAskedFor, signaturesAskedFor, kept: form }: Change): Side {
  if (objections.length > 0 || unread) return 'desk';
  if (phase === 'incomplete') return itemsAskedFor === form?.n ? 'partner' : 'desk';
  if (phase === 'signing') return signaturesAskedFor === form?.digest ? 'partner' : 'desk';
  return 'desk';
}

export function isOver(phase: ChangePhase): boolean {
  return phase === 'done' || phase === 'refused' || phase === 'cancelled';
}

/** Nobody's access was changed yet. */
export function mayBeStopped({ phase, given }: Pick<Change, 'phase' | 'given'>): boolean {
  return !isOver(phase) && given === null;
}
