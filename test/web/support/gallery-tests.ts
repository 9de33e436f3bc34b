import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LETTERS } from '../../mail/letters/all-letters';
import { launchChromium } from './chromium';
import { startGallery, type Gallery } from './gallery';
import { look, prepareToLook, WIDE } from './look';
import { LOOKED_AT } from './looked-at';
import { swapTo } from './swap';
import { unfold } from './unfold';

/** Looks at every state and every letter whose turn it is: one file of tests for each of `files`, so that they run side by side. */
export function galleryTests(turn: number, files: number): void {
  let gallery: Gallery;
  let browser: Browser;
  let page: Page;
  const refusedByPolicy: string[] = [];
  const mine = (names: readonly string[]) => names.filter((_name, i) => i % files === turn);

  beforeAll(async () => {
    gallery = await startGallery();
    browser = await launchChromium();
    page = await browser.newPage({ bypassCSP: true, viewport: WIDE });
    page.on('pageerror', (error) => refusedByPolicy.push(error.message));
    await prepareToLook(page);
  });
  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });

  describe('pages', () => {
    beforeAll(async () => {
      await page.goto(`${gallery.origin}/etat/lien-demande`);
    });
    it.each(mine(LOOKED_AT))('%s is accessible and fits, at both widths, light and dark', async (name) => {
      await swapTo(page, `${gallery.origin}/etat/${name}`);
      await unfold(page, name === 'demande');
      expect(await look(page)).toEqual([]);
      expect(refusedByPolicy.splice(0)).toEqual([]);
    });
  });

  describe('letters', () => {
    beforeAll(async () => {
      await page.goto(`${gallery.origin}/lettre/${Object.keys(LETTERS)[0]}`);
    });
    it.each(mine(Object.keys(LETTERS)))('%s is readable as HTML, on a phone, in a dark mail client', async (name) => {
      await swapTo(page, `${gallery.origin}/lettre/${name}`);
      expect(await look(page)).toEqual([]);
    });
  });
}
