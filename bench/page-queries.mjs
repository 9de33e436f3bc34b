// @ts-check
// How many queries a page makes: PostgreSQL's own log of what the web process asked, in a run apart from the one that is timed.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { databaseUrl } from '../tools/postgres.mjs';
import { root } from '../tools/paths.mjs';
import { ask } from './page-visits.mjs';

const require = createRequire(import.meta.url);
/** @type {typeof import('../db/connect.ts')} */
const { connect } = require(join(root, 'dist', 'db', 'connect.js'));

/** @typedef {{ url: string, data: string, port: string, again: () => Promise<void> }} Stack */

/**
 * @param {Stack} stack @param {readonly import('./page-list.mjs').Page[]} pages @param {Record<string, import('./page-visits.mjs').Visitor>} visits
 * @returns {Promise<Map<string, number>>} by the page's name; the most of three visits, the session's own query included
 */
export async function countQueries(stack, pages, visits) {
  const { superuser } = JSON.parse(readFileSync(join(stack.data, 'secrets.json'), 'utf8'));
  const sql = connect(databaseUrl({ role: 'postgres', password: superuser, port: Number(stack.port) }), { max: 1 });
  const counts = new Map();
  await sql.unsafe(`alter role guichet_web set log_statement = 'all'`);
  try {
    await stack.again();
    for (const page of pages) {
      const visit = visits[page.reader];
      if (visit === undefined) continue;
      for (let n = 0; n < 2; n += 1) await ask(stack.url, page.path(visit.pick, n), visit.cookie); // types and contracts are looked up once
      let most = 0;
      for (let n = 0; n < 3; n += 1) most = Math.max(most, await queriesOf(stack, page.path(visit.pick, n), visit.cookie));
      counts.set(page.name, most);
    }
  } finally {
    await sql.unsafe(`alter role guichet_web reset log_statement`);
    await sql.end();
  }
  return counts;
}

/** @param {Stack} stack @param {string} path @param {string} cookie */
async function queriesOf(stack, path, cookie) {
  const file = join(stack.data, 'logs', 'postgres.log');
  const from = existsSync(file) ? statSync(file).size : 0;
  await ask(stack.url, path, cookie);
  await pause(50); // the log is written by another process
  const lines = readFileSync(file).subarray(from).toString('utf8').split('\n');
  return lines.filter((line) => /LOG:\s+(?:execute|statement)/.test(line) && !/: (?:begin|commit|rollback|set local|select set_config\('guichet)/i.test(line)).length;
}
