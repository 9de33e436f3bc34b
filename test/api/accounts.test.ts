import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Browser, type Answer } from './browser';
import { INES, startOffice, TEST_PASSWORD, type Office } from './office';

const ADMINISTRATOR = 'administration@guichet.example';
const NEW = { nom: 'Garance Puymirol', courriel: 'Garance.Puymirol@caf31.example', agent: '31, 95', 'security-officer': '31' };
const ID = 'garance.puymirol%40caf31.example';
const CHOSEN = 'trois lampions sous la pergola';

let office: Office;
let administrator: Browser;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(async () => {
  await office.stop();
});
beforeEach(async () => {
  administrator = await office.signIn(ADMINISTRATOR);
});

const plain = (answer: Answer): string => answer.body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const act = async (id: string, name: string) => await administrator.post(`/comptes/${id}/${name}`, {}, await administrator.get(`/comptes/${id}`));
/** The link of the last letter to an address. */
async function linkTo(address: string): Promise<string> {
  const [letter] = await office.sql<{ raw: Buffer }[]>`select raw from letter where to_address = ${address} order by queued_at desc, id limit 1`;
  const text = (letter?.raw.toString() ?? '').replaceAll('=\r\n', '').replaceAll('=3D', '=');
  return /(\/mot-de-passe\?jeton=[\w-]+)/.exec(text)?.[1] ?? '';
}

describe('an account', () => {
  it('is opened with its roles per Caf; its owner alone is sent a link, and chooses a password once', async () => {
    const opened = await administrator.post('/comptes', NEW, await administrator.get('/comptes/nouveau'));
    expect(opened.location).toBe(`/comptes/${ID}`);
    expect(plain(await administrator.get('/comptes?q=puymirol'))).toContain('agent du guichet (31, 95) responsable de la sécurité (31) sans mot de passe');
    const path = await linkTo('garance.puymirol@caf31.example');
    expect(plain(await administrator.get(`/comptes/${ID}`))).not.toContain('jeton=');
    const stranger = new Browser(office.url);
    const form = await stranger.get(path);
    const jeton = /name="jeton" value="([^"]*)"/.exec(form.body)?.[1] ?? '';
    expect(plain(await stranger.post('/mot-de-passe', { jeton, nouveau: 'court', encore: 'court' }, form))).toContain('Trop court');
    expect(plain(await stranger.post('/mot-de-passe', { jeton, nouveau: CHOSEN, encore: 'autre chose de long' }, form))).toContain('Les deux saisies diffèrent.');
    expect((await stranger.post('/mot-de-passe', { jeton, nouveau: CHOSEN, encore: CHOSEN }, form)).status).toBe(200);
    expect((await stranger.post('/mot-de-passe', { jeton, nouveau: CHOSEN, encore: CHOSEN }, form)).status).toBe(410);
    expect((await stranger.get(path)).status).toBe(410);
    expect((await Browser.signIn(office.url, 'garance.puymirol@caf31.example', CHOSEN)).url).toBe(office.url);
  });

  it.each([
    ['courriel', { ...NEW, courriel: 'garance' }, 'Une adresse de courriel est attendue.'],
    ['courriel', { ...NEW, courriel: INES }, 'Cette adresse a déjà un compte.'],
    ['agent', { ...NEW, courriel: 'x@caf31.example', agent: '31, 99' }, 'Caf inconnue : « 99 ».'],
  ])('comes back filled when wrong: %s', async (_, fields, message) => {
    const answer = await administrator.post('/comptes', fields, await administrator.get('/comptes/nouveau'));
    expect(answer.status).toBe(422);
    expect(plain(answer)).toContain(message);
    expect(answer.body).toContain('value="Garance Puymirol"');
  });

  it('changes roles, at once; locked, it is out; a lost password gets a link that voids the one before', async () => {
    const ines = await office.signIn(INES);
    const id = encodeURIComponent(INES);
    const page = await administrator.get(`/comptes/${id}`);
    expect((await administrator.post(`/comptes/${id}/modification`, { nom: 'Inès Vigneroy', courriel: INES, manager: '95' }, page)).status).toBe(303);
    expect((await ines.get('/reglages')).status).toBe(200);
    expect((await act(id, 'lien')).status).toBe(303);
    const first = await linkTo(INES);
    office.clock.pass(60_000);
    expect((await act(id, 'lien')).status).toBe(303);
    expect((await new Browser(office.url).get(first)).status).toBe(410);
    expect((await act(id, 'verrouillage')).status).toBe(303);
    expect((await ines.get('/file')).status).toBe(303);
    expect((await new Browser(office.url).tryToSignIn(INES, TEST_PASSWORD)).status).toBe(422);
    expect((await new Browser(office.url).get(await linkTo(INES))).status).toBe(410);
    expect((await act(id, 'deverrouillage')).status).toBe(303);
    expect((await new Browser(office.url).tryToSignIn(INES, TEST_PASSWORD)).status).toBe(303);
    const journal = plain(await administrator.get('/comptes-journal'));
    expect(journal).toContain('Compte verrouillé');
    expect(journal).toMatch(/Rôles : agent du guichet \(95\) → responsable du guichet \(95\)/);
    expect(journal).not.toContain('argon2');
  });

  it('of one’s own is neither locked nor stripped of its role', async () => {
    const id = encodeURIComponent(ADMINISTRATOR);
    expect((await act(id, 'verrouillage')).status).toBe(422);
    const page = await administrator.get(`/comptes/${id}`);
    expect(plain(await administrator.post(`/comptes/${id}/modification`, { nom: 'Aurélien', courriel: ADMINISTRATOR }, page))).toContain('Vous ne pouvez pas vous retirer ce rôle');
  });
});

it('the administrator of the instance sees Cafs, and nothing of any ticket', async () => {
  expect(plain(await administrator.get('/caf'))).toContain('Caf de la Haute-Garonne (31)');
  for (const path of ['/file', '/partenaires', '/reglages', '/imports']) expect((await administrator.get(path)).status).toBe(403);
  expect((await (await office.signIn('responsable@caf21.example')).get('/comptes')).status).toBe(403);
});
