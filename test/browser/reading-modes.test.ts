import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEST_PASSWORD } from '../support/stack';
import { mailFrom, startInBrowser, type DeskInBrowser } from './people';

const JOACHIM = 'Joachim Peyrade <joachim.peyrade@castelbrun.example>';
const AGENT = 'melisande.aucamville@caf31.example';

let desk: DeskInBrowser;
beforeAll(async () => {
  desk = await startInBrowser();
});
afterAll(async () => {
  await desk.stop();
});

const phaseOf = (subject: string) => desk.stack.sql`select phase from ticket where subject = ${subject}`;

describe('without JavaScript', () => {
  it('an agent signs in, reads the queue, takes in hand, notes, answers, resolves, and finds it again', { timeout: 120_000 }, async () => {
    await desk.stack.receive('31', mailFrom(JOACHIM, 'Sans script', 'Bonjour, une page blanche, erreur 500.'));
    const context = await desk.browser.newContext({ javaScriptEnabled: false, viewport: { width: 1440, height: 900 }, locale: 'fr-FR' });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    await page.goto(`${desk.stack.url}/connexion`);
    await page.getByLabel('Adresse de courriel').fill(AGENT);
    await page.getByLabel('Mot de passe').fill(TEST_PASSWORD);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('link', { name: 'Sans script' }).click();
    await page.getByRole('group', { name: 'Actions' }).getByRole('button', { name: /Prendre en charge/ }).click();
    await page.getByText('Demande prise en charge.').waitFor();

    await page.getByRole('group', { name: 'Actions' }).getByRole('link', { name: /Noter/ }).click();
    await page.locator('#note-texte').fill('Vu sans script.');
    await page.locator('#acte-note [data-submit]').click();
    await page.getByText('Note enregistrée.').waitFor();

    await page.locator('#reponse-texte').fill('C’est corrigé.');
    await page.locator('#acte-reponse [data-submit]').click();
    expect(await page.getByRole('alert').getByRole('link').first().getAttribute('href')).toBe('#reponse-suite');
    expect(await page.locator('#reponse-texte').inputValue()).toBe('C’est corrigé.');
    await page.locator('#reponse-suite-resolu').check();
    await page.locator('#acte-reponse [data-submit]').click();
    await page.getByText('Résolue', { exact: true }).first().waitFor();
    expect(await phaseOf('Sans script')).toEqual([{ phase: 'resolved' }]);

    await page.getByRole('search').getByRole('searchbox').fill('Sans script');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('link', { name: 'Sans script' }).count()).toBe(1);
    await context.close();
  });
});

const focusedIn = (page: Page) => page.evaluate(() => ({ tag: document.activeElement?.tagName ?? '', text: (document.activeElement?.textContent ?? '').trim().slice(0, 40), id: document.activeElement?.id ?? '' }));

describe('the focus', () => {
  it('stays where it is while the queue and a request change by themselves', { timeout: 120_000 }, async () => {
    await desk.stack.receive('31', mailFrom(JOACHIM, 'Focus gardé', 'Bonjour, une page blanche, erreur 500.'));
    const page = await desk.signedIn(AGENT);
    await page.getByRole('link', { name: 'Focus gardé' }).waitFor();
    await page.getByRole('row').filter({ hasText: 'Focus gardé' }).getByRole('link').first().focus();
    const before = await focusedIn(page);
    await desk.stack.receive('31', mailFrom(JOACHIM, 'Arrivée pendant le focus', 'Bonjour, une autre.'));
    await expect.poll(() => page.locator('[data-live-status]').innerText(), { timeout: 20_000 }).not.toBe('');
    expect(await focusedIn(page)).toEqual(before);

    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Focus gardé' }).waitFor();
    await page.locator('#reponse-texte').fill('Je commence à');
    const reference = /\d{2}-\d{4}-\d{6}/.exec(page.url())?.[0] ?? '';
    await desk.stack.receive('31', mailFrom(JOACHIM, `Re: [${reference}] Focus gardé`, 'Un complément pendant ce temps.'));
    await page.locator('.msg').getByText('Un complément pendant ce temps.').waitFor({ timeout: 20_000 });
    expect((await focusedIn(page)).id).toBe('reponse-texte');
    await page.keyboard.type(' répondre');
    expect(await page.locator('#reponse-texte').inputValue()).toBe('Je commence à répondre');
    await page.context().close();
  });
});
