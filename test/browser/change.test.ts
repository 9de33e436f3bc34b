import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { press, reach, tick, write } from './keyboard';
import { loadPublishedContract } from '../../contracts/load';
import { inSeconds, publishedBut } from '../support/fast-contracts';
import { startInBrowser, type DeskInBrowser } from './people';
import { portalEntry, type PortalEntry } from './portal-entry';

const ADMINISTRATOR = 'apolline.vernouillet@ccas-valmirande.example';
const SIGNATORY = 'theophile.marines@ccas-valmirande.example';
const NEW = 'h.marchetti@ccas-valmirande.example';
const WIDE: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, locale: 'fr-FR', timezoneId: 'Europe/Paris' };
const PHONE: BrowserContextOptions = { ...WIDE, viewport: { width: 360, height: 780 }, hasTouch: true };
const { readings } = loadPublishedContract('95');
/** Who is warned may object for two seconds; nobody is late while the story lasts. */
const SOON = inSeconds('95', 3_600, { readings: { ...readings, administratorChange: { objection: { elapsedSeconds: 2 }, reminders: [] } } });

let desk: DeskInBrowser;
let entry: PortalEntry;
beforeAll(async () => {
  desk = await startInBrowser({ contracts: publishedBut(SOON) });
  entry = portalEntry(desk);
});
afterAll(async () => {
  entry.close();
  await desk.stop();
});

const fill = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, value] of Object.entries(fields)) await write(page.locator(`#changement-${name}`), value);
};
const phase = async (): Promise<string | undefined> => (await desk.stack.sql<{ phase: string }[]>`select phase from journey where kind = 'administrator-change'`)[0]?.phase;

/** Somebody who has no account opens the link of his letter, on a telephone, and signs. */
async function sign(address: string): Promise<void> {
  await desk.stack.sink.waitFor(() => entry.linksTo(address, '/changement', 'change-sign').length > 0);
  const page = await (await desk.browser.newContext(PHONE)).newPage();
  await page.goto(entry.linksTo(address, '/changement', 'change-sign').at(-1) ?? '');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await press(page.getByRole('button', { name: 'Je signe ce formulaire' }));
  await page.getByRole('heading', { name: 'C’est signé' }).waitFor();
  await page.context().close();
}

it('a change of administrator: asked for on the portal, signed from two letters, checked by one agent, approved by another, carried out, in the register', { timeout: 120_000 }, async () => {
  const partner = await entry.enter(ADMINISTRATOR, WIDE);
  await partner.goto(`${desk.stack.url}/partenaire/changements/nouveau`);
  await fill(partner, {
    partenaire: 'CCAS de Valmirande-sur-Oise', numero: '95-2024-042', nom: 'Marchetti', prenom: 'Hugo', fonction: 'chef du pôle social', 'remplace-nom': 'Hérouard', 'remplace-prenom': 'Côme',
    'remplace-courriel': 'come.herouard@ccas-valmirande.example', portable: '06 39 98 40 12', courriel: 'contact@ccas-valmirande.example', signataire: 'Théophile Marines', 'signataire-fonction': 'président du CCAS',
  });
  await tick(partner.getByLabel('Oui'));
  await press(partner.getByRole('button', { name: 'Envoyer à la Caf' }));
  await partner.getByText(/est une boîte partagée/).first().waitFor();
  expect(await partner.inputValue('#changement-prenom')).toBe('Hugo');
  await fill(partner, { courriel: NEW });
  await press(partner.getByRole('button', { name: 'Envoyer à la Caf' }));
  await partner.getByRole('heading', { name: 'Votre formulaire' }).waitFor();

  await sign(SIGNATORY);
  await sign(NEW);
  await expect.poll(phase).toBe('checking');

  const agent = await desk.signedIn('ines.vigneroy@caf95.example');
  await agent.goto(`${desk.stack.url}/changements`);
  await press(agent.getByRole('link', { name: 'Hugo Marchetti' }));
  await reach(agent.locator('#rappel-numero'));
  await agent.keyboard.press('Home');
  await tick(agent.getByLabel('Jointe', { exact: true }));
  await press(agent.getByRole('button', { name: 'Consigner le rappel' }));
  await press(agent.getByRole('button', { name: 'J’ai vérifié' }));
  await expect.poll(phase).toBe('approving');

  const manager = await desk.signedIn('responsable@caf95.example');
  await expect.poll(async () => (await desk.stack.sql`select 1 from journey_fact where kind = 'objection-time-over'`).length, { timeout: 30_000 }).toBe(1);
  await manager.goto(agent.url());
  await press(manager.getByRole('button', { name: 'Approuver' }));
  await press(manager.getByRole('button', { name: 'Noter l’accès donné' }));
  await press(manager.getByRole('button', { name: 'Noter l’accès retiré' }));
  await manager.getByText('Compte rendu').first().waitFor();
  await expect.poll(phase).toBe('done');

  await partner.reload();
  await partner.getByText('Terminé').first().waitFor();
  expect(await desk.stack.sql`select name from contact where convention_id = '95-2024-042' and ended_at is null and role in ('administrator', 'deputy-administrator') order by name`).toEqual([{ name: 'Apolline Vernouillet' }, { name: 'Hugo Marchetti' }]);
  await desk.stack.sink.waitFor(() => desk.stack.sink.mailsTo('come.herouard@ccas-valmirande.example').length >= 2);
});
