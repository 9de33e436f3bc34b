import type { Clock } from '../clock';
import type { Keeper } from './arrived';
import type { Log } from './log';

/** A mailbox that a desk already has. */
export interface CollectorAccount {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS whenever the server offers it. */
  readonly secure: boolean;
  /** false = a server without TLS, on the same machine. */
  readonly startTls?: boolean;
  /** false = a certificate that nobody vouches for will do; true by default. */
  readonly verifyCertificate?: boolean;
  readonly user: string;
  readonly password: string;
  /** « INBOX » by default. */
  readonly mailbox?: string;
  /** Where a mail goes once it is kept; « Traités » by default; created when missing. */
  readonly processedFolder?: string;
  /** The desk that this mailbox is of, in lower case. */
  readonly deskMailbox: string;
  /** How the log and a mail's source name the account; the desk's mailbox in the source, and nothing in the log, by default. */
  readonly id?: string;
}

/** What an operator should know of. Uids are of the mailbox at that UIDVALIDITY. */
export type CollectorProblem =
  /** No connection, or it was lost; it is tried again after `retryInMs`. */
  | { readonly kind: 'connection'; readonly error: unknown; readonly retryInMs: number }
  | { readonly kind: 'not-kept'; readonly uid: number; readonly attempts: number; readonly error: unknown }
  /** Larger than the limit: left in the mailbox, told once. */
  | { readonly kind: 'too-large'; readonly uid: number; readonly bytes: number }
  /** Kept, but still in the mailbox; moving is tried again. */
  | { readonly kind: 'not-moved'; readonly uids: readonly number[] }
  /** The mailbox was rebuilt: every mail in it is offered to the keeper again, which knows those it has. */
  | { readonly kind: 'uid-validity-changed'; readonly before: string; readonly now: string };

export interface CollectorOptions {
  readonly keeper: Keeper;
  readonly clock: Clock;
  readonly logger: Log;
  readonly account: CollectorAccount;
  readonly sizeLimitBytes: number;
  readonly onProblem: (problem: CollectorProblem) => void;
  /** The mailbox was looked through; `whole`: every mail that was offered is kept. */
  readonly onLooked?: (whole: boolean) => void;
  /** How often the mailbox is looked through even if the server announces nothing. */
  readonly pollIntervalMs?: number;
  /** First and longest wait before a lost connection, or a mail that could not be kept, is tried again. */
  readonly retryFirstMs?: number;
  readonly retryLongestMs?: number;
  /** The longest that keeping one mail may take. */
  readonly keepTimeoutMs?: number;
  /** Mails offered to the keeper at once. */
  readonly concurrency?: number;
}
