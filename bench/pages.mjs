// @ts-check
// Page times with 100,000 tickets: the real web process on a real PostgreSQL, asked one request after another by this one.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../tools/paths.mjs';
import { prepareStack } from '../tools/stack.mjs';
import { PAGES } from './page-list.mjs';
import { countQueries } from './page-queries.mjs';
import { ask, openSessions } from './page-visits.mjs';

const require = createRequire(import.meta.url);
/** @type {typeof import('../db/connect.ts')} */
const { connect } = require(join(root, 'dist', 'db', 'connect.js'));
/** @type {typeof import('./processes.ts')} */
const { usageOf } = require(join(root, 'dist', 'bench', 'processes.js'));

const TARGET_MS = 50;
const TARGET_BYTES = 100_000;
/** On a virtual machine: what was measured while its host gave more than this of its processors to others is measured again, so often at most. */
const CALM_PERCENT = 3;
const MOST_AGAIN = 5;

/**
 * `--tickets 100000 --rounds 60 --passes 5`: how many tickets, how often each page is asked in a pass, and how many passes through all pages: the
 * machine itself slows down for a while now and then (what its host disturbs is measured again), and what is said of a page is the median of its passes. `--data <folder>`: the filled database is kept there, and
 * used again. `--only queue`: the pages whose name begins so.
 * @param {string[]} args
 */
export async function bench(args) {
  const given = /** @param {string} name */ (name) => (args.includes(`--${name}`) ? args[args.indexOf(`--${name}`) + 1] : undefined);
  const kept = given('data');
  const data = kept ?? mkdtempSync(join(tmpdir(), 'guichet-pages-'));
  mkdirSync(data, { recursive: true });
  chmodSync(data, 0o755);
  /** @type {Running[]} */
  const running = [];
  try {
    const stack = await start(data, given('tickets') ?? '100000', running);
    const pages = PAGES.filter(({ name }) => name.startsWith(given('only') ?? ''));
    const results = await measure(stack, pages, Number(given('rounds') ?? 60), Number(given('passes') ?? 5));
    const instance = { tickets: await stack.count('ticket'), open: await stack.count("ticket where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner')"), partners: await stack.count('partner') };
    await stack.sql.end();
    return print(results, instance);
  } finally {
    for (const one of running.reverse()) await end(one);
    if (kept === undefined) rmSync(data, { recursive: true, force: true });
  }
}

/** @typedef {{ child: import('node:child_process').ChildProcess, part: any }} Running */

/** @param {string} data @param {string} tickets @param {Running[]} running what must be ended, whatever happens */
export async function start(data, tickets, running) {
  const env = { ...process.env, GUICHET_HTTP_PORT: '', GUICHET_SMTP_PORT: '', GUICHET_LOG_LEVEL: 'warn', GUICHET_DATA_DIR: data, NODE_ENV: 'production' };
  const { servers, parts, env: own } = await prepareStack(data, env);
  const whole = { ...env, ...own };
  const launch = /** @param {any} part */ async (part) => {
    const { child, ready } = await part.launch();
    const urls = await ready;
    running.push({ child, part });
    return urls;
  };
  for (const part of servers) await launch(part);
  const sql = connect(own.GUICHET_OWNER_DATABASE_URL ?? '', { max: 2 });
  guichet(['migrate'], whole);
  const [filled] = await sql`select 1 from ticket limit 1`;
  if (filled === undefined) guichet(['seed', '--tickets', tickets, '--password-file', join(data, 'first-password.txt')], whole);
  const web = parts.find(({ name }) => name === 'web');
  const { web: url } = await launch(web);
  return {
    sql, url, data,
    /** CPU so far, in ms: of the pages' process, and of PostgreSQL with all that it started. */
    cpuMs: () => ({ web: usageOf(running.at(-1)?.child.pid ?? 0).cpuMs, postgres: usageOf(running.find(({ part }) => part.name === 'postgres')?.child.pid ?? 0).cpuMs }),
    port: new URL(own.GUICHET_DATABASE_URL ?? '').port,
    count: /** @param {string} what */ async (what) => Number((await sql.unsafe(`select count(*)::int as n from ${what}`))[0]?.['n']),
    /** Stops the pages and starts them again: new connections, with the role's new settings. */
    again: async () => {
      const last = running.pop();
      if (last !== undefined) await end(last);
      await launch(web);
    },
  };
}

/** @param {Running} running */
export async function end({ child, part }) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  part.stop(child);
  await ended;
}

/** @param {string[]} args @param {NodeJS.ProcessEnv} env */
function guichet(args, env) {
  console.log(`guichet ${args[0]}…`);
  const done = spawnSync(process.execPath, [join(root, 'dist', 'cli', 'guichet.js'), ...args], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (done.status !== 0) throw new Error(`guichet ${args[0]} failed`);
}

/** @typedef {Awaited<ReturnType<typeof openSessions>>} Visits */

/** @param {Awaited<ReturnType<typeof start>>} stack @param {readonly import('./page-list.mjs').Page[]} pages @param {number} rounds @param {number} passes */
async function measure(stack, pages, rounds, passes) {
  const visits = await openSessions(stack.sql);
  const stolen = stealing();
  /** @type {Map<string, Awaited<ReturnType<typeof pass>>[]>} */
  const found = new Map(pages.map(({ name }) => [name, []]));
  let disturbed = 0;
  for (let n = 0; n < passes; n += 1) {
    for (const page of pages) {
      stolen();
      let one = await pass(stack, page, visits, rounds);
      let share = stolen();
      for (let again = 0; again < MOST_AGAIN && share > CALM_PERCENT; again += 1) {
        disturbed += 1;
        one = await pass(stack, page, visits, rounds);
        share = stolen();
      }
      if (share > CALM_PERCENT) console.log(`${page.name}: taken although the host kept ${share} % of the processors for others`);
      found.get(page.name)?.push(one);
    }
    console.log(`pass ${n + 1} of ${passes}; taken again so far because the host kept more than ${CALM_PERCENT} % of the processors for others: ${disturbed}`);
  }
  const queries = await countQueries(stack, pages, visits);
  return pages.map(({ name }) => summed(name, found.get(name) ?? [], queries.get(name) ?? 0));
}

/** On a virtual machine, the share of the time since the last asking that the host gave to others: what was measured then was not alone. */
function stealing() {
  const read = () => (existsSync('/proc/stat') ? readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]?.trim().split(/\s+/).slice(1).map(Number) ?? [] : []);
  let before = read();
  return () => {
    const now = read();
    const passed = now.map((one, i) => one - (before[i] ?? 0));
    before = now;
    const all = passed.slice(0, 8).reduce((sum, one) => sum + one, 0);
    return all === 0 ? 0 : tenth((100 * (passed[7] ?? 0)) / all);
  };
}

/** A page asked `rounds` times. @param {Awaited<ReturnType<typeof start>>} stack @param {import('./page-list.mjs').Page} page @param {Visits} visits @param {number} rounds */
async function pass(stack, page, visits, rounds) {
  const { cookie, pick } = visits[page.reader];
  const first = await ask(stack.url, page.path(pick, 0), cookie);
  if (first.status !== 200) return { absent: first.status };
  for (let n = 1; n <= 10; n += 1) await ask(stack.url, page.path(pick, n), cookie); // a part that has just started is slower
  const answers = [];
  const before = stack.cpuMs();
  for (let n = 0; n < rounds; n += 1) answers.push(await ask(stack.url, page.path(pick, n), cookie));
  const after = stack.cpuMs();
  const sorted = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = /** @param {number} share */ (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const wrong = answers.filter(({ status }) => status !== 200 && status !== 303).length;
  return { wrong, median: at(0.5), p95: at(0.95), web: (after.web - before.web) / rounds, postgres: (after.postgres - before.postgres) / rounds, bytes: Math.max(...answers.map(({ bytes }) => bytes)) };
}

/** @param {string} page @param {Awaited<ReturnType<typeof pass>>[]} passes @param {number} queries */
function summed(page, passes, queries) {
  const absent = passes.find((one) => one.absent !== undefined);
  if (absent !== undefined) return { page, absent: absent.absent };
  const of = /** @param {'wrong' | 'median' | 'p95' | 'bytes' | 'web' | 'postgres'} what */ (what) => passes.map((one) => ('wrong' in one ? Number(one[what]) : 0)).sort((a, b) => a - b);
  const middle = /** @param {readonly number[]} sorted */ (sorted) => tenth(sorted[Math.floor(sorted.length / 2)]);
  return { page, wrong: of('wrong').reduce((sum, one) => sum + one, 0), medianMs: middle(of('median')), p95Ms: middle(of('p95')), bestP95Ms: tenth(of('p95')[0]), worstP95Ms: tenth(of('p95').at(-1)), webCpuMs: middle(of('web')), postgresCpuMs: middle(of('postgres')), compressedBytes: of('bytes').at(-1) ?? 0, queries };
}

/** @param {number | undefined} ms */
function tenth(ms = 0) {
  return Math.round(ms * 10) / 10;
}

/** @param {Awaited<ReturnType<typeof measure>>} results @param {object} instance */
function print(results, instance) {
  console.table(results.map((one) => ('absent' in one
    ? { page: one.page, 'p95 ms': `not there (${one.absent})` }
    : { page: one.page, 'median ms': one.medianMs, 'p95 ms': one.p95Ms, 'p95, best and worst pass': `${one.bestP95Ms} – ${one.worstP95Ms}`, 'CPU ms: web': one.webCpuMs, 'CPU ms: PostgreSQL': one.postgresCpuMs, 'compressed kB': Math.round(one.compressedBytes / 100) / 10, queries: one.queries, wrong: one.wrong, 'within target': one.p95Ms < TARGET_MS && one.compressedBytes < TARGET_BYTES })));
  const report = { cpus: cpus().length, model: cpus()[0]?.model, load: loadavg().map((one) => Math.round(one * 10) / 10), node: process.version, targets: { p95Ms: TARGET_MS, bytes: TARGET_BYTES }, instance, results };
  console.log(JSON.stringify(report));
  try {
    writeFileSync(join(root, 'data', 'bench-pages.json'), JSON.stringify(report, null, 2));
  } catch (error) {
    console.log(`(not written to data/bench-pages.json: ${error instanceof Error ? error.message : error})`);
  }
  return results.some((one) => !('absent' in one) && (one.wrong > 0 || one.p95Ms >= TARGET_MS || one.compressedBytes >= TARGET_BYTES)) ? 1 : 0;
}
