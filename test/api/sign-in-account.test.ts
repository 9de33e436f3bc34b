import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApp, startServer } from '../../api/server';
import { Browser } from './browser';
import { MELISANDE, startOffice, TEST_PASSWORD, type Office } from './office';

const GOOD = 'trois petits ponts de bois';
const LUCIEN = 'lucien.yvetonne@caf76.example';
let office: Office;
beforeAll(async () => {
  office = await startOffice({ signIn: { idleMs: 30 * 60_000, absoluteMs: 2 * 3_600_000, morePasswords: new Set(['quatre mots dans une liste']) } });
});
afterAll(async () => {
  await office.stop();
});
beforeEach(async () => {
  await office.sql`delete from sign_in_failure`;
});

describe('changing one’s password', () => {
  it('asks for the present one, and says what is wrong beside each field; nothing typed comes back', async () => {
    const browser = await office.signIn(MELISANDE);
    const page = await browser.get('/compte/mot-de-passe');
    const answer = await browser.post('/compte/mot-de-passe', { actuel: 'faux', nouveau: 'Motdepasse2026!', encore: 'x' }, page);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatch(/id="actuel-erreur">Ce n’est pas votre mot de passe/);
    expect(answer.body).toMatch(/id="nouveau-erreur">Ce mot de passe est de ceux que l’on essaie en premier/);
    expect(answer.body).toContain('2 points sont à corriger');
    expect(answer.body).not.toContain('Motdepasse2026!');
  });

  it.each(['court', 'motdepasse2026', 'melisande.aucamville', 'Quatre mots dans une liste'])('refuses « %s »', async (nouveau) => {
    const browser = await office.signIn(MELISANDE);
    const answer = await browser.post('/compte/mot-de-passe', { actuel: TEST_PASSWORD, nouveau, encore: nouveau }, await browser.get('/compte/mot-de-passe'));
    expect(answer.status).toBe(422);
  });

  it('changes the token, ends the other sessions, and the old password is worth nothing', async () => {
    const other = await office.signIn(LUCIEN);
    const browser = await office.signIn(LUCIEN);
    const before = browser.cookie('guichet');
    const answer = await browser.post('/compte/mot-de-passe', { actuel: TEST_PASSWORD, nouveau: GOOD, encore: GOOD }, await browser.get('/compte/mot-de-passe'));
    expect(answer.status).toBe(303);
    expect(browser.cookie('guichet')).not.toBe(before);
    expect((await browser.get('/compte/mot-de-passe')).body).toContain('Mot de passe changé.');
    expect((await other.get('/file')).status).toBe(303);
    expect((await new Browser(office.url).tryToSignIn(LUCIEN, TEST_PASSWORD)).status).toBe(422);
    expect((await new Browser(office.url).tryToSignIn(LUCIEN, GOOD)).status).toBe(303);
    const [row] = await office.sql<{ password_hash: string }[]>`select password_hash from account where login = ${LUCIEN}`;
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('is no way to guess the present one', async () => {
    const browser = await office.signIn(MELISANDE);
    const page = await browser.get('/compte/mot-de-passe');
    for (let i = 0; i < 10; i += 1) await browser.post('/compte/mot-de-passe', { actuel: `faux ${i}`, nouveau: GOOD, encore: GOOD }, page);
    const answer = await browser.post('/compte/mot-de-passe', { actuel: TEST_PASSWORD, nouveau: GOOD, encore: GOOD }, page);
    expect(answer.body).toContain('Trop d’essais.');
  });
});

describe('« Mes sessions »', () => {
  it('lists them by browser, and ends one', async () => {
    const phone = new Browser(office.url);
    const form = await phone.get('/connexion');
    const csrf = /name="_csrf" value="([^"]*)"/.exec(form.body)?.[1] ?? '';
    const body = new URLSearchParams({ courriel: MELISANDE, motdepasse: TEST_PASSWORD, _csrf: csrf }).toString();
    await phone.send('/connexion', { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1' } });
    const browser = await office.signIn(MELISANDE);
    const page = await browser.get('/compte/sessions');
    expect(page.body).toContain('Safari, iPhone');
    expect(page.body).toContain('cette session');
    expect(page.body).toContain('après 30 min sans activité, et 2 h après son ouverture');
    const [, id = ''] = /Safari, iPhone[^]*?name="session" value="([\w-]+)"/.exec(page.body) ?? [];
    expect((await browser.post('/compte/sessions/fin', { session: id }, page)).location).toBe('/compte/sessions');
    expect((await phone.get('/file')).status).toBe(303);
    expect((await browser.get('/file')).status).toBe(200);
  });

  it('ends all the others at once, and never somebody else’s', async () => {
    const mine = [await office.signIn(MELISANDE), await office.signIn(MELISANDE)];
    const theirs = await office.signIn('ines.vigneroy@caf95.example');
    const [row] = await office.sql<{ id: string }[]>`select id from session where account_id = 'ines.vigneroy@caf95.example'`;
    const browser = await office.signIn(MELISANDE);
    const page = await browser.get('/compte/sessions');
    await browser.post('/compte/sessions/fin', { session: row?.id ?? '' }, page);
    expect((await theirs.get('/file')).status).toBe(200);
    await browser.post('/compte/sessions/fin', {}, page);
    for (const one of mine) expect((await one.get('/file')).status).toBe(303);
    expect((await browser.get('/file')).status).toBe(200);
    expect((await theirs.get('/file')).status).toBe(200);
  });

  it('shows no token, nor what is made of one', async () => {
    const browser = await office.signIn(MELISANDE);
    const { body } = await browser.get('/compte/sessions');
    const [row] = await office.sql<{ hash: string }[]>`select encode(token_hash, 'hex') as hash from session where account_id = ${MELISANDE} limit 1`;
    expect(body).not.toContain(browser.cookie('guichet') ?? 'absent');
    expect(body).not.toContain(row?.hash ?? 'absent');
  });

  it('ends by itself as the instance sets it', async () => {
    const idle = await office.signIn(MELISANDE);
    office.clock.pass(31 * 60_000);
    expect((await idle.get('/file')).status).toBe(303);
    const busy = await office.signIn(MELISANDE);
    for (let i = 0; i < 4; i += 1) {
      office.clock.pass(29 * 60_000);
      expect((await busy.get('/file')).status).toBe(200);
    }
    office.clock.pass(5 * 60_000);
    expect((await busy.get('/file')).status).toBe(303);
  });
});

describe('guessing', () => {
  it('is counted in the memory: a restart forgets nothing', async () => {
    for (let i = 0; i < 10; i += 1) await new Browser(office.url).tryToSignIn('casimir.bressot@caf21.example', `faux ${i}`);
    const again = await startServer(createApp(office.tools), '127.0.0.1', 0);
    const answer = await new Browser(`http://127.0.0.1:${again.port}`).tryToSignIn('casimir.bressot@caf21.example', TEST_PASSWORD);
    await again.close();
    expect(answer.status).toBe(429);
  });

  it('by one address over many logins is refused as well', async () => {
    for (let i = 0; i < 50; i += 1) await new Browser(office.url).tryToSignIn(`personne${i}@caf21.example`, 'faux');
    expect((await new Browser(office.url).tryToSignIn(MELISANDE, TEST_PASSWORD)).status).toBe(429);
  });
});
