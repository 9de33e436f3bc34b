// @ts-check
// Processes told apart by pid AND start time, so that a recycled pid is never taken for another.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {{ pid: number, startTime: string }} Identity */

/** When a process began, in the words of its system; null when there is no such process (or only its remains). @param {number} pid */
export function startTimeOf(pid) {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

/** @param {number} pid */
function fromProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The command's name stands in brackets and may hold anything: the fields are counted after the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? null : `${bootId()}:${fields[19]}`;
  } catch {
    return null; // no such process
  }
}

/** Start times are counted from the boot, so that of another boot must not look the same. */
function bootId() {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

/** @param {number} pid */
function fromPs(pid) {
  const { status, stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '' ? stdout.trim() : null;
}

/** The command line of a process, for telling ours from another's; empty when it is gone. @param {number} pid */
export function commandOf(pid) {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // no such process
  }
  return spawnSync('ps', ['-o', 'command=', '-ww', '-p', String(pid)], { encoding: 'utf8' }).stdout;
}

/** @param {number} pid @returns {Identity | null} */
export function identify(pid) {
  const startTime = startTimeOf(pid);
  return startTime === null ? null : { pid, startTime };
}

/** Whether that very process still runs. @param {Identity} identity */
export function isRunning({ pid, startTime }) {
  return startTimeOf(pid) === startTime;
}

/**
 * Ends that very process: `signal`, then SIGKILL after `graceMs`. Does nothing when it is gone or the pid is another's.
 * @param {Identity} identity
 * @param {{ signal?: NodeJS.Signals, graceMs?: number }} [options]
 * @returns {Promise<'gone' | 'ended' | 'killed'>}
 */
export async function endProcess(identity, { signal = 'SIGTERM', graceMs = 10_000 } = {}) {
  if (!isRunning(identity)) return 'gone';
  send(identity, signal);
  if (await waitForEnd(identity, graceMs)) return 'ended';
  send(identity, 'SIGKILL');
  await waitForEnd(identity, 10_000);
  return 'killed';
}

/** @param {Identity} identity @param {NodeJS.Signals} signal */
function send(identity, signal) {
  try {
    if (isRunning(identity)) process.kill(identity.pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Waits, for `limitMs` at most, until that process is gone. @param {Identity} identity @param {number} limitMs */
export async function waitForEnd(identity, limitMs) {
  const end = performance.now() + limitMs;
  while (isRunning(identity)) {
    if (performance.now() > end) return false;
    await pause(30);
  }
  return true;
}
