// @ts-check
// Gets a Chromium (tests and screenshots), and the Dovecot that the IMAP tests collect from.
import { createRequire } from 'node:module';
import { aptInstall, canApt } from './apt.mjs';
import { isExecutable, run, which } from './run.mjs';
import { Plain, reason, timed } from './say.mjs';

const require = createRequire(import.meta.url);
/** French text needs its letters; the mails of the tests hold emoji. */
const fonts = ['fonts-dejavu-core', 'fonts-liberation', 'fonts-noto-color-emoji'];

/**
 * The path of a Chromium: `GUICHET_CHROMIUM`, PATH, one that Playwright downloaded, Debian's package, Playwright's
 * download. Throws Plain when none can be had.
 * @returns {Promise<string>}
 */
export async function ensureBrowser(env = process.env) {
  const given = env['GUICHET_CHROMIUM'];
  if (given && !isExecutable(given)) throw new Plain(`GUICHET_CHROMIUM is « ${given} », which is not an executable file.`);
  const known = given || which('chromium') || which('chromium-browser') || which('google-chrome') || playwrightsOwn();
  if (known) return known;
  if (canApt()) await aptInstall(['chromium', ...fonts], 'Chromium');
  else await downloadByPlaywright();
  const found = which('chromium') ?? playwrightsOwn();
  if (found === undefined) throw new Plain('Chromium was installed but is not found: set GUICHET_CHROMIUM to its path.');
  return found;
}

function playwrightsOwn() {
  const { chromium } = require('playwright-core');
  const path = String(chromium.executablePath());
  return isExecutable(path) ? path : undefined;
}

async function downloadByPlaywright() {
  const cli = require.resolve('playwright-core/cli.js');
  try {
    await timed('downloading Chromium by Playwright (about 150 MB)', () => run(process.execPath, [cli, 'install', 'chromium'], { limitMs: 900_000 }));
  } catch (error) {
    throw new Plain(`Chromium is missing and could not be downloaded: ${reason(error)}\nInstall it, or set GUICHET_CHROMIUM to its path.`);
  }
}

/** The path of `dovecot`: `GUICHET_DOVECOT`, PATH or /usr/sbin, Debian's package. Throws Plain when it cannot be had. */
export async function ensureDovecot(env = process.env) {
  const find = () => env['GUICHET_DOVECOT'] || which('dovecot') || ['/usr/sbin/dovecot'].find(isExecutable);
  const known = find();
  if (known) return known;
  await aptInstall(['dovecot-imapd'], 'Dovecot');
  const found = find();
  if (!found) throw new Plain('Dovecot was installed but is not found: set GUICHET_DOVECOT to its path.');
  return found;
}
