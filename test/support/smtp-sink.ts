import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerAddress, type SMTPServerSession } from 'smtp-server';
import { sendBounce } from './smtp-sink-bounce';

/** How the sink treats a recipient. `die` and `hang` happen once the mail is recorded: the relay has it, nobody heard so. */
export type SinkBehaviour =
  | { readonly kind: 'accept' }
  /** Answered with `code` (4xx or 5xx) at RCPT, or for the whole mail once DATA ended. Nothing is recorded. */
  | { readonly kind: 'refuse'; readonly at: 'rcpt' | 'data'; readonly code: number }
  /** Takes the mail and never answers. */
  | { readonly kind: 'hang' }
  /** Takes the mail and cuts the line instead of answering 250. */
  | { readonly kind: 'die' }
  /** 250, then a report (5.1.1) sent to the envelope sender through `via`. */
  | { readonly kind: 'bounce'; readonly via: { readonly host: string; readonly port: number } };

export interface SinkMail {
  /** With its angle brackets; '' when it has none. */
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
  /** Headers unfolded, names in lower case, the last of a name wins. */
  readonly headers: ReadonlyMap<string, string>;
  /** Milliseconds since 1970, the sink's own clock: for measuring, not for deciding. */
  readonly atMs: number;
}

export interface SmtpSink {
  readonly host: string;
  readonly port: number;
  /** For createPoster's `relayUrl`. */
  readonly url: string;
  /** Every mail taken, in order, those that were never answered too. */
  readonly mails: readonly SinkMail[];
  /** How often each Message-ID came: « once » is counted by it (rules: Door 10). */
  countByMessageId(): Map<string, number>;
  mailsTo(address: string): SinkMail[];
  /** The mails so far, once `enough` holds of them; rejects after `limitMs`. */
  waitFor(enough: (mails: readonly SinkMail[]) => boolean, limitMs?: number): Promise<readonly SinkMail[]>;
  /** How to treat `address`, or everybody ('*'), from now on. */
  behave(address: string, behaviour: SinkBehaviour): void;
  clear(): void;
  close(): Promise<void>;
}

/** A real SMTP server that records what it is given. `port` 0 = any free one; give a used one again to play a relay that comes back. */
export async function startSink(options: { readonly port?: number; readonly host?: string } = {}): Promise<SmtpSink> {
  const sink = new RecordingServer(options.host ?? '127.0.0.1');
  await sink.listen(options.port ?? 0);
  return sink;
}

class RecordingServer implements SmtpSink {
  readonly mails: SinkMail[] = [];
  port = 0;
  private readonly behaviours = new Map<string, SinkBehaviour>();
  private readonly watchers = new Set<() => void>();
  private readonly sockets = new Set<Socket>();
  private readonly server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: false,
    closeTimeout: 1,
    onRcptTo: (to, _session, answer) => answer(refusal(this.of(to.address), 'rcpt')),
    onData: (stream, session, answer) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', () => chunks.splice(0));
      stream.on('end', () => this.take(Buffer.concat(chunks), session, answer));
    },
  });

  constructor(readonly host: string) {}

  get url(): string {
    return `smtp://${this.host}:${this.port}`;
  }

  async listen(port: number): Promise<void> {
    this.server.server.on('connection', (socket: Socket) => this.sockets.add(socket.once('close', () => this.sockets.delete(socket))));
    const failed = new Promise<never>((_, reject) => this.server.once('error', reject));
    const listening = once(this.server.server, 'listening');
    this.server.listen(port, this.host);
    await Promise.race([listening, failed]);
    this.port = (this.server.server.address() as AddressInfo).port;
    this.server.on('error', () => undefined); // clients that are killed in the middle are what the stories are about
  }

  countByMessageId(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { messageId } of this.mails) counts.set(messageId, (counts.get(messageId) ?? 0) + 1);
    return counts;
  }

  mailsTo(address: string): SinkMail[] {
    return this.mails.filter((mail) => mail.to.includes(address.toLowerCase()));
  }

  async waitFor(enough: (mails: readonly SinkMail[]) => boolean, limitMs = 10_000): Promise<readonly SinkMail[]> {
    if (enough(this.mails)) return this.mails;
    await new Promise<void>((resolve, reject) => {
      const look = (): void => void (enough(this.mails) && done(resolve));
      const done = (settle: () => void): void => {
        this.watchers.delete(look);
        clearTimeout(limit);
        settle();
      };
      const limit = setTimeout(() => done(() => reject(new Error(this.summary(limitMs)))), limitMs);
      this.watchers.add(look);
    });
    return this.mails;
  }

  behave(address: string, behaviour: SinkBehaviour): void {
    this.behaviours.set(address.toLowerCase(), behaviour);
  }

  clear(): void {
    this.mails.length = 0;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private of(address: string): SinkBehaviour {
    return this.behaviours.get(address.toLowerCase()) ?? this.behaviours.get('*') ?? { kind: 'accept' };
  }

  private take(raw: Buffer, session: SMTPServerSession, answer: (error?: Error | null) => void): void {
    const behaviours = session.envelope.rcptTo.map((to) => this.of(to.address));
    const refused = behaviours.map((behaviour) => refusal(behaviour, 'data')).find((error) => error !== null);
    if (refused) return answer(refused);
    const mail = this.record(raw, session);
    if (behaviours.some(({ kind }) => kind === 'hang')) return;
    if (behaviours.some(({ kind }) => kind === 'die')) return this.cut(session);
    answer();
    for (const behaviour of behaviours) if (behaviour.kind === 'bounce') void sendBounce(mail, behaviour.via);
  }

  private record(raw: Buffer, session: SMTPServerSession): SinkMail {
    const headers = headersOf(raw);
    const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
    const to = session.envelope.rcptTo.map(({ address }: SMTPServerAddress) => address.toLowerCase());
    const mail: SinkMail = { messageId: headers.get('message-id') ?? '', from, to, raw, headers, atMs: Date.now() };
    this.mails.push(mail);
    for (const look of [...this.watchers]) look();
    return mail;
  }

  private cut(session: SMTPServerSession): void {
    for (const socket of this.sockets) if (socket.remotePort === session.remotePort) socket.destroy();
  }

  private summary(limitMs: number): string {
    const seen = this.mails.map(({ to, headers }) => `${to.join(', ')}: ${headers.get('subject') ?? ''}`);
    return `the sink did not see what was waited for within ${limitMs} ms; it has ${seen.length} mails:\n${seen.join('\n')}`;
  }
}

function refusal(behaviour: SinkBehaviour, at: 'rcpt' | 'data'): Error | null {
  if (behaviour.kind !== 'refuse' || behaviour.at !== at) return null;
  return Object.assign(new Error('refused by the test'), { responseCode: behaviour.code });
}

function headersOf(raw: Buffer): Map<string, string> {
  const text = raw.toString('latin1');
  const end = text.search(/\r?\n\r?\n/);
  const lines = text.slice(0, end < 0 ? undefined : end).replace(/\r?\n(?=[ \t])/g, '').split(/\r?\n/);
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
}
