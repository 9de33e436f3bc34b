import { TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { epochMs } from '../../domain/ids';
import { Browser, type Answer } from './browser';
import { MELISANDE, startOffice, TEST_PASSWORD, type Office } from './office';

const MANAGER = 'responsable@caf31.example';
const HOUR_MS = 3_600_000;
let office: Office;
beforeAll(async () => {
  office = await startOffice({ signIn: { totpRoles: ['manager'] } });
});
afterAll(async () => {
  await office.stop();
});
beforeEach(async () => {
  await office.sql`update account set totp_secret = null, totp_confirmed_at = null, totp_last_step = null`;
  await office.sql`delete from recovery_code`;
  await office.sql`delete from sign_in_failure`;
  office.clock.pass(HOUR_MS);
});

/** The code of an application at the office's own time, some steps of thirty seconds away. */
function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: epochMs(office.clock.now()) + steps * 30_000 });
}

const secretOn = (page: Answer): string => (/<code class="anywhere ink">([A-Z2-7 ]+)<\/code>/.exec(page.body)?.[1] ?? '').replaceAll(' ', '');
const codesOn = (page: Answer): string[] => [...page.body.matchAll(/<code>([a-z2-9-]+)<\/code>/g)].map((found) => found[1] ?? '');

/** Sets a second factor up from « Mon compte ». */
async function enrolled(login: string): Promise<{ secret: string; codes: string[]; browser: Browser }> {
  const browser = await office.signIn(login);
  const page = await browser.get('/compte/second-facteur');
  const secret = secretOn(page);
  const done = await browser.post('/compte/second-facteur', { code: codeOf(secret) }, page);
  office.clock.pass(60_000);
  return { secret, codes: codesOn(done), browser };
}

/** A browser whose password was right and that is asked for a code. */
async function halfSignedIn(login: string): Promise<{ browser: Browser; page: Answer }> {
  const browser = new Browser(office.url);
  const answer = await browser.tryToSignIn(login, TEST_PASSWORD);
  expect(answer.location).toBe('/connexion/code');
  return { browser, page: await browser.get('/connexion/code') };
}

describe('a second factor', () => {
  it('is set up from a picture drawn inline, and gives ten recovery codes once', async () => {
    const browser = await office.signIn(MELISANDE);
    const page = await browser.get('/compte/second-facteur');
    expect(page.body).toMatch(/<svg class="qr"[^>]*role="img"/);
    expect(secretOn(page)).toMatch(/^[A-Z2-7]{32}$/);
    const wrong = await browser.post('/compte/second-facteur', { code: '000000' }, page);
    expect(wrong.status).toBe(422);
    expect(secretOn(wrong)).toBe(secretOn(page));
    const done = await browser.post('/compte/second-facteur', { code: codeOf(secretOn(page)) }, wrong);
    expect(new Set(codesOn(done)).size).toBe(10);
    expect((await browser.get('/compte/second-facteur')).body).toContain('Il vous reste 10 codes de secours.');
  });

  it('keeps neither secret nor recovery codes as they are', async () => {
    const { secret, codes } = await enrolled(MELISANDE);
    const [row] = await office.sql<{ totp_secret: string }[]>`select totp_secret from account where login = ${MELISANDE}`;
    const kept = await office.sql<{ code_hash: Buffer }[]>`select code_hash from recovery_code`;
    expect(row?.totp_secret).not.toContain(secret);
    expect(kept).toHaveLength(10);
    expect(codes.some((code) => kept.some((one) => one.code_hash.toString('utf8').includes(code)))).toBe(false);
  });

  it('changes the session’s token and ends the other sessions', async () => {
    const other = await office.signIn(MELISANDE);
    const browser = await office.signIn(MELISANDE);
    const before = browser.cookie('guichet');
    const page = await browser.get('/compte/second-facteur');
    await browser.post('/compte/second-facteur', { code: codeOf(secretOn(page)) }, page);
    expect(browser.cookie('guichet')).not.toBe(before);
    expect((await browser.get('/file')).status).toBe(200);
    expect((await other.get('/file')).status).toBe(303);
  });

  it('opens no session before the code', async () => {
    await enrolled(MELISANDE);
    const { browser } = await halfSignedIn(MELISANDE);
    expect(browser.cookie('guichet')).toBeUndefined();
    expect((await browser.get('/file')).location).toBe('/connexion?retour=%2Ffile');
  });

  it.each([-1, 0, 1])('takes the code of %i step from now', async (steps) => {
    const { secret } = await enrolled(MELISANDE);
    const { browser, page } = await halfSignedIn(MELISANDE);
    expect((await browser.post('/connexion/code', { code: codeOf(secret, steps) }, page)).location).toBe('/');
    expect((await browser.get('/file')).status).toBe(200);
  });

  it.each([-2, 2])('refuses the code of %i steps from now', async (steps) => {
    const { secret } = await enrolled(MELISANDE);
    const { browser, page } = await halfSignedIn(MELISANDE);
    const answer = await browser.post('/connexion/code', { code: codeOf(secret, steps) }, page);
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('Ce code n’est pas le bon, ou il a déjà servi.');
  });

  it('takes a code once, also when two browsers send it together', async () => {
    const { secret } = await enrolled(MELISANDE);
    const halves = await Promise.all([halfSignedIn(MELISANDE), halfSignedIn(MELISANDE)]);
    const answers = await Promise.all(halves.map(({ browser, page }) => browser.post('/connexion/code', { code: codeOf(secret) }, page)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 422]);
    const late = await halfSignedIn(MELISANDE);
    expect((await late.browser.post('/connexion/code', { code: codeOf(secret, -1) }, late.page)).status).toBe(422);
  });

  it('takes a recovery code, once, as it may be typed', async () => {
    const { codes } = await enrolled(MELISANDE);
    const typed = (codes[0] ?? '').toUpperCase().replaceAll('-', ' ');
    const first = await halfSignedIn(MELISANDE);
    expect((await first.browser.post('/connexion/code', { code: typed }, first.page)).location).toBe('/');
    expect((await first.browser.get('/file')).body).toContain('Il vous en reste 9');
    const again = await halfSignedIn(MELISANDE);
    expect((await again.browser.post('/connexion/code', { code: typed }, again.page)).status).toBe(422);
  });

  it('slows codes down and then refuses them; a right password forgives none', async () => {
    const { secret } = await enrolled(MELISANDE);
    const { browser, page } = await halfSignedIn(MELISANDE);
    const before = office.pauses.length;
    for (let i = 0; i < 10; i += 1) expect((await browser.post('/connexion/code', { code: '000000' }, page)).status).toBe(422);
    expect(office.pauses.slice(before).at(-1)).toBe(8_000);
    const fresh = await halfSignedIn(MELISANDE);
    expect((await fresh.browser.post('/connexion/code', { code: codeOf(secret) }, fresh.page)).status).toBe(429);
    office.clock.pass(HOUR_MS / 4 + 1_000);
    const later = await halfSignedIn(MELISANDE);
    expect((await later.browser.post('/connexion/code', { code: codeOf(secret) }, later.page)).status).toBe(303);
  });

  it('is asked for ten minutes, in the browser whose password was right, of an account that is still open', async () => {
    const { secret } = await enrolled(MELISANDE);
    const { browser, page } = await halfSignedIn(MELISANDE);
    const stranger = new Browser(office.url);
    expect((await stranger.get('/connexion/code')).location).toBe('/connexion');
    office.clock.pass(11 * 60_000);
    expect((await browser.post('/connexion/code', { code: codeOf(secret) }, page)).location).toBe('/connexion');
  });

  it('is taken away with the password, then no longer asked', async () => {
    const { browser } = await enrolled(MELISANDE);
    const page = await browser.get('/compte/second-facteur');
    expect((await browser.post('/compte/second-facteur/retrait', { retrait: 'faux' }, page)).status).toBe(422);
    expect((await browser.post('/compte/second-facteur/retrait', { retrait: TEST_PASSWORD }, page)).status).toBe(303);
    expect((await new Browser(office.url).tryToSignIn(MELISANDE, TEST_PASSWORD)).location).toBe('/');
  });

  it('gives new recovery codes against the password; those before are worth nothing', async () => {
    const { browser, codes } = await enrolled(MELISANDE);
    const page = await browser.get('/compte/second-facteur');
    const fresh = codesOn(await browser.post('/compte/codes-de-secours', { actuel: TEST_PASSWORD }, page));
    expect(fresh.filter((code) => codes.includes(code))).toEqual([]);
    const { browser: other, page: form } = await halfSignedIn(MELISANDE);
    expect((await other.post('/connexion/code', { code: codes[0] ?? '' }, form)).status).toBe(422);
    expect((await other.post('/connexion/code', { code: fresh[0] ?? '' }, form)).status).toBe(303);
  });
});

describe('a role that needs a second factor', () => {
  it('sets it up before its first session opens', async () => {
    const browser = new Browser(office.url);
    expect((await browser.tryToSignIn(MANAGER, TEST_PASSWORD)).location).toBe('/connexion/second-facteur');
    expect((await browser.get('/file')).status).toBe(303);
    const page = await browser.get('/connexion/second-facteur');
    const done = await browser.post('/connexion/second-facteur', { code: codeOf(secretOn(page)) }, page);
    expect(codesOn(done)).toHaveLength(10);
    expect((await browser.get('/file')).status).toBe(200);
    expect((await browser.get('/compte/second-facteur')).body).toContain('Votre rôle l’exige.');
  });

  it('cannot take it away', async () => {
    const browser = new Browser(office.url);
    await browser.tryToSignIn(MANAGER, TEST_PASSWORD);
    const page = await browser.get('/connexion/second-facteur');
    await browser.post('/connexion/second-facteur', { code: codeOf(secretOn(page)) }, page);
    const own = await browser.get('/compte/second-facteur');
    expect((await browser.post('/compte/second-facteur/retrait', { retrait: TEST_PASSWORD }, own)).status).toBe(422);
  });
});
