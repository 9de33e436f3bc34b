import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The checkout's folder, found from the sources as from dist/. @throws Error when there is none above. */
export function rootFolder(from: string = __dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && readFileSync(manifest, 'utf8').includes('"name": "guichet-unique"')) return folder;
    if (dirname(folder) === folder) throw new Error(`no package.json of guichet-unique above ${from}`);
  }
}
