import type { Browser, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { STATES } from './samples/states';
import type { Gallery } from './support/gallery';
import { inChromium } from './support/in-chromium';
import { PICTURED } from './samples/pictured';
import { swapTo } from './support/swap';

let gallery: Gallery;
let browser: Browser;
inChromium((both) => ({ gallery, browser } = both));

/** Every page that is pictured, at two widths. */
const LONGEST_MS = 60_000;

const open = async (page: Page, state: string): Promise<Page> => {
  await page.goto(`${gallery.origin}/etat/${state}`);
  return page;
};

describe('zoom of 200 % (720 pixels), and 400 % (360)', () => {
  it('no page runs over its window, and no text is cut in a button or a link of the menu', { timeout: LONGEST_MS }, async () => {
    const page = await open(await browser.newPage({ bypassCSP: true, viewport: { width: 720, height: 450 } }), 'connexion');
    const wide: string[] = [];
    for (const state of PICTURED) {
      await swapTo(page, `${gallery.origin}/etat/${state}`);
      for (const width of [720, 360]) {
        await page.setViewportSize({ width, height: 450 });
        const over = await page.evaluate(overrun);
        if (over.length > 1 || over[0] !== 0) wide.push(`${state} at ${width}: ${over.join(', ')}`);
      }
    }
    expect(wide).toEqual([]);
    await page.close();
  });
});

/** In the page, everything unfolded: how far it runs over its window, then each text that is cut. */
function overrun(): (number | string)[] {
  for (const details of document.querySelectorAll('details:not(.menu)')) details.setAttribute('open', '');
  const cut = [...document.querySelectorAll<HTMLElement>('button, .btn, nav a')].filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow !== 'visible');
  return [document.documentElement.scrollWidth - document.documentElement.clientWidth, ...cut.map((one) => one.textContent ?? '')];
}

describe('a word without an end', () => {
  it.each(['appel', 'demande', 'file-toutes'])('breaks within its place (%s)', async (state) => {
    const page = await open(await browser.newPage({ viewport: { width: 360, height: 640 } }), state);
    const over = await page.evaluate(() => {
      for (const place of document.querySelectorAll('.note p, .msg .txt p, .subj, .list li .small')) place.append('é'.repeat(150));
      return document.documentElement.scrollWidth - document.documentElement.clientWidth;
    });
    expect(over).toBe(0);
    await page.close();
  });
});

describe('what the system asks for', () => {
  it('reduced motion: nothing moves', async () => {
    const page = await open(await browser.newPage({ reducedMotion: 'reduce' }), 'demande');
    const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((one) => { const style = getComputedStyle(one); return style.transitionDuration !== '0s' || (style.animationName !== 'none' && style.animationDuration !== '0s'); }).length);
    expect(moving).toBe(0);
    await page.close();
  });

  it('forced colours: the focus is seen, and what a colour alone says is said in words', async () => {
    const page = await open(await browser.newPage({ forcedColors: 'active' }), 'file-toutes');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)).not.toBe('none');
    expect(await page.locator('tr.late').first().innerText()).toMatch(/retard/i);
    const buttons = await page.evaluate(() => [...document.querySelectorAll('.btn')].filter((one) => one instanceof HTMLElement && one.offsetWidth > 0 && getComputedStyle(one).borderTopStyle === 'none').length);
    expect(buttons).toBe(0);
    await page.close();
  });
});

describe('the keyboard', () => {
  it('goes first to the link that skips the menu, which leads to the content', async () => {
    const page = await open(await browser.newPage({ viewport: { width: 1440, height: 900 } }), 'file-toutes');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Aller au contenu');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('contenu');
    await page.close();
  });

  it.each(['file-toutes', 'demande', 'appel-en-cours', 'contrat-95-simule', 'chiffres', 'espace-demande', 'partenaire', 'avenant-formulaire'])('%s: goes through everything, each time seen, and comes out at the end', async (state) => {
    // Everything fits the window, so that nothing depends on when the browser scrolls.
    const page = await open(await browser.newPage({ viewport: { width: 1440, height: 7000 }, reducedMotion: 'reduce' }), state);
    const expected = await page.evaluate(() => {
      const list = [...document.querySelectorAll<HTMLElement>('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"], iframe')];
      return list.filter((one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }) && !one.matches(':disabled')).length;
    });
    const seen = new Set<string>();
    const unseen: string[] = [];
    for (let presses = 0; presses < expected + 40; presses += 1) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const one = document.activeElement;
        if (one === null || one === document.body || one === document.documentElement) return null;
        const all = [...document.querySelectorAll('*')];
        const box = one.getBoundingClientRect();
        const style = getComputedStyle(one);
        // Within a date's field the browser itself marks the part, or its calendar's button, that has the focus.
        const seenAs = style.outlineStyle !== 'none' || style.boxShadow !== 'none' || one.matches('iframe, [type^=date]');
        return { which: String(all.indexOf(one)), shown: box.width > 0 && box.bottom > 0 && box.top < innerHeight && seenAs, what: one.outerHTML.slice(0, 90) };
      });
      if (at === null) break;
      if (!at.shown) unseen.push(at.what);
      seen.add(at.which);
    }
    expect(unseen).toEqual([]);
    // A group of radio buttons is one stop; nothing else is passed over.
    const radios = await page.evaluate(() => [...document.querySelectorAll('input[type=radio]')].filter((one) => one.checkVisibility()).length);
    expect(seen.size).toBeGreaterThanOrEqual(expected - radios);
    await page.close();
  }, 60_000);
});

describe('without JavaScript', () => {
  it('every page shows its content, and nothing that only a script would make work', async () => {
    const page = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1440, height: 900 } })).newPage();
    for (const state of ['connexion', 'file-toutes', 'demande', 'appel-en-cours', 'ce-matin', 'contrat-95-simule', 'espace-demande', 'partenaire', 'erreur-500']) {
      expect(STATES[state], state).toBeDefined();
      await open(page, state);
      expect(await page.locator('main h1').first().isVisible(), state).toBe(true);
      expect(await page.locator('[data-palette]:visible, dialog:visible, [data-several-all]:visible').count(), state).toBe(0);
    }
    await page.context().close();
  });
});
