import type { Tx } from '../db/connect';
import { insertLetter } from '../db/letter';
import type { Contract } from '../domain/contract-types';
import type { Instant } from '../domain/ids';
import { compose, letterHeaders, messageIdOf } from '../mail/compose';
import { refused } from '../mail/letters/refused';
import { arrivedId, type MailAtDesk } from './intake/mail-rows';
import type { WebTools } from './tools';

/** A courteous letter to a stranger whose mail a person refused; without a reason, or to nobody, none is written. */
export async function refusalLetter(tx: Tx, tools: WebTools, contract: Contract, mail: MailAtDesk, reason: string, now: Instant): Promise<void> {
  const { read } = mail;
  const from = contract.desk.mailboxes[0];
  if (reason === '' || read.from === null || from === undefined) return;
  const id = `refusal/${arrivedId(mail)}`;
  const context = { contract, reference: null, subject: read.subject, service: null, kind: null, partner: null, toName: read.fromName, now, url: null };
  const words = refused({ context, reason });
  const messageId = messageIdOf(id, from);
  const raw = await compose({
    from: { name: contract.desk.name, address: from },
    to: [{ name: read.fromName ?? '', address: read.from }],
    ...words,
    messageId,
    inReplyTo: read.messageId,
    references: read.messageId === null ? [] : [read.messageId],
    headers: letterHeaders(id, tools.instance, 'agent'),
    date: now,
  });
  await insertLetter(tx, {
    id, reference: null, caf: contract.caf, kind: 'refused', to_address: read.from, to_name: read.fromName, cc_addresses: [], from_address: from, subject: words.subject,
    message_id: messageId, raw, automatic: false, inbound_digest: null, rung: null, queued_at: now, state: 'claimed', lease_until: now,
  });
}
