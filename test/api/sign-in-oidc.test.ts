import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startProvider, type TestProvider } from '../support/oidc-provider';
import { Browser, type Answer } from './browser';
import { INES, startOffice, type Office } from './office';

const RETURN = 'http://guichet.example/connexion/oidc/retour';
let provider: TestProvider;
let office: Office;
beforeAll(async () => {
  provider = await startProvider(RETURN);
  const { issuer, clientId, clientSecret } = provider;
  office = await startOffice({ signIn: { oidc: { issuer, clientId, clientSecret, label: 'le compte d’essai', scope: 'openid profile', roleClaim: 'roles', cafClaim: 'cafs', roles: { 'desk-agent': 'agent' } } } });
});
afterAll(async () => {
  await office.stop();
  await provider.stop();
});
beforeEach(() => {
  provider.people.clear();
  provider.people.set('sujet-1', { name: 'Ondine Marchais', email: INES, roles: ['desk-agent'], cafs: ['31', '95'] });
});

/** Goes through the provider's pages as a browser does, up to where it sends back. */
async function atProvider(from: string, login: string): Promise<URL> {
  const there = new Browser(provider.issuer);
  for (let at = new URL(from), steps = 0; steps < 10; steps += 1) {
    if (at.origin !== provider.issuer) return at;
    const answer = at.pathname.startsWith('/entrer/') ? await enter(there, at, login) : await there.get(at.href);
    at = new URL(answer.location ?? 'error:', provider.issuer);
  }
  throw new Error('the provider never sent back');
}

async function enter(there: Browser, at: URL, login: string): Promise<Answer> {
  expect((await there.get(at.href)).body).toContain('Fournisseur d’essai');
  return await there.send(at.href, { method: 'POST', body: new URLSearchParams({ login }).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } });
}

const pathOf = (url: URL): string => `${url.pathname}${url.search}`;

async function signIn(login: string, browser = new Browser(office.url), start = '/connexion/oidc'): Promise<Answer> {
  const left = await browser.get(start);
  return await browser.get(pathOf(await atProvider(left.location ?? '', login)));
}

describe('signing in at a provider', () => {
  it('opens a session with the roles and the Cafs of the claims', async () => {
    const browser = new Browser(office.url);
    expect((await browser.get('/connexion')).body).toContain('Se connecter avec le compte d’essai');
    expect((await signIn('sujet-1', browser)).location).toBe('/');
    const session = JSON.parse((await browser.get('/api/v1/compte')).body) as { name: string; roles: { role: string; cafs: string[] }[] };
    expect(session.name).toBe('Ondine Marchais');
    expect(session.roles).toEqual([{ role: 'agent', cafs: ['31', '95'] }]);
    expect((await browser.get('/compte/sessions')).body).toContain('le compte de votre Caf');
    expect((await browser.get('/compte/mot-de-passe')).body).toContain('Votre mot de passe n’est pas dans Guichet.');
  });

  it('asks with PKCE, a state and a nonce, and leads back to the page that was asked for', async () => {
    const browser = new Browser(office.url);
    const left = new URL((await browser.get('/connexion/oidc?retour=/escalades')).location ?? '');
    expect(left.searchParams.get('code_challenge_method')).toBe('S256');
    for (const name of ['code_challenge', 'state', 'nonce']) expect(left.searchParams.get(name)?.length, name).toBeGreaterThan(40);
    expect(left.searchParams.get('redirect_uri')).toBe(RETURN);
    expect((await browser.get(pathOf(await atProvider(left.href, 'sujet-1')))).location).toBe('/escalades');
    expect((await signIn('sujet-1', new Browser(office.url), '/connexion/oidc?retour=//evil.example')).location).toBe('/');
  });

  it('never takes a local account of the same address: the subject alone is linked', async () => {
    await signIn('sujet-1');
    await signIn('sujet-1');
    const linked = await office.sql<{ account_id: string }[]>`select account_id from account_identity where issuer = ${provider.issuer} and subject = 'sujet-1'`;
    expect(linked).toHaveLength(1);
    expect(linked[0]?.account_id).not.toBe(INES);
    const [ines] = await office.sql<{ count: number }[]>`select count(*)::int as count from session where account_id = ${INES}`;
    expect(ines?.count).toBe(0);
  });

  it('makes one account of two first sign-ins together', async () => {
    provider.people.set('sujet-2', { name: 'Barnabé Lestrange', email: 'b@caf31.example', roles: ['manager'], cafs: ['31'] });
    const answers = await Promise.all([signIn('sujet-2'), signIn('sujet-2')]);
    expect(answers.map((answer) => answer.location)).toEqual(['/', '/']);
    expect(await office.sql`select name from account where name = 'Barnabé Lestrange'`).toHaveLength(1);
  });

  it('reads the rights again each time, and ends the sessions that had others', async () => {
    const first = new Browser(office.url);
    await signIn('sujet-1', first);
    const same = new Browser(office.url);
    await signIn('sujet-1', same);
    expect((await first.get('/file')).status).toBe(200);
    provider.people.set('sujet-1', { name: 'Ondine Marchais', email: INES, roles: ['manager'], cafs: ['95'] });
    const second = new Browser(office.url);
    await signIn('sujet-1', second);
    expect((await first.get('/file')).status).toBe(303);
    expect((await second.get('/api/v1/compte')).body).toContain('{"role":"manager","cafs":["95"]}');
    provider.people.set('sujet-1', { name: 'Ondine Marchais', email: INES, roles: [], cafs: ['95'] });
    expect((await signIn('sujet-1')).status).toBe(403);
    expect((await second.get('/file')).status).toBe(303);
  });

  it.each([
    [{ roles: ['comptable'], cafs: ['31'] }, 'aucun rôle de Guichet'],
    [{ roles: ['partner-administrator'], cafs: ['31'] }, 'aucun rôle de Guichet'],
    [{ roles: ['agent'], cafs: ['toutes', '99'] }, 'aucune Caf'],
  ])('opens nothing for claims that mean nothing here: %o', async (claims, said) => {
    provider.people.set('sujet-3', { name: 'Personne', email: 'p@caf31.example', ...claims });
    const browser = new Browser(office.url);
    const answer = await signIn('sujet-3', browser);
    expect(answer.status).toBe(403);
    expect(answer.body).toContain(said);
    expect(browser.cookie('guichet')).toBeUndefined();
  });

  it('is closed to an account that was disabled here', async () => {
    provider.people.set('sujet-4', { name: 'Séraphin Dubost', email: 's@caf31.example', roles: ['agent'], cafs: ['31'] });
    expect((await signIn('sujet-4')).location).toBe('/');
    await office.sql`update account set disabled = true where name = 'Séraphin Dubost'`;
    expect((await signIn('sujet-4')).status).toBe(403);
  });
});

describe('what comes back from the provider', () => {
  it('is worth nothing in another browser, a second time, or after ten minutes', async () => {
    const browser = new Browser(office.url);
    const back = pathOf(await atProvider((await browser.get('/connexion/oidc')).location ?? '', 'sujet-1'));
    const before = provider.tokensAsked();
    expect((await new Browser(office.url).get(back)).status).toBe(400);
    expect(provider.tokensAsked()).toBe(before);
    expect((await browser.get(back)).location).toBe('/');
    expect((await browser.get(back)).status).toBe(400);
    const slow = new Browser(office.url);
    const late = pathOf(await atProvider((await slow.get('/connexion/oidc')).location ?? '', 'sujet-1'));
    office.clock.pass(11 * 60_000);
    expect((await slow.get(late)).status).toBe(400);
  });

  it('is refused with another state, another code, or another issuer; the reason stays in the log', async () => {
    const change = async (edit: (query: URLSearchParams) => void) => {
      const browser = new Browser(office.url);
      const back = await atProvider((await browser.get('/connexion/oidc')).location ?? '', 'sujet-1');
      edit(back.searchParams);
      const answer = await browser.get(pathOf(back));
      expect(browser.cookie('guichet')).toBeUndefined();
      return answer;
    };
    for (const edit of [(q: URLSearchParams) => q.set('state', 'another'), (q: URLSearchParams) => q.set('code', 'invented'), (q: URLSearchParams) => q.set('iss', 'https://evil.example')]) {
      const answer = await change(edit);
      expect(answer.status).toBe(400);
      expect(answer.body).toContain('n’a pas confirmé qui vous êtes');
    }
    expect(office.log.join('\n')).toContain('came to nothing');
  });

  it('may be a refusal', async () => {
    expect((await signIn('refus')).status).toBe(400);
  });

  it('is not believed with the code of somebody else’s sign-in (PKCE)', async () => {
    const victim = new Browser(office.url);
    const theirs = await atProvider((await victim.get('/connexion/oidc')).location ?? '', 'sujet-1');
    const thief = new Browser(office.url);
    const own = await atProvider((await thief.get('/connexion/oidc')).location ?? '', 'sujet-1');
    own.searchParams.set('code', theirs.searchParams.get('code') ?? '');
    expect((await thief.get(pathOf(own))).status).toBe(400);
    expect(thief.cookie('guichet')).toBeUndefined();
  });
});

describe('without a provider', () => {
  it('there is no such page; with one that does not answer, it says so', async () => {
    const plain = await startOffice();
    expect((await new Browser(plain.url).get('/connexion/oidc')).status).toBe(404);
    expect((await new Browser(plain.url).get('/connexion')).body).not.toContain('Ou par mot de passe');
    await plain.stop();
    const settings = office.tools.signIn.oidc;
    if (settings === null) throw new Error('the office has a provider');
    const deaf = await startOffice({ signIn: { oidc: { ...settings, issuer: 'http://127.0.0.1:9' } } });
    const answer = await new Browser(deaf.url).get('/connexion/oidc');
    await deaf.stop();
    expect(answer.status).toBe(503);
    expect(answer.body).toContain('ne répond pas');
  });
});
