import type { ArrivedMail } from '../../mail/arrived';
import type { Instant } from '../../domain/ids';

export interface MailText {
  readonly from: string;
  readonly to: string;
  readonly subject?: string;
  readonly text?: string;
  readonly messageId?: string;
  readonly inReplyTo?: string;
  readonly headers?: readonly string[];
}

let count = 0;

/** The bytes of a plain mail; each has a Message-ID of its own unless one is given. */
export function rawMail({ from, to, subject = '[CDAP] [MAIRIE] incident technique', text = 'Bonjour, la page reste blanche après la connexion, erreur 500.', messageId, inReplyTo, headers = [] }: MailText): Buffer {
  count += 1;
  const lines = [
    `From: <${from}>`,
    `To: <${to}>`,
    `Subject: ${/^[\x20-\x7e]*$/.test(subject) ? subject : `=?utf-8?B?${Buffer.from(subject).toString('base64')}?=`}`,
    `Message-ID: ${messageId ?? `<${process.pid}.${count}@partenaire.example>`}`,
    ...(inReplyTo === undefined ? [] : [`In-Reply-To: ${inReplyTo}`, `References: ${inReplyTo}`]),
    ...headers,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    text,
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** A mail as a door hands it over, received at `receivedAt`. */
export function arrived(mail: MailText, receivedAt: Instant): ArrivedMail {
  return { raw: rawMail(mail), receivedAt, deskMailboxes: [mail.to], envelopeFrom: mail.from, source: { kind: 'smtp', remoteAddress: '127.0.0.1' } };
}
