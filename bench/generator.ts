import { setTimeout as pause } from 'node:timers/promises';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { DESK, makeMail } from './mails';

/** Its own process: posts mails over `connections` connections, at `rate` a second (0 = as fast as they are taken), for `seconds`. */
interface Order {
  readonly run: string;
  readonly port: number;
  readonly connections: number;
  readonly rate: number;
  readonly seconds: number;
}

export interface Accepted {
  readonly messageId: string;
  readonly reply: boolean;
  readonly askedAt: number;
  readonly acceptedAt: number;
}

async function generate(order: Order): Promise<void> {
  const begun = Date.now();
  const end = begun + order.seconds * 1000;
  let next = 0;
  const accepted: Accepted[] = [];
  let refused = 0;
  const lane = async (): Promise<void> => {
    const line = await open(order.port);
    while (Date.now() < end) {
      const i = next;
      next += 1;
      if (order.rate > 0) await pause(Math.max(0, begun + (i * 1000) / order.rate - Date.now()));
      if (Date.now() >= end) break;
      const mail = makeMail(order.run, i);
      const askedAt = Date.now();
      const taken = await send(line, mail.from, mail.raw);
      if (taken) accepted.push({ messageId: mail.messageId, reply: mail.reply, askedAt, acceptedAt: Date.now() });
      else refused += 1;
      if (accepted.length % 20 === 0) process.send?.({ progress: accepted.length });
    }
    line.quit();
  };
  await Promise.all(Array.from({ length: order.connections }, lane));
  process.send?.({ accepted, refused, tookMs: Date.now() - begun });
}

function open(port: number): Promise<SMTPConnection> {
  const line = new SMTPConnection({ host: '127.0.0.1', port, secure: false, ignoreTLS: true, name: 'bench.example' });
  return new Promise((resolve, reject) => {
    line.once('error', reject);
    line.connect(() => resolve(line));
  });
}

function send(line: SMTPConnection, from: string, raw: string): Promise<boolean> {
  return new Promise((resolve) => line.send({ from, to: [DESK] }, raw, (error) => resolve(error === null || error === undefined)));
}

process.on('message', (order: Order) => {
  generate(order).then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
