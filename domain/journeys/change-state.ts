import type { Side } from '../contract-types';
import type { Instant, LocalDate } from '../ids';
import type { Wrong } from './change-check';
import { SIGNERS, type ChangeFactBody, type KeptForm, type ObjectionCall, type ReadForm, type Requester, type Signer } from './change-facts';
import { accepted, kept } from './change-form-state';
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
  readonly receivedAt: Instant | null;
  /** The form as it stands, with the fact that kept it and who of the Caf confirmed it (null = the partner itself); null = none was confirmed yet. */
  readonly kept: (KeptForm & { readonly n: number; readonly by: string | null }) | null;
  /** Read out of a document and not confirmed. */
  readonly read: ReadForm | null;
  /** Nobody has looked at what came last. */
  readonly unread: boolean;
  /** What is missing or wrong, without what an agent accepted. */
  readonly wrong: readonly Wrong[];
  /** Items that an agent accepted, with what was written then: the same again is not asked for again. */
  readonly accepted: ReadonlyArray<Wrong & { readonly value: string }>;
  readonly warned: { readonly at: Instant; readonly n: number; readonly people: string; readonly told: readonly string[] } | null;
  readonly objectionTimeOver: boolean;
  /** The kept form whose missing items were asked for. */
  readonly itemsAskedFor: number | null;
  readonly signaturesAskedFor: string | null;
  /** What is waited for could be asked of nobody by letter: the Caf has to call. */
  readonly unasked: boolean;
  /** Addresses from which letters of this change came back, lower case. */
  readonly returned: readonly string[];
  readonly signatures: Readonly<Partial<Record<Signer, Signature>>>;
  readonly signatoryVerified: boolean;
  readonly verifiedBy: string | null;
  /** The last call that reached a registered number. */
  readonly calledBack: { readonly n: number; readonly at: Instant; readonly by: string; readonly number: string } | null;
  readonly objections: ReadonlyArray<{ readonly n: number; readonly at: Instant; readonly name: string; readonly reason: string; readonly call: ObjectionCall | null }>;
  /** Reminders to the manager of the objections that are not settled. */
  readonly objectionReminders: number;
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
  ...BEFORE, phase: 'reading', channel: 'portal', requester: null, receivedAt: null, kept: null, read: null, unread: true, wrong: [], accepted: [], warned: null, objectionTimeOver: false, itemsAskedFor: null, signaturesAskedFor: null, unasked: false, returned: [],
  signatures: {}, signatoryVerified: false, verifiedBy: null, calledBack: null, objections: [], checked: null, approved: null, given: null, withdrawn: null, reported: false, reminders: 0, objectionReminders: 0, reason: null,
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
      return { channel: fact.channel, requester: fact.requester, receivedAt: fact.at, read: fact.read, ...(fact.kept === null ? {} : kept(before, fact.kept, fact)) };
    case 'received-again':
      return fact.read === null && (fact.files ?? 0) === 0 ? {} : { read: fact.read ?? (before.kept === null ? before.read : null), unread: before.approved === null };
    case 'form-kept':
      return kept(before, fact.kept, fact);
    case 'item-accepted':
      return accepted(before, fact.item);
    case 'warned':
      return { warned: { at: fact.at, n: fact.n, people: fact.people, told: fact.told }, objectionTimeOver: false, returned: before.returned.filter((one) => !fact.told.some((told) => told.toLowerCase() === one)) };
    case 'items-asked':
      return { itemsAskedFor: before.kept?.n ?? null, unasked: fact.unasked === true };
    case 'signatures-asked':
      return { signaturesAskedFor: fact.digest, unasked: fact.unasked !== undefined };
    case 'reminded':
      return { reminders: before.reminders + 1 };
    case 'letter-bounced':
      return cameBack(before, fact);
    default:
      return {};
  }
}

/** What a letter asked that came back is asked again, another way. */
function cameBack(before: Change, { letter, to, permanent }: Extract<ChangeFactBody, { kind: 'letter-bounced' }>): Partial<Change> {
  const address = to?.toLowerCase();
  if (address === undefined || permanent !== true) return {};
  const asked = letter.split('/').at(-1) ?? '';
  return {
    returned: [...new Set([...before.returned, address])],
    ...(asked.startsWith('change-sign') ? { signaturesAskedFor: null } : {}),
    ...(asked.startsWith('change-items') ? { itemsAskedFor: null } : {}),
  };
}

function decided(before: Change, fact: ChangeFact): Partial<Change> {
  switch (fact.kind) {
    case 'signed':
      return fact.digest === before.kept?.digest ? { signatures: { ...before.signatures, [fact.who]: { at: fact.at, how: fact.how, digest: fact.digest, by: fact.by } } } : {};
    case 'signatory-verified':
      return { signatoryVerified: true, verifiedBy: fact.by };
    case 'called-back':
      // Who is reached is asked by voice for what no letter could ask (rules: Clock 2).
      return fact.result === 'reached' ? { calledBack: { n: fact.n, at: fact.at, by: fact.by, number: fact.number }, unasked: false } : {};
    case 'objected':
      return { objections: [...before.objections, { n: fact.n, at: fact.at, name: fact.name, reason: fact.reason, call: fact.call ?? null }], objectionReminders: 0 };
    case 'objection-reminded':
      return { objectionReminders: fact.nth };
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
  const anew = fact.kind === 'approved' || (side === 'partner' && (fact.kind === 'items-asked' || fact.kind === 'signatures-asked'));
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

/** An objection is the Caf's to settle, whatever else is waited for; what waits to be read, or could be asked of nobody, too. */
function owing({ phase, objections, unread, unasked, itemsAskedFor, signaturesAskedFor, kept: form }: Change): Side {
  if (objections.length > 0 || unread || unasked) return 'desk';
  if (phase === 'incomplete') return itemsAskedFor === form?.n ? 'partner' : 'desk';
  if (phase === 'signing') return signaturesAskedFor === form?.digest ? 'partner' : 'desk';
  return 'desk';
}

export function unsigned({ signatures }: Pick<Change, 'signatures'>): Signer[] {
  return SIGNERS.filter((who) => signatures[who] === undefined);
}

export function isOver(phase: ChangePhase): boolean {
  return phase === 'done' || phase === 'refused' || phase === 'cancelled';
}

/** Nobody's access was changed yet. */
export function mayBeStopped({ phase, given }: Pick<Change, 'phase' | 'given'>): boolean {
  return !isOver(phase) && given === null;
}
