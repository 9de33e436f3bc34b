// @ts-check
// Who looks at the pages, and how a page is asked: over one kept connection, compressed, to its last byte.
import { createHash, randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { root } from '../tools/paths.mjs';

const require = createRequire(import.meta.url);
/** @type {typeof import('../db/seed.ts')} */
const { insertAccount } = require(join(root, 'dist', 'db', 'seed.js'));
/** @type {typeof import('../cli/large/departments.ts')} */
const { DEPARTMENTS } = require(join(root, 'dist', 'cli', 'large', 'departments.js'));
/** @type {typeof import('../cli/large/chance.ts')} */
const { Chance } = require(join(root, 'dist', 'cli', 'large', 'chance.js'));

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const FIVE = ['21', '31', '59', '76', '95'];
const WORDS = ['connexion', 'blanche', 'certificat', 'habilitation', 'navigateur', 'quotient', 'permanence', 'allocataire', 'trésorerie', 'déménagement', 'Castelbrande', 'Peyradelle', 'export', 'T13', 'E-204', 'justificatif', 'capture', 'suppléante'];

/** @typedef {{ cookie: string, pick: (of: keyof import('./page-list.mjs').Samples) => string }} Visitor */

/**
 * A session for each kind of reader, and the tickets that they may ask for. The sign-in itself is not measured: sessions are written down as it would.
 * @param {import('postgres').Sql} sql
 * @returns {Promise<Record<import('./page-list.mjs').Reader, Visitor>>}
 */
export async function openSessions(sql) {
  const everywhere = DEPARTMENTS.map(({ code }) => code);
  await sql`delete from session where account_id like 'bench-%'`;
  return {
    agent: await visitor(sql, 'agent', ['31']),
    several: await visitor(sql, 'agent', FIVE),
    everywhere: await visitor(sql, 'agent', everywhere),
    manager: await visitor(sql, 'manager', ['31']),
  };
}

/** @param {import('postgres').Sql} sql @param {'agent' | 'manager'} role @param {string[]} cafs @returns {Promise<Visitor>} */
async function visitor(sql, role, cafs) {
  const id = `bench-${role}-${cafs.length}`;
  await insertAccount(sql, /** @type {any} */ ({ id, login: `${id}@cafs.example`, name: 'Mesure', role, cafs, passwordHash: 'none' }));
  const token = randomBytes(32).toString('base64url');
  const now = new Date().toISOString();
  await sql`insert into session (token_hash, account_id, csrf, created_at, seen_at) values (${createHash('sha256').update(token).digest()}, ${id}, 'bench', ${now}, ${now})`;
  const chance = new Chance(11, cafs.length);
  const references = /** @param {boolean} open */ async (open) => (await sql`select reference from ticket where caf = any(${cafs}) and not restricted and (not ${open} or phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner')) order by reference limit 400`).map((row) => String(row['reference']));
  /** @type {import('./page-list.mjs').Samples} */
  const samples = { open: await references(true), any: await references(false), words: WORDS, conventions: [] };
  return { cookie: `guichet=${token}`, pick: (of) => chance.pick(samples[of]) };
}

/**
 * Asks for a page; `ms` from the request to the last byte, `bytes` as they went over the line.
 * @param {string} url @param {string} path @param {string} cookie @param {Record<string, string>} headers more of them @returns {Promise<{ status: number, ms: number, bytes: number }>}
 */
export function ask(url, path, cookie, headers = {}) {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const request = get(new URL(path, url), { agent, headers: { ...headers, cookie, 'accept-encoding': 'br, gzip' } }, (response) => {
      let bytes = 0;
      response.on('data', (/** @type {Buffer} */ chunk) => (bytes += chunk.length));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, ms: performance.now() - begun, bytes }));
      response.once('error', reject);
    });
    request.once('error', reject);
  });
}
