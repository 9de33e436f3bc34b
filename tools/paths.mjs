// @ts-check
// Where things are: the checkout, its data, and what this user keeps between checkouts.
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout that these tools belong to. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The folder of what the desk keeps: `GUICHET_DATA_DIR`, else `data/` in the checkout. */
export function dataDir(env = process.env) {
  return resolve(root, env['GUICHET_DATA_DIR'] || 'data');
}

/**
 * A folder of this user's cache, made when missing: `GUICHET_CACHE_DIR`, XDG_CACHE_HOME/guichet, ~/.cache/guichet,
 * or the temporary folder where there is no home that can be written to.
 * @param {...string} parts
 */
export function cacheDir(...parts) {
  for (const candidate of cacheRoots()) {
    try {
      const folder = join(candidate, ...parts);
      mkdirSync(folder, { recursive: true });
      accessSync(folder, constants.W_OK);
      return folder;
    } catch {
      // Not ours to write in: the next candidate, the last of which is the temporary folder.
    }
  }
  throw new Error('No folder can be written to for the cache: set GUICHET_CACHE_DIR to one that can.');
}

/**
 * The first existing file of that name in any of this user's caches; undefined when there is none.
 * @param {...string} parts
 */
export function findCached(...parts) {
  return cacheRoots().map((candidate) => join(candidate, ...parts)).find((file) => existsSync(file));
}

function cacheRoots(env = process.env) {
  const homes = [env['HOME'], userInfo().homedir].filter((home) => home && isAbsolute(home)).map((home) => join(String(home), '.cache'));
  const given = env['GUICHET_CACHE_DIR'];
  const caches = [env['XDG_CACHE_HOME'], ...homes].filter((cache) => cache && isAbsolute(cache)).map((cache) => join(String(cache), 'guichet'));
  return [...(given ? [resolve(given)] : caches), join(tmpdir(), `guichet-cache-${userInfo().username}`)];
}
