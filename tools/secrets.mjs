// @ts-check
// The random passwords of this data folder, made once and readable by its owner alone.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Plain } from './say.mjs';

/** @typedef {{ superuser: string, owner: string, app: string, web: string, session: string }} Secrets */

/**
 * Reads data/secrets.json, or makes it. `made` tells that it is new, so that a database that is not must learn it.
 * @param {string} data
 * @returns {{ secrets: Secrets, made: boolean }}
 */
export function ensureSecrets(data) {
  const file = join(data, 'secrets.json');
  const text = readIfThere(file);
  if (text !== null) return known(text, file);
  const secrets = { superuser: word(), owner: word(), app: word(), web: word(), session: word() };
  mkdirSync(data, { recursive: true });
  writePrivate(file, JSON.stringify(secrets, null, 2));
  return { secrets, made: true };
}

/** Letters and digits only: safe in a URL and in SQL. */
const word = () => randomBytes(24).toString('hex');

/** @param {string} file */
function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** A file of before the pages had a role of their own gets its password. @param {string} text @param {string} file @returns {{ secrets: Secrets, made: boolean }} */
function known(text, file) {
  const read = JSON.parse(text);
  if ('web' in read) return { secrets: check(read, file), made: false };
  const secrets = check({ ...read, web: word() }, file);
  writePrivate(file, JSON.stringify(secrets, null, 2));
  return { secrets, made: true };
}

/** @param {Record<string, string>} read @param {string} file @returns {Secrets} */
function check(read, file) {
  for (const name of ['superuser', 'owner', 'app', 'web', 'session']) {
    if (!/^[0-9a-f]{32,}$/.test(read[name] ?? '')) throw new Plain(`${file} is damaged (« ${name} »). Remove it: new passwords are made at the next start.`);
  }
  return /** @type {Secrets} */ (read);
}

/** Writes a file whole or not at all, for its owner's eyes only. @param {string} file @param {string} text */
export function writePrivate(file, text) {
  writeFileSync(`${file}.partial`, text, { mode: 0o600 });
  renameSync(`${file}.partial`, file);
}
