import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { press, write } from './keyboard';
import { createApp, startServer, type RunningServer } from '../../api/server';
import { DEFAULT_SIGN_IN } from '../../api/sign-in-settings';
import { anyPort } from '../../tools/ports.mjs';
import { postAbandoned, sendSignInLinks, type Chores } from '../../worker/chores';
import { createTools } from '../../worker/tools';
import { createPoster } from '../../mail/post';
import { startProvider, type TestProvider } from '../support/oidc-provider';
import { silentLog, TEST_PASSWORD } from '../support/stack';
import { startInBrowser, type DeskInBrowser } from './people';

const MANAGER = 'responsable@caf31.example';
const LEONIE = 'leonie.tassigny@ccas-valmirande.example';
let desk: DeskInBrowser;
let provider: TestProvider;
let server: RunningServer;
let chores: Chores;
let url: string;

/** The desk's pages as an instance in production sets them: a provider, and a second factor for managers. */
beforeAll(async () => {
  desk = await startInBrowser();
  const port = await anyPort();
  url = `http://127.0.0.1:${port}`;
  provider = await startProvider(`${url}/connexion/oidc/retour`);
  const { issuer, clientId, clientSecret } = provider;
  const oidc = { issuer, clientId, clientSecret, label: 'le compte d’essai', scope: 'openid profile', roleClaim: 'roles', cafClaim: 'cafs', roles: {} };
  server = await startServer(createApp({ ...desk.stack.tools, publicUrl: url, signIn: { ...DEFAULT_SIGN_IN, totpRoles: ['manager'], oidc } }), '127.0.0.1', port);
  const { sql, client, sink, clock } = desk.stack;
  const poster = createPoster({ relayUrl: sink.url, name: 'guichet.example', logger: silentLog });
  chores = { client, clock, tools: createTools({ sql, client, poster, publicUrl: url, instance: url, log: silentLog }) };
});
afterAll(async () => {
  await server.close();
  await desk.stop();
  await provider.stop();
});

async function newPage(): Promise<Page> {
  const context = await desk.browser.newContext({ viewport: { width: 360, height: 780 }, locale: 'fr-FR', timezoneId: 'Europe/Paris' });
  context.setDefaultTimeout(15_000);
  return await context.newPage();
}

async function password(page: Page, login: string): Promise<void> {
  await page.goto(`${url}/connexion`);
  await write(page.getByLabel('Adresse de courriel'), login);
  await write(page.getByLabel('Mot de passe'), TEST_PASSWORD);
  await press(page.getByRole('button', { name: 'Se connecter' }));
}

const codeOf = (secret: string, steps = 0): string => new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: Date.now() + steps * 30_000 });

describe('signing in by password and code', () => {
  it('sets the second factor up, shows the recovery codes, and asks for the next code the next time', async () => {
    const page = await newPage();
    await password(page, MANAGER);
    await page.getByRole('heading', { name: 'Un second facteur avant d’entrer' }).waitFor();
    expect(await page.getByRole('img', { name: /Code QR/ }).isVisible()).toBe(true);
    await press(page.getByText('Impossible de lire l’image'));
    const secret = (await page.locator('code').innerText()).replaceAll(/\s/g, '');
    await write(page.getByLabel('Code à six chiffres'), codeOf(secret));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Vos codes de secours' }).waitFor();
    expect(await page.locator('.codes code').count()).toBe(10);
    const recovery = await page.locator('.codes code').first().innerText();
    await press(page.getByRole('link', { name: 'C’est noté, continuer' }));
    await page.getByRole('heading', { name: 'File d’attente' }).waitFor();
    await page.context().close();

    const next = await newPage();
    await password(next, MANAGER);
    await next.getByLabel('Code à six chiffres').fill(codeOf(secret, 1));
    await next.getByRole('button', { name: 'Continuer' }).click();
    await next.getByRole('heading', { name: 'File d’attente' }).waitFor();
    await next.goto(`${url}/compte/sessions`);
    await next.getByText('cette session').waitFor();
    await next.getByRole('button', { name: /Fermer la session Chrome/ }).click();
    await next.getByText('Session fermée.').waitFor();
    await next.context().close();

    const lost = await newPage();
    await password(lost, MANAGER);
    await lost.getByLabel('Code à six chiffres').fill(recovery);
    await lost.getByRole('button', { name: 'Continuer' }).click();
    await lost.getByText('Il vous en reste 9').waitFor();
    await lost.context().close();
  });
});

describe('signing in at a provider', () => {
  it('goes there and comes back, with what the provider says', async () => {
    provider.people.set('sujet-1', { name: 'Ondine Marchais', email: 'ondine@caf31.example', roles: ['agent'], cafs: ['31'] });
    const page = await newPage();
    await page.goto(`${url}/escalades`);
    await press(page.getByRole('link', { name: 'Se connecter avec le compte d’essai' }));
    await page.getByRole('heading', { name: 'Fournisseur d’essai' }).waitFor();
    await write(page.getByLabel('Identifiant'), 'sujet-1');
    await press(page.getByRole('button', { name: 'Entrer' }));
    await page.waitForURL(`${url}/escalades`);
    await page.locator('summary', { has: page.getByRole('img', { name: 'Menu' }) }).click();
    await page.locator('.burger').getByText('Ondine Marchais').waitFor();
    await page.context().close();
  });
});

describe('signing in by a link', () => {
  it('is asked for, arrives by mail, is opened by a scanner first, and serves one browser once', async () => {
    const page = await newPage();
    await page.goto(`${url}/connexion`);
    await press(page.getByRole('link', { name: 'Recevez un lien de connexion' }));
    await write(page.getByLabel('Votre adresse professionnelle'), LEONIE);
    await press(page.getByRole('button', { name: 'Recevoir un lien' }));
    await page.getByRole('heading', { name: 'Regardez vos courriels' }).waitFor();
    expect(await sendSignInLinks(chores)).toBe(1);
    expect(await postAbandoned(chores)).toBe(1);
    await desk.stack.sink.waitFor((mails) => mails.some((mail) => mail.raw.includes('Votre lien de connexion')));
    const [mail] = desk.stack.sink.mailsTo(LEONIE);
    const raw = (mail?.raw.toString('utf8') ?? '').replaceAll('=\r\n', '').replaceAll('=3D', '=');
    const link = /http:\/\/127\.0\.0\.1:\d+\/lien\?jeton=[\w-]+/.exec(raw)?.[0] ?? '';
    expect((await fetch(link)).status).toBe(200);

    await page.goto(link);
    await press(page.getByRole('button', { name: 'Me connecter' }));
    await page.getByRole('heading', { name: 'Bonjour Léonie Tassigny' }).waitFor();
    const late = await newPage();
    await late.goto(link);
    await late.getByRole('heading', { name: 'Ce lien ne sert plus' }).waitFor();
    await late.context().close();
    await page.locator('header summary').click();
    await press(page.getByRole('button', { name: 'Se déconnecter' }));
    await page.getByText('Vous êtes déconnecté.').waitFor();
    await page.context().close();
  });
});
