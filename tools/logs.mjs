// @ts-check
// What each part says, in a file of its own that cannot fill the disk.
import { copyFileSync, mkdirSync, openSync, readFileSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines } from './run.mjs';

const capBytes = 10_000_000;

/** @typedef {{ file: string, descriptor: number, lastLines: (count: number) => string }} Log */

/**
 * Opens the log of a part for appending. The part writes to it by itself: it goes on when the supervisor is killed.
 * @param {string} folder @param {string} name @returns {Log}
 */
export function openLog(folder, name) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${name}.log`);
  return { file, descriptor: openSync(file, 'a', 0o600), lastLines: (count) => lastLines(readFileSync(file, 'utf8').slice(-8_000), count) };
}

/** Keeps one earlier file of each log that has grown past 10 MB. What writes to it appends, so it may be emptied meanwhile. @param {string} folder */
export function capLogs(folder, limit = capBytes) {
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.log'))) {
    const file = join(folder, name);
    if (statSync(file).size <= limit) continue;
    copyFileSync(file, `${file}.1`);
    truncateSync(file);
  }
}
