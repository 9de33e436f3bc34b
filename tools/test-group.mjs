// @ts-check
// One group of the tests, run by vitest in a process of its own, and counted from its report.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { attempt } from './run.mjs';
import { say } from './say.mjs';

/** A group that hangs is ended after this long. */
const limitMs = 20 * 60_000;

/**
 * Runs a group and counts. A test that is skipped or to be done counts as failed, as does a file that cannot be loaded, a group
 * in which nothing ran, and anything that goes wrong outside a test.
 * @param {string} name
 * @param {string} reportFile
 * @param {NodeJS.ProcessEnv} env
 */
export async function runGroup(name, reportFile, env) {
  rmSync(reportFile, { force: true });
  const begun = performance.now();
  const args = [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  // What a group prints is shown in one piece, when it is over, and kept beside its report.
  const { code, output } = await attempt(process.execPath, args, { cwd: root, env, limitMs });
  writeFileSync(reportFile.replace(/\.json$/, '.log'), output);
  process.stdout.write(`\n${output}`);
  return { name, ...count(name, readReport(reportFile), code), milliseconds: performance.now() - begun };
}

/** @param {string} file @returns {unknown} */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null; // vitest ended before it could write one: nothing ran
  }
}

/**
 * @param {string} name
 * @param {any} report vitest's JSON report, or null when there is none
 * @param {unknown} code how vitest ended
 * @returns {{ passed: number, failed: number }}
 */
export function count(name, report, code) {
  const files = report?.testResults ?? [];
  const states = files.flatMap((/** @type {any} */ file) => file.assertionResults.map((/** @type {any} */ test) => test.status));
  const unloaded = files.filter((/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  const passed = states.filter((/** @type {string} */ state) => state === 'passed').length;
  const failed = states.filter((/** @type {string} */ state) => state === 'failed').length + unloaded;
  const skipped = states.length - passed - (failed - unloaded);
  if (skipped > 0) say(`${name}: ${skipped} tests were skipped, which counts as failed`);
  const elsewhere = failed + skipped === 0 && (code !== 0 || passed === 0);
  if (elsewhere) say(passed === 0 ? `${name}: no test ran` : `${name}: vitest ended with ${code} although each test passed`);
  return { passed, failed: failed + skipped + (elsewhere ? 1 : 0) };
}
