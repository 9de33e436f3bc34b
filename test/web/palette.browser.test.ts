import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Gallery } from './support/gallery';
import { inChromium } from './support/in-chromium';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
let gallery: Gallery;
let browser: Browser;
let page: Page;

inChromium((both) => ({ gallery, browser } = both));
beforeEach(async () => {
  page = await (await browser.newContext({ bypassCSP: true })).newPage();
});

const open = async (state: string) => {
  await page.goto(`${gallery.origin}/etat/${state}`);
  await page.keyboard.press('Control+k');
};
const options = () => page.locator('#palette').getByRole('option').allInnerTexts();
const refused = () => page.evaluate(async () => (await (window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }).axe.run()).violations.map(({ id }) => id));

describe('the command palette', () => {
  it('offers the acts of the page, then the pages, without a mouse', async () => {
    await page.addInitScript(AXE);
    await open('demande');
    expect(await refused()).toEqual([]);
    const all = await options();
    expect(all.find((label) => label.startsWith('Transmettre'))).toContain('Action');
    expect(all.find((label) => label.startsWith('Courriers'))).toContain('Aller à');
    await page.keyboard.type('resou');
    expect((await options())[0]).toContain('Résoudre');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#acte-resolution');
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.act')?.id)).toBe('acte-resolution');
  });

  it('goes to a reference, whole or with its zeros left out', async () => {
    await open('demande');
    await page.keyboard.type('31-2026-430');
    expect(await options()).toEqual([expect.stringContaining('Demande 31-2026-000430'), expect.stringContaining('Rechercher « 31-2026-430 »')]);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/demandes/31-2026-000430');
  });

  it('searches for what is nothing else; arrows choose, Escape gives the page back', async () => {
    await open('file-toutes');
    await page.keyboard.type('page blanche');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/recherche?q=page%20blanche');
    await open('demande');
    await page.keyboard.press('Escape');
    expect(await page.isVisible('dialog#palette')).toBe(false);
    await page.keyboard.press('n');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('note-texte');
  });
});

describe('keys of a ticket', () => {
  it.each([
    ['t', 'acte-transmission'],
    ['s', 'acte-resolution'],
    ['l', 'acte-appel-telephonique'],
    ['u', 'acte-urgence'],
  ])('%s opens %s', async (key, anchor) => {
    await page.goto(`${gallery.origin}/etat/demande`);
    await page.keyboard.press(key);
    expect(new URL(page.url()).hash).toBe(`#${anchor}`);
  });

  it('J and K walk its messages, « . » opens the other acts, M goes to the templates', async () => {
    await page.goto(`${gallery.origin}/etat/demande`);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('message-m2');
    await page.keyboard.press('.');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Promettre un rappel');
    await page.keyboard.press('Escape');
    await page.keyboard.press('m');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('reponse-modele');
  });

  it('single ones are turned off for good, the palette is not', async () => {
    await page.goto(`${gallery.origin}/etat/demande`);
    await page.keyboard.press('?');
    await page.check('[data-keys-off]');
    await page.goto(`${gallery.origin}/etat/demande`);
    await page.keyboard.press('t');
    expect(new URL(page.url()).hash).toBe('');
    await page.keyboard.press('Control+k');
    expect(await page.isVisible('dialog#palette')).toBe(true);
  });
});

describe('drafts', () => {
  it('are kept at the desk as one types, and on this computer when the desk cannot be reached', async () => {
    const kept: string[] = [];
    await page.route('**/brouillons/reponse', (route) => {
      kept.push(route.request().postData() ?? '');
      return kept.length === 1 ? route.fulfill({ json: { kept: true, said: 'Brouillon gardé à 10 h 12.' } }) : route.abort();
    });
    await page.goto(`${gallery.origin}/etat/demande`);
    await page.locator('#reponse-texte').pressSequentially('Bonjour');
    await page.locator('#acte-reponse').getByText('Brouillon gardé à 10 h 12.').waitFor();
    expect(kept.at(-1)).toContain('texte=Bonjour');
    await page.locator('#reponse-texte').pressSequentially(', la suite');
    await page.locator('#acte-reponse').getByText(/gardé sur ce poste/).waitFor();
    await page.goto(`${gallery.origin}/etat/demande`);
    expect(await page.inputValue('#reponse-texte')).toBe('Bonjour, la suite');
  });

  it('templates go where the cursor is', async () => {
    await page.route('**/modeles/t1.txt', (route) => route.fulfill({ contentType: 'text/plain', body: 'Mots du modèle.' }));
    await page.route('**/brouillons/reponse', (route) => route.fulfill({ json: { kept: true, said: 'Gardé.' } }));
    await page.goto(`${gallery.origin}/etat/demande`);
    await page.locator('#reponse-texte').fill('Bonjour,');
    await page.selectOption('#reponse-modele', 't1');
    await page.locator('#acte-reponse [data-insert]').click();
    await expect.poll(() => page.inputValue('#reponse-texte')).toBe('Bonjour,\n\nMots du modèle.');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('reponse-texte');
  });
});
