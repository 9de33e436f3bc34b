import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mailFrom, startInBrowser, type DeskInBrowser } from './people';

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

describe('a manager', () => {
  it('tries an amendment and signs it', async () => {
    await page.goto(`${desk.stack.url}/contrats/31`);
    await page.getByRole('link', { name: 'Préparer un avenant' }).click();
    await page.getByLabel('En vigueur à partir du').fill(inDays(2));
    await page.locator('#avenant-escalade-delai').fill('vingt');
    await page.getByRole('button', { name: 'Enregistrer le projet et l’essayer' }).click();
    await page.getByRole('alert').getByText('Délai d’escalade').waitFor();
    await page.locator('#avenant-escalade-delai').fill('20');
    await page.locator('#avenant-escalade-unite').selectOption('jours-ouvres');
    await page.getByRole('button', { name: 'Enregistrer le projet et l’essayer' }).click();

    await page.getByRole('heading', { name: /Projet d’avenant/ }).waitFor();
    await page.getByLabel(/passent à la version 2/).check();
    await page.getByRole('button', { name: 'Essayer' }).click();
    await page.getByText(/1 change de date/).waitFor();
    await page.getByText(/plus tard/).first().waitFor();

    await page.getByLabel('Signataire pour la Caf').fill('Directrice de la Caf');
    await page.getByLabel('Signataire pour les partenaires').fill('Maire de Castelbrun');
    await page.getByLabel('Signé le').fill(inDays(-1));
    await page.getByRole('button', { name: /Signer et mettre en vigueur/ }).click();
    await page.getByText('Avenant signé : la version 2').waitFor();

    const [row] = await desk.stack.sql<{ reference: string }[]>`select reference from ticket where subject = 'Délai à revoir'`;
    await page.goto(`${desk.stack.url}/demandes/${row?.reference ?? ''}`);
    await page.locator('.fil').getByText(/Avenant signé.: version 2/).waitFor();
    expect(await page.locator('.fil .next .what').allInnerTexts()).toContain('Passage à une nouvelle version du contrat');
  }, 120_000);

  it('imports people from a file: a bad line is named, nothing is kept; corrected, all are brought in', async () => {
    const TITLES = 'Partenaire;Convention;Rôle;Prénom et nom;Courriel';
    const send = async (lines: readonly string[]) => {
      await page.getByLabel('Fichier CSV').setInputFiles({ name: 'nouveaux-partenaires.csv', mimeType: 'text/csv', buffer: Buffer.from([TITLES, ...lines].join('\r\n')) });
      await page.getByText('nouveaux-partenaires.csv').waitFor();
      await page.getByRole('button', { name: 'Vérifier le fichier' }).click();
      await page.getByRole('heading', { name: 'Aperçu de l’import' }).waitFor();
    };
    const kept = async () => (await desk.stack.sql`select 1 from contact where email like '%@peyrelande.example'`).length;
    const isaure = 'Mairie de Peyrelande;31-2026-301;Support niveau 1;Isaure Vidalenc;isaure.vidalenc@peyrelande.example';
    await page.goto(`${desk.stack.url}/partenaires`);
    await page.getByRole('link', { name: 'Importer' }).click();
    expect(await page.locator('.filepick').innerText()).toBe('Choisir un fichier\nAucun fichier choisi');
    await send([isaure, 'Mairie de Peyrelande;31-2026-301;DPO;Gonzague Escande;gonzague.escande']);
    await page.getByText(/1 ligne est à corriger/).waitFor();
    const bad = page.getByRole('row').filter({ hasText: 'gonzague.escande' });
    expect(await bad.innerText()).toMatch(/3[\s\S]*Courriel/);
    expect(await page.getByRole('button', { name: /^Importer/ }).count()).toBe(0);
    expect(await kept()).toBe(0);
    await page.getByRole('link', { name: 'envoyez-le de nouveau' }).click();
    await send([isaure, 'Mairie de Peyrelande;31-2026-301;DPO;Gonzague Escande;gonzague.escande@peyrelande.example']);
    await page.getByText(/Le fichier est correct.*2 contacts à ajouter/).waitFor();
    expect(await kept()).toBe(0);
    await page.getByRole('button', { name: 'Importer 2 lignes' }).click();
    await page.getByRole('heading', { name: 'Import terminé' }).waitFor();
    expect(await kept()).toBe(2);
    await page.goto(`${desk.stack.url}/partenaires?q=peyrelande`);
    await page.getByRole('link', { name: 'Mairie de Peyrelande' }).waitFor();
  }, 60_000);
});
