// @ts-check
// A file that one process at a time holds. It outlives a kill, so it names its holder, who is looked up.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { identify, isRunning } from './processes.mjs';
import { say } from './say.mjs';

/**
 * Takes the lock at once, or says who holds it.
 * @param {string} file
 * @returns {{ release: () => void } | { heldBy: import('./processes.mjs').Identity }}
 */
export function tryLock(file) {
  const own = `${file}.${process.pid}`;
  const me = identify(process.pid);
  writeFileSync(own, JSON.stringify(me), { mode: 0o600 });
  try {
    for (;;) {
      if (linked(own, file)) return { release: () => rmSync(file, { force: true }) };
      const holder = readHolder(file);
      if (holder !== null && isRunning(holder)) return { heldBy: holder };
      clear(file, own);
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** A hard link is made whole or not at all, and never over an existing file. @param {string} own @param {string} file */
function linked(own, file) {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Puts a dead holder's lock away; if someone live took it in between, gives it back. @param {string} file @param {string} own */
function clear(file, own) {
  const aside = `${own}.stale`;
  try {
    renameSync(file, aside);
  } catch {
    return; // another one cleared it first
  }
  const holder = readHolder(aside);
  if (holder !== null && isRunning(holder)) linked(aside, file);
  rmSync(aside, { force: true });
}

/** @param {string} file @returns {import('./processes.mjs').Identity | null} */
function readHolder(file) {
  try {
    const read = JSON.parse(readFileSync(file, 'utf8'));
    return typeof read?.pid === 'number' && typeof read.startTime === 'string' ? read : null;
  } catch {
    return null; // gone, or written by a process that was cut
  }
}

/**
 * Does a thing while holding the lock, waiting for its present holder (and saying so, once).
 * @template T
 * @param {string} file
 * @param {string} what what the other one may be doing, « building Temporal »
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
export async function withLock(file, what, act) {
  let told = false;
  for (;;) {
    const lock = tryLock(file);
    if ('release' in lock) {
      try {
        return await act();
      } finally {
        lock.release();
      }
    }
    if (!told) say(`waiting for process ${lock.heldBy.pid}, which is ${what}`);
    told = true;
    await pause(500);
  }
}
