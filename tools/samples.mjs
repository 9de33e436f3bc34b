// @ts-check
// The sample data of the tests, compiled for the gallery, the screenshots and the accessibility report. Development only.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { checkNode, ensurePackages } from './install.mjs';
import { dataDir, root } from './paths.mjs';
import { run } from './run.mjs';

const require = createRequire(import.meta.url);

/** Compiles sources and samples under the data folder, and says where. @returns {Promise<string>} */
export async function compileSamples() {
  checkNode();
  await ensurePackages();
  const folder = join(dataDir(), 'samples');
  await run(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json', '--outDir', folder], { cwd: root });
  return folder;
}

/**
 * The gallery's server, for all states and letters, and what looks at it.
 * @returns {Promise<any>}
 */
export async function loadGallery() {
  const folder = await compileSamples();
  return require(join(folder, 'test', 'web', 'support', 'index.js'));
}

/** A Chromium, found or installed, as the samples' own launcher wants it. */
export async function withBrowser() {
  process.env['GUICHET_CHROMIUM'] = await ensureBrowser();
}
