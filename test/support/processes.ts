import type { ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadPublishedContracts } from '../../contracts/load';
import { loadSeed } from '../../contracts/seed';
import { connect, type Sql } from '../../db/connect';
import { loadContracts } from '../../db/contract';
import { migrate } from '../../db/migrate';
import { insertSeed } from '../../db/seed';
import type { Contract } from '../../domain/contract-types';
import { connectClient } from '../../engine/connect';
import type { KillPoint } from '../../faults';
import type { Part } from '../../tools/keeper.mjs';
import { anyPort } from '../../tools/ports.mjs';
import { forgetChildren, rememberChildren } from '../../tools/run-state.mjs';
import { forkedPart, prepareStack } from '../../tools/stack.mjs';
import { Supervisor } from '../../tools/supervisor.mjs';
import { startSink, type SmtpSink } from './smtp-sink';
import { cleanEnvironment, makeStoryFolder } from './story-folder';

export type ProcessName = 'postgres' | 'temporal' | 'worker' | 'door' | 'second-door' | 'web';

export interface ProcessOptions {
  readonly contracts?: readonly Contract[];
  /** Added to the environment of the worker and of the door. */
  readonly env?: Readonly<Record<string, string>>;
}

interface LaunchOptions {
  readonly killAt?: readonly KillPoint[];
}

/** PostgreSQL gives its shared memory back when it is not killed outright. */
const ABRUPTLY = { postgres: 'SIGQUIT', temporal: 'SIGKILL', worker: 'SIGKILL', door: 'SIGKILL', 'second-door': 'SIGKILL', web: 'SIGKILL' } as const;
const DOOR = join('dist', 'api', 'door-main.js');
const PROGRAMS = { worker: join('dist', 'worker', 'main.js'), door: DOOR, 'second-door': DOOR, web: join('dist', 'api', 'main.js') };

/**
 * A whole desk as `npm start` runs it: PostgreSQL, Temporal on its file, worker and door, each a process of its own under the product's
 * own supervisor, which starts again what dies. Letters go to a real SMTP sink in the test. Built before (`npm run build`).
 */
export async function startProcesses(options: ProcessOptions = {}): Promise<Processes> {
  const processes = new Processes(await makeStoryFolder(), await startSink(), options);
  await processes.start().catch(async (error: unknown) => {
    await processes.stop();
    throw error;
  });
  return processes;
}

export class Processes {
  private readonly supervisors = new Map<ProcessName, Supervisor>();
  private readonly pids = new Map<ProcessName, number>();
  private readonly ended: Record<ProcessName, number> = { postgres: 0, temporal: 0, worker: 0, door: 0, 'second-door': 0, web: 0 };
  private readonly parts = new Map<ProcessName, Part>();
  /** Once the test is over, nothing is waited for; in good order is npm start's own story. */
  private hurried = false;
  private env: Record<string, string> = {};
  private pool: Sql | null = null;
  smtpPort = 0;
  /** Of the pages, which are started when a test launches them. */
  httpPort = 0;
  /** Of the second door, which is started when a test launches it. */
  secondSmtpPort = 0;

  constructor(
    readonly folder: string,
    readonly sink: SmtpSink,
    private readonly options: ProcessOptions,
  ) {}

  /** A pool of the processes' own role, to look at what they wrote. */
  get sql(): Sql {
    if (this.pool === null) throw new Error('the desk has not started');
    return this.pool;
  }

  async start(): Promise<void> {
    const [http, smtp, second, postgres, temporal] = await Promise.all([anyPort(), anyPort(), anyPort(), anyPort(), anyPort()]);
    this.smtpPort = smtp;
    this.httpPort = http;
    this.secondSmtpPort = second;
    const ports = { GUICHET_HTTP_PORT: http, GUICHET_SMTP_PORT: smtp, GUICHET_POSTGRES_PORT: postgres, GUICHET_TEMPORAL_PORT: temporal };
    const asked = { ...cleanEnvironment(process.env), ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])) };
    const { servers, env } = await prepareStack(this.folder, asked);
    this.env = { ...asked, ...env, NODE_ENV: 'test', GUICHET_RELAY_URL: this.sink.url, GUICHET_LOG_LEVEL: 'info', ...this.options.env };
    for (const part of servers) this.parts.set(part.name as ProcessName, part);
    await Promise.all([this.launch('postgres'), this.launch('temporal')]);
    await this.fill();
    this.pool = connect(this.url('GUICHET_DATABASE_URL'), { max: 4 });
    await Promise.all([this.launch('worker'), this.launch('door')]);
  }

  /** Starts a part that is not running; `killAt`: its first processes end themselves there, one after the other, the next one does not. */
  async launch(name: ProcessName, { killAt = [] }: LaunchOptions = {}): Promise<void> {
    const part = name === 'postgres' || name === 'temporal' ? this.parts.get(name) : this.program(name, killAt);
    if (part === undefined) throw new Error(`no part is called ${name}`);
    const { stop } = part;
    const stopped = { ...part, stop: (child: ChildProcess) => void (this.hurried ? child.kill(ABRUPTLY[name]) : stop(child)) };
    const supervisor = new Supervisor({ say: () => undefined, onChange: (running) => this.changed(name, running[name]) });
    this.supervisors.set(name, supervisor);
    await supervisor.start([stopped]);
  }

  /** Ends a part in good order. */
  async end(name: ProcessName): Promise<void> {
    await this.supervisors.get(name)?.stop();
    this.supervisors.delete(name);
    this.pids.delete(name);
  }

  async relaunch(name: ProcessName, options: LaunchOptions = {}): Promise<void> {
    await this.end(name);
    await this.launch(name, options);
  }

  /** kill -9; its supervisor starts it again. Resolves once the next process runs (it may not be ready yet). */
  async kill(name: ProcessName): Promise<void> {
    const pid = this.pids.get(name);
    if (pid === undefined) throw new Error(`${name} does not run`);
    const again = this.nextStart(name);
    process.kill(pid, 'SIGKILL');
    await again;
  }

  /** Resolves when a part that died was started again. */
  nextStart(name: ProcessName): Promise<void> {
    return new Promise((resolve) => this.watchers.add({ name, resolve }));
  }
  private readonly watchers = new Set<{ readonly name: ProcessName; readonly resolve: () => void }>();

  /** How often a part's process ended otherwise than asked. */
  deaths(name: ProcessName): number {
    return this.ended[name];
  }

  /** The last lines of a part's log, for a failure's message. */
  log(name: ProcessName): string {
    return readFileSync(join(this.folder, 'logs', `${name}.log`), 'utf8');
  }

  url(variable: string): string {
    const url = this.env[variable];
    if (url === undefined) throw new Error(`${variable} is not set`);
    return url;
  }

  temporalClient() {
    return connectClient({ address: this.url('GUICHET_TEMPORAL_ADDRESS'), namespace: 'default', tls: false, apiKey: null });
  }

  /** Stops everything, whatever state it is in, and removes the folder. */
  async stop(): Promise<void> {
    this.hurried = true;
    await Promise.all([this.sink.close(), this.pool?.end({ timeout: 1 })]);
    await Promise.all((Object.keys(this.ended) as ProcessName[]).map((name) => this.end(name)));
    forgetChildren(this.folder);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Something that only the owner of the tables may do, as the installation's own commands. */
  async asOwner(work: (owner: Sql) => Promise<unknown>): Promise<void> {
    const owner = connect(this.url('GUICHET_OWNER_DATABASE_URL'), { max: 1 });
    await work(owner).finally(() => owner.end());
  }

  /** Migrates, and puts contracts and the fictional partners in, as `npm start` does. */
  private async fill(): Promise<void> {
    await this.asOwner(async (owner) => {
      await migrate(owner, { appRole: 'guichet_app', webRole: 'guichet_web' });
      await loadContracts(owner, this.options.contracts ?? loadPublishedContracts());
      await insertSeed(owner, loadSeed());
    });
  }

  private program(name: keyof typeof PROGRAMS, killAt: readonly KillPoint[]): Part {
    const points = [...killAt];
    const { GUICHET_OWNER_DATABASE_URL: _owner, ...env } = this.env;
    if (name === 'second-door') env['GUICHET_SMTP_PORT'] = String(this.secondSmtpPort);
    const part = forkedPart(name, PROGRAMS[name], { logs: join(this.folder, 'logs'), needs: [], env, graceMs: 20_000 });
    return {
      ...part,
      launch: async () => {
        const point = points.shift();
        if (point === undefined) delete env['GUICHET_KILL_AT'];
        else env['GUICHET_KILL_AT'] = point;
        return await part.launch();
      },
    };
  }

  private changed(name: ProcessName, pid: number | undefined): void {
    if (pid === undefined) return;
    if (this.pids.has(name)) this.ended[name] += 1;
    this.pids.set(name, pid);
    rememberChildren(this.folder, Object.fromEntries(this.pids));
    for (const watcher of [...this.watchers].filter((one) => one.name === name)) {
      this.watchers.delete(watcher);
      watcher.resolve();
    }
  }
}
