import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveTemplate } from '../../db/reply-template';
import type { CafCode } from '../../domain/ids';
import { mailFrom, startInBrowser, tabTo, type DeskInBrowser } from './people';

const JOACHIM = 'Joachim Peyrade <joachim.peyrade@castelbrun.example>';
const AGENT = 'melisande.aucamville@caf31.example';

let desk: DeskInBrowser;
beforeAll(async () => {
  desk = await startInBrowser({ undoSendMs: 1_000 });
  const { sql, clock } = desk.stack;
  await saveTemplate(sql, { id: '31-corrige', caf: '31' as CafCode, service: null, title: 'Corrigé', body: 'Bonjour {appelant},\n\nle défaut signalé par {partenaire} est corrigé.', updated_by: AGENT, updated_at: clock.now() });
});
afterAll(async () => {
  await desk.stop();
});

const focused = (page: Page) => page.evaluate(() => document.activeElement?.id ?? '');

it('an agent’s morning, from the queue to a resolved request, by keyboard alone', { timeout: 120_000 }, async () => {
  await desk.stack.receive('31', mailFrom(JOACHIM, 'Matin au clavier', 'Bonjour, une page blanche, erreur 500.'));
  const page = await desk.signedIn(AGENT);
  await page.getByRole('link', { name: 'Matin au clavier' }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Matin au clavier' }).waitFor();
  await page.keyboard.press('p');
  await page.getByText('Demande prise en charge.').waitFor();
  // Keys are there once the page's script is.
  await page.waitForLoadState();

  await page.keyboard.press('n');
  await page.keyboard.type('Vu ailleurs ce matin.');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Note enregistrée.').waitFor();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('repondre');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#acte-reponse$/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('m');
  await expect.poll(() => focused(page)).toBe('reponse-modele');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.inputValue('#reponse-texte')).toContain('le défaut signalé par Mairie de Castelbrun-d’Arros est corrigé.');
  await tabTo(page, '#reponse-suite-encore');
  await page.keyboard.press('ArrowDown');
  expect(await page.isChecked('#reponse-suite-resolu')).toBe(true);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Votre message va partir.').waitFor();
  await page.getByText('Résolue', { exact: true }).first().waitFor();
  await expect.poll(() => desk.stack.sql`select state from letter where kind = 'resolved'`, { timeout: 20_000 }).toEqual([{ state: 'sent' }]);
  await page.keyboard.press('f');
  await page.getByRole('heading', { name: 'File d’attente' }).waitFor();
  expect(await desk.stack.sql`select phase from ticket where subject = 'Matin au clavier'`).toEqual([{ phase: 'resolved' }]);
  await page.context().close();
});
