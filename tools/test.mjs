// @ts-check
// `npm test`: everything, from a fresh clone. Ends with « N passed, N failed ».
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser, ensureDovecot } from './browser.mjs';
import { build } from './build.mjs';
import { checkNode, ensurePackages } from './install.mjs';
import { dataDir, root } from './paths.mjs';
import { attempt } from './run.mjs';
import { complain, say, seconds } from './say.mjs';
import { ensureTemporal } from './temporal.mjs';
import { runGroup } from './test-group.mjs';
import { closeRun, openRun } from './test-servers.mjs';
import { ensureTestServer } from './test-server.mjs';

/** @typedef {{ name: string, passed: number, failed: number, milliseconds: number, limitSeconds: number | null }} Row */

/** Each group and the time it should stay under, in seconds: a figure to watch, not a test. */
const groups = /** @type {const} */ ([['unit', 60], ['workflows', 90], ['replay', 30], ['stories', 180], ['browser', 150]]);
/** The whole, in seconds, once the servers are there. */
const wholeLimit = 600;

const begun = performance.now();
process.exitCode = await main();

async function main() {
  /** @type {Row[]} */
  const rows = [];
  try {
    const env = await setUp();
    rows.push(...(await everything(env)));
  } catch (error) {
    complain(error);
    rows.push({ name: 'set-up', passed: 0, failed: 1, milliseconds: 0, limitSeconds: null });
  }
  return report(rows);
}

/** Gets what the tests need, and gives back the environment that tells them where it is. */
async function setUp() {
  checkNode();
  await ensurePackages();
  await build();
  return {
    ...process.env,
    GUICHET_TEMPORAL_CLI: await ensureTemporal(),
    GUICHET_TEMPORAL_TEST_SERVER: await ensureTestServer(),
    GUICHET_CHROMIUM: await ensureBrowser(),
    GUICHET_DOVECOT: await ensureDovecot(),
  };
}

/** Types and lint: one test each. @param {string} name @param {string[]} args @returns {Promise<Row>} */
async function check(name, args) {
  const begun = performance.now();
  const { code, output } = await attempt(process.execPath, args, { cwd: root });
  if (code !== 0) process.stdout.write(`\n${name}:\n${output}\n`);
  const passed = code === 0 ? 1 : 0;
  return { name, passed, failed: 1 - passed, milliseconds: performance.now() - begun, limitSeconds: null };
}

/** @param {NodeJS.ProcessEnv} env @returns {Promise<Row[]>} */
async function everything(env) {
  const reports = join(dataDir(), 'test-reports');
  mkdirSync(reports, { recursive: true });
  const run = await openRun();
  try {
    // Lint takes one processor for most of a minute: what has no limit in real time runs beside it.
    const [lint, rows] = await Promise.all([check('lint', ['node_modules/oxlint/bin/oxlint', '-c', 'oxlint.config.mjs', '--deny-warnings']), typesThenTests(reports, { ...env, GUICHET_TEST_RUN: run })]);
    return [lint, ...rows];
  } finally {
    await closeRun(run);
  }
}

/** @param {string} reports @param {NodeJS.ProcessEnv} env @returns {Promise<Row[]>} */
async function typesThenTests(reports, env) {
  const types = await check('types', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json']);
  return [types, ...(await tests(reports, env))];
}

/**
 * One group after the other, those asked for on the command line alone if any are.
 * @param {string} reports @param {NodeJS.ProcessEnv} env @returns {Promise<Row[]>}
 */
async function tests(reports, env) {
  const asked = process.argv.slice(2);
  const rows = [];
  for (const [name, limitSeconds] of groups) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    say(`tests: ${name}`);
    rows.push({ ...(await runGroup(name, join(reports, `${name}.json`), env)), limitSeconds });
  }
  return rows;
}

/** @param {Row[]} rows */
function report(rows) {
  process.stdout.write(`\n${'group'.padEnd(12)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'time'.padStart(14)}\n`);
  for (const { name, passed, failed, milliseconds, limitSeconds } of rows) {
    const late = limitSeconds !== null && milliseconds > limitSeconds * 1000 ? `  over ${limitSeconds} s` : '';
    process.stdout.write(`${name.padEnd(12)}${String(passed).padStart(8)}${String(failed).padStart(8)}${seconds(milliseconds).padStart(14)}${late}\n`);
  }
  const passed = rows.reduce((sum, row) => sum + row.passed, 0);
  const failed = rows.reduce((sum, row) => sum + row.failed, 0);
  const took = performance.now() - begun;
  process.stdout.write(`\nthe whole: ${seconds(took)}${took > wholeLimit * 1000 ? `, over ${wholeLimit} s` : ''}\n`);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
