import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { press, tick, untick, write } from './keyboard';
import { mailFrom, startInBrowser, type DeskInBrowser } from './people';

const JOACHIM = 'Joachim Peyrade <joachim.peyrade@castelbrun.example>';
let desk: DeskInBrowser;
beforeAll(async () => {
  desk = await startInBrowser();
});
afterAll(async () => {
  await desk.stop();
});

const mailed = (n: number) => desk.stack.receive('31', mailFrom(JOACHIM, `[CDAP] Panne du matin ${n}`, `Bonjour, une page blanche, erreur ${500 + n}.`));
const referenceOf = async (n: number): Promise<string> => (await desk.stack.sql<{ reference: string }[]>`select reference from ticket where subject like ${`%Panne du matin ${n}`}`)[0]?.reference ?? '';
const phases = async () => (await desk.stack.sql<{ phase: string }[]>`select phase from ticket where subject like '%Panne du matin%' order by reference`).map((row) => row.phase);
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

it('a morning of one outage: opened from a request, others attached at once, one message to all, closed; by keyboard alone', { timeout: 120_000 }, async () => {
  for (const n of [1, 2, 3]) await mailed(n);
  const page = await desk.signedIn('melisande.aucamville@caf31.example');
  await page.goto(`${desk.stack.url}/demandes/${await referenceOf(1)}`);
  await page.getByText('3 demandes semblables en une heure').waitFor();
  await press(page.getByRole('link', { name: 'Ouvrir un incident', exact: true }));
  await write(page.getByLabel('Ce qui se passe'), 'CDAP ne répond plus');
  await press(page.getByRole('button', { name: 'Ouvrir l’incident' }));
  await page.getByText('Incident ouvert.').waitFor();
  await press(page.getByRole('button', { name: 'Rattacher les demandes cochées' }));
  await page.getByText('2 demandes rattachées.').waitFor();

  await write(page.getByLabel('Message', { exact: true }), 'Le national est saisi, retour à midi.');
  await tick(page.getByRole('radio', { name: /Nous devons encore/ }));
  await press(page.getByRole('button', { name: 'Envoyer à 3 demandes' }));
  await page.getByText('Message envoyé à 3 demandes.').waitFor();
  await desk.stack.sink.waitFor((mails) => mails.filter((mail) => mail.headers.get('x-guichet-letter')?.includes('/answer') === true).length === 3);
  expect(await phases()).toEqual(['waiting-desk', 'waiting-desk', 'waiting-desk']);

  await mailed(4);
  await page.goto(`${desk.stack.url}/demandes/${await referenceOf(4)}`);
  await page.getByText('Un incident connu lui ressemble').waitFor();
  await press(page.getByRole('button', { name: 'Rattacher à cet incident' }));
  await page.getByText('Demande rattachée à l’incident.').waitFor();
  await press(page.getByRole('link', { name: 'CDAP ne répond plus' }).first());
  await write(page.getByLabel('Dernier message'), 'C’est réparé.');
  await untick(page.getByRole('checkbox', { name: /Panne du matin 2/ }));
  await press(page.getByRole('button', { name: 'Clore l’incident' }));
  await page.getByText('Incident clos, 3 demandes résolues.').waitFor();
  expect(await phases()).toEqual(['resolved', 'waiting-desk', 'resolved', 'resolved']);

  await page.setViewportSize({ width: 360, height: 780 });
  expect(await overflow(page)).toBe(0);
  await page.goto(`${desk.stack.url}/demandes/${await referenceOf(1)}`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Dossier (PDF)' }).click()]);
  expect(download.suggestedFilename()).toBe(`dossier-${await referenceOf(1)}.pdf`);
  await page.context().close();
});
