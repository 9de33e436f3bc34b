import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { connect } from '../../db/connect';
import { isRunning, waitForEnd } from '../../tools/processes.mjs';

const root = join(__dirname, '..', '..');
const data = mkdtempSync(join(tmpdir(), 'guichet-story-'));
chmodSync(data, 0o755); // PostgreSQL may run as another user
const env = { ...process.env, GUICHET_DATA_DIR: data, GUICHET_TEST_RUN: undefined };
const limitMs = 120_000;

/** `npm start`, without npm: what it prints is kept, and waited for. */
class Start {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown[]>;
  said = '';
  #hearers: (() => void)[] = [];

  constructor() {
    this.child = spawn(process.execPath, [join(root, 'tools', 'start.mjs')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.ended = once(this.child, 'exit');
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => this.#hear(text));
  }

  #hear(text: string): void {
    this.said += text;
    for (const hearer of this.#hearers) hearer();
  }

  /** Waits for words, or throws what was said instead when it ends before. */
  async hears(words: string): Promise<void> {
    const heard = new Promise<void>((resolve) => {
      const look = (): void => (this.said.includes(words) ? resolve() : undefined);
      this.#hearers.push(look);
      look();
    });
    await Promise.race([heard, this.ended.then(() => Promise.reject(new Error(`ended before « ${words} »:\n${this.said}`)))]);
  }
}

const stateSchema = z.object({ children: z.array(z.object({ name: z.string(), pid: z.number(), startTime: z.string() })) });
const children = () => stateSchema.parse(JSON.parse(readFileSync(join(data, 'run.json'), 'utf8'))).children;
const environmentSchema = z.object({ GUICHET_OWNER_DATABASE_URL: z.string(), GUICHET_HTTP_PORT: z.string() });
const written = () => environmentSchema.parse(JSON.parse(readFileSync(join(data, 'environment.json'), 'utf8')));

async function countTickets(): Promise<number> {
  const sql = connect(written().GUICHET_OWNER_DATABASE_URL, { max: 1 });
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from ticket`.finally(() => sql.end());
  return row?.count ?? -1;
}

async function sendFirstMail(): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'bin', 'guichet.cjs'), 'send-first-mail', '--caf', '95'], { env });
  return stdout;
}

function childNamed(name: string) {
  const child = children().find((one) => one.name === name);
  if (child === undefined) throw new Error(`${name} does not run`);
  return child;
}

describe('npm start', () => {
  let start: Start;
  beforeAll(async () => {
    start = new Start();
    await start.hears('Guichet is up');
  }, limitMs);
  afterAll(async () => {
    if (start.child.exitCode === null && start.child.signalCode === null) {
      start.child.kill('SIGTERM');
      await start.ended;
    }
    rmSync(data, { recursive: true, force: true });
  }, limitMs);

  it('says where each part is, how to sign in and how to send a first mail', () => {
    expect(start.said).toMatch(/smtp +smtp:\/\/127\.0\.0\.1:\d+/);
    expect(start.said).toMatch(/postgres +postgres(?:ql)?:\/\/127\.0\.0\.1:\d+\/\w+\n/); // without a password
    expect(start.said).toMatch(/temporal +127\.0\.0\.1:\d+\n/);
    expect(start.said).toMatch(/web +http:\/\/127\.0\.0\.1:\d+/);
    expect(start.said).toMatch(/sign in +http:\/\/127\.0\.0\.1:\d+ +\S+@\S+\.example · \S+/);
    expect(start.said).toContain('npx guichet send-first-mail');
  });

  it('shows a page', async () => {
    const page = await fetch(`http://127.0.0.1:${written().GUICHET_HTTP_PORT}/`);
    expect(page.ok).toBe(true);
    expect(await page.text()).toContain('lang="fr"');
  });

  it('takes a first mail', async () => {
    expect(await sendFirstMail()).toContain('250');
    expect(await countTickets()).toBe(1);
  });

  it('is refused a second time on the same folder', async () => {
    const second = new Start();
    expect((await second.ended)[0]).toBe(1);
    expect(second.said).toContain(`Guichet already runs on ${data} (process ${start.child.pid})`);
  });

  it('starts each part again that is killed, and goes on taking mails', async () => {
    for (const name of ['postgres', 'temporal', 'worker', 'door', 'web']) {
      process.kill(childNamed(name).pid, 'SIGKILL');
      await start.hears(`${name} was ended by SIGKILL; started again`);
    }
    await expect.poll(() => sendFirstMail().catch(String), { timeout: 60_000, interval: 500 }).toContain('250');
    expect(await countTickets()).toBe(2);
  }, limitMs);

  it('when killed itself, leaves nothing that the next one does not end, and the next goes on', async () => {
    const left = children();
    start.child.kill('SIGKILL');
    for (const { name, ...identity } of left.filter(({ name }) => ['worker', 'door', 'web'].includes(name))) {
      expect(await waitForEnd(identity, 30_000), `${name} outlived its supervisor`).toBe(true);
    }
    start = new Start();
    await start.hears('Guichet is up');
    expect(start.said).toContain('ending the postgres that an earlier start left');
    expect(start.said).toContain('ending the temporal that an earlier start left');
    expect(left.filter(isRunning)).toEqual([]);
    expect(await countTickets()).toBe(2);
  }, limitMs);

  it('stops everything in order on Ctrl-C', async () => {
    const running = children();
    start.child.kill('SIGINT');
    expect((await start.ended)[0]).toBe(0);
    const order = [...start.said.matchAll(/guichet: (\w+) stopped/g)].map(([, name]) => name);
    expect(order).toEqual(['web', 'door', 'worker', 'temporal', 'postgres']);
    expect(start.said).not.toContain('killed');
    expect(running.filter(isRunning)).toEqual([]);
  }, limitMs);
});
