import type { Channel, ServiceCode, TicketKind } from '../../domain/contract-types';
import type { Instant, Reference } from '../../domain/ids';
import type { QueueView } from '../paths';
import type { Due, Owes } from './ticket';

/** A ticket in a list. */
export interface QueueRow {
  readonly reference: Reference;
  readonly channel: Channel;
  readonly partner: string;
  /** The role of who wrote, in French (« Support niveau 1 »). */
  readonly requester: string | null;
  readonly subject: string;
  readonly service: ServiceCode | null;
  readonly kind: TicketKind | null;
  readonly flags: {
    readonly urgent?: boolean;
    readonly newReply?: boolean;
    readonly missing?: number;
    /** The last rung contacted. */
    readonly rung?: number;
    readonly exhausted?: boolean;
    readonly bounced?: boolean;
    readonly callBackDue?: Instant;
  };
  readonly owes: Owes | null;
  /** What happens if nobody acts; null = nothing by itself. */
  readonly next: { readonly title: string; readonly rule: string | null } | null;
  readonly due: Due | null;
  /** The agent in charge, or who stands in; null or absent = nobody in particular. */
  readonly agent?: string | null;
  /** Not yet taken in hand: « P » may do it from the list. */
  readonly canTakeInHand: boolean;
}

export interface ViewCount {
  readonly view: QueueView;
  readonly count: number;
}

export interface Paging {
  /** 1-based numbers of the first and last line shown, and of all. */
  readonly from: number;
  readonly to: number;
  readonly total: number;
  readonly previous: string | null;
  readonly next: string | null;
}

export interface FilterView {
  readonly name: 'caf' | 'service' | 'nature';
  readonly label: string;
  readonly value: string;
  readonly options: ReadonlyArray<{ readonly value: string; readonly label: string }>;
}
