import type { Contract, ServiceCode, TicketKind } from '../../domain/contract-types';
import type { Instant, Reference } from '../../domain/ids';

/** What every letter about a ticket knows. Instants are said in the time zone of the Caf's own calendar. */
export interface LetterContext {
  readonly contract: Contract;
  /** null: no request was opened (a stranger, someone who is not authorised). */
  readonly reference: Reference | null;
  /** The request's subject as its author wrote it. */
  readonly subject: string;
  readonly service: ServiceCode | null;
  readonly kind: TicketKind | null;
  /** The partner's name; null while it is not known. */
  readonly partner: string | null;
  /** Name of who reads the letter; null = unknown. */
  readonly toName: string | null;
  /** The lines under the letter; absent = the desk's name. Never a person's unless the desk says so. */
  readonly signature?: readonly string[];
  readonly now: Instant;
  /** The ticket's page for its reader; null = none (a partner without portal). */
  readonly url: string | null;
}

/** One line of a ticket's history as told to someone who did not follow it. */
export interface HistoryLine {
  readonly at: Instant;
  /** « Le partenaire a écrit », « Le guichet a posé une question » */
  readonly what: string;
  /** The beginning of what was written; null for events without words. */
  readonly quote: string | null;
}

/** A letter ready to be made into bytes. */
export interface WrittenLetter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}
