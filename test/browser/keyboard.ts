import type { Locator } from 'playwright-core';

/** More stops than any page has on the way to something. */
const MOST_STOPS = 250;

/** Where something stands from what has the focus, in the order in which Tab goes through the page. */
async function whereIs(it: Locator): Promise<'here' | 'before' | 'after'> {
  return await it.evaluate((element) => {
    const active = document.activeElement;
    const wanted = element instanceof HTMLLabelElement && element.control !== null ? element.control : (element.closest('summary') ?? element);
    if (active === null || active === document.body) return 'after';
    const sameGroup = wanted instanceof HTMLInputElement && wanted.type === 'radio' && active instanceof HTMLInputElement && active.type === 'radio' && active.name === wanted.name && active.form === wanted.form;
    if (active === wanted || sameGroup) return 'here';
    return (active.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING) !== 0 ? 'before' : 'after';
  });
}

/** Goes to something by Tab, or back to it by Shift+Tab; of radio buttons, to their group. @throws Error when the focus never gets there */
export async function reach(it: Locator): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    const where = await whereIs(it);
    if (where === 'here') return;
    await it.page().keyboard.press(where === 'before' ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`${String(it)} is not reached by Tab`);
}

/** A link, a button, a summary. What leads to another page is pressed once that page is there. */
export async function press(it: Locator): Promise<void> {
  await reach(it);
  const page = it.page();
  const leads = await it.evaluate((element) => element.closest('a[href]:not([download], [href^="#"])') !== null || element.closest('form button:not([type=button])') !== null);
  await Promise.all([leads ? page.waitForEvent('framenavigated') : null, page.keyboard.press('Enter')]);
}

/** A box, or one of several radio buttons. @throws Error when it is not checked then */
export async function tick(it: Locator): Promise<void> {
  await reach(it);
  const radio = (await it.getAttribute('type')) === 'radio';
  for (let presses = 0; presses < 10 && !(await it.isChecked()); presses += 1) await it.page().keyboard.press(radio && presses > 0 ? 'ArrowDown' : 'Space');
  if (!(await it.isChecked())) throw new Error(`${String(it)} cannot be checked from the keyboard`);
}

/** Takes the check out of a box. @throws Error when it is still checked then */
export async function untick(it: Locator): Promise<void> {
  await reach(it);
  await it.page().keyboard.press('Space');
  if (await it.isChecked()) throw new Error(`${String(it)} is still checked`);
}

/** Types instead of what a field holds. The parts of a date are the browser's own, in the order of its language: such a field is reached, then given its value. */
export async function write(it: Locator, text: string): Promise<void> {
  await reach(it);
  if (/^(?:date|datetime-local|month|time)$/.test((await it.getAttribute('type')) ?? '')) return await it.fill(text);
  await it.page().keyboard.press('Control+a');
  await it.page().keyboard.insertText(text);
}

/** One of a list, by the beginning of its words. @throws Error when another stays chosen */
export async function choose(it: Locator, words: string): Promise<void> {
  await reach(it);
  await it.page().keyboard.type(words);
  const chosen = await it.evaluate((list) => (list as HTMLSelectElement).selectedOptions[0]?.textContent ?? '');
  if (!chosen.startsWith(words)) throw new Error(`« ${words} » is not chosen by typing it, but « ${chosen} »`);
}

/** Files, by the dialog that the field opens. */
export async function give(it: Locator, file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }): Promise<void> {
  await reach(it);
  const [dialog] = await Promise.all([it.page().waitForEvent('filechooser'), it.page().keyboard.press('Space')]);
  await dialog.setFiles(file);
}
