import type { Browser, Page } from 'playwright-core';
import { sharedChromium } from '../web/support/chromium';
import { startStack, TEST_PASSWORD, type Stack, type StackOptions } from '../support/stack';

/** A desk on real servers with a real Chromium in front. */
export interface DeskInBrowser {
  readonly stack: Stack;
  readonly browser: Browser;
  /** A page of somebody's own, signed in, at a width of 1,440 or 360 pixels. */
  signedIn(login: string, size?: 'wide' | 'phone'): Promise<Page>;
  stop(): Promise<void>;
}

const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 360, height: 780 } } as const;

export async function startInBrowser(options: StackOptions = {}): Promise<DeskInBrowser> {
  const [stack, browser] = await Promise.all([startStack(options), sharedChromium()]);
  return {
    stack,
    browser,
    signedIn: async (login, size = 'wide') => {
      const context = await browser.newContext({ viewport: SIZES[size], locale: 'fr-FR', timezoneId: 'Europe/Paris' });
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      await page.goto(`${stack.url}/connexion`);
      await page.getByLabel('Adresse de courriel').fill(login);
      await page.getByLabel('Mot de passe').fill(TEST_PASSWORD);
      await page.getByRole('button', { name: 'Se connecter' }).click();
      await page.getByRole('heading', { name: 'File d’attente' }).waitFor();
      return page;
    },
    stop: async () => {
      await browser.close();
      await stack.stop();
    },
  };
}

/** Tabs until what has the focus is this. @throws Error when it never is */
export async function tabTo(page: Page, selector: string): Promise<void> {
  const there = () => page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);
  for (let presses = 0; presses < 60; presses += 1) {
    if (await there()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${selector} is not reached by Tab`);
}

/** Tabs until what has the focus says this, then presses Enter: a link, a button, a summary. @throws Error when it never does */
export async function enterOn(page: Page, words: string): Promise<void> {
  await tabToWords(page, words);
  await page.keyboard.press('Enter');
}

/** Tabs until what has the focus says this, or is named so. @throws Error when it never does */
export async function tabToWords(page: Page, words: string): Promise<void> {
  const there = () => page.evaluate((wanted) => {
    const active = document.activeElement;
    if (active === null || active === document.body) return false;
    const named = [active.textContent, active.getAttribute('aria-label'), ...[...((active as HTMLInputElement).labels ?? [])].map((label) => label.textContent)];
    return named.some((text) => text?.replaceAll(/\s+/g, ' ').includes(wanted) === true);
  }, words);
  for (let presses = 0; presses < 90; presses += 1) {
    await page.keyboard.press('Tab');
    if (await there()) return;
  }
  throw new Error(`« ${words} » is not reached by Tab`);
}

/** A mail with a text and, if wanted, a subject and files. */
export function mailFrom(from: string, subject: string, text: string, headers: readonly string[] = []): string {
  const id = `${Math.abs(hash(from + subject + text + headers.join()))}`;
  return [`From: ${from}`, `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`, `Message-ID: <m${id}@essai.example>`, 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', ...headers, '', text, ''].join('\r\n');
}

function hash(text: string): number {
  return [...text].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) | 0, 7);
}
