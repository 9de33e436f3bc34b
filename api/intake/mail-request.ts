import type { Contract } from '../../domain/contract-types';
import type { Instant, Reference } from '../../domain/ids';
import { missingItems, type GivenInRequest } from '../../domain/required-items';
import type { KnownContact } from '../../db/partner';
import { messageRow, type MailAtDesk } from './mail-rows';
import type { Request } from './open-ticket';

interface Opening {
  readonly contact: KnownContact | null;
  readonly linkedTo: Reference | null;
  readonly restricted: boolean;
  readonly now: Instant;
  /** The account that attached a stranger's mail to a partner. */
  readonly actor?: string;
}

/** A mail as a request: what was read of it, and what the contract requires and it does not carry. */
export function requestFromMail(contract: Contract, mail: MailAtDesk, { contact, linkedTo, restricted, now, actor }: Opening): Request {
  const { read, arrived } = mail;
  const channel = mail.channel ?? 'email';
  // A subject's form is asked of mails alone.
  const missing = missingItems(contract, givenIn(mail, contact)).filter((item) => channel === 'email' || item.code !== 'subject-format');
  return {
    ticket: {
      caf: mail.caf,
      conventionId: contact?.convention_id ?? null,
      contactId: contact?.id ?? null,
      contractVersion: contract.version,
      channel,
      kind: read.kind,
      service: read.service,
      subject: read.subject.trim() || 'Sans objet',
      receivedAt: arrived.receivedAt,
      missing: missing.map((item) => item.code),
      restricted,
    },
    message: messageRow(mail, contact?.id ?? null, 'in'),
    urgent: read.urgent,
    linkedTo,
    actor: actor ?? null,
    recordedAt: now,
  };
}

/** What a mail gives of what a contract may require. */
export function givenIn({ read }: MailAtDesk, contact: KnownContact | null): GivenInRequest {
  return {
    callerName: contact?.name ?? read.fromName,
    service: read.service,
    phones: read.phones,
    subject: read.subject,
    text: read.text,
    partnerKnown: contact !== null,
    partnerName: contact?.partner_name ?? read.organisation,
    hasImage: read.attachments.some((one) => one.type.startsWith('image/') && one.size > SMALLEST_SCREENSHOT_BYTES),
  };
}

/** Smaller pictures are logos of signatures. */
const SMALLEST_SCREENSHOT_BYTES = 4_000;
