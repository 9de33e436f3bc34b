// @ts-check
// Runs a command and waits for it.
import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Plain, reason } from './say.mjs';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment of the command
 * @property {string} [input] written to its standard input
 * @property {number} [limitMs] killed after this long
 * @property {boolean} [show] its output goes to the terminal as well
 * @property {number} [uid]
 * @property {number} [gid]
 */

/**
 * Runs a command to its end and gives back what it printed. Throws Plain with its last lines when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>}
 */
export async function run(command, args, options = {}) {
  const { code, output } = await attempt(command, args, options);
  if (code === 0) return output;
  throw new Plain(`« ${[command, ...args].join(' ')} » failed (${code}):\n${lastLines(output, 15)}`);
}

/**
 * Runs a command to its end, whatever that is. `code` is a number, or the reason why there is none.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number | string, output: string }>}
 */
export function attempt(command, args, { input, limitMs, show = false, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: 'pipe' });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
        if (show) process.stdout.write(text);
      });
    }
    const timer = limitMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), limitMs);
    const end = (/** @type {number | string} */ code) => {
      clearTimeout(timer);
      resolve({ code, output });
    };
    child.on('error', (error) => end(reason(error)));
    child.on('close', (code, signal) => end(code ?? String(signal)));
    // A command that does not read its input closes it: its own exit code says what matters.
    child.stdin.on('error', () => undefined).end(input ?? '');
  });
}

/** The full path of a command on PATH; undefined when there is none. @param {string} name */
export function which(name, env = process.env) {
  return (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

/** @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** @param {string} text @param {number} count */
export function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
