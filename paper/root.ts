import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The package's own folder, whether this runs from the sources or from dist/. @throws Error when no package.json is above. */
export function packageRoot(from: string = __dirname): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('paper: no package.json above this file; run from a checkout or a full image');
  return packageRoot(parent);
}
