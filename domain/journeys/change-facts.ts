import type { Channel } from '../contract-types';
import type { Instant, LocalDate } from '../ids';
import type { CallResult, FactBody } from '../ticket-facts';
import type { Wrong } from './change-check';
import type { FormKey } from './change-form';

/** The two who sign annex 3. */
export type Signer = 'signatory' | 'administrator';
export const SIGNERS: readonly Signer[] = ['signatory', 'administrator'];

/** Where the lines of a form were read. */
export type FormSource = 'portal' | 'pdf-fields' | 'word' | 'mail-text' | 'typed';

/** What is climbed on the ladders of article 3.3, told as on a request. */
export type RungFact = Extract<FactBody, { readonly kind: 'rung-proposed' | 'rung-decided' | 'rung-contacted' | 'rung-failed' | 'rung-skipped' | 'rung-withheld' | 'ladder-exhausted' }>;

/**
 * What happened on a change of administrator: ids, instants and rule names, never a name, an address or a text. `form` names a kept
 * form, `message` a kept text, `by` an account; `digest` is of the form that was signed, `people` of who is named in it.
 */
export type ChangeFactBody =
  | RungFact
  | { readonly kind: 'received'; readonly channel: Channel; readonly form: string | null }
  /** Read out of a document; an agent has still to confirm it. */
  | { readonly kind: 'form-read'; readonly form: string; readonly source: FormSource }
  /** The form as it now stands; `by: null` = the partner filled it in on the portal. */
  | { readonly kind: 'form-kept'; readonly form: string; readonly digest: string; readonly people: string; readonly replaces: boolean; readonly signatoryKnown: boolean; readonly wrong: readonly Wrong[]; readonly by: string | null }
  /** An agent accepts an item as it is, with a reason. */
  | { readonly kind: 'item-accepted'; readonly item: FormKey | 'phone'; readonly message: string; readonly by: string }
  /** The present administrators and the signatory were told at their registered addresses. */
  | { readonly kind: 'warned'; readonly people: string }
  | { readonly kind: 'items-asked'; readonly form: string }
  | { readonly kind: 'signatures-asked'; readonly digest: string; readonly of: readonly Signer[] }
  | { readonly kind: 'reminded'; readonly nth: number }
  | { readonly kind: 'signed'; readonly who: Signer; readonly digest: string; readonly how: 'portal' | 'paper'; readonly by: string | null }
  | { readonly kind: 'signatory-verified'; readonly message: string; readonly by: string }
  | { readonly kind: 'called-back'; readonly result: CallResult; readonly message: string; readonly by: string }
  | { readonly kind: 'objected'; readonly message: string; readonly contact: string | null }
  | { readonly kind: 'objection-lifted'; readonly message: string; readonly by: string }
  | { readonly kind: 'objection-time-over' }
  | { readonly kind: 'checked'; readonly by: string }
  | { readonly kind: 'approved'; readonly by: string; readonly message: string | null }
  | { readonly kind: 'refused'; readonly by: string; readonly message: string }
  | { readonly kind: 'cancelled'; readonly by: string | null; readonly message: string }
  | { readonly kind: 'access-given'; readonly by: string; readonly on: LocalDate }
  | { readonly kind: 'access-withdrawn'; readonly by: string; readonly on: LocalDate }
  | { readonly kind: 'reported' };

export type ChangeFact = ChangeFactBody & { readonly n: number; readonly at: Instant };

/** Gives facts the next numbers of their journal. */
export function numbered(known: readonly ChangeFact[], bodies: readonly ChangeFactBody[], at: Instant): ChangeFact[] {
  const last = known.reduce((max, { n }) => Math.max(max, n), 0);
  return bodies.map((body, i): ChangeFact => ({ ...body, n: last + 1 + i, at }));
}
