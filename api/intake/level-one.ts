import type { Tx } from '../../db/connect';
import { automaticLettersTo, insertLetter } from '../../db/letter';
import { contactsOfConvention, type KnownContact } from '../../db/partner';
import type { Contract } from '../../domain/contract-types';
import type { Instant } from '../../domain/ids';
import { compose, letterHeaders, messageIdOf } from '../../mail/compose';
import { levelOneWords } from './level-one-words';
import { arrivedId, type MailAtDesk } from './mail-rows';
import { textDigest } from './text-digest';
import type { IntakeTools } from './tools';

const MOST_A_DAY = 1;

/**
 * Someone of a known partner who may not open a request gets one courteous letter that points to their own level-1 support
 * (rules: Door 1); once a day at most, so that two machines cannot answer one another.
 */
export async function tellLevelOne(tx: Tx, tools: IntakeTools, contract: Contract, mail: MailAtDesk, contacts: readonly KnownContact[], now: Instant): Promise<void> {
  const [writer] = contacts;
  const from = contract.desk.mailboxes[0];
  if (writer === undefined || writer.email === null || from === undefined) return;
  if ((await automaticLettersTo(tx, writer.email, ago(now, 86_400_000))) >= MOST_A_DAY) return;
  const support = (await contactsOfConvention(tx, writer.convention_id)).filter((one) => one.role === 'level-one-support');
  const id = `level-one/${arrivedId(mail)}`;
  const words = levelOneWords(contract, writer, support, mail.read.subject, now);
  const messageId = messageIdOf(id, from);
  const raw = await compose({
    from: { name: contract.desk.name, address: from },
    to: [{ name: writer.name, address: writer.email }],
    ...words,
    messageId,
    inReplyTo: mail.read.messageId,
    references: mail.read.messageId === null ? [] : [mail.read.messageId],
    headers: letterHeaders(id, tools.instance, 'answer-of-the-desk'),
    date: now,
  });
  await insertLetter(tx, {
    id, reference: null, caf: contract.caf, kind: 'not-authorised', to_address: writer.email, to_name: writer.name, cc_addresses: [], from_address: from, subject: words.subject,
    message_id: messageId, raw, automatic: true, inbound_digest: Buffer.from(textDigest(mail.read), 'hex'), rung: null, queued_at: now, state: 'claimed', lease_until: now,
  });
}

function ago(now: Instant, ms: number): Instant {
  return new Date(Date.parse(now) - ms).toISOString() as Instant;
}
