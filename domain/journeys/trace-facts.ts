import type { Channel } from '../contract-types';
import type { LocalDate } from '../ids';
import type { LadderFact, LetterBack, SilenceFact } from './fold';
import type { JourneyState } from './types';

/** On what a request for traces rests. */
export const LEGAL_BASES = ['security', 'data-subject', 'discipline', 'justice', 'other'] as const;
export type LegalBasis = (typeof LEGAL_BASES)[number];

/** Whose accesses, over which period, why, on what ground. Kept in the journal, which few may read. */
export interface TraceAsked {
  /** The person, or the people, whose accesses are asked for. */
  readonly whose: string;
  readonly from: LocalDate;
  readonly until: LocalDate;
  readonly why: string;
  readonly basis: LegalBasis;
  /** A user's own request that is passed on (contract, article 5): their name; null = the administrator's own. */
  readonly onBehalfOf: string | null;
}
/** The administrator or the deputy who asks, who alone reads the answer. */
export interface Asker {
  readonly name: string;
  readonly address: string;
}
/** How the answer reaches who asked. */
export const ANSWER_WAYS = ['portal', 'one-time-link'] as const;
export type AnswerWay = (typeof ANSWER_WAYS)[number];

export type TraceFactBody =
  | { readonly kind: 'traces-asked'; readonly channel: Channel; readonly asked: TraceAsked; readonly asker: Asker; readonly by: string | null }
  | { readonly kind: 'readers-told'; readonly to: readonly string[] }
  | { readonly kind: 'precision-asked'; readonly question: string; readonly by: string }
  | { readonly kind: 'precision-given'; readonly text: string }
  | { readonly kind: 'asker-reminded' }
  | { readonly kind: 'traces-answered'; readonly answer: string; readonly way: AnswerWay; readonly by: string }
  | { readonly kind: 'traces-refused'; readonly reason: string; readonly by: string }
  | { readonly kind: 'traces-cancelled'; readonly reason: string }
  | LetterBack
  | SilenceFact
  | LadderFact;

export type TraceAct =
  | { readonly kind: 'ask-precision'; readonly question: string; readonly by: string }
  | { readonly kind: 'give-precision'; readonly text: string; readonly asker: string }
  /** `answer`: the id of what was written and joined, which is kept apart. */
  | { readonly kind: 'answer-traces'; readonly answer: string; readonly way: AnswerWay; readonly by: string }
  | { readonly kind: 'refuse-traces'; readonly reason: string; readonly by: string }
  | { readonly kind: 'cancel-traces'; readonly reason: string; readonly asker: string };

export type TracePhase = 'asked' | 'unclear' | 'answered' | 'refused' | 'cancelled';

export interface TraceRequest extends JourneyState {
  readonly phase: TracePhase;
  readonly asked: TraceAsked | null;
  readonly asker: Asker;
  readonly readersTold: boolean;
  readonly question: string | null;
  readonly precisions: readonly string[];
  readonly reminded: boolean;
  readonly answer: { readonly id: string; readonly way: AnswerWay } | null;
  readonly reason: string | null;
}
