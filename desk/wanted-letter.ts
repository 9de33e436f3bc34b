import type { SentFile } from '../domain/acts';
import type { Reference } from '../domain/ids';
import type { Rung } from '../domain/ladder';
import type { Step } from '../domain/plan';
import type { Side } from '../domain/contract-types';

/** The files that a letter takes with it, and the account that chose them. */
export interface Attached {
  readonly account: string;
  readonly files: readonly SentFile[];
}

/** A letter that a fact calls for; `n` is that fact, and makes the letter's key. */
export type WantedLetter = { readonly n: number } & (
  | { readonly kind: 'acknowledgement' | 'personal-numbers' | 'convention-ended' }
  | { readonly kind: 'answer' | 'question' | 'resolved'; readonly text: string; readonly attached?: Attached }
  | { readonly kind: 'escalation'; readonly step: Step; readonly rung: Rung }
  | { readonly kind: 'ladder-exhausted'; readonly side: Side; readonly step: Step }
  | { readonly kind: 'pickup-warning' | 'pickup-breach'; readonly step: Step }
  | { readonly kind: 'sector'; readonly sector: string; readonly text: string }
  | { readonly kind: 'national'; readonly text: string }
  | { readonly kind: 'wrong-contact'; readonly side: Side; readonly rung: number }
  | { readonly kind: 'handed-over'; readonly cafName: string; readonly mailbox: string | null; readonly other: Reference }
);
