import type { Channel, ServiceCode, Side, TicketKind } from './contract-types';
import type { CafCode, Instant, Reference } from './ids';
import type { ManagerFact } from './manager-facts';

/** How a rung came to be contacted. */
export type Because = 'delay' | 'urgent';
/** What the desk says of itself after it wrote or spoke to the partner (rules: Clock 2). */
export type AfterAnswer = 'owes' | 'asks' | 'resolved';
/** Why a rung was passed over (rules: Ladder 3). */
export type SkipReason = 'no-contact' | 'dead-address' | 'same-person';
export type CallResult = 'reached' | 'not-reached' | 'message-left';

/** A rung of one side's ladder being climbed. */
interface Climb {
  readonly side: Side;
  readonly rung: number;
  readonly because: Because;
  /** Since when that side owed an answer, for what is climbed by delay: tells a contact that was made too early. */
  readonly since?: Instant;
}

/** The debt that a merged ticket brings along, and who was contacted about it already. */
export interface MergedDebt {
  readonly side: Side;
  readonly since: Instant;
  readonly contacted?: ReadonlyArray<{ readonly rung: number; readonly because: Because; readonly at: Instant }>;
  readonly exhaustedAt?: Instant;
}

/**
 * What happened on a ticket. Facts are the ticket's journal and the only thing its state is made of:
 * ids, instants and rule names, never a name, an address or a text.
 */
export type FactBody =
  | ManagerFact
  | { readonly kind: 'received'; readonly channel: Channel; readonly message: string }
  | { readonly kind: 'partner-wrote'; readonly channel: Channel; readonly message: string; readonly counts: boolean; /** It holds a claimant's personal number: who wrote is asked, once, to send none. */ readonly numbers?: true }
  | { readonly kind: 'verdict-corrected'; readonly of: number; readonly counts: boolean }
  | { readonly kind: 'taken-in-hand' }
  | { readonly kind: 'desk-wrote'; readonly then: AfterAnswer; readonly message: string }
  | { readonly kind: 'desk-called'; readonly result: CallResult; readonly then: AfterAnswer; readonly message: string }
  | { readonly kind: 'call-back-promised'; readonly due: Instant }
  | { readonly kind: 'call-back-due'; readonly of: number }
  | { readonly kind: 'noted'; readonly message: string }
  | { readonly kind: 'routed'; readonly sector: string; readonly message: string }
  | { readonly kind: 'referred'; readonly message: string }
  | { readonly kind: 'internal-reply'; readonly from: 'sector' | 'national' | 'ladder'; readonly message: string }
  | { readonly kind: 'internal-reminder'; readonly of: number }
  | { readonly kind: 'urgent'; readonly by: Side }
  | { readonly kind: 'urgent-flagged'; readonly by: Side }
  | ({ readonly kind: 'rung-proposed'; readonly limit: Instant } & Climb)
  | ({ readonly kind: 'rung-decided'; readonly limit: Instant } & Climb)
  | ({ readonly kind: 'rung-contacted'; readonly how: 'letter' | 'task' | 'phone' } & Climb)
  | { readonly kind: 'rung-failed'; readonly side: Side; readonly rung: number }
  /** Its letter was put off by the relay until the answer had come: it never left. */
  | { readonly kind: 'rung-withheld'; readonly side: Side; readonly rung: number }
  | ({ readonly kind: 'rung-skipped'; readonly reason: SkipReason } & Climb)
  | { readonly kind: 'ladder-exhausted'; readonly side: Side; readonly limit: Instant; readonly since?: Instant }
  | { readonly kind: 'pickup-warned'; readonly openMinutesBefore: number }
  | { readonly kind: 'pickup-breached'; readonly limit: Instant }
  | { readonly kind: 'letter-left'; readonly letter: string }
  | { readonly kind: 'letter-bounced'; readonly letter: string }
  | { readonly kind: 'rectified'; readonly service?: ServiceCode | null; readonly ticketKind?: TicketKind; readonly convention?: string }
  | { readonly kind: 'item-given'; readonly item: string }
  | { readonly kind: 'merged-in'; readonly other: Reference; readonly debt: MergedDebt | null }
  | { readonly kind: 'merged-into'; readonly other: Reference }
  | { readonly kind: 'merge-undone'; readonly other: Reference }
  | { readonly kind: 'split-off'; readonly other: Reference }
  | { readonly kind: 'split-from'; readonly other: Reference }
  | { readonly kind: 'linked'; readonly other: Reference }
  | { readonly kind: 'handed-over'; readonly caf: CafCode; readonly other: Reference }
  /** It comes of an outage that other requests come of too: no clock stops or starts by it. */
  | { readonly kind: 'incident-attached'; readonly incident: string }
  | { readonly kind: 'incident-detached'; readonly incident: string }
  /** It came during a planned stop of its service, and seems to be about it: no clock stops or starts by it. */
  | { readonly kind: 'stop-linked'; readonly stop: string }
  | { readonly kind: 'stop-unlinked'; readonly stop: string }
  | { readonly kind: 'resolved' }
  | { readonly kind: 'reopened' }
  | { readonly kind: 'closed' }
  /** Its convention has ended (that journey ended it): the desk follows it no more. */
  | { readonly kind: 'convention-ended'; readonly journey: string };

/** A fact with its number on the ticket (from 1, in the order of recording) and the instant from which it counts. */
export type Fact = FactBody & { readonly n: number; readonly at: Instant };
export type FactKind = FactBody['kind'];

export function otherSide(side: Side): Side {
  return side === 'desk' ? 'partner' : 'desk';
}
