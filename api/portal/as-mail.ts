import type { KnownContact } from '../../db/partner';
import type { Contract, ServiceCode, TicketKind } from '../../domain/contract-types';
import type { Instant } from '../../domain/ids';
import { compose } from '../../mail/compose';
import type { MailAtDesk } from '../intake/mail-rows';
import { readStorable, storableIdentity } from '../intake/storable';
import type { Uploaded } from '../upload';

/** What somebody wrote on the portal, checked. */
export interface PortalMessage {
  readonly subject: string;
  readonly text: string;
  readonly service: ServiceCode | null;
  readonly kind: TicketKind | null;
  /** E.164. */
  readonly phones: readonly string[];
  readonly urgent: boolean;
  readonly files: readonly Uploaded[];
}

const TYPE = /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/;

/**
 * A portal message as a mail at the desk, so that all that a partner says is kept, shown and handed over in one way: its bytes
 * hold the files. What was typed is taken as it is.
 * @param key the form's own: the same form makes the same message.
 */
export async function portalMail(contract: Contract, contact: KnownContact, message: PortalMessage, key: string, now: Instant): Promise<MailAtDesk> {
  const [mailbox] = contract.desk.mailboxes;
  if (mailbox === undefined) throw new Error(`Caf ${contract.caf} has no desk mailbox`);
  const raw = await compose({
    from: { name: contact.name, address: contact.email ?? '' }, to: [{ name: contract.desk.name, address: mailbox }], subject: message.subject, text: message.text,
    messageId: `<portail-${key}@guichet.invalid>`, headers: {}, date: now,
    attachments: message.files.map(({ name, type, bytes }) => ({ filename: name, contentType: TYPE.test(type) ? type : 'application/octet-stream', content: bytes })),
  });
  const { subject, text, service, phones, urgent } = message;
  const guessed = await readStorable(raw);
  // What reads like a security incident is one until a person has looked (rules: Door 1).
  const kind = guessed.kind === 'security-incident' ? guessed.kind : message.kind;
  const read = { ...guessed, from: contact.email, fromName: contact.name, cc: [], subject, text, quoted: '', signature: '', splitUncertain: false, service, kind, phones, urgent, automatic: null, problems: [] };
  return { arrived: { raw, receivedAt: now, deskMailboxes: [mailbox], envelopeFrom: null, source: { kind: 'portal' } }, read, identity: storableIdentity(raw), mailbox, caf: contract.caf, channel: 'portal' };
}
