import type { BrowserContextOptions, Page } from 'playwright-core';
import { createPoster } from '../../mail/post';
import { postAbandoned, sendSignInLinks, type Chores } from '../../worker/chores';
import { createTools } from '../../worker/tools';
import { silentLog } from '../support/stack';
import type { DeskInBrowser } from './people';

/** The partner's way in: a link that is asked for, mailed and pressed. */
export interface PortalEntry {
  enter(address: string, options: BrowserContextOptions): Promise<Page>;
  /** What the worker's chores post. */
  chores: Chores;
  /** The links below a path, « /lien », that an address was sent, oldest first; in letters of this kind alone when it is given. */
  linksTo(address: string, path: string, kind?: string): string[];
  close(): void;
}

export function portalEntry({ browser, stack }: DeskInBrowser): PortalEntry {
  const { sql, client, sink, clock, url } = stack;
  const poster = createPoster({ relayUrl: sink.url, name: 'guichet.example', logger: silentLog });
  const chores: Chores = { client, clock, tools: createTools({ sql, client, poster, publicUrl: url, instance: url, log: silentLog }) };
  const linksTo = (address: string, path: string, kind = ''): string[] => {
    const mails = sink.mailsTo(address).filter((mail) => kind === '' || mail.headers.get('x-guichet-letter')?.endsWith(kind) === true).map((mail) => mail.raw.toString('utf8').replaceAll('=\r\n', '').replaceAll('=3D', '='));
    return mails.flatMap((raw) => new RegExp(`http://127\\.0\\.0\\.1(?::\\d+)?(${path}\\?jeton=[\\w-]+)`).exec(raw)?.[1] ?? []).map((link) => `${url}${link}`);
  };
  /** Asks for a link on the page, takes it from the mail that comes, opens it and confirms. */
  const enter = async (address: string, options: BrowserContextOptions): Promise<Page> => {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    const before = linksTo(address, '/lien').length;
    await page.goto(`${url}/connexion/lien`);
    await page.getByLabel('Votre adresse professionnelle').fill(address);
    await page.getByRole('button', { name: 'Recevoir un lien' }).click();
    await page.getByRole('heading', { name: 'Regardez vos courriels' }).waitFor();
    await sendSignInLinks(chores);
    await postAbandoned(chores);
    await sink.waitFor(() => linksTo(address, '/lien').length > before);
    await page.goto(linksTo(address, '/lien').at(-1) ?? '');
    await page.getByRole('button', { name: 'Me connecter' }).click();
    await page.getByRole('heading', { name: /^Bonjour/ }).waitFor();
    return page;
  };
  return { enter, chores, linksTo, close: () => poster.close() };
}
