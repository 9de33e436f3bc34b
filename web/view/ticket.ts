import type { Reckoning } from '../../domain/calendar-types';
import type { Channel, Side } from '../../domain/contract-types';
import type { Instant, Reference } from '../../domain/ids';

/** Who owes an answer, and in whose hands it lies inside the desk's own debt. */
export interface Owes {
  readonly side: Side;
  readonly since: Instant;
  /** The sector (its French label) or the national level that was asked; the desk's debt runs on beside. */
  readonly holder: 'national' | { readonly sector: string } | null;
}

/** A limit: when, how much opening time is left (negative when it is over), what share of the delay is spent. */
export interface Due {
  readonly at: Instant;
  readonly openMsLeft: number;
  /** 0 to 1. */
  readonly spent: number;
}

/** A clause behind a date: « art. 3.3 — 1 mois », with a link to the contract's page. */
export interface RuleView {
  readonly text: string;
  readonly href: string | null;
}

export type Mark = 'done' | 'ignored' | 'planned' | 'rung' | 'exhausted';

/** One line of the timeline, past or future. */
export interface TimelineEntry {
  readonly at: Instant;
  readonly when: 'past' | 'future';
  readonly side: Side | 'national' | null;
  readonly mark: Mark;
  readonly rung?: number;
  readonly title: string;
  /** Lines under the title (who, what it does to the clock). */
  readonly detail?: readonly string[];
  readonly rule?: RuleView | null;
  /** Opening time until then; future only. */
  readonly openMsLeft?: number | null;
  /** « Pourquoi cette date ? » */
  readonly reckoning?: Reckoning | null;
  /** An error to mend: a rung without a contact, a dead address. */
  readonly problem?: string | null;
}

export interface AttachmentView {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  /** A picture of a safe type, shown small. */
  readonly picture: boolean;
}

/** One element of the conversation, oldest first. */
export type ConversationItem = {
  readonly id: string;
  /** The number of the fact it is, for « ceci est / n'est pas une réponse »; null when it has none. */
  readonly fact: number | null;
  readonly at: Instant;
  readonly author: string;
  readonly text: string;
} & (
  | {
      readonly kind: 'partner';
      readonly role: string;
      readonly channel: Channel;
      readonly address: string | null;
      readonly quoted: string | null;
      /** The split between new and quoted text is uncertain: the whole text is shown, and said so. */
      readonly uncertain: boolean;
      readonly html: boolean;
      readonly eml: boolean;
      readonly attachments: readonly AttachmentView[];
      /** Whether it counts as an answer, and whether a person corrected the reader. */
      readonly counts: boolean;
      readonly corrected: { readonly by: string; readonly at: Instant } | null;
      readonly canCorrect: boolean;
      /** What the reader doubts (« date illisible : date de réception retenue »). */
      readonly doubts: readonly string[];
    }
  | { readonly kind: 'automatic'; readonly what: 'absence' | 'receipt' | 'bounce' | 'list'; readonly eml: boolean; readonly canCorrect: boolean }
  | { readonly kind: 'desk'; readonly act: string; readonly to: readonly string[]; readonly letter: LetterState | null; readonly attachments: readonly AttachmentView[] }
  | { readonly kind: 'call'; readonly result: string; readonly with: string | null }
  | { readonly kind: 'internal'; readonly from: string; readonly eml: boolean; readonly attachments: readonly AttachmentView[] }
  | { readonly kind: 'note' }
);

/** Where a letter of ours is. */
export interface LetterState {
  readonly id: string;
  readonly status: 'waiting' | 'posted' | 'kept' | 'bounced';
  readonly at: Instant | null;
}

/** What was sent to the partner and leaves in some seconds, unless its author takes it back. */
export interface SendingView {
  /** The act's own key. */
  readonly key: string;
  /** « Répondre » */
  readonly act: string;
  readonly at: Instant;
  readonly mine: boolean;
  /** Its time has come: nobody can take it back. */
  readonly leaving: boolean;
  readonly who: string;
  readonly text: string;
  /** Names of the files that go with it. */
  readonly files: readonly string[];
}

/** A sector, or the national level, that was asked. */
export interface RelayView {
  /** « Assistance CDAP », « National (Cnaf) » */
  readonly to: string;
  readonly national: boolean;
  readonly at: Instant;
  /** Null: they have not answered. */
  readonly answeredAt: Instant | null;
}

export interface RequiredItemView {
  readonly label: string;
  readonly state: 'given' | 'missing' | 'optional';
  /** « CDAP », « demandé les 13 et 21 mai » */
  readonly detail: string | null;
  /** The item's code, when the agent may tick it as given. */
  readonly code: string | null;
}

export interface ContactView {
  readonly role: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  /** « adresse rejetée le 12 mai » */
  readonly problem: string | null;
}

export interface LinkedTicketView {
  readonly reference: Reference;
  readonly subject: string;
  /** « même partenaire · résolue le 9 avr. » */
  readonly detail: string;
  /** Merged into this one: the merge can be undone. */
  readonly canUnmerge: boolean;
}

export interface JournalLine {
  readonly n: number;
  readonly at: Instant;
  readonly who: string;
  readonly what: string;
  readonly detail: string | null;
}
