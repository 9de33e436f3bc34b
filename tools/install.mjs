// @ts-check
// The locked packages: installed when they are missing or not those of package-lock.json.
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { cacheDir, root } from './paths.mjs';
import { attempt } from './run.mjs';
import { Plain, timed } from './say.mjs';

const oldestNode = { major: 20, minor: 19 };

/** Throws Plain when this Node is too old. @param {string} [version] such as 20.19.0 */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldestNode.major || (major === oldestNode.major && minor >= oldestNode.minor)) return;
  throw new Plain(`Guichet needs Node ${oldestNode.major}.${oldestNode.minor} or later; this is Node ${version}. See https://nodejs.org/.`);
}

/** Runs `npm ci` when node_modules is missing or stale, and makes `npx guichet` work in this checkout. */
export async function ensurePackages(checkout = root) {
  checkNode();
  const digest = digestOf(checkout);
  if (!isInstalled(checkout, digest)) {
    const lock = join(cacheDir('locks'), `install-${createHash('sha256').update(checkout).digest('hex').slice(0, 12)}`);
    await withLock(lock, 'installing packages in this checkout', () => install(checkout, digest));
  }
  linkCommand(checkout);
}

/** @param {string} checkout @param {string} digest */
async function install(checkout, digest) {
  if (isInstalled(checkout, digest)) return; // the one we waited for did it
  await timed('installing the locked packages with `npm ci` (from 10 s to 3 min, by the network)', async () => {
    const { code, output } = await attempt('npm', ['ci', '--no-audit', '--no-fund'], { cwd: checkout });
    if (code !== 0) throw new Plain(`The packages could not be installed. Is the npm registry reachable?\n${whatNpmSays(output)}`);
  });
  writeFileSync(stampFile(checkout), digest);
}

/** Its first words say what is wrong, its last ones how to use it. @param {string} output */
function whatNpmSays(output) {
  const errors = output.split('\n').filter((line) => line.startsWith('npm error'));
  return (errors.length > 0 ? errors : output.split('\n')).slice(0, 8).join('\n');
}

/** By our own stamp, else (after an `npm install` by hand) by npm's record of what it installed. @param {string} checkout @param {string} digest */
function isInstalled(checkout, digest) {
  if (existsSync(stampFile(checkout)) && readFileSync(stampFile(checkout), 'utf8') === digest) return true;
  if (!recordAgrees(checkout)) return false;
  writeFileSync(stampFile(checkout), digest);
  return true;
}

/** Whether what npm recorded in node_modules is what package-lock.json asks for. @param {string} checkout */
function recordAgrees(checkout) {
  const record = join(checkout, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = readPackages(record);
  const wanted = Object.entries(readPackages(join(checkout, 'package-lock.json'))).filter(([path]) => path !== '');
  // Optional packages of other systems are locked but not installed.
  return wanted.every(([path, { version, optional }]) => installed[path]?.version === version || (optional && !(path in installed)));
}

/** @param {string} file @returns {Record<string, { version: string, optional?: boolean }>} */
const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** @param {string} checkout */
const stampFile = (checkout) => join(checkout, 'node_modules', '.guichet-lock-digest');

/** The lock and the machine: a checkout shared by two systems or two Nodes' architectures is installed again. @param {string} checkout */
function digestOf(checkout) {
  const lock = readFileSync(join(checkout, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

/** npm links a package's commands into those that depend on it, never into itself. @param {string} checkout */
function linkCommand(checkout) {
  const bin = join(checkout, 'node_modules', '.bin');
  const link = join(bin, 'guichet');
  if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) return;
  mkdirSync(bin, { recursive: true });
  symlinkSync(join('..', '..', 'bin', 'guichet.cjs'), link);
}

