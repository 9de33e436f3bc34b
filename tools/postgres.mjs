// @ts-check
// PostgreSQL on a folder: made once, started, waited for, ended when an earlier start left it.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { own } from './postgres-home.mjs';
import { commandOf, endProcess, identify } from './processes.mjs';
import { run } from './run.mjs';
import { Plain, say } from './say.mjs';

/** @typedef {import('./postgres-home.mjs').PostgresHome} PostgresHome */
/** @typedef {import('./secrets.mjs').Secrets} Secrets */

/** Loopback TCP only, by password. Values of queries and rows stay out of the log: they may be a partner's words. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '64MB',
  effective_cache_size: '256MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  synchronous_commit: 'on',
  wal_level: 'replica',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  idle_in_transaction_session_timeout: '60s',
};

/** The major version of the programs: each has its own folder, for one cannot read another's files. */
export const major = '18';
/** @param {PostgresHome} home */
export const clusterOf = (home) => join(home.data, major);

/**
 * Makes the cluster, the database `guichet` and its roles when there are none: `guichet_owner` owns the tables and
 * migrates, `guichet_app` is what door and worker are, `guichet_web` what the pages are; none is a superuser nor passes
 * by row security.
 * Made beside and renamed: a start that was cut leaves nothing half made.
 * @param {PostgresHome} home
 * @param {Secrets} secrets
 * @param {{ renew?: boolean, quick?: boolean }} [options] `renew`: an existing cluster learns new roles and passwords
 */
export async function ensureCluster(home, secrets, { renew = false, quick = false } = {}) {
  const cluster = clusterOf(home);
  if (existsSync(cluster)) {
    if (renew) await single(home, cluster, [...roles(secrets), grants]);
    return;
  }
  const older = readdirSync(home.data).find((name) => /^\d+$/.test(name));
  if (older !== undefined) throw new Plain(`${join(home.data, older)} was made by PostgreSQL ${older}; this is ${major}. See docs/operating.md, « PostgreSQL upgrade ».`);
  const partial = `${cluster}.partial`;
  rmSync(partial, { recursive: true, force: true });
  await initialise(home, partial, secrets, quick);
  await single(home, partial, [...roles(secrets), ...database]);
  renameSync(partial, cluster);
}

/** @param {PostgresHome} home @param {string} folder @param {Secrets} secrets @param {boolean} quick */
async function initialise(home, folder, secrets, quick) {
  const words = join(home.data, `password-${process.pid}`);
  writeFileSync(words, secrets.superuser, { mode: 0o600 });
  own(words, home.account);
  // The built-in locale gives the same order on every machine; French order is asked for by name (fr-x-icu).
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const args = [`--pgdata=${folder}`, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${words}`, ...locale, ...(quick ? ['--no-sync'] : [])];
  try {
    await run(join(home.bin, 'initdb'), args, { ...home.account, cwd: home.data });
  } finally {
    rmSync(words, { force: true });
  }
}

const grants = 'GRANT CONNECT ON DATABASE guichet TO guichet_app, guichet_web';
const database = [
  'CREATE DATABASE guichet OWNER guichet_owner TEMPLATE template0',
  'REVOKE ALL ON DATABASE guichet FROM PUBLIC',
  grants,
];

/** Makes the roles that are missing, and gives each its password. @param {Secrets} secrets */
function roles({ superuser, owner, app, web }) {
  const plain = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD';
  const passwords = Object.entries({ guichet_owner: owner, guichet_app: app, guichet_web: web });
  return [
    `ALTER ROLE postgres PASSWORD '${superuser}'`,
    ...passwords.flatMap(([role, password]) => [
      `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role}; END IF; END $$`,
      `ALTER ROLE ${role} ${plain} '${password}'`,
    ]),
  ];
}

/**
 * Runs statements on a stopped cluster, without a port or a client: PostgreSQL's single-user mode.
 * @param {PostgresHome} home @param {string} folder @param {readonly string[]} statements
 */
async function single(home, folder, statements) {
  const args = ['--single', '-D', folder, '-c', 'exit_on_error=on', '-c', 'log_min_error_statement=panic', 'postgres'];
  await run(join(home.bin, 'postgres'), args, { ...home.account, cwd: home.data, input: `${statements.join('\n')}\n` });
}

/**
 * Starts the server; `ready` is fulfilled when it takes connections. It has its own process group, so that Ctrl-C at
 * the terminal reaches the supervisor alone, which stops it last.
 * @param {PostgresHome} home
 * @param {{ port: number, log: number, settings?: Record<string, string> }} options `log`: an open file's descriptor
 */
export async function startPostgres(home, { port, log, settings: more = {} }) {
  await endLeftover(home);
  const cluster = clusterOf(home);
  const flags = Object.entries({ ...settings, ...more, port: String(port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(home.bin, 'postgres'), ['-D', cluster, ...flags], { ...home.account, cwd: home.data, detached: true, stdio: ['ignore', log, log] });
  return { child, ready: waitForReady(child, cluster) };
}

/** As pg_ctl does: the eighth line of postmaster.pid says « ready ». @param {import('node:child_process').ChildProcess} child @param {string} cluster */
async function waitForReady(child, cluster) {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Plain('PostgreSQL ended before it was ready.');
    const lines = postmaster(cluster);
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return;
    await pause(20);
  }
}

/** @param {string} cluster */
function postmaster(cluster) {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return []; // not written yet, or no server
  }
}

/**
 * Ends the server that an earlier start left on this folder. The file that names it outlives it, and its pid may be
 * another program's by now: then only the file goes.
 * @param {PostgresHome} home
 */
export async function endLeftover(home) {
  const cluster = clusterOf(home);
  const pid = Number(postmaster(cluster)[0]);
  if (!pid) return;
  const left = identify(pid);
  if (left !== null && commandOf(pid).includes(cluster)) {
    say(`ending the PostgreSQL that an earlier start left (process ${pid})`);
    await endProcess(left, { signal: 'SIGINT', graceMs: 20_000 });
  }
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

/** @param {{ role: 'postgres' | 'guichet_owner' | 'guichet_app' | 'guichet_web', password: string, port: number, name?: string }} to */
export function databaseUrl({ role, password, port, name = 'guichet' }) {
  return `postgres://${role}:${password}@127.0.0.1:${port}/${name}`;
}
