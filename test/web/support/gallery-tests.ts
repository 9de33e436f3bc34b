import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LETTERS } from '../../mail/letters/all-letters';
import { sharedChromium } from './chromium';
import { startGallery, type Gallery } from './gallery';
import { look, prepareToLook, WIDE, type Fault } from './look';
import { LOOKED_AT } from './looked-at';
import { lookedBefore, type LookedBefore } from './looked-before';
import { swapTo } from './swap';
import { unfold } from './unfold';

/** The reference of the API is some thousands of elements. */
const LONGEST_MS = 120_000;

/**
 * Looks at every state and every letter whose turn it is: one file of tests for each of `files`, so that they run side by side. What was
 * found good on this machine and has not changed since is not looked at twice (looked-before.ts).
 */
export function galleryTests(turn: number, files: number): void {
  let gallery: Gallery;
  let browser: Browser;
  let page: Page;
  let before: LookedBefore;
  const refusedByPolicy: string[] = [];
  const mine = (names: readonly string[]) => names.filter((_name, i) => i % files === turn);

  beforeAll(async () => {
    gallery = await startGallery();
    browser = await sharedChromium();
    before = lookedBefore(browser.version());
    page = await browser.newPage({ bypassCSP: true, viewport: WIDE });
    page.on('pageerror', (error) => refusedByPolicy.push(error.message));
    await prepareToLook(page);
  });
  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });

  /** What is found at an address, once it is made ready to be looked at. */
  async function faultsAt(path: string, ready: () => Promise<void>): Promise<Fault[]> {
    const html = await (await fetch(`${gallery.origin}${path}`)).text();
    if (before.knows(html)) return [];
    await swapTo(page, `${gallery.origin}${path}`);
    await ready();
    const faults = await look(page);
    if (faults.length === 0 && refusedByPolicy.length === 0) before.remember(html);
    return faults;
  }

  describe('pages', () => {
    beforeAll(async () => {
      await page.goto(`${gallery.origin}/etat/lien-demande`);
    });
    it.each(mine(LOOKED_AT))('%s is accessible and fits, at both widths, light and dark', { timeout: LONGEST_MS }, async (name) => {
      expect(await faultsAt(`/etat/${name}`, async () => await unfold(page, name === 'demande'))).toEqual([]);
      expect(refusedByPolicy.splice(0)).toEqual([]);
    });
  });

  describe('letters', () => {
    beforeAll(async () => {
      await page.goto(`${gallery.origin}/lettre/${Object.keys(LETTERS)[0]}`);
    });
    it.each(mine(Object.keys(LETTERS)))('%s is readable as HTML, on a phone, in a dark mail client', async (name) => {
      expect(await faultsAt(`/lettre/${name}`, async () => undefined)).toEqual([]);
    });
  });
}
