import { afterAll, beforeAll, expect, it } from 'vitest';
import { startInBrowser, type DeskInBrowser } from './people';

const TITLES = 'Partenaire;Convention;Convention signée le;Bulletin;Bulletin signé le;Profil;Utilisateurs permis;Rang;Prénom et nom;Fonction;Courriel;Accès donné le';
const RIGHT = 'Mairie de Peyrelande;31-2026-301;05/01/2026;CDAP;05/01/2026;T1;12;administratrice;Isaure Vidalenc;secrétaire;isaure.vidalenc@peyrelande.example;01/02/2026';
const DEPUTY = 'Mairie de Peyrelande;31-2026-301;;;;;;suppléant;Gonzague Escande;maire;gonzague.escande@peyrelande.example;01/02/2026';

let desk: DeskInBrowser;
beforeAll(async () => {
  desk = await startInBrowser();
});
afterAll(async () => {
  await desk?.stop();
});

it('an MCP administrator imports a register, suspends an access, lifts it and enters a departure: each is written to the partner', { timeout: 90_000 }, async () => {
  const page = await desk.signedIn('habilitations@caf31.example');
  const choose = async (...lines: string[]) => {
    await page.goto(`${desk.stack.url}/registre`);
    await page.getByRole('link', { name: 'Importer' }).click();
    await page.getByLabel('Fichier CSV').setInputFiles({ name: 'registre.csv', mimeType: 'text/csv', buffer: Buffer.from([TITLES, ...lines].join('\r\n')) });
    await page.getByRole('button', { name: 'Vérifier le fichier' }).click();
    await page.getByRole('heading', { name: 'Aperçu de l’import' }).waitFor();
  };
  await choose(RIGHT.replace('05/01/2026', '31/02/2026'), DEPUTY);
  await page.getByText('1 ligne est à corriger').waitFor();
  expect((await page.getByRole('row', { name: /Ligne 2/ }).innerText()).replaceAll(/\s/g, ' ')).toContain('Date incorrecte : « 31/02/2026 »');

  await choose(RIGHT, DEPUTY);
  await page.getByRole('button', { name: /Importer 2/ }).click();
  await page.getByRole('heading', { name: 'Import terminé' }).waitFor();
  await page.getByRole('link', { name: 'Voir les habilitations' }).click();
  await page.getByRole('link', { name: 'Mairie de Peyrelande' }).click();

  await page.getByRole('link', { name: 'Isaure Vidalenc' }).click();
  await page.getByText('Suspendre à titre conservatoire').first().click();
  await page.locator('#suspendre-motif').fill('Compte partagé');
  await page.getByRole('button', { name: 'Suspendre à titre conservatoire' }).click();
  await page.getByText('Accès suspendu.').waitFor();
  await page.getByText('Lever la suspension').first().click();
  await page.getByRole('button', { name: 'Lever la suspension' }).click();
  await page.getByText('Suspension levée.').waitFor();

  await page.getByRole('link', { name: 'saisir un départ' }).click();
  await page.getByLabel('Personne').selectOption({ label: 'Isaure Vidalenc, administrateur' });
  await page.getByRole('radio', { name: 'un départ' }).check();
  await page.getByLabel('Signalé par').fill('Gonzague Escande');
  await page.getByRole('radio', { name: 'un appel' }).check();
  await page.getByRole('button', { name: 'Enregistrer le départ' }).click();
  await page.getByText('Un changement d’administrateur est à demander au partenaire.', { exact: true }).waitFor();
  expect(await page.locator('.fil .what').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringMatching(/^Accès retiré/), expect.stringMatching(/^Départ signalé/), expect.stringMatching(/^Suspension levée/), expect.stringMatching(/^Accès suspendu/)]));
  await page.getByRole('button', { name: 'C’est fermé' }).click();
  await page.getByText('Noté : l’accès est fermé.').waitFor();

  const written = await desk.stack.sql<{ to_address: string; subject: string }[]>`select to_address, subject from letter where kind = 'register' order by queued_at, to_address`;
  const heads = written.map(({ to_address, subject }) => `${to_address.split('@')[0] ?? ''} ${subject.replaceAll(/\s/g, ' ').split('] ')[1] ?? ''}`);
  expect(heads).toEqual(expect.arrayContaining(['gonzague.escande Un accès est suspendu', 'isaure.vidalenc Un accès est suspendu', 'gonzague.escande La suspension d’un accès est levée', 'gonzague.escande Départ enregistré, accès retiré', 'isaure.vidalenc Départ enregistré, accès retiré']));
  await page.context().close();
});
