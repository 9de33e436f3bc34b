import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATES } from '../samples/states';
import { launchChromium } from './chromium';
import { startGallery, type Gallery } from './gallery';
import { look, prepareToLook, WIDE } from './look';
import { swapTo } from './swap';
import { unfold } from './unfold';

/** One act's form at a time is a matter of style sheet: « demande » is looked at with every form open. */
export const LOOKED_AT = Object.keys(STATES).filter((name) => !/^demande-acte-(?!refuse)/.test(name));

/** Looks at every state whose turn it is: one file of tests for each of `files`, so that they run side by side. */
export function galleryTests(turn: number, files: number): void {
  let gallery: Gallery;
  let browser: Browser;
  let page: Page;
  const refusedByPolicy: string[] = [];

  beforeAll(async () => {
    gallery = await startGallery();
    browser = await launchChromium();
    page = await browser.newPage({ bypassCSP: true, viewport: WIDE });
    page.on('pageerror', (error) => refusedByPolicy.push(error.message));
    await prepareToLook(page);
    await page.goto(`${gallery.origin}/etat/lien-demande`);
  });
  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });

  describe.each(LOOKED_AT.filter((_name, i) => i % files === turn))('%s', (name) => {
    it('is accessible and fits, at both widths, light and dark', async () => {
      await swapTo(page, `${gallery.origin}/etat/${name}`);
      await unfold(page, name === 'demande');
      expect(await look(page)).toEqual([]);
      expect(refusedByPolicy.splice(0)).toEqual([]);
    });
  });
}
