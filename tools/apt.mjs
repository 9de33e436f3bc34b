// @ts-check
// Installs Debian packages, where that is possible.
import { withLock } from './lock.mjs';
import { cacheDir } from './paths.mjs';
import { attempt, run, which } from './run.mjs';
import { join } from 'node:path';
import { Plain, timed } from './say.mjs';

/** Whether this machine lets us install Debian packages. */
export function canApt() {
  return process.getuid?.() === 0 && which('apt-get') !== undefined;
}

/**
 * Installs packages by apt-get. Throws Plain when this user cannot, or when it fails.
 * @param {readonly string[]} packages
 * @param {string} what what they are for, in a word: « Chromium »
 */
export async function aptInstall(packages, what) {
  if (!canApt()) throw new Plain(`${what} is missing. Install it (Debian: apt-get install ${packages.join(' ')}) and try again.`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () => attempt('apt-get', ['-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', ...packages], { env });
  await withLock(join(cacheDir(), 'apt.lock'), 'installing Debian packages', () =>
    timed(`installing ${what} by apt-get (about a minute)`, async () => {
      // The lists of a fresh machine are empty or old: fetched only when the first try fails.
      if ((await install()).code === 0) return;
      await run('apt-get', ['-o', 'DPkg::Lock::Timeout=300', 'update', '-qq'], { env });
      const { code, output } = await install();
      if (code !== 0) throw new Plain(`${what} could not be installed by apt-get:\n${output.trimEnd().split('\n').slice(-8).join('\n')}`);
    }),
  );
}
