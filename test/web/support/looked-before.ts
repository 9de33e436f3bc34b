import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheDir } from '../../../tools/paths.mjs';
import { assetsList } from '../../../web/assets';
import { packageRoot } from '../../../web/root';

/** How a page is looked at: any change of it and everything is looked at again. */
const HOW = ['look.ts', 'pairs.ts', 'swap.ts', 'unfold.ts'].map((file) => join(packageRoot(), 'test/web/support', file));

export interface LookedBefore {
  knows(html: string): boolean;
  remember(html: string): void;
}

/**
 * What this user's machine has found good: a page is known when its HTML, every style sheet, script and font, axe-core, the browser and
 * the way of looking are the same to the byte. `GUICHET_LOOK_AGAIN=1`: nothing is.
 */
export function lookedBefore(browserVersion: string): LookedBefore {
  const means = createHash('sha256').update(browserVersion);
  for (const file of [...HOW, require.resolve('axe-core/axe.min.js')]) means.update(readFileSync(file));
  for (const { url, body } of assetsList()) means.update(url).update(body);
  const folder = cacheDir('looked-at', means.digest('hex').slice(0, 32));
  forgetOld(dirname(folder));
  const fileOf = (html: string): string => join(folder, createHash('sha256').update(html).digest('hex'));
  return {
    knows: (html) => process.env['GUICHET_LOOK_AGAIN'] !== '1' && existsSync(fileOf(html)),
    remember: (html) => writeFileSync(fileOf(html), ''),
  };
}

/** Ways of looking that are kept, the latest: branches of a checkout have each their own. */
const KEPT = 12;

function forgetOld(folder: string): void {
  const all = readdirSync(folder).map((name) => join(folder, name));
  if (all.length <= KEPT) return;
  const latest = all.map((path) => ({ path, at: statSync(path).mtimeMs })).sort((a, b) => b.at - a.at);
  for (const { path } of latest.slice(KEPT)) rmSync(path, { recursive: true, force: true });
}
