import { createTransport } from 'nodemailer';
import type { SinkMail } from './smtp-sink';

/** Reports to the envelope sender that the mail could not be delivered (RFC 3464), with the headers of the mail, as Postfix does. */
export async function sendBounce(mail: SinkMail, via: { readonly host: string; readonly port: number }): Promise<void> {
  if (mail.from === '') return; // a report is never reported on
  const transport = createTransport({ host: via.host, port: via.port, secure: false, tls: { rejectUnauthorized: false } });
  try {
    await transport.sendMail({ envelope: { from: '', to: [mail.from] }, raw: report(mail) });
  } finally {
    transport.close();
  }
}

/** The report itself, as bytes to be. */
export function report(mail: SinkMail): string {
  const end = mail.raw.indexOf('\r\n\r\n');
  const headers = mail.raw.subarray(0, end < 0 ? mail.raw.length : end).toString('latin1');
  const recipient = mail.to[0] ?? '';
  return [
    'From: MAILER-DAEMON@relais.example (Mail Delivery System)',
    `To: ${mail.from}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Date: Mon, 3 Nov 2025 10:00:00 +0100',
    `Message-ID: <bounce.${mail.messageId.replace(/[<>]/g, '')}@relais.example>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="rapport"',
    '',
    '--rapport',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'This is the mail system at host relais.example.',
    `<${recipient}>: host mx.example said: 550 5.1.1 User unknown`,
    '',
    '--rapport',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; relais.example',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
    '',
    '--rapport',
    'Content-Type: text/rfc822-headers',
    '',
    headers,
    '',
    '--rapport--',
    '',
  ].join('\r\n');
}
