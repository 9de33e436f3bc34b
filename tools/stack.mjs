// @ts-check
// What `npm start` runs: the servers that the environment does not name, then the parts of the product.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { endLeftover, ensureCluster, databaseUrl, startPostgres } from './postgres.mjs';
import { postgresHome } from './postgres-home.mjs';
import { choosePort } from './ports.mjs';
import { openLog } from './logs.mjs';
import { root } from './paths.mjs';
import { Plain } from './say.mjs';
import { ensureSecrets } from './secrets.mjs';
import { startTemporal } from './temporal-server.mjs';
import { ensureTemporal } from './temporal.mjs';

/** @typedef {import('./keeper.mjs').Part} Part */
/** @typedef {{ servers: Part[], parts: Part[], env: Record<string, string> }} Stack */

/**
 * Makes ready all that can be before anything runs: ports, programs, the database's folder.
 * @param {string} data
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Stack>}
 */
export async function prepareStack(data, env) {
  const logs = join(data, 'logs');
  const { secrets, made } = ensureSecrets(data);
  const database = env['GUICHET_DATABASE_URL'] ? outsideDatabase(env) : await ownDatabase(data, logs, secrets, made, env);
  const temporal = env['GUICHET_TEMPORAL_ADDRESS'] ? { servers: [], env: {} } : await ownTemporal(data, logs, env);
  const http = await choosePort({ name: 'the web pages', variable: 'GUICHET_HTTP_PORT', usual: 3000, host: env['GUICHET_HTTP_HOST'] }, env);
  const smtp = await choosePort({ name: 'the SMTP door', variable: 'GUICHET_SMTP_PORT', usual: 2525, host: env['GUICHET_SMTP_HOST'] }, env);
  const own = { ...database.env, ...temporal.env, GUICHET_DATA_DIR: data, GUICHET_HTTP_PORT: String(http), GUICHET_SMTP_PORT: String(smtp), GUICHET_SESSION_SECRETS: env['GUICHET_SESSION_SECRETS'] || secrets.session };
  const servers = [...database.servers, ...temporal.servers];
  return { servers, env: own, parts: productParts(logs, servers.map(({ name }) => name), { ...env, ...own }) };
}

/** @param {NodeJS.ProcessEnv} env */
function outsideDatabase(env) {
  if (!env['GUICHET_OWNER_DATABASE_URL']) throw new Plain('GUICHET_DATABASE_URL is set: set GUICHET_OWNER_DATABASE_URL too, the role that owns the tables and migrates.');
  if (!env['GUICHET_WEB_DATABASE_URL']) throw new Plain('GUICHET_DATABASE_URL is set: set GUICHET_WEB_DATABASE_URL too, the role of the pages, under row security.');
  return { servers: /** @type {Part[]} */ ([]), env: {} };
}

/**
 * @param {string} data @param {string} logs @param {import('./secrets.mjs').Secrets} secrets @param {boolean} renew @param {NodeJS.ProcessEnv} env
 */
async function ownDatabase(data, logs, secrets, renew, env) {
  const home = await postgresHome(join(data, 'postgres'));
  await endLeftover(home);
  await ensureCluster(home, secrets, { renew });
  const port = await choosePort({ name: 'PostgreSQL', variable: 'GUICHET_POSTGRES_PORT', usual: 5433 }, env);
  const log = openLog(logs, 'postgres');
  /** @type {Part} */
  const part = {
    name: 'postgres',
    launch: () => startPostgres(home, { port, log: log.descriptor }),
    stop: (child) => child.kill('SIGINT'), // « fast »: ends what is open, writes all down
    graceMs: 20_000,
    lastWords: () => log.lastLines(25),
  };
  return { servers: [part], env: { GUICHET_DATABASE_URL: databaseUrl({ role: 'guichet_app', password: secrets.app, port }), GUICHET_OWNER_DATABASE_URL: databaseUrl({ role: 'guichet_owner', password: secrets.owner, port }), GUICHET_WEB_DATABASE_URL: databaseUrl({ role: 'guichet_web', password: secrets.web, port }) } };
}

/** @param {string} data @param {string} logs @param {NodeJS.ProcessEnv} env */
async function ownTemporal(data, logs, env) {
  const cli = await ensureTemporal(env);
  const port = await choosePort({ name: 'Temporal', variable: 'GUICHET_TEMPORAL_PORT', usual: 7233 }, env);
  const uiPort = env['GUICHET_TEMPORAL_UI_PORT'] ? await choosePort({ name: "Temporal's pages", variable: 'GUICHET_TEMPORAL_UI_PORT', usual: 8233 }, env) : undefined;
  const log = openLog(logs, 'temporal');
  /** @type {Part} */
  const part = {
    name: 'temporal',
    launch: async () => startTemporal(cli, { port, uiPort, log: log.descriptor, file: join(data, 'temporal', 'temporal.db') }),
    stop: (child) => child.kill('SIGTERM'),
    graceMs: 15_000,
    lastWords: () => log.lastLines(25),
  };
  return { servers: [part], env: { GUICHET_TEMPORAL_ADDRESS: `127.0.0.1:${port}` } };
}

/** A page makes some megabytes of garbage: with room for several pages, half as much time goes into clearing it away (docs/figures.md). */
const YOUNG_PAGES = '--max-semi-space-size=32';

/** Started in this order, stopped in the reverse one: the web pages first, the worker last. @param {string} logs @param {string[]} needs @param {NodeJS.ProcessEnv} env */
function productParts(logs, needs, env) {
  // Only migrations own the tables: what runs has no use for that role.
  const { GUICHET_OWNER_DATABASE_URL: _owner, GUICHET_WEB_DATABASE_URL: web, ...partEnv } = env;
  // The pages alone are under row security, and are given no other role.
  const webEnv = { ...partEnv, GUICHET_DATABASE_URL: web };
  return [
    forkedPart('worker', join('dist', 'worker', 'main.js'), { logs, needs, env: partEnv, graceMs: 20_000 }),
    forkedPart('door', join('dist', 'api', 'door-main.js'), { logs, needs, env: partEnv, graceMs: 20_000 }),
    forkedPart('web', join('dist', 'api', 'main.js'), { logs, needs, env: webEnv, graceMs: 10_000, execArgv: [YOUNG_PAGES] }),
  ];
}

/**
 * A Node program that says `{ ready: true, urls }` on its channel, stops on SIGTERM, and ends when the channel closes (part.ts).
 * @param {string} name @param {string} file below the checkout
 * @param {{ logs: string, needs: readonly string[], env: NodeJS.ProcessEnv, graceMs: number, execArgv?: readonly string[] }} options
 * @returns {Part}
 */
export function forkedPart(name, file, { logs, needs, env, graceMs, execArgv = [] }) {
  const log = openLog(logs, name);
  return {
    name,
    needs,
    graceMs,
    lastWords: () => log.lastLines(25),
    stop: (child) => child.kill('SIGTERM'),
    launch: async () => {
      // Its own process group: Ctrl-C at the terminal reaches the supervisor alone.
      const child = fork(join(root, file), [], { env, execArgv: [...execArgv], cwd: root, detached: true, stdio: ['ignore', log.descriptor, log.descriptor, 'ipc'] });
      return { child, ready: waitForReady(child) };
    },
  };
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<Record<string, string>>} */
function waitForReady(child) {
  return new Promise((resolve, reject) => {
    child.on('message', (/** @type {any} */ message) => {
      if (message?.ready === true) resolve(message.urls ?? {});
    });
    child.once('exit', () => reject(new Error('ended before it was ready')));
  });
}
