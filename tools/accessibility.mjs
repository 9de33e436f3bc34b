// @ts-check
// `npm run accessibility [-- state…]`: looks at every state of every page and at every letter (or at those named, and at those that
// the report does not hold yet), and writes docs/accessibility-report.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { loadGallery, withBrowser } from './samples.mjs';
import { complain, say } from './say.mjs';

try {
  await withBrowser();
  const { makeReport } = await loadGallery();
  const names = process.argv.slice(2);
  const before = names.length === 0 ? null : readFileSync(join(root, 'docs', 'accessibility-report.json'), 'utf8');
  const { json, markdown, faults } = await makeReport((/** @type {string} */ line) => say(line), names, before);
  writeFileSync(join(root, 'docs', 'accessibility-report.json'), json);
  writeFileSync(join(root, 'docs', 'accessibility-report.md'), markdown);
  say(faults === 0 ? 'no fault; docs/accessibility-report.{json,md}' : `${faults} faults; see docs/accessibility-report.md`);
  process.exitCode = faults === 0 ? 0 : 1;
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
