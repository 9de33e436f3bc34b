// @ts-check
// The servers that one run of the tests shares. Each is started by the first test that asks for it; the run ends them,
// and ends what an earlier run left when it was killed.
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { anyPort } from './ports.mjs';
import { postgresHome } from './postgres-home.mjs';
import { databaseUrl, ensureCluster, startPostgres } from './postgres.mjs';
import { endProcess, identify, isRunning } from './processes.mjs';
import { ensureSecrets } from './secrets.mjs';
import { startTemporal } from './temporal-server.mjs';
import { ensureTemporal } from './temporal.mjs';

/** @typedef {import('./processes.mjs').Identity} Identity */
/** @typedef {{ identity: Identity, port: number, signal: NodeJS.Signals }} Running */

const prefix = 'guichet-tests-';

/** Opens a run: a folder of its own, named after its owner, after clearing what dead runs left. */
export async function openRun() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const run = join(tmpdir(), name);
    const owner = read(join(run, 'owner.json'));
    if (owner !== null && !isRunning(owner)) await closeRun(run);
  }
  const run = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(run, 0o755); // PostgreSQL may run as another user; what is secret in it has its own mode
  writeFileSync(join(run, 'owner.json'), JSON.stringify(identify(process.pid)));
  return run;
}

/** Ends the servers of a run and removes its folder. @param {string} run */
export async function closeRun(run) {
  for (const name of ['temporal', 'postgres']) {
    const server = read(join(run, `${name}.json`));
    if (server !== null) await endProcess(server.identity, { signal: server.signal, graceMs: 10_000 });
  }
  rmSync(run, { recursive: true, force: true });
}

/** @param {string} file @returns {any} */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null; // nothing of that kind was started, or it was cut while starting
  }
}

/**
 * The run's PostgreSQL, started when nobody asked before. What is written is not made safe against a power cut: it is
 * against the killing of a process.
 * @param {string} run
 * @returns {Promise<{ port: number, url: (role: 'postgres' | 'guichet_owner' | 'guichet_app' | 'guichet_web', name?: string) => string }>}
 */
export async function sharedPostgres(run) {
  const data = join(run, 'postgres-data');
  mkdirSync(data, { recursive: true, mode: 0o755 });
  const { port } = await shared(run, 'postgres', 'SIGINT', (log) => freshPostgres(data, log));
  const { secrets } = ensureSecrets(data);
  const passwords = { postgres: secrets.superuser, guichet_owner: secrets.owner, guichet_app: secrets.app, guichet_web: secrets.web };
  return { port, url: (role, name) => databaseUrl({ role, password: passwords[role], port, name }) };
}

/** @param {string} data @param {number} log */
async function freshPostgres(data, log) {
  const { secrets } = ensureSecrets(data);
  const home = await postgresHome(join(data, 'postgres'));
  await ensureCluster(home, secrets, { quick: true });
  const port = await anyPort();
  const settings = { fsync: 'off', full_page_writes: 'off', max_connections: '200', shared_buffers: '128MB', max_wal_size: '4GB' };
  return { port, ...(await startPostgres(home, { port, log, settings })) };
}

/** The run's real Temporal server, in memory. @param {string} run @returns {Promise<{ port: number, address: string }>} */
export async function sharedTemporal(run) {
  const { port } = await shared(run, 'temporal', 'SIGTERM', async (log) => {
    const free = await anyPort();
    return { port: free, ...startTemporal(await ensureTemporal(), { port: free, log }) };
  });
  return { port, address: `127.0.0.1:${port}` };
}

/**
 * @param {string} run @param {string} name @param {NodeJS.Signals} signal
 * @param {(log: number) => Promise<{ port: number, child: import('node:child_process').ChildProcess, ready: Promise<void> }>} start
 * @returns {Promise<Running>}
 */
function shared(run, name, signal, start) {
  const file = join(run, `${name}.json`);
  return withLock(join(run, `${name}.lock`), `starting ${name} for the tests`, async () => {
    const known = read(file);
    if (known !== null) return known;
    const log = openSync(join(run, `${name}.log`), 'a');
    const { port, child, ready } = await start(log);
    closeSync(log);
    const identity = child.pid === undefined ? null : identify(child.pid);
    if (identity === null) throw new Error(`${name} did not start: see ${run}`);
    writeFileSync(file, JSON.stringify({ identity, port, signal }));
    await ready;
    child.unref();
    return { identity, port, signal };
  });
}
