// @ts-check
// Temporal's development server on a file, and how one knows that it is up.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isFree } from './ports.mjs';
import { attempt } from './run.mjs';
import { Plain } from './say.mjs';

/**
 * Starts the server. With `file`, what it knows is kept there: WAL with NORMAL loses nothing when a process is killed, and a power
 * cut's last commits are in PostgreSQL, from which the start-up tells Temporal again (docs/decisions/0001-temporal-server.md).
 * `ready` is fulfilled when it serves its namespace.
 * @param {string} cli
 * @param {{ port: number, log: number, file?: string, uiPort?: number, more?: readonly string[] }} options
 */
export function startTemporal(cli, { port, log, file, uiPort, more = [] }) {
  const place = file === undefined ? [] : ['--db-filename', file, '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'];
  if (file !== undefined) mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const ui = uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)];
  const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--log-level', 'warn', ...ui, ...place, ...more];
  const child = spawn(cli, args, { detached: true, stdio: ['ignore', log, log] });
  return { child, ready: waitForReady(cli, port, child) };
}

/** @param {string} cli @param {number} port @param {import('node:child_process').ChildProcess} child */
async function waitForReady(cli, port, child) {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Plain('Temporal ended before it was ready.');
    if (!(await isFree(port)) && (await isServing(cli, port))) return;
    await pause(50);
  }
}

/** @param {string} cli @param {number} port */
async function isServing(cli, port) {
  const { code } = await attempt(cli, ['operator', 'namespace', 'describe', '-n', 'default', '--address', `127.0.0.1:${port}`], { limitMs: 5_000 });
  return code === 0;
}
