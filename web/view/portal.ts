import type { Calendar } from '../../domain/calendar-types';
import type { RequiredItem, ServiceCode, TicketKind } from '../../domain/contract-types';
import type { Instant, Reference } from '../../domain/ids';
import type { Refused } from '../components/form';
import type { AttachmentView, TimelineEntry } from './ticket';

/** Where a request stands, in the partner's words: who must answer, and until when. */
export interface StandingView {
  /** Who owes: the reader's organisation, the Caf, or nobody any more. */
  readonly owes: 'you' | 'caf' | 'nobody';
  readonly title: string;
  /** What happens by when, and by which article; `**bold**` marks dates. */
  readonly sentence: string;
}

/** A request in a list. */
export interface OwnTicketLine {
  readonly reference: Reference;
  readonly subject: string;
  readonly service: ServiceCode | null;
  readonly urgent: boolean;
  readonly standing: StandingView;
  /** What the contract requires and nobody gave. */
  readonly missing: readonly string[];
  /** « CCAS de Valmirande-sur-Oise, convention 95-2024-042 », when the reader has several. */
  readonly whose: string | null;
  readonly receivedAt: Instant;
  readonly timeZone: string;
}

/** What was written or said between the two sides; nothing that stayed inside the Caf. */
export interface OwnMessage {
  readonly id: string;
  readonly at: Instant;
  readonly side: 'partner' | 'caf';
  readonly author: string;
  readonly sub: string;
  readonly text: string;
  readonly quoted: string | null;
  /** Does not count as an answer: folded. */
  readonly automatic: boolean;
  readonly attachments: readonly AttachmentView[];
}

/** An item that the contract requires, for a form that may give it. */
export type AskedItem = Pick<RequiredItem, 'code' | 'label' | 'optional'>;

/** The form of a ticket that came back. */
export interface RefusedOwn {
  readonly form: 'reponse' | 'urgence';
  readonly refused: Refused;
}

export interface OwnTicketView {
  readonly reference: Reference;
  readonly subject: string;
  readonly whose: string;
  readonly service: ServiceCode | null;
  readonly kind: TicketKind | null;
  readonly urgent: boolean;
  readonly standing: StandingView;
  readonly missing: readonly AskedItem[];
  readonly services: readonly ServiceCode[];
  readonly conversation: readonly OwnMessage[];
  readonly timeline: readonly TimelineEntry[];
  readonly calendar: Calendar;
  readonly deskName: string;
  readonly contractHref: string;
  /** What a reply does; null = none can be written. */
  readonly reply: { readonly button: string; readonly effect: string } | null;
  /** What declaring it urgent does; null = it cannot be. */
  readonly urgency: string | null;
  /** The outage that it comes of. */
  readonly outage: OutageView | null;
  /** The request that this one is followed with. */
  readonly mergedInto: { readonly reference: Reference; readonly subject: string } | null;
}

/** An outage that the desk knows of, in the words it has for partners. */
export interface OutageView {
  readonly title: string;
  /** « mar. 3 nov. à 10 h 00 » */
  readonly since: string;
  readonly known: string;
  readonly over: boolean;
}

/** How much a form takes. */
export interface FileLimits {
  readonly most: number;
  readonly eachMb: number;
  readonly allMb: number;
}
