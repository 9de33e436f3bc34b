// @ts-check
// `npm run screenshots [-- name…]`: pictures of the pages under docs/pictures, those of the guides and of README.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './paths.mjs';
import { loadGallery, withBrowser } from './samples.mjs';
import { complain, say } from './say.mjs';

try {
  await withBrowser();
  const { takePictures } = await loadGallery();
  let count = 0;
  let bytes = 0;
  await takePictures(process.argv.slice(2), (/** @type {{ file: string, body: Buffer }} */ { file, body }) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), body);
    count += 1;
    bytes += body.length;
  });
  say(`${count} pictures, ${(bytes / 1e6).toFixed(1)} MB`);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
