import type { Channel, ServiceCode, TicketKind } from '../../domain/contract-types';
import type { CafCode, Instant, Reference } from '../../domain/ids';
import type { Refused } from '../components/form';
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
  /** There are more than `total`: counting stopped there. */
  readonly more?: boolean;
  readonly previous: string | null;
  readonly next: string | null;
}

export interface FilterView {
  readonly name: 'caf' | 'service' | 'nature' | 'doit' | 'secteur' | 'echeance';
  readonly label: string;
  readonly value: string;
  readonly options: ReadonlyArray<{ readonly value: string; readonly label: string }>;
  /** Stands under « Plus de filtres », which is open when it is used. */
  readonly more?: boolean;
}

/** The filters that are typed, and whether any filter is used at all. */
export interface LineView {
  readonly q: string;
  readonly partner: string;
  readonly problems: readonly string[];
  readonly narrowed: boolean;
}

/** Views of the queue that are kept, and the one that may be kept now. */
export interface SavedViewsView {
  /** What is asked now, as an address says it. */
  readonly query: string;
  readonly savable: boolean;
  /** The Cafs with which this person may share a view. */
  readonly cafs: readonly CafCode[];
  readonly refused: Refused | null;
  readonly views: ReadonlyArray<{
    readonly id: string;
    readonly name: string;
    readonly href: string;
    readonly current: boolean;
    readonly sharedWith: CafCode | null;
    readonly removable: boolean;
  }>;
}

/** Acts on several tickets at once; `allowed` false = this person may only read. */
export interface SeveralView {
  /** The address of the page they were chosen on. */
  readonly query: string;
  readonly sectors: ReadonlyArray<{ readonly value: string; readonly label: string }>;
  readonly allowed: boolean;
  readonly chosen: readonly Reference[];
  readonly refused: Refused | null;
}
export const SEVERAL_ACTS = ['prise-en-charge', 'transmission', 'note', 'resolution'] as const;
export type SeveralAct = (typeof SEVERAL_ACTS)[number];

/** What became of one ticket of several. */
export interface SeveralResult {
  readonly reference: Reference;
  readonly subject: string | null;
  readonly state: 'done' | 'kept' | 'refused';
  readonly reason: string | null;
}
