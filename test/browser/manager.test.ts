import { afterAll, beforeAll, expect, it } from 'vitest';
import { inSeconds, publishedBut } from '../support/fast-contracts';
import { enterOn, mailFrom, startInBrowser, tabTo, tabToWords, type DeskInBrowser } from './people';

const FROM_21 = 'Élodie Marchandet <elodie.marchandet@ccas-belrupt.example>';
let desk: DeskInBrowser;
beforeAll(async () => {
  desk = await startInBrowser({ contracts: publishedBut(inSeconds('21', 2)) });
});
afterAll(async () => {
  await desk?.stop();
});

it('a manager finds why a ticket is late, by keyboard alone: from the morning page to the explained date', { timeout: 120_000 }, async () => {
  await desk.stack.receive('21', mailFrom(FROM_21, '[CDAP] [CCAS BELRUPT] incident technique', 'Bonjour, une page blanche, erreur 500.'));
  await expect.poll(async () => (await desk.stack.sql`select 1 from ticket where late_since is not null`).length, { timeout: 60_000 }).toBe(1);
  const [ticket] = await desk.stack.sql<{ reference: string }[]>`select reference from ticket where late_since is not null`;
  const page = await desk.signedIn('responsable@caf21.example');
  await enterOn(page, 'Pilotage');
  await page.getByRole('heading', { name: 'Ce matin' }).waitFor();
  await tabToWords(page, 'En retard');
  expect(await page.locator(':focus b').innerText()).toBe('1');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Demandes en retard' }).waitFor();
  await tabTo(page, `a.ref[href$="${ticket?.reference ?? ''}"]`);
  await page.keyboard.press('Enter');
  await page.locator('.calc').first().waitFor({ state: 'attached' });
  await enterOn(page, 'Pourquoi cette date');
  const reckoning = await page.locator('.calc').first().innerText();
  expect(reckoning).toContain('Échéance');
  expect(reckoning).toMatch(/Délai\s+2\ss/);
  await page.context().close();
});
