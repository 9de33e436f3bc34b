import { setTimeout as pause } from 'node:timers/promises';
import { loadSeed } from '../../contracts/seed';
import { mayOpen } from '../../domain/door';
import { SmtpClient } from '../mail/doors/smtp-client';

/** A mail that a sender's server has in its queue. */
export interface Outgoing {
  /** With its angle brackets. */
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

export interface Sent extends Outgoing {
  /** `accepted`: 250 was heard. `given-up`: it was not, and nobody tries again. `refused`: 5xx. */
  outcome: 'accepted' | 'given-up' | 'refused';
  attempts: number;
}

const RETRY_MS = 250;

/** Hands a mail to the door as a mail server does: what is not answered by 250 is tried again, unless `once`. */
export async function send(port: number, mail: Outgoing, { once = false, limitMs = 60_000 } = {}): Promise<Sent> {
  const end = performance.now() + limitMs;
  for (let attempts = 1; ; attempts += 1) {
    const reply = await attempt(port, mail);
    if (reply.startsWith('250')) return { ...mail, outcome: 'accepted', attempts };
    if (reply.startsWith('5')) return { ...mail, outcome: 'refused', attempts };
    if (once || performance.now() > end) return { ...mail, outcome: 'given-up', attempts };
    await pause(RETRY_MS);
  }
}

/** Several connections at once, each taking the next mail of the queue. */
export async function sendAll(port: number, mails: readonly Outgoing[], options: { readonly connections: number; readonly once: (mail: Outgoing, i: number) => boolean; readonly limitMs?: number; readonly onSent?: (sent: Sent) => void }): Promise<Sent[]> {
  const queue = mails.map((mail, i) => ({ mail, once: options.once(mail, i) }));
  const sent: Sent[] = [];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const done = await send(port, next.mail, { once: next.once, limitMs: options.limitMs });
      sent.push(done);
      options.onSent?.(done);
    }
  };
  await Promise.all(Array.from({ length: options.connections }, work));
  return sent;
}

/** The last reply; '' when the line was cut or nobody listened. */
async function attempt(port: number, mail: Outgoing): Promise<string> {
  const client = await SmtpClient.open(port);
  try {
    const hello = await client.say('EHLO relais.example');
    return hello.startsWith('250') ? await client.deliver(mail.raw, mail.to, mail.from) : hello;
  } finally {
    client.hangUp();
  }
}

/** One of the people who may open a ticket at that Caf. */
export function writerOf(caf: string, which = 0): { readonly email: string; readonly name: string } {
  const found = writers().filter((one) => one.caf === caf)[which];
  if (found === undefined) throw new Error(`nobody may write to Caf ${caf}`);
  return found;
}

/** The fictional people who may open a ticket at their Caf, each in one convention only. */
export function writers(): { readonly caf: string; readonly email: string; readonly name: string }[] {
  const all = loadSeed().conventions.flatMap((convention) => convention.contacts.flatMap(({ email, name, role }) => (email === null ? [] : [{ caf: convention.caf, email, name, role }])));
  const once = all.filter(({ email }) => all.filter((other) => other.email === email).length === 1);
  return once.filter(({ role }) => mayOpen(role)).map(({ caf, email, name }) => ({ caf, email, name }));
}

let made = 0;

/** A plain request; `text` differs from any other's. */
export function request(from: { readonly email: string; readonly name: string }, to: string | readonly string[], more: { readonly subject?: string; readonly text?: string; readonly messageId?: string; readonly inReplyTo?: string } = {}): Outgoing {
  made += 1;
  const messageId = more.messageId ?? `<${process.pid}.${made}@${from.email.split('@')[1]}>`;
  const desks = typeof to === 'string' ? [to] : to;
  const raw = [
    `From: =?utf-8?B?${Buffer.from(from.name).toString('base64')}?= <${from.email}>`,
    `To: ${desks.map((desk) => `<${desk}>`).join(', ')}`,
    `Subject: ${more.subject ?? `[CDAP] [MAIRIE] incident technique`}`,
    `Message-ID: ${messageId}`,
    ...(more.inReplyTo === undefined ? [] : [`In-Reply-To: ${more.inReplyTo}`, `References: ${more.inReplyTo}`]),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    more.text ?? `Bonjour,\r\n\r\nla page reste blanche, dossier ${process.pid}-${made}.\r\n`,
  ].join('\r\n');
  return { messageId, from: from.email, to: desks, raw };
}
