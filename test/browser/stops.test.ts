import { createHash, randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { press, tick, write } from './keyboard';
import { localOfInstant } from '../../api/view/local-time';
import { insertSession } from '../../db/session';
import { later } from '../../desk/tools';
import { eventually } from '../support/eventually';
import { mailFrom, startInBrowser, type DeskInBrowser } from './people';

const JOACHIM = 'Joachim Peyrade <joachim.peyrade@castelbrun.example>';
let desk: DeskInBrowser;
beforeAll(async () => {
  desk = await startInBrowser();
});
afterAll(async () => {
  await desk.stop();
});

/** A page of someone of a partner who has used their link. */
async function visiting(address: string): Promise<Page> {
  const [token, csrf] = [randomBytes(32).toString('base64url'), randomBytes(16).toString('base64url')];
  await insertSession(desk.stack.tools.sql, { tokenHash: createHash('sha256').update(token).digest(), id: csrf, who: { visitor: address }, csrf, way: 'link', address: '', userAgent: '', at: desk.stack.clock.now() });
  const context = await desk.browser.newContext({ locale: 'fr-FR', timezoneId: 'Europe/Paris' });
  context.setDefaultTimeout(10_000);
  await context.addCookies([{ name: 'guichet', value: token, url: desk.stack.url }]);
  return await context.newPage();
}

it('a stop announced by the desk: looked at first, sent, read on the portal, changed, cancelled', { timeout: 120_000 }, async () => {
  const { stack } = desk;
  const at = (days: number) => localOfInstant(later(stack.clock.now(), days * 86_400_000), 'Europe/Paris');
  await stack.receive('31', mailFrom(JOACHIM, '[CDAP] Question avant arrêt', 'Bonjour, erreur 500 ce matin.'));
  const page = await desk.signedIn('melisande.aucamville@caf31.example');
  await page.goto(`${stack.url}/arrets`);
  await page.getByText('Aucun arrêt n’est prévu.').waitFor();
  await press(page.getByRole('link', { name: 'Annoncer un arrêt' }));
  await write(page.getByLabel('Ce qui s’arrête'), 'Bascule de CDAP');
  await tick(page.getByRole('checkbox', { name: /^CDAP/ }));
  await write(page.getByLabel(/^Début/), at(3));
  await write(page.getByLabel(/^Fin/), at(2));
  await write(page.getByLabel(/^Pourquoi/), 'Préparez vos demandes sur papier.');
  await press(page.getByRole('button', { name: 'Voir la lettre et les destinataires' }));
  await page.getByRole('link', { name: /La fin vient après le début/ }).waitFor();
  expect(await page.getByLabel(/^Pourquoi/).inputValue()).toBe('Préparez vos demandes sur papier.');
  await write(page.getByLabel(/^Fin/), at(9));
  await press(page.getByRole('button', { name: 'Voir la lettre et les destinataires' }));
  await page.getByRole('heading', { name: 'Aperçu avant envoi' }).waitFor();
  await page.getByText('clemence.astugue@castelbrun.example').waitFor();
  await press(page.getByRole('button', { name: 'Annoncer maintenant' }));
  await page.getByText('Arrêt annoncé : les lettres partent.').waitFor();
  const told = () => stack.sink.mails.filter(({ headers }) => headers.get('x-guichet-letter')?.startsWith('stop/') === true && headers.get('to')?.includes('clemence.astugue') === true);
  await eventually('the administrator is told', () => told().length, (letters) => letters === 1);

  const [ticket] = await stack.sql<{ reference: string }[]>`select reference from ticket where subject like '%Question avant arrêt'`;
  await eventually('the limit has moved', () => stack.sql<{ stop: string | null }[]>`select next_step->>'stop' as stop from ticket where reference = ${ticket?.reference ?? ''}`, ([row]) => row?.stop != null);
  const stop = page.url();
  await page.goto(`${stack.url}/demandes/${ticket?.reference}`);
  expect((await page.content()).replace(/[\u00a0\u202f]|&nbsp;/g, ' ')).toContain('reportée : arrêt planifié « Bascule de CDAP »');

  const partner = await visiting('clemence.astugue@castelbrun.example');
  await partner.goto(`${stack.url}/partenaire`);
  await partner.getByText('Arrêt planifié : Bascule de CDAP').waitFor();
  await press(partner.getByRole('link', { name: 'Lire l’annonce' }));
  await partner.getByText('Préparez vos demandes sur papier.').waitFor();

  await page.goto(stop);
  await press(page.getByRole('link', { name: 'Lue sur le portail 1' }));
  await page.getByRole('cell', { name: /clemence.astugue/ }).waitFor();
  await press(page.getByRole('heading', { name: 'Modifier' }));
  await write(page.getByLabel(/^Fin/), at(10));
  await press(page.getByRole('button', { name: 'Enregistrer le changement' }));
  await page.getByText('Arrêt modifié.').waitFor();
  const rounds = () => told().map(({ headers }) => headers.get('x-guichet-letter')?.split('/')[2]).join();
  await eventually('the administrator is told of the change', rounds, (seen) => seen === '1,2');
  await press(page.getByRole('button', { name: 'Annuler l’arrêt' }));
  await page.getByText('Arrêt annulé.', { exact: false }).first().waitFor();
  await eventually('the administrator is told of each', rounds, (seen) => seen === '1,2,3');
  await partner.goto(`${stack.url}/partenaire`);
  expect(await partner.getByText('Bascule de CDAP').count()).toBe(0);
  await page.setViewportSize({ width: 360, height: 780 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  await partner.context().close();
  await page.context().close();
});
