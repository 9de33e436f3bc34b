import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mailFrom, startInBrowser, tabTo, type DeskInBrowser } from './people';

const JOACHIM = 'Joachim Peyrade <joachim.peyrade@castelbrun.example>';
const AGENT = 'melisande.aucamville@caf31.example';

let desk: DeskInBrowser;
const complaints: string[] = [];
beforeAll(async () => {
  desk = await startInBrowser();
});
afterAll(async () => {
  await desk.stop();
});
afterEach(() => {
  expect(complaints.splice(0), 'errors in the browser').toEqual([]);
});

async function agentPage(size: 'wide' | 'phone' = 'wide'): Promise<Page> {
  const page = await desk.signedIn(AGENT, size);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return page;
}

async function ticketOf(subject: string): Promise<string> {
  const [row] = await desk.stack.sql<{ reference: string }[]>`select reference from ticket where subject = ${subject} order by reference desc limit 1`;
  if (row === undefined) throw new Error(`no ticket « ${subject} »`);
  return row.reference;
}

const lettersTo = (address: string) => desk.stack.sink.mailsTo(address);
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('an agent at the desk', () => {
  it('takes a request in hand from the keyboard, asks, and answers: each letter leaves, each date is shown', async () => {
    await desk.stack.receive('31', mailFrom(JOACHIM, 'Page blanche au clavier', 'Bonjour, une page blanche, erreur 500.'));
    const page = await agentPage();
    await page.getByRole('link', { name: 'Page blanche au clavier' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Page blanche au clavier' }).waitFor();
    await page.keyboard.press('p');
    await page.getByText('Demande prise en charge.').waitFor();

    await page.keyboard.press('d');
    await page.getByLabel('Votre question').fill('Depuis quand, et sur quel poste ?');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Question envoyée').waitFor();
    await page.getByText('Le partenaire doit répondre').first().waitFor();
    const reference = await ticketOf('Page blanche au clavier');
    await desk.stack.sink.waitFor((mails) => mails.some((mail) => mail.raw.includes('Depuis quand') && (mail.headers.get('subject') ?? '').includes(reference)));
    expect(await page.locator('.fil .next').count()).toBeGreaterThan(1);
    expect(await page.locator('.fil .next .what').allInnerTexts()).toContain('1er contact du partenaire');

    await desk.stack.receive('31', mailFrom(JOACHIM, `Re: [${reference}] Page blanche`, 'Depuis ce matin, sur tous les postes.'));
    await page.reload();
    await page.locator('.msg').getByText('Depuis ce matin, sur tous les postes.').waitFor();
    await page.getByText('La Caf doit répondre').first().waitFor();
    await page.keyboard.press('r');
    await page.getByLabel('Texte').first().fill('C’est corrigé.');
    await page.getByRole('radio', { name: /C’est résolu/ }).check();
    await page.getByRole('button', { name: 'Envoyer', exact: false }).first().click();
    await page.getByText('Réponse envoyée.').waitFor();
    await page.getByText('Résolue', { exact: true }).first().waitFor();
    await page.context().close();
  });

  it('sees a new request arrive without doing anything', async () => {
    const page = await agentPage();
    await desk.stack.receive('31', mailFrom(JOACHIM, 'Arrivée en direct', 'Bonjour, une page blanche, erreur 500.'));
    await page.getByRole('link', { name: 'Arrivée en direct' }).waitFor({ timeout: 20_000 });
    await page.context().close();
  });

  it('keeps what was typed when a form is wrong', async () => {
    await desk.stack.receive('31', mailFrom(JOACHIM, 'Formulaire incomplet', 'Bonjour, une page blanche, erreur 500.'));
    const page = await agentPage();
    await page.goto(`${desk.stack.url}/demandes/${await ticketOf('Formulaire incomplet')}`);
    await page.getByLabel('Texte').first().fill('Un texte que je ne veux pas perdre.');
    await page.getByRole('button', { name: 'Envoyer', exact: false }).first().click();
    await page.getByRole('alert').getByText('Dites si vous devez encore une réponse').waitFor();
    expect(await page.getByLabel('Texte').first().inputValue()).toBe('Un texte que je ne veux pas perdre.');
    complaints.splice(0); // Chromium counts the 422 of a refused form as an error of its console
    await page.context().close();
  });
});

describe('a phone call', () => {
  it('by keyboard alone: found by number, typed while talking, sent twice, makes one ticket, taken in hand and acknowledged', async () => {
    const page = await agentPage();
    await page.keyboard.press('a');
    await page.getByLabel('Nom, partenaire ou numéro affiché').waitFor();
    await tabTo(page, '#appel-recherche');
    await page.keyboard.type('05 36 49 01 10');
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: /Joachim Peyrade/ }).waitFor();
    await tabTo(page, 'input[type=radio]');
    await page.keyboard.press('Space');
    expect(await page.getByRole('radio', { name: /Joachim Peyrade/ }).isChecked()).toBe(true);
    for (const [field, typed] of [['#appel-service', 'CDAP'], ['#appel-objet', 'Appel au clavier'], ['#appel-description', 'Aucun agent ne peut se connecter depuis 9 h 30.']] as const) {
      await tabTo(page, field);
      await page.keyboard.type(typed);
    }
    await tabTo(page, 'button[name=prendre]');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByText(/Appel enregistré sous/).waitFor();
    expect(await desk.stack.sql`select phase, channel from ticket where subject = 'Appel au clavier'`).toEqual([{ phase: 'in-hand', channel: 'phone' }]);
    const reference = await ticketOf('Appel au clavier');
    await desk.stack.sink.waitFor(() => lettersTo('joachim.peyrade@castelbrun.example').some((mail) => (mail.headers.get('subject') ?? '').includes(reference)));
    await page.context().close();
  });
});

describe('a stranger', () => {
  it('waits for a person, and once attached has a ticket received when the mail was', async () => {
    await desk.stack.receive('31', mailFrom('Agathe Nouvelle <agathe@ailleurs.example>', 'Qui suis-je', 'Bonjour, mon compte est bloqué.'));
    const page = await agentPage();
    await page.getByRole('navigation', { name: 'Principale' }).getByRole('link', { name: 'À identifier' }).click();
    const mail = page.getByRole('region', { name: 'Qui suis-je' });
    await mail.getByText('Expéditeur inconnu').waitFor();
    await mail.getByLabel('À un partenaire').selectOption({ index: 1 });
    await mail.getByRole('button', { name: 'Rattacher' }).click();
    await page.getByText('une demande est ouverte').waitFor();
    await page.getByRole('heading', { name: 'Qui suis-je' }).waitFor();
    const [kept] = await desk.stack.sql`select ticket.received_at = arrived_mail.received_at as same from arrived_mail join ticket using (reference) where arrived_mail.subject = 'Qui suis-je'`;
    expect(kept).toEqual({ same: true });
    await page.context().close();
  });
});

describe('on a phone', () => {
  it('every page fits 360 pixels, and the main acts are at hand', async () => {
    await desk.stack.receive('31', mailFrom(JOACHIM, 'Sur un téléphone', 'Bonjour, une page blanche, erreur 500.'));
    const page = await agentPage('phone');
    const reference = await ticketOf('Sur un téléphone');
    for (const path of ['/file', `/demandes/${reference}`, '/appels/nouveau?q=castelbrun', '/a-identifier', '/courriers', '/escalades', '/contrats', '/contrats/31?recue=2026-05-13T15:50', '/recherche?q=page']) {
      await page.goto(desk.stack.url + path);
      expect(await overflow(page), path).toBe(0);
    }
    await page.goto(`${desk.stack.url}/demandes/${reference}`);
    await page.locator('.bar-s').getByRole('button', { name: 'Prendre en charge' }).click();
    await page.getByText('Demande prise en charge.').waitFor();
    await page.context().close();
  });
});
