import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedChromium } from './support/chromium';
import { startGallery, type Gallery } from './support/gallery';
import { look, prepareToLook, WIDE, type Fault } from './support/look';
import { swapTo } from './support/swap';

let gallery: Gallery;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  gallery = await startGallery();
  browser = await sharedChromium();
  page = await browser.newPage({ bypassCSP: true, viewport: WIDE });
  await prepareToLook(page);
});
afterAll(async () => {
  await browser?.close();
  await gallery?.close();
});

/** What is found of a good page once this is planted in it. */
async function planted(html: string, css = ''): Promise<(Omit<Fault, 'what'> & { own: boolean })[]> {
  await page.goto(`${gallery.origin}/etat/connexion`);
  expect(await look(page)).toEqual([]);
  await swapTo(page, `${gallery.origin}/etat/lien-demande`);
  await page.evaluate(
    ([inside = '', style = '']) => {
      document.querySelector('main')?.insertAdjacentHTML('beforeend', inside);
      document.head.appendChild(document.createElement('style')).textContent = style;
    },
    [html, css],
  );
  return (await look(page)).map(({ width, colours, rule, what }) => ({ width, colours, rule, own: what.includes('planted') || rule === 'overflow' }));
}

const widestFirst = (a: { width: number; colours: string }, b: { width: number; colours: string }) => b.width - a.width || b.colours.localeCompare(a.colours);
const found = (width: number, colours: Fault['colours'], rule: string) => ({ width, colours, rule, own: true });

describe('a fault that is planted is found', () => {
  it.each([
    ['a contrast too low in the dark alone', '<p class="planted">Texte</p>', '@media (prefers-color-scheme: dark) { .planted { color: #4a4f57 } }', [found(1440, 'dark', 'color-contrast'), found(360, 'dark', 'color-contrast')]],
    ['a contrast too low in the light, of what only a phone shows', '<p class="planted show-s">Texte</p>', '@media (prefers-color-scheme: light) { .planted { color: #c9c9c9 } }', [found(360, 'light', 'color-contrast')]],
    ['a label too pale, of a field that is not disabled', '<label class="planted" for="essai">Texte</label><input class="form-control" id="essai">', '.planted { color: #c9c9c9 }', [found(1440, 'light', 'color-contrast'), found(360, 'light', 'color-contrast')]],
    ['colours that are good elsewhere, under a veil', '<p class="planted veil">Texte</p>', '.veil { opacity: .3 }', [found(1440, 'light', 'color-contrast'), found(1440, 'dark', 'color-contrast'), found(360, 'light', 'color-contrast'), found(360, 'dark', 'color-contrast')]],
    ['targets too small on a phone', '<nav aria-label="Essai"><a class="planted" href="#a">A</a><a class="planted" href="#b">B</a></nav>', '.planted { display: block; width: 30px; height: 30px; overflow: hidden } @media (max-width: 640px) { .planted { height: 12px } }', [found(360, 'light', 'target-size'), found(360, 'light', 'target-size')]],
    ['a field without a name', '<input class="planted form-control">', '.planted { margin: 3rem 0; height: 3rem }', [found(1440, 'light', 'label')]],
    ['a page wider than a phone', '<div class="planted">Large</div>', '.planted { width: 420px }', [found(360, 'light', 'overflow')]],
  ])('%s', async (_name, html, css, expected) => {
    expect((await planted(html, css)).sort(widestFirst)).toEqual(expected);
  });
});
