import type { Page } from 'playwright-core';

/** Every `<details>` open, menus apart, and if wanted every act's form of a ticket: what is folded is looked at too. */
export async function unfold(page: Page, everyAct: boolean): Promise<void> {
  await page.evaluate((acts) => {
    for (const details of document.querySelectorAll('details:not(.menu)')) details.setAttribute('open', '');
    if (acts) for (const form of document.querySelectorAll('.act')) form.classList.add('open');
  }, everyAct);
}
