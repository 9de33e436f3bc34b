// @ts-check
// Compiles the product into dist/, and its workflows into one bundle; nothing is done when no source changed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkNode, ensurePackages } from './install.mjs';
import { withLock } from './lock.mjs';
import { cacheDir, root } from './paths.mjs';
import { run } from './run.mjs';
import { complain, timed } from './say.mjs';

const ignored = new Set(['node_modules', 'dist', 'dist-partial', 'data', 'docs', 'test', 'tools', 'coverage']);
const dist = join(root, 'dist');
const stamp = join(dist, '.built');

/** Makes dist/ what the sources say. Throws Plain with the compiler's words when they do not compile. */
export async function build() {
  const lock = join(cacheDir('locks'), `build-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`);
  await withLock(lock, 'building this checkout', async () => {
    const digest = digestOfSources();
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
    await timed('building', () => compile());
    writeFileSync(stamp, digest);
  });
}

/** Beside and then in place, so that what runs from dist/ never finds half of it and no removed source lives on. */
async function compile() {
  const partial = `${dist}-partial`;
  rmSync(partial, { recursive: true, force: true });
  await run(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json', '--outDir', partial], { cwd: root });
  rmSync(dist, { recursive: true, force: true });
  renameSync(partial, dist);
  const bundle = join(dist, 'worker', 'bundle.js');
  if (existsSync(bundle)) await run(process.execPath, [bundle], { cwd: root });
}

function digestOfSources() {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of sources(root).sort()) hash.update(relative(root, file)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

/** @param {string} folder @returns {string[]} */
function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || ignored.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$|^tsconfig.*\.json$|^package-lock\.json$/.test(entry.name) ? [path] : [];
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    checkNode();
    await ensurePackages();
    await build();
  } catch (error) {
    complain(error);
    process.exitCode = 1;
  }
}
