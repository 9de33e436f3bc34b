import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mailFrom, startInBrowser, type DeskInBrowser } from './people';

const JOACHIM = 'Joachim Peyrade <joachim.peyrade@castelbrun.example>';
const AGENT = 'melisande.aucamville@caf31.example';

let desk: DeskInBrowser;
const complaints: string[] = [];
beforeAll(async () => {
  desk = await startInBrowser();
  for (let i = 1; i <= 5; i += 1) await desk.stack.receive('31', mailFrom(JOACHIM, `Panne ${i}`, `Bonjour, la panne numéro ${i}.`));
});
afterAll(async () => {
  await desk.stop();
});
afterEach(() => {
  expect(complaints.splice(0), 'errors in the browser').toEqual([]);
});

async function agentPage(script = true): Promise<Page> {
  const first = await desk.signedIn(AGENT);
  const context = script ? first.context() : await desk.browser.newContext({ javaScriptEnabled: false, viewport: { width: 1440, height: 900 }, storageState: await first.context().storageState() });
  if (!script) await first.context().close();
  const page = script ? first : await context.newPage();
  context.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  if (!script) await page.goto(`${desk.stack.url}/file`);
  return page;
}

const referenceOf = async (subject: string): Promise<string> => (await desk.stack.sql<{ reference: string }[]>`select reference from ticket where subject = ${subject}`)[0]?.reference ?? '';
const boxOf = async (page: Page, subject: string) => page.getByRole('checkbox', { name: `Cocher ${await referenceOf(subject)}` });

describe('several tickets at once', () => {
  it('a range with Shift, a note on each: each says what became of it', async () => {
    const page = await agentPage();
    const boxes = page.locator('[data-several-box]');
    await boxes.first().waitFor();
    expect(await page.locator('.several').isVisible()).toBe(false);
    await boxes.nth(0).click();
    await boxes.nth(2).click({ modifiers: ['Shift'] });
    await page.getByText('3 demandes cochées').waitFor();
    await page.getByText('Noter', { exact: true }).first().click();
    await page.getByLabel('Note, pour le guichet seul').fill('Vu avec l’informatique.');
    await page.getByRole('button', { name: 'Noter' }).click();
    await page.getByText('3 demandes traitées.').waitFor();
    expect(await page.getByText('Fait', { exact: true }).count()).toBe(3);
    expect(await desk.stack.sql`select 1 from message where direction = 'note' and text = 'Vu avec l’informatique.'`).toHaveLength(3);
    await page.context().close();
  });

  it('from the keyboard: X checks the row one is on', async () => {
    const page = await agentPage();
    await page.locator('[data-several-box]').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('1 demande cochée').waitFor();
    await page.keyboard.press('x');
    await expect.poll(() => page.locator('.several').isVisible()).toBe(false);
    await page.context().close();
  });

  it('without a script: the bar comes with the first box, and the act is done', async () => {
    const page = await agentPage(false);
    await (await boxOf(page, 'Panne 5')).check();
    await page.locator('.several').getByRole('button', { name: 'Prendre en charge' }).click();
    await page.getByText('1 demande traitée.').waitFor();
    expect(await desk.stack.sql`select phase from ticket where subject = 'Panne 5'`).toEqual([{ phase: 'in-hand' }]);
    await page.context().close();
  });
});

describe('the live list', () => {
  it('says what changed where it stands, keeps what is checked and where one is, and moves nothing before it is asked', async () => {
    const page = await agentPage();
    await (await boxOf(page, 'Panne 1')).check();
    const reference = await referenceOf('Panne 2');
    await page.getByRole('link', { name: reference }).focus();
    const order = () => page.locator('[data-row]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row')));
    const before = await order();
    await page.getByText('En direct').waitFor();

    const other = await agentPage();
    await other.goto(`${desk.stack.url}/demandes/${reference}`);
    await other.getByRole('button', { name: 'Prendre en charge' }).first().click();
    await other.getByText('Demande prise en charge.').waitFor();
    await page.locator(`[data-row="${reference}"].changed`).waitFor();
    await desk.stack.receive('31', mailFrom(JOACHIM, 'Panne venue après', 'Bonjour, encore une.'));
    await page.getByText(/File changée : 1 arrivée/).waitFor();
    expect(await order()).toEqual(before);
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(reference);
    expect(await (await boxOf(page, 'Panne 1')).isChecked()).toBe(true);

    await page.getByRole('button', { name: 'Actualiser la liste' }).click();
    await page.getByRole('link', { name: 'Panne venue après' }).waitFor();
    expect(await (await boxOf(page, 'Panne 1')).isChecked()).toBe(true);
    await other.context().close();
    await page.context().close();
  });
});
