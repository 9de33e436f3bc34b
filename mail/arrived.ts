import type { Instant } from '../domain/ids';

/** Where a mail came in. A mail's own identity is in digest.ts; UIDVALIDITY and UID add to it for a collected one. */
export type MailSource =
  | { readonly kind: 'smtp'; readonly remoteAddress: string }
  /** Written on the portal by somebody who was signed in. */
  | { readonly kind: 'portal' }
  | { readonly kind: 'imap'; readonly account: string; readonly uidValidity: string; readonly uid: number };

/** A mail as a door took it: raw bytes, nothing read of them yet. */
export interface ArrivedMail {
  readonly raw: Buffer;
  /** When the door had all of it (SMTP) or the mailbox received it (INTERNALDATE); never its own Date header. */
  readonly receivedAt: Instant;
  /** The desks it is for: lower-case, known, each once. */
  readonly deskMailboxes: readonly string[];
  /** The envelope sender as the other server gave it; null = `<>` (a report) or not known (collected without Return-Path). */
  readonly envelopeFrom: string | null;
  readonly source: MailSource;
}

/** Keeps arrived mails: what the doors hand over to. */
export interface Keeper {
  /** Resolves only once the mail is kept and its ticket started or told; rejects = not kept, the door has it tried again. */
  keep(mail: ArrivedMail): Promise<void>;
  /** Whether a desk owns this mailbox (`address` in lower case). Rejects = cannot be known now, try again. */
  isDeskMailbox(address: string): Promise<boolean>;
}
