import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from './browser';
import { MELISANDE, startOffice, TEST_PASSWORD, type Office } from './office';

const HOUR_MS = 3_600_000;
let office: Office;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(async () => {
  await office.stop();
});

/** A page without the tokens that differ each time. */
const steady = (body: string): string => body.replace(/name="_csrf" value="[^"]*"/g, '').replace(/value="[^"]*@[^"]*"/g, '');

describe('signing in', () => {
  it('says the same of a wrong password and of an account that does not exist', async () => {
    const wrong = await new Browser(office.url).tryToSignIn(MELISANDE, 'faux');
    const unknown = await new Browser(office.url).tryToSignIn('personne@caf31.example', 'faux');
    expect(wrong.status).toBe(422);
    expect(unknown.status).toBe(422);
    expect(steady(unknown.body)).toBe(steady(wrong.body));
    expect(wrong.body).toContain('Adresse ou mot de passe incorrect.');
  });

  it('keeps only the hash of a token, in a cookie that scripts cannot read', async () => {
    const browser = new Browser(office.url);
    const answer = await browser.tryToSignIn(MELISANDE, TEST_PASSWORD);
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('guichet='));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    const token = browser.cookie('guichet') ?? '';
    const [kept] = await office.sql<{ found: number }[]>`select count(*)::int as found from session where encode(token_hash, 'escape') like ${`%${token}%`} or csrf = ${token}`;
    expect(token.length).toBeGreaterThan(40);
    expect(kept?.found).toBe(0);
  });

  it('changes the token, so that one planted before is worth nothing', async () => {
    const browser = await office.signIn(MELISANDE);
    const before = browser.cookie('guichet');
    const csrf = /name="_csrf" value="([^"]*)"/.exec((await browser.get('/file')).body)?.[1] ?? '';
    await browser.post('/deconnexion', { _csrf: csrf }, null);
    await browser.tryToSignIn(MELISANDE, TEST_PASSWORD);
    expect(browser.cookie('guichet')).not.toBe(before);
    const thief = await fetch(`${office.url}/file`, { redirect: 'manual', headers: { cookie: `guichet=${before ?? ''}` } });
    expect(thief.status).toBe(303);
  });

  it('is refused without the token of its own form', async () => {
    const browser = new Browser(office.url);
    const answer = await browser.post('/connexion', { courriel: MELISANDE, motdepasse: TEST_PASSWORD, _csrf: 'x' }, null);
    expect(answer.status).toBe(422);
    expect(browser.cookie('guichet')).toBeUndefined();
  });

  it.each(['//evil.example/', '/\\evil.example', 'https://evil.example/', '/connexion'])('never leads elsewhere: %s', async (retour) => {
    const browser = new Browser(office.url);
    const form = await browser.get('/connexion');
    const answer = await browser.post('/connexion', { courriel: MELISANDE, motdepasse: TEST_PASSWORD, retour }, form);
    expect(answer.location).toBe('/');
  });

  it('leads back to the page that was asked for', async () => {
    const browser = new Browser(office.url);
    const asked = await browser.get('/escalades');
    expect(asked.location).toBe('/connexion?retour=%2Fescalades');
    const form = await browser.get(asked.location ?? '');
    const answer = await browser.post('/connexion', { courriel: MELISANDE, motdepasse: TEST_PASSWORD, retour: '/escalades' }, form);
    expect(answer.location).toBe('/escalades');
  });

  it('refuses an account that is disabled, and its open session', async () => {
    const browser = await office.signIn('casimir.bressot@caf21.example');
    await office.sql`update account set disabled = true where login = 'casimir.bressot@caf21.example'`;
    expect((await browser.get('/file')).status).toBe(303);
    expect((await new Browser(office.url).tryToSignIn('casimir.bressot@caf21.example', TEST_PASSWORD)).status).toBe(422);
  });
});

describe('guessing', () => {
  it('is slowed down, then refused for a quarter of an hour, whether the account exists or not', async () => {
    for (const login of ['lucien.yvetonne@caf76.example', 'nobody@caf76.example']) {
      const before = office.pauses.length;
      for (let i = 0; i < 10; i += 1) expect((await new Browser(office.url).tryToSignIn(login, `faux ${i}`)).status).toBe(422);
      const pauses = office.pauses.slice(before);
      expect(pauses.slice(0, 3)).toEqual([0, 0, 0]);
      expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
      expect(pauses.at(-1)).toBe(8_000);
      const right = await new Browser(office.url).tryToSignIn(login, TEST_PASSWORD);
      expect(right.status).toBe(429);
    }
    expect((await new Browser(office.url).tryToSignIn(MELISANDE, TEST_PASSWORD)).status).toBe(303);
    office.clock.pass(HOUR_MS / 4 + 1_000);
    expect((await new Browser(office.url).tryToSignIn('lucien.yvetonne@caf76.example', TEST_PASSWORD)).status).toBe(303);
  });

  it('locks nobody else out: what others try from elsewhere is theirs; against many addresses, those where somebody has a session are let in', async () => {
    const login = 'hortense.wattignol@caf59.example';
    const tryFrom = (address: string, times: number) => office.sql`insert into sign_in_failure (login, address, at) select ${login}, ${address}, ${office.clock.now()} from generate_series(1, ${times})`;
    await tryFrom('203.0.113.9', 30);
    expect((await new Browser(office.url).tryToSignIn(login, TEST_PASSWORD)).status).toBe(303);
    await office.sql`delete from session`;
    for (let i = 0; i < 51; i += 1) await tryFrom(`203.0.113.${i}`, 1);
    expect((await new Browser(office.url).tryToSignIn(login, TEST_PASSWORD)).status).toBe(429);
    await office.signIn(MELISANDE);
    const before = office.pauses.length;
    expect((await new Browser(office.url).tryToSignIn(login, TEST_PASSWORD)).status).toBe(303);
    expect(office.pauses.slice(before)).toEqual([0]);
  });
});

describe('a session', () => {
  it('ends eight hours after the last page', async () => {
    const browser = await office.signIn(MELISANDE);
    office.clock.pass(7 * HOUR_MS);
    expect((await browser.get('/file')).status).toBe(200);
    office.clock.pass(4 * HOUR_MS);
    expect((await browser.get('/file')).status).toBe(200);
    const idle = await office.signIn(MELISANDE);
    office.clock.pass(8 * HOUR_MS);
    expect((await idle.get('/file')).status).toBe(303);
  });

  it('ends after twelve hours, however busy', async () => {
    const browser = await office.signIn(MELISANDE);
    office.clock.pass(6 * HOUR_MS);
    expect((await browser.get('/file')).status).toBe(200);
    office.clock.pass(6 * HOUR_MS);
    expect((await browser.get('/file')).status).toBe(303);
  });

  it('ends at once on signing out', async () => {
    const browser = await office.signIn(MELISANDE);
    const token = browser.cookie('guichet');
    const page = await browser.get('/file');
    const out = await browser.post('/deconnexion', {}, page);
    expect(out.location).toBe('/connexion?fait=deconnexion');
    const again = await fetch(`${office.url}/file`, { redirect: 'manual', headers: { cookie: `guichet=${token ?? ''}` } });
    expect(again.status).toBe(303);
  });

  it('changes nothing for a form without its token', async () => {
    const browser = await office.signIn(MELISANDE);
    const forged = await browser.post('/deconnexion', { _csrf: 'forged' }, null);
    expect(forged.location).toBe('/connexion');
    expect((await browser.get('/file')).status).toBe(200);
  });
});

describe('the first page', () => {
  it.each([
    [MELISANDE, '/file'], ['administration@guichet.example', '/comptes'], ['traces@caf31.example', '/contrats'], ['appui@national.example', '/file'],
  ])('of %s is one that their role opens: %s', async (login, first) => {
    const browser = new Browser(office.url);
    expect((await browser.tryToSignIn(login, TEST_PASSWORD)).location).toBe('/');
    expect((await browser.get('/')).location).toBe(first);
    expect((await browser.get(first)).status).toBe(200);
  });

  it('of nobody is the sign-in, that leads to no page in particular', async () => {
    expect((await new Browser(office.url).get('/')).location).toBe('/connexion');
  });
});
