// @ts-check
// Gets a Temporal server that can be started on this machine. Each way is tried in turn, quickest first.
import { chmodSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { download, fetchJson } from './download.mjs';
import { withLock } from './lock.mjs';
import { cacheDir, findCached, root } from './paths.mjs';
import { attempt, isExecutable, run, which } from './run.mjs';
import { Plain, reason, say, timed } from './say.mjs';

/** The release this product is tested with. */
export const temporalVersion = '1.9.1';
/** The oldest server inside a `temporal` found on PATH that is accepted. */
const oldestServer = { major: 1, minor: 28 };

/**
 * The path of a `temporal` that can do `server start-dev`: `GUICHET_TEMPORAL_CLI`, PATH, this user's cache, the
 * release's download, a build by Go. Throws Plain with every way's reason when none works.
 * @returns {Promise<string>}
 */
export async function ensureTemporal(env = process.env) {
  const known = (await given(env)) ?? (await onPath()) ?? findCached('temporal', temporalVersion, 'temporal');
  if (known !== undefined) return known;
  const folder = cacheDir('temporal', temporalVersion);
  const target = join(folder, 'temporal');
  return withLock(join(folder, 'lock'), 'getting the Temporal server', async () => {
    if (!isExecutable(target)) await obtain(target);
    return target;
  });
}

/** @param {NodeJS.ProcessEnv} env */
async function given(env) {
  const path = env['GUICHET_TEMPORAL_CLI'];
  if (!path) return undefined;
  if (isExecutable(path)) return path;
  throw new Plain(`GUICHET_TEMPORAL_CLI is « ${path} », which is not an executable file.`);
}

async function onPath() {
  const path = which('temporal');
  if (path === undefined) return undefined;
  const { output } = await attempt(path, ['--version'], { limitMs: 10_000 });
  if (isRecent(output)) return path;
  say(`${path} is not used: « ${output.trim()} » holds no server ${oldestServer.major}.${oldestServer.minor} or later`);
  return undefined;
}

/** Whether « temporal version 1.4.1 (Server 1.28.0, UI 2.39.0) » holds a server that will do. @param {string} version */
export function isRecent(version) {
  const [, major, minor] = /Server (\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined || minor === undefined) return false;
  return Number(major) > oldestServer.major || (Number(major) === oldestServer.major && Number(minor) >= oldestServer.minor);
}

/** @param {string} target */
async function obtain(target) {
  const failures = [];
  for (const [name, way] of /** @type {const} */ ([['download', downloadRelease], ['Go build', buildWithGo]])) {
    try {
      return await way(target);
    } catch (error) {
      failures.push(`- ${name}: ${reason(error)}`);
      say(`Temporal by ${name} did not work: ${reason(error)}`);
    }
  }
  throw new Plain(
    ['No Temporal server can be had on this machine:', ...failures, 'Put `temporal` on PATH (https://temporal.io/setup/install-temporal-cli),', 'or set GUICHET_TEMPORAL_ADDRESS to a server that runs elsewhere.'].join('\n'),
  );
}

/** The same archive that Temporal's SDK would take. @param {string} target */
async function downloadRelease(target) {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const where = `https://temporal.download/cli/v${temporalVersion}?platform=${process.platform}&arch=${arch}&sdk-name=sdk-typescript&sdk-version=1.24.0`;
  const found = await fetchJson(where);
  if (!isArchive(found)) throw new Error('temporal.download gave an unknown answer');
  await timed(`downloading Temporal ${temporalVersion} (about 50 MB)`, () => unpackInto(target, found));
}

/** @param {unknown} found @returns {found is { archiveUrl: string, fileToExtract: string }} */
function isArchive(found) {
  return typeof found === 'object' && found !== null && 'archiveUrl' in found && 'fileToExtract' in found && typeof found.fileToExtract === 'string';
}

/** @param {string} target @param {{ archiveUrl: string, fileToExtract: string }} found */
async function unpackInto(target, { archiveUrl, fileToExtract }) {
  const folder = mkdtempSync(`${target}.partial-`);
  try {
    await download(archiveUrl, join(folder, 'archive'));
    await run('tar', ['-xf', 'archive', fileToExtract], { cwd: folder });
    await putInPlace(join(folder, fileToExtract), target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Go keeps what it has fetched and compiled, so a build that was interrupted goes on where it stopped. No `go mod download`
 * before: that asks for records of each module that a build does without, and a mirror may lack them.
 * @param {string} target
 */
async function buildWithGo(target) {
  const go = which('go');
  if (go === undefined) throw new Error('Go is not installed');
  const partial = `${target}.partial-${process.pid}`;
  const cwd = join(root, 'tools', 'temporal-build');
  const env = { ...process.env, GOTOOLCHAIN: 'auto', ...goFolders() };
  const version = `-s -w -X github.com/temporalio/cli/internal/temporalcli.Version=${temporalVersion}`;
  const args = ['build', '-trimpath', '-buildvcs=false', '-ldflags', version, '-o', partial, 'github.com/temporalio/cli/cmd/temporal'];
  try {
    await timed('building Temporal from its sources with Go (5 to 10 min on two cores, once a machine; an interrupted build resumes)', () => run(go, args, { cwd, env }));
    await putInPlace(partial, target);
  } finally {
    rmSync(partial, { force: true });
  }
}

/** Go wants a home for its caches; without one they stand beside ours. */
function goFolders(env = process.env) {
  if (env['HOME'] || env['GOPATH']) return {};
  return { GOPATH: cacheDir('go'), GOCACHE: cacheDir('go-build') };
}

/** Whole or not at all, and only if it runs. @param {string} partial @param {string} target */
async function putInPlace(partial, target) {
  chmodSync(partial, 0o755);
  await run(partial, ['--version'], { limitMs: 30_000 });
  renameSync(partial, target);
}
