import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { give, press } from './keyboard';
import { enterOn, mailFrom, startInBrowser, tabTo, tabToWords, type DeskInBrowser } from './people';

const JOACHIM = 'Joachim Peyrade <joachim.peyrade@castelbrun.example>';

let desk: DeskInBrowser;
let page: Page;
const complaints: string[] = [];
beforeAll(async () => {
  desk = await startInBrowser();
  await desk.stack.receive('31', mailFrom(JOACHIM, 'Délai à revoir', 'Bonjour, une page blanche, erreur 500.'));
  page = await desk.signedIn('responsable@caf31.example', 'wide');
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterAll(async () => {
  await desk.stop();
});
afterEach(() => {
  expect(complaints.splice(0), 'errors in the browser').toEqual([]);
});

/** A day of the desk's calendar, some days from now, « 2026-12-01 ». */
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Types a day in the date field that has the focus, whose parts stand in the order of the browser's own language. */
async function typeDay(day: string): Promise<void> {
  const [year = '', month = '', date = ''] = day.split('-');
  const typed = () => page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value);
  for (const digits of [`${date}${month}${year}`, `${month}${date}${year}`]) {
    await page.keyboard.type(digits);
    if ((await typed()) === day) return;
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
  }
  throw new Error(`${day} cannot be typed: ${await typed()}`);
}

describe('a manager', () => {
  it('tries an amendment and signs it, by keyboard alone', async () => {
    await enterOn(page, 'Contrats');
    await page.waitForURL(/\/contrats/);
    await page.waitForLoadState();
    await enterOn(page, 'Haute-Garonne');
    await page.waitForURL(/\/contrats\/31$/);
    await page.waitForLoadState();
    await enterOn(page, 'Préparer un avenant');
    await page.waitForURL(/avenant/);
    await page.waitForLoadState();
    await tabTo(page, 'input[type="date"]');
    await typeDay(inDays(2));
    await tabTo(page, '#avenant-escalade-delai');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('vingt');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Délai d’escalade').waitFor();
    await tabTo(page, '#avenant-escalade-delai');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('20');
    await tabTo(page, '#avenant-escalade-unite');
    await page.keyboard.type('jours ouv');
    expect(await page.inputValue('#avenant-escalade-unite')).toBe('jours-ouvres');
    await enterOn(page, 'Enregistrer le projet et l’essayer');

    await page.getByRole('heading', { name: /Projet d’avenant/ }).waitFor();
    await tabTo(page, 'input[type="radio"]');
    if (!(await page.getByLabel(/passent à la version 2/).isChecked())) await page.keyboard.press('ArrowDown');
    expect(await page.getByLabel(/passent à la version 2/).isChecked()).toBe(true);
    await enterOn(page, 'Essayer');
    await page.getByText(/1 change de date/).waitFor();
    await page.getByText(/plus tard/).first().waitFor();

    await tabToWords(page, 'Signataire pour la Caf');
    await page.keyboard.type('Directrice de la Caf');
    await tabToWords(page, 'Signataire pour les partenaires');
    await page.keyboard.type('Maire de Castelbrun');
    await tabTo(page, 'input[type="date"]');
    await typeDay(inDays(-1));
    await enterOn(page, 'Signer et mettre en vigueur');
    await page.getByText('Avenant signé : la version 2').waitFor();

    const [row] = await desk.stack.sql<{ reference: string }[]>`select reference from ticket where subject = 'Délai à revoir'`;
    await page.goto(`${desk.stack.url}/demandes/${row?.reference ?? ''}`);
    await page.locator('.fil').getByText(/Avenant signé.: version 2/).waitFor();
    expect(await page.locator('.fil .next .what').allInnerTexts()).toContain('Passage à une nouvelle version du contrat');
  }, 120_000);

  it('imports people from a file: a bad line is named, nothing is kept; corrected, all are brought in; by keyboard alone', async () => {
    const TITLES = 'Partenaire;Convention;Rôle;Prénom et nom;Courriel';
    const send = async (lines: readonly string[]) => {
      await give(page.getByLabel('Fichier CSV'), { name: 'nouveaux-partenaires.csv', mimeType: 'text/csv', buffer: Buffer.from([TITLES, ...lines].join('\r\n')) });
      await page.getByText('nouveaux-partenaires.csv').waitFor();
      await press(page.getByRole('button', { name: 'Vérifier le fichier' }));
      await page.getByRole('heading', { name: 'Aperçu de l’import' }).waitFor();
    };
    const kept = async () => (await desk.stack.sql`select 1 from contact where email like '%@peyrelande.example'`).length;
    const isaure = 'Mairie de Peyrelande;31-2026-301;Support niveau 1;Isaure Vidalenc;isaure.vidalenc@peyrelande.example';
    await page.goto(`${desk.stack.url}/partenaires`);
    await press(page.getByRole('link', { name: 'Importer' }));
    expect(await page.locator('.filepick').innerText()).toBe('Choisir un fichier\nAucun fichier choisi');
    await send([isaure, 'Mairie de Peyrelande;31-2026-301;DPO;Gonzague Escande;gonzague.escande']);
    await page.getByText(/1 ligne est à corriger/).waitFor();
    const bad = page.getByRole('row').filter({ hasText: 'gonzague.escande' });
    expect(await bad.innerText()).toMatch(/3[\s\S]*Courriel/);
    expect(await page.getByRole('button', { name: /^Importer/ }).count()).toBe(0);
    expect(await kept()).toBe(0);
    await press(page.getByRole('link', { name: 'envoyez-le de nouveau' }));
    await send([isaure, 'Mairie de Peyrelande;31-2026-301;DPO;Gonzague Escande;gonzague.escande@peyrelande.example']);
    await page.getByText(/Le fichier est correct.*2 contacts à ajouter/).waitFor();
    expect(await kept()).toBe(0);
    await press(page.getByRole('button', { name: 'Importer 2 lignes' }));
    await page.getByRole('heading', { name: 'Import terminé' }).waitFor();
    expect(await kept()).toBe(2);
    await page.goto(`${desk.stack.url}/partenaires?q=peyrelande`);
    await page.getByRole('link', { name: 'Mairie de Peyrelande' }).waitFor();
  }, 60_000);
});
