// @ts-check
// Gets Temporal's test server, which skips time (tests only).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { aptInstall } from './apt.mjs';
import { download, fetchJson } from './download.mjs';
import { withLock } from './lock.mjs';
import { cacheDir, findCached, root } from './paths.mjs';
import { anyPort, isFree } from './ports.mjs';
import { attempt, isExecutable, run, which } from './run.mjs';
import { Plain, reason, say, timed } from './say.mjs';

export const testServerVersion = '1.38.0';
const name = 'temporal-test-server';
const main = 'io.temporal.testserver.TestServer';
const archive = 'classes.jsa';
/** It lives for one test file: starting soon matters, running fast for hours does not. */
const quick = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xmx512m'];

/**
 * The path of the test server: `GUICHET_TEMPORAL_TEST_SERVER`, PATH, this user's cache, the release's download,
 * Maven. Throws Plain with every way's reason when none works.
 * @returns {Promise<string>}
 */
export async function ensureTestServer(env = process.env) {
  const given = env['GUICHET_TEMPORAL_TEST_SERVER'];
  if (given && !isExecutable(given)) throw new Plain(`GUICHET_TEMPORAL_TEST_SERVER is « ${given} », which is not an executable file.`);
  const known = given || which(name) || (await cached());
  if (known) return known;
  const folder = cacheDir(name);
  return withLock(join(folder, 'lock'), "getting Temporal's test server", async () => (await cached()) ?? obtain(folder));
}

/** A wrapper without its Java is of no use; one without its archive is made again. */
async function cached() {
  const path = findCached(name, testServerVersion, name);
  if (path === undefined) return undefined;
  const folder = dirname(path);
  if (!existsSync(join(folder, 'lib'))) return path;
  await ensureJava();
  return existsSync(join(folder, archive)) ? path : undefined;
}

/** @param {string} folder */
async function obtain(folder) {
  const target = join(folder, testServerVersion);
  const failures = [];
  for (const way of [downloadRelease, copyFromMaven]) {
    const partial = mkdtempSync(join(folder, 'partial-'));
    try {
      await way(partial);
      chmodSync(join(partial, name), 0o755);
      chmodSync(partial, 0o755);
      rmSync(target, { recursive: true, force: true });
      renameSync(partial, target);
      if (existsSync(join(target, 'lib'))) await archiveClasses(target);
      return join(target, name);
    } catch (error) {
      failures.push(`- ${reason(error)}`);
      say(`the test server by ${way === downloadRelease ? 'download' : 'Maven'} did not work: ${reason(error)}`);
      rmSync(partial, { recursive: true, force: true });
    }
  }
  throw new Plain(["Temporal's test server cannot be had on this machine:", ...failures, 'Set GUICHET_TEMPORAL_TEST_SERVER to its path.'].join('\n'));
}

/** @param {string} partial */
async function downloadRelease(partial) {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const where = `https://temporal.download/${name}/v${testServerVersion}?platform=${process.platform}&arch=${arch}&sdk-name=sdk-typescript&sdk-version=1.24.0`;
  const found = await fetchJson(where);
  if (typeof found !== 'object' || found === null || !('archiveUrl' in found) || !('fileToExtract' in found)) throw new Error('temporal.download gave an unknown answer');
  const { archiveUrl, fileToExtract } = found;
  await timed("downloading Temporal's test server", async () => {
    await download(String(archiveUrl), join(partial, 'archive'));
    await run('tar', ['-xf', 'archive', String(fileToExtract)], { cwd: partial });
    renameSync(join(partial, String(fileToExtract)), join(partial, name));
  });
}

/** @param {string} partial */
async function copyFromMaven(partial) {
  await ensureJava();
  if (which('mvn') === undefined) await aptInstall(['maven'], 'Maven');
  const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';
  const args = ['-q', '-B', '-f', join(root, 'tools', 'test-server', 'pom.xml'), goal, `-DoutputDirectory=${join(partial, 'lib')}`, '-DincludeScope=runtime'];
  await timed("fetching Temporal's test server from Maven Central (38 MB, about 20 s, once)", () => run('mvn', args, { limitMs: 600_000 }));
  const java = `exec java ${quick.join(' ')} -Xlog:disable -XX:SharedArchiveFile="$here/${archive}" -cp "$here/lib/*" ${main} "$@"`;
  writeFileSync(join(partial, name), `#!/bin/sh\nhere=$(dirname "$0")\n${java}\n`);
}

/**
 * Java keeps what it has loaded and checked in an archive: the server then starts with a quarter of the work, of which the SDK
 * waits 5 s at most, however busy the machine. An archive that another Java cannot use is passed over.
 * @param {string} folder
 */
async function archiveClasses(folder) {
  const port = await anyPort();
  const args = [...quick, '-Xlog:disable', `-XX:ArchiveClassesAtExit=${join(folder, archive)}`, '-cp', join(folder, 'lib', '*'), main, String(port)];
  const server = spawn('java', args, { stdio: 'ignore' });
  const ended = once(server, 'exit');
  for (let tries = 0; tries < 1200 && server.exitCode === null && (await isFree(port)); tries += 1) await pause(50);
  server.kill('SIGTERM');
  await ended;
  if (!existsSync(join(folder, archive))) writeFileSync(join(folder, archive), ''); // this Java makes none: it starts all the same
}

async function ensureJava() {
  const { code } = await attempt('java', ['-version'], { limitMs: 30_000 });
  if (code !== 0) await aptInstall(['default-jre-headless'], 'Java');
}
