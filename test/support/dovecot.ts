import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { dovecotConfig } from './dovecot-config';

export interface DovecotUser {
  readonly name: string;
  readonly password: string;
}

export interface Dovecot {
  readonly host: string;
  readonly port: number;
  readonly user: DovecotUser;
  /** Delivers into a folder of the user's, as the mail server would; `at` becomes INTERNALDATE. */
  deliver(mail: string | Buffer, options?: { readonly at?: Date; readonly folder?: string; readonly flags?: string[] }): Promise<void>;
  /** The mails of a folder, oldest first; [] when the folder does not exist. */
  mailsIn(folder: string): Promise<Array<{ readonly uid: number; readonly source: string }>>;
  /** A client of the user's own, to look and meddle; closed with the server. */
  client(): Promise<ImapFlow>;
  /** Ends Dovecot at once, all its processes, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same port and files. */
  start(): Promise<void>;
  /** Forgets the mailbox's UIDs, as a restore from backup does; to be called while it is down. */
  forgetUids(): void;
  close(): Promise<void>;
}

export interface DovecotOptions {
  /** What the server says it can do, « IMAP4rev1 IDLE UIDPLUS »; all that Dovecot can by default. */
  readonly capabilities?: string;
}

/** Debian's Dovecot as a process of this test's own: own files, own user, a free port of the loopback, no system service. */
export async function startDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  const server = new DovecotProcess(await freePort(), options);
  await server.start().catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  return server;
}

class DovecotProcess implements Dovecot {
  readonly host = '127.0.0.1';
  readonly user: DovecotUser = { name: 'guichet31', password: 'mot-de-passe-essai' };
  private readonly home = mkdtempSync(join(tmpdir(), 'gd-'));
  private readonly clients: ImapFlow[] = [];
  private process: ChildProcess | null = null;

  constructor(
    readonly port: number,
    private readonly options: DovecotOptions,
  ) {}

  async start(): Promise<void> {
    this.writeFiles();
    const binary = process.env['GUICHET_DOVECOT'] || '/usr/sbin/dovecot';
    if (!existsSync(binary)) throw new Error(`Dovecot is not installed (${binary}): apt-get install dovecot-imapd, or set GUICHET_DOVECOT`);
    const child = spawn(binary, ['-F', '-c', join(this.home, 'dovecot.conf')], { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    this.process = child;
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const died = once(child, 'exit').then(() => Promise.reject(new Error(`Dovecot ended: ${said}\n${this.log()}`)));
    died.catch(() => undefined); // heard of by the race below, or expected later
    await Promise.race([this.listening(), died]);
  }

  async kill(): Promise<void> {
    const child = this.process;
    if (!child?.pid) return;
    this.process = null;
    const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve();
    process.kill(-child.pid, 'SIGKILL');
    await gone;
    rmSync(join(this.home, 'run'), { recursive: true, force: true });
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.close();
    await this.kill();
    rmSync(this.home, { recursive: true, force: true });
  }

  async client(): Promise<ImapFlow> {
    const auth = { user: this.user.name, pass: this.user.password };
    const client = new ImapFlow({ host: this.host, port: this.port, secure: false, doSTARTTLS: false, auth, logger: false });
    client.on('error', () => undefined); // the server is killed under it on purpose
    this.clients.push(client);
    await client.connect();
    return client;
  }

  async deliver(mail: string | Buffer, options: { at?: Date; folder?: string; flags?: string[] } = {}): Promise<void> {
    const client = await this.keptClient();
    await client.append(options.folder ?? 'INBOX', mail, options.flags ?? [], options.at);
  }

  async mailsIn(folder: string): Promise<Array<{ uid: number; source: string }>> {
    const client = await this.client();
    try {
      const folders = await client.list();
      if (!folders.some(({ path }) => path === folder)) return [];
      const { exists } = await client.mailboxOpen(folder, { readOnly: true });
      if (exists === 0) return [];
      const mails = await client.fetchAll('1:*', { uid: true, source: true });
      return mails.map(({ uid, source }) => ({ uid, source: source?.toString('utf8') ?? '' }));
    } finally {
      await client.logout();
    }
  }

  forgetUids(): void {
    rmSync(join(this.home, 'mail', this.user.name, 'dovecot-uidlist'), { force: true });
    for (const name of ['dovecot-uidvalidity', 'dovecot.index.log', 'dovecot.index', 'dovecot.index.cache']) {
      rmSync(join(this.home, 'mail', this.user.name, name), { force: true });
    }
  }

  private async keptClient(): Promise<ImapFlow> {
    const open = this.clients.find((client) => client.usable);
    return open ?? this.client();
  }

  private writeFiles(): void {
    const { name, password } = this.user;
    const root = process.getuid?.() === 0;
    const owner = root ? { uid: 65534, gid: 65534 } : { uid: userInfo().uid, gid: userInfo().gid };
    chmodSync(this.home, 0o755);
    mkdirSync(join(this.home, 'mail'), { recursive: true });
    chownSync(join(this.home, 'mail'), owner.uid, owner.gid);
    writeFileSync(join(this.home, 'users'), `${name}:{PLAIN}${password}::::::\n`, { mode: 0o644 });
    const names = { userName: userInfo().username, groupName: execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim() };
    const { capabilities } = this.options;
    writeFileSync(join(this.home, 'dovecot.conf'), dovecotConfig({ home: this.home, port: this.port, root, ...owner, ...names, capabilities }));
  }

  /** Resolves once the greeting is heard. */
  private async listening(): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt++) {
      if (await greeted(this.host, this.port)) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`Dovecot did not answer:\n${this.log()}`);
  }

  private log(): string {
    const file = join(this.home, 'log');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }
}

function greeted(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    const answer = (heard: boolean): void => {
      socket.destroy();
      resolve(heard);
    };
    socket.once('data', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('close', () => answer(false));
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('no free port');
  return address.port;
}
