import type { Channel } from '../contract-types';
import type { Instant, LocalDate } from '../ids';
import type { CallResult } from '../ticket-facts';
import type { Wrong } from './change-check';
import type { ChangeForm, FormKey } from './change-form';
import type { LadderFact, SilenceFact } from './fold';

/** The two who sign annex 3. */
export type Signer = 'signatory' | 'administrator';
export const SIGNERS: readonly Signer[] = ['signatory', 'administrator'];

/** Where the lines of a form were read. */
export type FormSource = 'pdf-fields' | 'word' | 'mail-text';

/** A line as it was read, and how sure: `label` = beside its own label, `guess` = recognised by its form alone. */
export interface ReadLine {
  readonly value: string;
  readonly sure: 'field' | 'label' | 'guess';
}

/** What was read out of a document; an agent has still to confirm it. */
export interface ReadForm {
  readonly source: FormSource;
  /** Name of the file; null = the mail's own text. */
  readonly file: string | null;
  readonly lines: Readonly<Partial<Record<FormKey, ReadLine>>>;
}

/** A form confirmed, with what was found of it: its digest is of what is signed, `people` of who is named in it. */
export interface KeptForm {
  readonly form: ChangeForm;
  readonly digest: string;
  readonly people: string;
  readonly wrong: readonly Wrong[];
}

/** Who asked for the change, when it is somebody that the convention knows. */
export interface Requester {
  readonly name: string;
  readonly address: string;
}

/** An objection by telephone: the registered number of who rang, and when. */
export interface ObjectionCall {
  readonly number: string;
  readonly at: Instant;
}

/** What happened on a change of administrator; `by` names an account, null = somebody of the partner. */
export type ChangeFactBody =
  | LadderFact
  | SilenceFact
  | { readonly kind: 'received'; readonly channel: Channel; readonly requester: Requester | null; readonly kept: KeptForm | null; readonly read: ReadForm | null; readonly by: string | null }
  /** The same request came again, by this or another way; `files`: how many were joined, which an agent looks at. */
  | { readonly kind: 'received-again'; readonly channel: Channel; readonly read: ReadForm | null; readonly files?: number }
  | { readonly kind: 'form-kept'; readonly kept: KeptForm; readonly by: string | null }
  | { readonly kind: 'item-accepted'; readonly item: FormKey | 'phone'; readonly reason: string; readonly by: string }
  /** The present administrators and the signatory were told at their registered addresses. */
  | { readonly kind: 'warned'; readonly people: string; readonly told: readonly string[] }
  /** `unasked`: of what or whom nobody could be asked by letter; absent = all were. */
  | { readonly kind: 'items-asked'; readonly unasked?: true }
  | { readonly kind: 'signatures-asked'; readonly digest: string; readonly of: readonly Signer[]; readonly unasked?: readonly Signer[] }
  | { readonly kind: 'reminded'; readonly nth: number }
  | { readonly kind: 'signed'; readonly who: Signer; readonly digest: string; readonly how: 'portal' | 'paper'; readonly by: string | null }
  | { readonly kind: 'signatory-verified'; readonly how: string; readonly by: string }
  | { readonly kind: 'called-back'; readonly number: string; readonly result: CallResult; readonly note: string; readonly by: string }
  /** `call`: by telephone, as an agent wrote it down; absent = by the link of the warning. */
  | { readonly kind: 'objected'; readonly reason: string; readonly name: string; readonly call?: ObjectionCall & { readonly by: string } }
  /** Nobody at the Caf settled it: its manager was reminded. */
  | { readonly kind: 'objection-reminded'; readonly nth: number }
  | { readonly kind: 'objection-lifted'; readonly reason: string; readonly by: string }
  | { readonly kind: 'objection-time-over' }
  | { readonly kind: 'checked'; readonly by: string }
  | { readonly kind: 'approved'; readonly by: string; readonly note: string }
  | { readonly kind: 'refused'; readonly by: string; readonly reason: string }
  | { readonly kind: 'cancelled'; readonly by: string | null; readonly reason: string }
  | { readonly kind: 'access-given'; readonly by: string; readonly on: LocalDate }
  | { readonly kind: 'access-withdrawn'; readonly by: string; readonly on: LocalDate }
  | { readonly kind: 'reported' }
  /** A letter of this change came back, or the relay refused it; `permanent`: that address receives nothing. */
  | { readonly kind: 'letter-bounced'; readonly letter: string; readonly to?: string; readonly permanent?: boolean };
