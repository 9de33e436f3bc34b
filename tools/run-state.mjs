// @ts-check
// One supervisor for a data folder, and what it has started: for the next one, should it be killed.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tryLock } from './lock.mjs';
import { endProcess, identify, isRunning } from './processes.mjs';
import { Plain, say } from './say.mjs';
import { writePrivate } from './secrets.mjs';

/** @typedef {import('./processes.mjs').Identity} Identity */

/**
 * Takes the data folder for this process; `release` gives it back. Throws Plain when another start holds it.
 * @param {string} data
 */
export function takeDataFolder(data) {
  mkdirSync(data, { recursive: true });
  const lock = tryLock(join(data, 'supervisor.lock'));
  if ('release' in lock) return lock;
  throw new Plain(`Guichet already runs on ${data} (process ${lock.heldBy.pid}). Stop it first, or set GUICHET_DATA_DIR to another folder.`);
}

/** Writes down what runs, each with its start time. @param {string} data @param {Record<string, number>} pids by name, in the order of their start */
export function rememberChildren(data, pids) {
  const children = Object.entries(pids).flatMap(([name, pid]) => {
    const identity = identify(pid);
    return identity === null ? [] : [{ name, ...identity }];
  });
  writePrivate(stateFile(data), JSON.stringify({ children }, null, 2));
}

/** @param {string} data */
export function forgetChildren(data) {
  rmSync(stateFile(data), { force: true });
}

/**
 * Ends what a start that was killed has left, the last started first. A pid that is another program's by now is let alone.
 * @param {string} data
 */
export async function endLeftovers(data) {
  for (const { name, ...identity } of readChildren(data).reverse()) {
    if (!isRunning(identity)) continue;
    say(`ending the ${name} that an earlier start left (process ${identity.pid})`);
    await endProcess(identity, { signal: name === 'postgres' ? 'SIGINT' : 'SIGTERM', graceMs: 20_000 });
  }
  forgetChildren(data);
}

/** @param {string} data @returns {(Identity & { name: string })[]} */
function readChildren(data) {
  try {
    return JSON.parse(readFileSync(stateFile(data), 'utf8')).children;
  } catch {
    return []; // the last start stopped in order, or there was none
  }
}

/** @param {string} data */
const stateFile = (data) => join(data, 'run.json');
