import { insertArrived, insertRaw } from '../db/mail';
import type { Tx } from '../db/connect';
import { contactsByAddress } from '../db/partner';
import type { CallToKeep } from './call';
import { callText } from './call-text';
import { tellLevelOne } from './intake/level-one';
import { arrivedRow, type MailAtDesk } from './intake/mail-rows';
import { readStorable, storableIdentity } from './intake/storable';
import type { WebTools } from './tools';

/**
 * A call by someone whom no convention lets open a request is put before a person (« À identifier »), written down as a message;
 * someone of a known partner is sent, once, to their own level-1 support.
 */
export async function keepCallToIdentify(tx: Tx, tools: WebTools, keep: CallToKeep, key: string): Promise<void> {
  const { call, contract, contact, account, now } = keep;
  const mailbox = contract.desk.mailboxes[0];
  if (mailbox === undefined) throw new Error(`Caf ${contract.caf} has no desk mailbox`);
  const raw = callAsMail(keep, mailbox, key);
  const read = await readStorable(raw);
  const mail: MailAtDesk = { arrived: { raw, receivedAt: call.takenAt, deskMailboxes: [mailbox], envelopeFrom: null, source: { kind: 'smtp', remoteAddress: 'phone' } }, read, identity: storableIdentity(raw), mailbox, caf: contract.caf };
  const row = arrivedRow(mail, 'to-identify', call.kind === 'security-incident' ? 'security' : contact === null ? 'stranger' : 'not-authorised', null);
  await Promise.all([insertRaw(tx, row.raw_sha256, raw), insertArrived(tx, { ...row, source: { kind: 'phone', account }, from_name: contact?.name ?? call.callerName })]);
  if (contact?.email !== null && contact !== null) await tellLevelOne(tx, tools, contract, mail, await contactsByAddress(tx, contract.caf, contact.email), now);
}

/** The call as bytes, so that all that waits for a person is kept and read in one way. */
function callAsMail({ call, contact }: CallToKeep, mailbox: string, key: string): Buffer {
  const name = contact?.name ?? call.callerName;
  const from = contact?.email ?? null;
  const phone = call.callBackPhone;
  const lines = [
    ...(from === null ? [] : [`From: ${encoded(name)} <${from}>`]),
    `To: ${mailbox}`,
    `Subject: ${encoded(call.subject)}`,
    `Date: ${new Date(call.takenAt).toUTCString()}`,
    `Message-ID: <appel-${key}@guichet.invalid>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(`${callText(call)}\n\nAppel de ${name}${phone === null ? '' : `, ${phone}`}.\n`, 'utf8').toString('base64').replace(/.{76}/g, '$&\r\n'),
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'utf8');
}

/** A header's text in any alphabet (RFC 2047). */
function encoded(text: string): string {
  return `=?utf-8?B?${Buffer.from(text.replace(/[\r\n]+/g, ' '), 'utf8').toString('base64')}?=`;
}
