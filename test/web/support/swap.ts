import type { Page } from 'playwright-core';
import { assetsList } from '../../../web/assets';

/**
 * Shows another page of the same origin and style sheet in the window that is open, as a navigation would, without reading style
 * sheets, font and axe-core again: what stands in the document is replaced and the product's own script, if it asks for it, is run over it.
 * @throws Error of the page's script
 */
export async function swapTo(page: Page, url: string): Promise<void> {
  const script = assetsList().find(({ name }) => name === 'guichet.js')?.body.toString('utf8') ?? '';
  await page.evaluate(
    async ([address = '', source = '']) => {
      const next = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
      document.title = next.title;
      document.documentElement.lang = next.documentElement.lang;
      document.documentElement.replaceChild(document.adoptNode(next.body), document.body);
      if (next.querySelector('script') !== null) new Function(source)();
    },
    [url, script],
  );
}
