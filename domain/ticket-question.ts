import type { ServiceCode, Side, TicketKind } from './contract-types';
import type { CafCode, Instant } from './ids';

/** One condition that a list of tickets is asked for; `not` turns it round. */
export type Condition = { readonly not: boolean } & (
  | { readonly is: 'words'; readonly text: string }
  | { readonly is: 'beginning'; readonly text: string }
  | { readonly is: 'from' | 'partner'; readonly text: string }
  | { readonly is: 'reference'; readonly text: string }
  | { readonly is: 'phone'; readonly e164: string }
  | { readonly is: 'caf'; readonly caf: CafCode }
  | { readonly is: 'service'; readonly service: ServiceCode }
  | { readonly is: 'kind'; readonly kind: TicketKind }
  | { readonly is: 'owes'; readonly side: Side }
  | { readonly is: 'sector'; readonly text: string }
  | { readonly is: 'urgent' }
  /** What falls due (or fell, for what is late) from `from` included to `to` excluded; null = no bound. */
  | { readonly is: 'due'; readonly from: Instant | null; readonly to: Instant | null }
  | { readonly is: 'standing'; readonly standing: Standing }
);
/** Where a ticket stands, as one asks for it. */
export type Standing = 'open' | 'to-take' | 'resolved' | 'closed';

/** What was typed on one line, read; `problems` say in French what could not be, and what to type instead. */
export interface TicketQuestion {
  readonly conditions: readonly Condition[];
  readonly problems: readonly string[];
}

export const NOTHING_ASKED: TicketQuestion = { conditions: [], problems: [] };

/** Whether a condition is asked of the words of tickets, not of their columns. */
export function isOfWords(condition: Condition): boolean {
  return ['words', 'beginning', 'from', 'partner', 'reference', 'phone'].includes(condition.is);
}
