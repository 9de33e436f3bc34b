// @ts-check
// What a line of the access log costs a page: the same pages asked in turn as an opening, which is noted, and as a page that looks again, which is not.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../tools/paths.mjs';
import { end, start } from './pages.mjs';
import { ask, openSessions } from './page-visits.mjs';

const require = createRequire(import.meta.url);
/** @type {typeof import('./processes.ts')} */
const { usageOf } = require(join(root, 'dist', 'bench', 'processes.js'));

const AGAIN = { 'x-guichet-refresh': '1' };
const IN_A_ROW = 50;

/**
 * `--tickets 2000 --rounds 600`: how many tickets, how many pages of each way. CPU is that of the web process and of PostgreSQL together.
 * @param {string[]} args
 */
export async function bench(args) {
  const given = /** @param {string} name @param {number} otherwise */ (name, otherwise) => (args.includes(`--${name}`) ? Number(args[args.indexOf(`--${name}`) + 1]) : otherwise);
  const data = mkdtempSync(join(tmpdir(), 'guichet-access-'));
  chmodSync(data, 0o755);
  /** @type {import('./pages.mjs').Running[]} */
  const running = [];
  try {
    const stack = await start(data, String(given('tickets', 2_000)), running);
    const { agent } = await openSessions(stack.sql);
    const rounds = given('rounds', 600);
    const references = (await stack.sql`select reference from ticket where caf = '31' and not restricted order by reference limit ${IN_A_ROW}`).map((row) => String(row['reference']));
    const cpu = () => running.reduce((sum, { child }) => sum + usageOf(child.pid ?? 0).cpuMs, 0);
    /** @type {Record<string, { ms: number[], cpuMs: number, pages: number }>} */
    const ways = { noted: { ms: [], cpuMs: 0, pages: 0 }, again: { ms: [], cpuMs: 0, pages: 0 } };
    for (const reference of references) await ask(stack.url, `/demandes/${reference}`, agent.cookie);
    for (let n = 0; n < rounds; n += IN_A_ROW) {
      for (const way of n % (2 * IN_A_ROW) === 0 ? ['noted', 'again'] : ['again', 'noted']) {
        const before = cpu();
        for (const reference of references) ways[way]?.ms.push((await ask(stack.url, `/demandes/${reference}`, agent.cookie, way === 'again' ? AGAIN : {})).ms);
        await pause(400); // what waits is written
        const one = ways[way];
        if (one !== undefined) [one.cpuMs, one.pages] = [one.cpuMs + cpu() - before, one.pages + references.length];
      }
    }
    const [log] = await stack.sql`select count(*)::int as lines, pg_total_relation_size('access_log')::int as bytes from access_log`;
    const of = /** @param {string} way */ (way) => {
      const { ms, cpuMs, pages } = ways[way] ?? { ms: [], cpuMs: 0, pages: 1 };
      const sorted = [...ms].sort((a, b) => a - b);
      return { pages, medianMs: sorted[Math.floor(pages * 0.5)], p95Ms: sorted[Math.floor(pages * 0.95)], cpuMsAPage: cpuMs / pages };
    };
    console.log(JSON.stringify({ noted: of('noted'), again: of('again'), lines: log?.['lines'], bytesALine: Math.round(Number(log?.['bytes']) / Number(log?.['lines'])) }));
    await stack.sql.end();
    return 0;
  } finally {
    for (const one of running.reverse()) await end(one);
    rmSync(data, { recursive: true, force: true });
  }
}
