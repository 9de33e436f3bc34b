import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const running = new Map<string, Promise<Browser>>();

/**
 * The Chromium that test files of one process share, each with contexts of its own: to start one takes two seconds of processor. What is given
 * closes what was opened in it; Chromium itself ends with the process.
 * @throws Error that says how to have one.
 */
export async function sharedChromium(language = 'en-US'): Promise<Browser> {
  const before = await running.get(language);
  if (before?.isConnected() === true) return before;
  const launched = launchChromium(language).then((browser) => {
    const closed = async (): Promise<void> => void (await Promise.all(browser.contexts().map((context) => context.close())));
    return Object.assign(browser, { close: closed });
  });
  running.set(language, launched);
  return await launched;
}

/** A real Chromium, without any call to the outside; `language` is that of its own controls (a date's field). @throws Error that says how to have one. */
export async function launchChromium(language = 'en-US'): Promise<Browser> {
  const executablePath = process.env['GUICHET_CHROMIUM'] ?? PLACES.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('No Chromium: install the package « chromium », or set GUICHET_CHROMIUM to its path');
  return await chromium.launch({
    executablePath,
    env: { ...process.env, LANGUAGE: language },
    args: [
      `--lang=${language}`,
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
