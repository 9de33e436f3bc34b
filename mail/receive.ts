import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Clock } from '../clock';
import { epochMs } from '../domain/ids';
import { killPoint } from '../faults';
import type { Keeper } from './arrived';
import { deskAddresses } from './desk-address';
import { within } from './deadline';
import { errorFacts, type Log } from './log';
import { Holding, Memory, readData } from './receive-data';
import { later, SmtpReply } from './receive-replies';
import { selfSigned, type Certificate } from './self-signed';
import { SenderRate } from './sender-rate';

export interface DoorOptions {
  readonly keeper: Keeper;
  readonly clock: Clock;
  readonly logger: Log;
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  /** The name the door gives itself in its greeting and in its own certificate. */
  readonly name?: string;
  readonly sizeLimitBytes: number;
  /** PEM; null = made at start, signed by itself. */
  readonly tls: Certificate | null;
  /** 0 = no limit. */
  readonly ratePerSenderPerMinute: number;
  readonly maxConnections: number;
  readonly maxRecipients?: number;
  /** What all connections together may hold in memory; four mails of the largest size by default. */
  readonly memoryBytes?: number;
  /** A client that owes us bytes and sends none is hung up on after this long. */
  readonly idleTimeoutMs?: number;
  /** The longest a DATA may last, however steadily it drips. */
  readonly dataTimeoutMs?: number;
  /** The longest a client waits for us to keep its mail before it is told to come back. */
  readonly keepTimeoutMs?: number;
  /** How long closing waits for what is in DATA. */
  readonly closeGraceMs?: number;
}

export interface Door {
  readonly port: number;
  /** Takes no new mail, waits for what is in DATA (at most `closeGraceMs`), then hangs up. */
  close(): Promise<void>;
}

/**
 * The SMTP door: 250 only once the mail is kept and its ticket started or told; any trouble of ours is a 4xx, so that the sender's
 * server tries again (rules: Door 4 and 5). @throws the listener's error (EADDRINUSE, EACCES).
 */
export async function startDoor(options: DoorOptions): Promise<Door> {
  const door = new SmtpDoor(options);
  await door.listen();
  return { port: door.port, close: () => door.close() };
}

class SmtpDoor {
  private readonly server: SMTPServer;
  private readonly rate: SenderRate;
  private readonly memory: Memory;
  /** The desk mailbox that each accepted RCPT stands for. */
  private readonly desks = new WeakMap<SMTPServerAddress, string>();
  private readonly inData = new Set<Promise<void>>();
  private readonly sockets = new Set<Socket>();
  private closing: Promise<void> | null = null;

  constructor(private readonly options: DoorOptions) {
    this.rate = new SenderRate(options.ratePerSenderPerMinute, options.clock);
    this.memory = new Memory(options.memoryBytes ?? 4 * options.sizeLimitBytes);
    this.server = new SMTPServer(this.serverOptions());
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  async listen(): Promise<void> {
    this.server.server.on('connection', (socket: Socket) => {
      this.sockets.add(socket.once('close', () => this.sockets.delete(socket)));
    });
    const failed = new Promise<never>((_, reject) => this.server.once('error', reject));
    const listening = once(this.server.server, 'listening');
    this.server.listen(this.options.port, this.options.host);
    await Promise.race([listening, failed]);
    this.server.removeAllListeners('error');
    this.server.on('error', (error) => this.options.logger.info(errorFacts(error), 'a connection to the SMTP door failed'));
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private serverOptions(): ConstructorParameters<typeof SMTPServer>[0] {
    const { options } = this;
    const name = options.name ?? 'localhost';
    const graceMs = options.closeGraceMs ?? 20_000;
    return {
      ...(options.tls ?? selfSigned(name, epochMs(options.clock.now()))),
      name,
      minVersion: 'TLSv1.2',
      size: options.sizeLimitBytes,
      rejectOversized: true,
      maxClients: options.maxConnections,
      maxRecipients: options.maxRecipients ?? 100,
      socketTimeout: options.idleTimeoutMs ?? 60_000,
      closeTimeout: graceMs + 10_000,
      hideENHANCEDSTATUSCODES: false,
      disabledCommands: ['AUTH'],
      disableReverseLookup: true,
      onMailFrom: (from, _session, answer) => this.onMailFrom(from, answer),
      onRcptTo: (to, _session, answer) => void this.onRcptTo(to).then(() => answer(), answer),
      onData: (stream, session, answer) => this.track(this.onData(stream, session).then(() => answer(), answer)),
    };
  }

  private onMailFrom(from: SMTPServerAddress, answer: (error?: Error) => void): void {
    if (this.rate.take(from.address || null)) return answer();
    this.options.logger.warn({}, 'a sender was asked to slow down');
    answer(new SmtpReply(450, 'Too many messages from this sender, try again in a minute'));
  }

  private async onRcptTo(to: SMTPServerAddress): Promise<void> {
    const desk = await this.findDesk(to.address).catch((error: unknown) => {
      this.options.logger.error(errorFacts(error), 'a recipient could not be looked up');
      throw later();
    });
    if (!desk) throw new SmtpReply(550, 'No such mailbox here');
    this.desks.set(to, desk);
  }

  private async findDesk(address: string): Promise<string | undefined> {
    for (const candidate of deskAddresses(address)) if (await this.options.keeper.isDeskMailbox(candidate)) return candidate;
    return undefined;
  }

  /** Rejects with the {@link SmtpReply} to give; resolves for 250 (or for the 552 that the server says of itself). */
  private async onData(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const holding = new Holding(this.memory);
    try {
      const raw = await this.receive(stream, session, holding);
      if (raw === null) return this.options.logger.warn({ limitBytes: this.options.sizeLimitBytes }, 'an oversized mail was refused');
      await this.keep(raw, session);
      killPoint('door:before-250');
    } catch (error) {
      this.rate.giveBack(senderOf(session));
      this.options.logger.error(errorFacts(error), 'a mail was not kept, its sender will try again');
      throw later();
    } finally {
      holding.release();
    }
  }

  private async receive(stream: SMTPServerDataStream, session: SMTPServerSession, holding: Holding): Promise<Buffer | null> {
    const limitMs = this.options.dataTimeoutMs ?? 600_000;
    const cutOff = setTimeout(() => this.hangUp(session, 'Timeout - the message took too long'), limitMs);
    return readData(stream, holding).finally(() => clearTimeout(cutOff));
  }

  private async keep(raw: Buffer, session: SMTPServerSession): Promise<void> {
    const deskMailboxes = new Set(session.envelope.rcptTo.flatMap((to) => this.desks.get(to) ?? []));
    const mail = {
      raw,
      receivedAt: this.options.clock.now(),
      deskMailboxes: [...deskMailboxes],
      envelopeFrom: senderOf(session),
      source: { kind: 'smtp', remoteAddress: session.remoteAddress },
    } as const;
    await within(this.options.keepTimeoutMs ?? 60_000, 'keeping a mail', this.options.keeper.keep(mail));
    this.options.logger.info({ bytes: raw.length, desks: mail.deskMailboxes.length }, 'a mail was kept');
  }

  private track(work: Promise<void>): void {
    this.inData.add(work);
    void work.finally(() => this.inData.delete(work));
  }

  private async finish(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(resolve));
    const graceMs = this.options.closeGraceMs ?? 20_000;
    await within(graceMs, 'closing the SMTP door', Promise.allSettled(this.inData)).catch((error: unknown) => {
      this.options.logger.warn(errorFacts(error), 'the SMTP door closed on mails still in DATA');
    });
    for (const connection of this.server.connections) connection.send(421, 'Server shutting down');
    for (const socket of this.sockets) socket.destroySoon();
    await closed;
  }

  private hangUp(session: SMTPServerSession, why: string): void {
    for (const connection of this.server.connections) if (connection.session === session) connection.send(421, why);
  }
}

function senderOf(session: SMTPServerSession): string | null {
  return (session.envelope.mailFrom && session.envelope.mailFrom.address) || null;
}
