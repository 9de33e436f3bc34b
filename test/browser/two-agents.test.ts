import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tick, write } from './keyboard';
import { mailFrom, startInBrowser, type DeskInBrowser } from './people';

const JOACHIM = 'Joachim Peyrade <joachim.peyrade@castelbrun.example>';
const MELISANDE = 'melisande.aucamville@caf31.example';
const ZEPHYRINE = 'renfort@cafs.example';

let desk: DeskInBrowser;
beforeAll(async () => {
  desk = await startInBrowser({ undoSendMs: 60_000 });
});
afterAll(async () => {
  await desk.stop();
});

async function ticketOf(subject: string): Promise<string> {
  const [row] = await desk.stack.sql<{ reference: string }[]>`select reference from ticket where subject = ${subject}`;
  if (row === undefined) throw new Error(`no ticket « ${subject} »`);
  return row.reference;
}
const answered = async (page: Page, text: string): Promise<void> => {
  await write(page.getByLabel('Texte').first(), text);
  await tick(page.getByRole('radio', { name: /Je dois encore une réponse/ }));
  await page.keyboard.press('Control+Enter');
};

it('two agents on one ticket see each other, who sends second is told, and what was sent too fast is taken back', { timeout: 120_000 }, async () => {
  await desk.stack.receive('31', mailFrom(JOACHIM, 'À deux', 'Bonjour, une page blanche, erreur 500.'));
  const path = `${desk.stack.url}/demandes/${await ticketOf('À deux')}`;
  const [first, second] = [await desk.signedIn(MELISANDE), await desk.signedIn(ZEPHYRINE)];
  await first.goto(path);
  await second.goto(path);
  await first.getByText('Zéphyrine Duchemin-Valois lit aussi cette demande.').waitFor();
  await first.getByLabel('Texte').first().pressSequentially('Je m’en occupe');
  await second.getByText('Mélisande Aucamville rédige une réponse.').waitFor();

  await write(second.getByLabel('Texte').first(), 'Moi aussi je réponds.');
  await answered(first, 'Je m’en occupe, réponse avant midi.');
  await first.getByText('Votre message va partir.').waitFor();
  await second.getByText('Mélisande Aucamville envoie un message au partenaire.').waitFor();
  expect(await second.getByLabel('Texte').first().inputValue()).toBe('Moi aussi je réponds.');

  await answered(second, 'Moi aussi je réponds.');
  await second.getByText('Relisez avant d’envoyer').waitFor();
  await second.locator('.act blockquote').getByText('Je m’en occupe, réponse avant midi.').waitFor();
  expect(await second.getByLabel('Texte').first().inputValue()).toBe('Moi aussi je réponds.');

  await first.locator('body').press('z');
  await first.getByText('Envoi annulé').waitFor();
  expect(await first.getByLabel('Texte').first().inputValue()).toBe('Je m’en occupe, réponse avant midi.');
  await desk.stack.receive('31', mailFrom(JOACHIM, `Re: [${await ticketOf('À deux')}] À deux`, 'C’est revenu tout seul.'));
  await second.locator('.msg').getByText('C’est revenu tout seul.').waitFor();
  expect(desk.stack.sink.mailsTo('joachim.peyrade@castelbrun.example').filter((mail) => mail.raw.includes('occupe'))).toEqual([]);
  await Promise.all([first.context().close(), second.context().close()]);
});
