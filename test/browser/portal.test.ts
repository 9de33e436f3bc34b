import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepAct } from '../../db/act';
import type { Reference } from '../../domain/ids';
import { enterOn, mailFrom, startInBrowser, tabToWords, type DeskInBrowser } from './people';
import { portalEntry, type PortalEntry } from './portal-entry';

const JOACHIM = 'joachim.peyrade@castelbrun.example';
const CLEMENCE = 'clemence.astugue@castelbrun.example';
const PHONE: BrowserContextOptions = { viewport: { width: 360, height: 780 }, locale: 'fr-FR', timezoneId: 'Europe/Paris', hasTouch: true };
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
let desk: DeskInBrowser;
let entry: PortalEntry;
const enter = (address: string, options: BrowserContextOptions): Promise<Page> => entry.enter(address, options);

beforeAll(async () => {
  desk = await startInBrowser();
  entry = portalEntry(desk);
});
afterAll(async () => {
  entry.close();
  await desk.stop();
});

/** A request of Castelbrun's, on which the desk has asked something. */
async function asked(subject: string): Promise<Reference> {
  const { sql, tools, clock } = desk.stack;
  await desk.stack.receive('31', mailFrom(`Joachim Peyrade <${JOACHIM}>`, subject, 'La page reste blanche depuis ce matin, sur tous les postes.'));
  const [row] = await sql<{ reference: Reference }[]>`select reference from ticket where subject = ${subject}`;
  if (row === undefined) throw new Error('no ticket');
  const act = { key: `question-${row.reference}`, reference: row.reference, kind: 'ask' as const };
  await keepAct(sql, { ...act, body: { kind: 'ask', text: 'Quel message d’erreur lisez-vous, et où vous joindre ?' }, actor: 'melisande.aucamville@caf31.example', asked_at: clock.now() });
  expect((await tools.ask(act, 10_000)).state).toBe('done');
  return row.reference;
}

describe('a partner answers from a phone by one-time link', () => {
  it('asks the link, reads, answers with a file, sees what follows, without any script, by keyboard alone', { timeout: 120_000 }, async () => {
    const reference = await asked('Page blanche au matin');
    const page = await enter(JOACHIM, { ...PHONE, javaScriptEnabled: false });
    const card = page.getByRole('region', { name: 'Votre réponse est attendue' });
    await card.getByText('Sans réponse avant le').waitFor();
    await card.getByText('les coordonnées de la personne à rappeler').waitFor();
    await enterOn(page, 'Répondre');
    await page.getByText('Quel message d’erreur lisez-vous').waitFor();
    await tabToWords(page, 'Votre message');
    await page.keyboard.type('C’est le message E-204, voici la capture.');
    await tabToWords(page, 'Numéro où vous joindre');
    await page.keyboard.type('05 36 49 01 10');
    await page.getByLabel('Fichiers').setInputFiles([{ name: 'capture.png', mimeType: 'image/png', buffer: Buffer.concat([PNG, Buffer.alloc(6_000)]) }]);
    await enterOn(page, 'Envoyer');
    await page.getByText('Message envoyé au guichet.').waitFor();
    await page.getByText('La Caf doit répondre').waitFor();
    await page.getByText('capture.png').waitFor();
    await page.getByText('Sans réponse de la Caf, nous prévenons').first().waitFor();
    expect(await page.getByText('les coordonnées de la personne à rappeler').count()).toBe(0);
    const [row] = await desk.stack.sql<{ owes: string; channel: string }[]>`select ticket.owes, message.channel from ticket join message using (reference) where reference = ${reference} and direction = 'in' order by message.at desc limit 1`;
    expect(row?.channel).toBe('portal');
    await page.context().close();
  });

  it('opens a request and declares it urgent, told what that does', { timeout: 120_000 }, async () => {
    const page = await enter(JOACHIM, PHONE);
    await page.getByRole('link', { name: 'Ouvrir une demande' }).first().click();
    await page.getByLabel('Objet').fill('Export interrompu');
    await page.getByLabel('Description').fill('L’export des quotients s’arrête au milieu, depuis hier soir.');
    await page.getByRole('button', { name: 'Envoyer la demande' }).click();
    await page.getByText('Il manque le service de Mon Compte Partenaire concerné').first().waitFor();
    await page.getByLabel('Service concerné').selectOption('CDAP');
    await page.getByLabel('Message d’erreur').fill('E-500');
    await page.getByRole('button', { name: 'Envoyer la demande' }).click();
    await page.getByText('Un accusé de réception vous est envoyé').waitFor();
    await page.getByRole('heading', { name: 'Export interrompu' }).waitFor();
    await page.getByText('Signaler une urgence').click();
    await page.getByText('Nous prévenons tout de suite, à toute heure').waitFor();
    await page.getByLabel('Pourquoi est-ce urgent ?').fill('Les versements partent demain.');
    await page.getByRole('button', { name: 'Signaler l’urgence' }).click();
    await page.getByText('Le guichet sait que c’est urgent.').waitFor();
    const reference = page.url().split('/').at(-1) ?? '';
    await desk.stack.sink.waitFor(() => desk.stack.sink.mailsTo(JOACHIM).some((mail) => mail.raw.includes(reference)));
    await page.context().close();
  });
});

describe('a partner’s administrator keeps the list', () => {
  it('adds someone, says that the list is right; the desk sees both', { timeout: 120_000 }, async () => {
    const page = await enter(CLEMENCE, PHONE);
    await page.getByRole('link', { name: 'Tenir la liste des contacts' }).click();
    await page.getByRole('link', { name: 'Ajouter une personne' }).click();
    await page.getByLabel('Prénom et nom').fill('Hermine Escalquens');
    await page.getByLabel('Rôle').selectOption({ label: 'Support niveau 1' });
    await page.getByLabel('Courriel').fill('hermine.escalquens@castelbrun');
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await page.getByText('Adresse de courriel incorrecte').first().waitFor();
    await page.getByLabel('Courriel').fill('hermine.escalquens@castelbrun.example');
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await page.getByText('Personne ajoutée.').waitFor();
    await page.getByRole('button', { name: 'J’ai vérifié' }).click();
    await page.getByText('la Caf sait que cette liste est à jour').waitFor();
    await page.context().close();

    const manager = await desk.signedIn('responsable@caf31.example');
    await manager.goto(`${desk.stack.url}/partenaires/mairie-castelbrun`);
    await manager.getByRole('link', { name: 'Hermine Escalquens', exact: true }).waitFor();
    await manager.getByText(/vérifiée le .* par Clémence Astugue/).waitFor();
    await manager.context().close();
    const hermine = await enter('hermine.escalquens@castelbrun.example', PHONE);
    await hermine.getByRole('link', { name: 'Ouvrir une demande' }).first().waitFor();
    await hermine.context().close();
  });
});
