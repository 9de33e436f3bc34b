import type { Browser, Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Gallery } from './support/gallery';
import { inChromium } from './support/in-chromium';

let gallery: Gallery;
let browser: Browser;
let page: Page;

inChromium((both) => ({ gallery, browser } = both));
beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
});

const open = (state: string) => page.goto(`${gallery.origin}/etat/${state}`);
const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

describe('keys', () => {
  it('J and K walk the queue, Enter opens', async () => {
    await open('file-toutes');
    await page.keyboard.press('j');
    expect(await focused()).toBe('21-2026-000188');
    await page.keyboard.press('j');
    expect(await focused()).toBe('31-2026-000409');
    await page.keyboard.press('k');
    expect(await focused()).toBe('21-2026-000188');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/demandes/21-2026-000188');
  });

  it('P takes the chosen request in hand, once', async () => {
    const sent: string[] = [];
    await page.route('**/prise-en-charge', (route) => {
      sent.push(route.request().postData() ?? '');
      return route.fulfill({ status: 204 });
    });
    await open('file-toutes');
    await page.keyboard.press('j');
    await page.keyboard.press('p');
    await page.keyboard.press('p');
    await expect.poll(() => sent.length).toBe(1);
    expect(sent[0]).toContain('_cle=cle-prise-21-2026-000188');
  });

  it('R opens the answer and goes to its text; keys do nothing while one types', async () => {
    await open('demande');
    await page.keyboard.press('n');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('note-texte');
    await page.keyboard.type('rapide');
    expect(await page.inputValue('#note-texte')).toBe('rapide');
    expect(new URL(page.url()).hash).toBe('#acte-note');
    expect(await page.isVisible('#acte-reponse')).toBe(false);
  });

  it('a key opens its form at once, however fast one types, and again after it was left', async () => {
    await open('demande');
    const pressed = () =>
      page.evaluate(() => {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true, cancelable: true }));
        return document.activeElement?.id;
      });
    expect(await pressed()).toBe('note-texte');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('');
    expect(await pressed()).toBe('note-texte');
  });

  it('? shows the keys, which can be turned off', async () => {
    await open('file-toutes');
    await page.keyboard.press('?');
    expect(await page.isVisible('dialog#raccourcis')).toBe(true);
    await page.check('[data-keys-off]');
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    expect(await page.locator('[data-row][aria-current]').count()).toBe(0);
  });
});

describe('forms', () => {
  it('send once, whatever is clicked', async () => {
    let sent = 0;
    await page.route('**/note', (route) => {
      sent += 1;
      return route.fulfill({ status: 204 });
    });
    await open('demande#acte-note');
    await page.fill('#note-texte', 'une note');
    await page.dblclick('#acte-note [data-submit]');
    await page.click('#acte-note [data-submit]', { force: true });
    await expect.poll(() => sent).toBe(1);
  });

  it('keep what was typed until it is sent', async () => {
    await open('demande');
    await page.fill('#reponse-texte', 'Bonjour, la suite arrive.');
    await open('demande');
    expect(await page.inputValue('#reponse-texte')).toBe('Bonjour, la suite arrive.');
  });

  it('show what follows a call only when it reached somebody', async () => {
    await open('demande#acte-appel-telephonique');
    await page.check('#appel-telephonique-resultat-non-joint');
    expect(await page.isVisible('#appel-telephonique-suite')).toBe(false);
    await page.check('#appel-telephonique-resultat-joint');
    expect(await page.isVisible('#appel-telephonique-suite')).toBe(true);
  });

  it('tick the contract’s list as the call is filled', async () => {
    await open('appel-en-cours');
    expect(await page.textContent('[data-check-count]')).toContain('3 sur 5');
    await page.fill('#appel-rappelTelephone', '06 39 98 21 04');
    await page.fill('#appel-messageErreur', 'Session expirée');
    expect(await page.textContent('[data-check-count]')).toContain('5 sur 5');
  });

  it('put the reader before the errors', async () => {
    await open('demande-acte-refuse');
    expect(await focused()).toContain('Un point est à corriger');
    expect(await page.inputValue('#reponse-texte')).toContain('voici la suite');
  });
});

describe('without a script', () => {
  it('each act’s form is reached by its link, and the answer gives way', async () => {
    page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await open('demande');
    expect(await page.isVisible('#reponse-texte')).toBe(true);
    await page.click('a[href="#acte-transmission"]');
    expect(await page.isVisible('#transmission-secteur')).toBe(true);
    expect(await page.isVisible('#reponse-texte')).toBe(false);
  });
});
