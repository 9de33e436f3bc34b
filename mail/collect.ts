import { setTimeout as delay } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { Ledger } from './collect-ledger';
import type { CollectorOptions } from './collect-options';
import { collectOnce } from './collect-pass';
import { within } from './deadline';
import { errorFacts } from './log';

export type { CollectorAccount, CollectorOptions, CollectorProblem } from './collect-options';

export interface Collector {
  /** Finishes the mails that are being kept, moves them, leaves the server. */
  close(): Promise<void>;
}

/**
 * Collects a desk's existing mailbox for as long as it runs: what is there, then what arrives (IDLE, and a look through every
 * `pollIntervalMs`). A mail is moved to « Traités » only once kept; one that fails stays and is offered again. Never rejects: lost
 * connections are opened again, ever less often; what goes wrong is told to `onProblem`.
 */
export function startCollector(options: CollectorOptions): Collector {
  const collector = new MailboxCollector(options);
  const running = collector.run();
  return {
    close: () => {
      collector.stop();
      return running;
    },
  };
}

class MailboxCollector {
  private readonly ledger = new Ledger();
  private readonly stopping = new AbortController();
  private client: ImapFlow | null = null;
  /** The server announced mail since the last look. */
  private announced = false;
  /** It is time to look through the whole mailbox, whatever the server announced or not. */
  private allDue = true;
  private allTimer: NodeJS.Timeout | undefined;
  private lostConnections = 0;
  private failedPasses = 0;
  private wake: () => void = () => undefined;

  constructor(private readonly options: CollectorOptions) {}

  stop(): void {
    this.stopping.abort();
    if (this.client && !this.client.usable) this.client.close();
    this.wake();
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  async run(): Promise<void> {
    while (!this.stopped) {
      const error = await this.session().then(() => new Error('the server closed the connection'), (thrown: unknown) => thrown);
      if (this.stopped) return;
      // Asked too often with a wrong password, a server locks the account for the desk's people too.
      const refused = error instanceof Error && 'authenticationFailed' in error;
      const retryInMs = this.backOff(refused ? Infinity : this.lostConnections++);
      this.options.logger.warn({ account: this.options.account.id, retryInMs, ...errorFacts(error) }, 'the mailbox cannot be reached');
      this.options.onProblem({ kind: 'connection', error, retryInMs });
      await this.pause(retryInMs);
    }
  }

  /** One connection, from the login to its loss or to stop(). */
  private async session(): Promise<void> {
    const client = this.newClient();
    this.client = client;
    this.allDue = true;
    try {
      await client.connect();
      await this.makeFolder(client);
      while (!this.stopped && client.usable) {
        await this.look(client);
        await this.untilNextLook(client);
      }
    } finally {
      clearTimeout(this.allTimer);
      await within(2_000, 'leaving the mailbox', client.logout()).catch(() => client.close());
    }
  }

  private newClient(): ImapFlow {
    const { host, port, secure, startTls, verifyCertificate = true, user, password } = this.options.account;
    const client = new ImapFlow({
      host,
      port,
      secure,
      doSTARTTLS: secure ? undefined : startTls,
      tls: { rejectUnauthorized: verifyCertificate },
      auth: { user, pass: password },
      logger: false,
      connectionTimeout: 20_000,
      socketTimeout: 90_000,
      maxLiteralSize: this.options.sizeLimitBytes + 1024 * 1024,
      clientInfo: { name: 'guichet' },
    });
    client.on('error', (error: unknown) => this.options.logger.info({ account: this.options.account.id, ...errorFacts(error) }, 'a mailbox connection failed'));
    client.on('close', () => this.wake());
    client.on('exists', () => {
      this.announced = true;
      this.wake();
    });
    return client;
  }

  private async makeFolder(client: ImapFlow): Promise<void> {
    const folder = this.options.account.processedFolder ?? 'Traités';
    try {
      await client.mailboxCreate(folder);
    } catch (error) {
      // An older server says NO, without a code, to a folder that exists.
      if (!(await client.status(folder, { messages: true }).catch(() => false))) throw error;
    }
  }

  private async look(client: ImapFlow): Promise<void> {
    const which = this.allDue ? 'all' : 'new';
    this.announced = false;
    this.allDue = false;
    if (which === 'all') await this.openMailbox(client);
    const someFailed = await collectOnce(client, this.options, this.ledger, which, this.stopping.signal);
    this.lostConnections = 0;
    this.options.onLooked?.(!someFailed);
    if (which === 'new' && !someFailed) return;
    this.failedPasses = someFailed ? this.failedPasses + 1 : 0;
    this.lookThroughAllIn(this.failedPasses > 0 ? this.backOff(this.failedPasses - 1) : Infinity);
  }

  private lookThroughAllIn(ms: number): void {
    clearTimeout(this.allTimer);
    this.allTimer = setTimeout(() => {
      this.allDue = true;
      this.wake();
    }, Math.min(ms, this.options.pollIntervalMs ?? 60_000));
  }

  private async openMailbox(client: ImapFlow): Promise<void> {
    const mailbox = await client.mailboxOpen(this.options.account.mailbox ?? 'INBOX');
    const now = mailbox.uidValidity.toString();
    const before = this.ledger.under(now);
    if (before !== null) this.options.onProblem({ kind: 'uid-validity-changed', before, now });
  }

  /** Waits, in IDLE, for what comes first: new mail, the next look through everything, a lost connection, stop(). */
  private async untilNextLook(client: ImapFlow): Promise<void> {
    const reason = (): boolean => this.announced || this.allDue || this.stopped || !client.usable;
    if (reason()) return;
    client.idle().catch((error: unknown) => this.options.logger.info(errorFacts(error), 'IDLE ended'));
    while (!reason()) await new Promise<void>((resolve) => (this.wake = resolve));
  }

  private backOff(failures: number): number {
    const first = this.options.retryFirstMs ?? 5_000;
    return Math.min(this.options.retryLongestMs ?? 300_000, first * 2 ** Math.min(failures, 20));
  }

  /** Waits, unless stopped. */
  private async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.stopping.signal }).catch((error: unknown) => {
      if (!this.stopped) throw error;
    });
  }
}
