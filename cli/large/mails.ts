import { createHash } from 'node:crypto';
import type { AttachmentInfo } from '../../db/message';
import type { Instant } from '../../domain/ids';

/** A picture of one pixel: every attachment of the fictional instance. */
const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
const PIXEL_HASH = createHash('sha256').update(PIXEL).digest('hex');

export interface MadeMail {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  readonly at: Instant;
  readonly text: string;
  readonly file: string | null;
}

/** The bytes of a mail, as a server would have handed them over. */
export function rawMail(mail: MadeMail): Buffer {
  const head = [`From: ${word(mail.from.name)} <${mail.from.address}>`, `To: ${mail.to}`, `Subject: ${word(mail.subject)}`, `Message-ID: ${mail.messageId}`, `Date: ${new Date(mail.at).toUTCString()}`, 'MIME-Version: 1.0'];
  const text = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', mail.text.replaceAll('\n', '\r\n')];
  if (mail.file === null) return Buffer.from([...head, ...text, ''].join('\r\n'));
  const file = [`Content-Type: image/png; name="${mail.file}"`, `Content-Disposition: attachment; filename="${mail.file}"`, 'Content-Transfer-Encoding: base64', '', PIXEL.toString('base64')];
  return Buffer.from([...head, 'Content-Type: multipart/mixed; boundary="limite"', '', '--limite', ...text, '--limite', ...file, '--limite--', ''].join('\r\n'));
}

export function attachmentsOf(file: string | null): AttachmentInfo[] {
  return file === null ? [] : [{ name: file, type: 'image/png', size: PIXEL.length, sha256: PIXEL_HASH, inline: false, cid: null }];
}

function word(text: string): string {
  return `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
}
