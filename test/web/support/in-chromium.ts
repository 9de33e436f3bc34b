import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { sharedChromium } from './chromium';
import { startGallery, type Gallery } from './gallery';

/** A file's gallery and its Chromium: started before its tests, given to `use`, ended after them. */
export function inChromium(use: (both: { readonly gallery: Gallery; readonly browser: Browser }) => void): void {
  let ends: readonly (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const gallery = await startGallery();
    ends = [() => gallery.close()];
    const browser = await sharedChromium();
    ends = [() => browser.close(), ...ends];
    use({ gallery, browser });
  });
  afterAll(async () => {
    for (const end of ends) await end();
  });
}
