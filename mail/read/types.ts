import type { ServiceCode, TicketKind } from '../../domain/contract-types';
import type { Instant } from '../../domain/ids';

/** Why a mail is nobody's request: an automatic answer, a report on one of our letters, a distribution list. */
export type Automatic = 'reply' | 'bounce' | 'list';

export type ProblemCode =
  | 'empty'
  | 'not-a-mail'
  | 'date-missing'
  | 'date-unreadable'
  | 'from-missing'
  | 'several-from'
  | 'header-too-long'
  | 'too-many-parts'
  | 'broken-structure'
  | 'broken-encoding'
  | 'charset-unknown'
  | 'charset-mislabelled'
  | 'text-too-long'
  | 'encrypted'
  | 'winmail'
  | 'split-uncertain'
  | 'several-references'
  | 'unreadable';

/** What reading is not sure of; `text` is a French sentence for the screen. */
export interface Problem {
  readonly code: ProblemCode;
  readonly text: string;
}

export interface MailAttachment {
  /** The sender's own name for it without any folder, or one made from its type. Never a path to trust. */
  readonly name: string;
  readonly type: string;
  /** Bytes, once decoded. */
  readonly size: number;
  /** Of the decoded bytes, lower-case hexadecimal. */
  readonly sha256: string;
  /** Shown within the text (screenshot, logo of a signature). */
  readonly inline: boolean;
  /** Content-ID without its angle brackets. */
  readonly cid: string | null;
  readonly content: Buffer;
}

/** What a delivery report says of one letter. */
export interface BounceReport {
  /** Message-ID of the letter that came back, with angle brackets. */
  readonly originalMessageId: string | null;
  /** Lower case. */
  readonly recipient: string | null;
  /** Enhanced status, « 5.1.1 ». */
  readonly status: string | null;
  /** 5.x.x and given up; a delay or a full mailbox (4.x.x) is not. */
  readonly permanent: boolean;
}

/** Header fields that recognising needs, as written (trimmed); null = absent. */
export interface RecogniseHeaders {
  readonly autoSubmitted: string | null;
  readonly precedence: string | null;
  readonly listId: string | null;
  readonly returnPath: string | null;
  readonly xLoop: string | null;
  readonly autoResponseSuppress: string | null;
  /** `report-type` of a multipart/report, lower case. */
  readonly reportType: string | null;
}

export interface ReadMail {
  /** With angle brackets; null when absent or blank (it then matches nothing). */
  readonly messageId: string | null;
  /** Lower case; null when there is none that can be written to. */
  readonly from: string | null;
  readonly fromName: string | null;
  readonly replyTo: string | null;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  /** The Date header as written. It decides nothing: a mail is received when the door takes it. */
  readonly dateHeader: string | null;
  /** What the Date header says, when it can be read. Never « now ». */
  readonly date: Instant | null;
  /** What the sender newly wrote: no quoted text, no signature; the whole text when `splitUncertain`. */
  readonly text: string;
  readonly quoted: string;
  readonly signature: string;
  readonly splitUncertain: boolean;
  /** HTML as sent, not cleaned: never show it as it is. */
  readonly html: string | null;
  readonly inReplyTo: string | null;
  /** Message-IDs of References, oldest first, each once. */
  readonly references: readonly string[];
  /** Our reference found in subject, new text or quoted text, in that order. */
  readonly reference: string | null;
  readonly service: ServiceCode | null;
  /** As the sender wrote it. */
  readonly organisation: string | null;
  readonly kind: TicketKind | null;
  readonly urgent: boolean;
  /** E.164, in order of appearance, from the new text and the signature. */
  readonly phones: readonly string[];
  readonly automatic: Automatic | null;
  readonly bounce: BounceReport | null;
  readonly attachments: readonly MailAttachment[];
  readonly headers: RecogniseHeaders;
  readonly problems: readonly Problem[];
}

export interface ReadOptions {
  /** How references of ours are written; the first group, else the whole match, is the reference. */
  readonly referencePatterns: readonly RegExp[];
}
