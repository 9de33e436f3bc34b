import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATES } from './samples/states';
import { launchChromium } from './support/chromium';
import { startGallery, type Gallery } from './support/gallery';

interface Found {
  readonly violations: ReadonlyArray<{
    readonly id: string;
    readonly nodes: ReadonlyArray<{ readonly html: string; readonly failureSummary?: string }>;
  }>;
}
interface AxeWindow {
  readonly axe: { run(context: Document, options: object): Promise<Found> };
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'], iframes: false };
const CONTRAST = { runOnly: { type: 'rule', values: ['color-contrast'] }, resultTypes: ['violations'], iframes: false };
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 780 };
const CONFIGURATIONS = [
  { size: WIDE, colorScheme: 'light', options: RULES },
  { size: WIDE, colorScheme: 'dark', options: CONTRAST },
  { size: PHONE, colorScheme: 'dark', options: CONTRAST },
  { size: PHONE, colorScheme: 'light', options: RULES },
] as const;

let gallery: Gallery;
let browser: Browser;
let page: Page;
const refusedByPolicy: string[] = [];

beforeAll(async () => {
  gallery = await startGallery();
  browser = await launchChromium();
  page = await browser.newPage({ bypassCSP: true, viewport: WIDE });
  page.on('pageerror', (error) => refusedByPolicy.push(error.message));
  await page.addInitScript(AXE);
});
afterAll(async () => {
  await browser?.close();
  await gallery?.close();
});

/** What axe refuses, and how far the page runs over its window. */
async function look(options: object): Promise<{ refused: string[]; overflow: number }> {
  const found = await page.evaluate(async (how) => (window as unknown as AxeWindow).axe.run(document, how), options);
  const refused = found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`));
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return { refused, overflow };
}

/** One act's form at a time is a matter of style sheet: « demande » is looked at with every form open. */
const SEPARATE = Object.keys(STATES).filter((name) => !/^demande-acte-(?!refuse)/.test(name));

describe.each(SEPARATE)('%s', (name) => {
  it('is accessible and fits, at both widths, light and dark', async () => {
    await page.goto(`${gallery.origin}/etat/${name}`);
    await page.evaluate(() => document.querySelectorAll('details:not(.menu)').forEach((details) => details.setAttribute('open', '')));
    if (name === 'demande') await page.evaluate(() => document.querySelectorAll('.act').forEach((form) => form.classList.add('open')));
    for (const { size, colorScheme, options } of CONFIGURATIONS) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect({ size: size.width, colorScheme, ...(await look(options)) }).toEqual({ size: size.width, colorScheme, refused: [], overflow: 0 });
    }
    expect(refusedByPolicy.splice(0)).toEqual([]);
  });
});
