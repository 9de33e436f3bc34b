import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../db/connect';
import { writeSignInLinks } from '../../desk/sign-in-link';
import { readMail } from '../../mail/read';
import { Browser, type Answer } from './browser';
import { MELISANDE, RENFORT, startOffice, type Office } from './office';

const LEONIE = 'leonie.tassigny@ccas-valmirande.example';
const NOBODY = 'personne@ailleurs.example';
const MINUTE_MS = 60_000;
let office: Office;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(async () => {
  await office.stop();
});
beforeEach(async () => {
  await office.sql`delete from sign_in_failure`;
});

async function ask(address: string, browser = new Browser(office.url), retour: string | null = null): Promise<Answer> {
  const form = await browser.get(retour === null ? '/connexion/lien' : `/connexion/lien?retour=${encodeURIComponent(retour)}`);
  const hidden = /name="retour" value="([^"]*)"/.exec(form.body)?.[1];
  return await browser.post('/connexion/lien', { courriel: address, ...(hidden === undefined ? {} : { retour: hidden }) }, form);
}

/** The link of the letter written last to an address. */
async function linkFor(address: string, retour: string | null = null): Promise<string> {
  office.clock.pass(1_000);
  await ask(address, new Browser(office.url), retour);
  expect(await writeSignInLinks({ ...office.tools, sql: office.desk }, office.clock.now())).toBe(1);
  const [letter] = await office.sql<{ raw: Buffer }[]>`select raw from letter where to_address = ${address} order by queued_at desc, id limit 1`;
  const { text } = await readMail(letter?.raw ?? Buffer.alloc(0), { referencePatterns: [] });
  return /http:\/\/guichet\.example(\/lien\?jeton=[\w-]+)/.exec(text)?.[1] ?? '';
}

async function confirm(browser: Browser, link: string): Promise<Answer> {
  const page = await browser.get(link);
  return await browser.post('/lien', { jeton: link.split('=')[1] ?? '' }, page);
}

/** A page without what differs each time. */
const steady = ({ body }: Answer, address: string): string => body.replaceAll(address, '…').replace(/value="[^"]*"/g, '');

describe('asking for a link', () => {
  it('is answered the same for an address nobody knows, and writes to known ones alone', async () => {
    const before = office.pauses.length;
    const known = await ask(LEONIE);
    const unknown = await ask(NOBODY);
    expect([known.status, unknown.status]).toEqual([200, 200]);
    expect(steady(unknown, NOBODY)).toBe(steady(known, LEONIE));
    expect(office.pauses.slice(before)).toEqual([0, 0]);
    const [asked] = await office.sql<{ count: number }[]>`select count(*)::int as count from sign_in_link where decided_at is null`;
    expect(asked?.count).toBe(2);
    expect(await writeSignInLinks({ ...office.tools, sql: office.desk }, office.clock.now())).toBe(1);
    expect(await office.sql`select to_address, caf, state, reference from letter where kind = 'sign-in-link'`).toEqual([{ to_address: LEONIE, caf: '95', state: 'claimed', reference: null }]);
  });

  it('is refused only for what is no address at all', async () => {
    const answer = await ask('pas une adresse');
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('value="pas une adresse"');
  });

  it('writes three letters in a quarter of an hour at most, and says nothing of it', async () => {
    const known: Answer[] = [];
    for (let i = 0; i < 5; i += 1) known.push(await ask(LEONIE));
    expect(new Set(known.map((answer) => steady(answer, LEONIE))).size).toBe(1);
    expect(await writeSignInLinks({ ...office.tools, sql: office.desk }, office.clock.now())).toBe(3);
    expect(await writeSignInLinks({ ...office.tools, sql: office.desk }, office.clock.now())).toBe(0);
  });

  it('asks once on a double click', async () => {
    const browser = new Browser(office.url);
    const form = await browser.get('/connexion/lien');
    await Promise.all([browser.post('/connexion/lien', { courriel: LEONIE }, form), browser.post('/connexion/lien', { courriel: LEONIE }, form)]);
    expect(await writeSignInLinks({ ...office.tools, sql: office.desk }, office.clock.now())).toBe(1);
  });

  it('leads nowhere when the worker looks too late, or when the address is known dead', async () => {
    await ask(LEONIE);
    office.clock.pass(31 * MINUTE_MS);
    expect(await writeSignInLinks({ ...office.tools, sql: office.desk }, office.clock.now())).toBe(0);
    await office.sql`insert into dead_address (address, since, status) values (${LEONIE}, ${office.clock.now()}, '5.1.1')`;
    await ask(LEONIE);
    expect(await writeSignInLinks({ ...office.tools, sql: office.desk }, office.clock.now())).toBe(0);
    const owner = connect(office.database.ownerUrl, { max: 1 });
    await owner`delete from dead_address where address = ${LEONIE}`;
    await owner.end();
  });
});

describe('a link', () => {
  it('uses nothing when it is opened, as a mail scanner does, and opens a session when confirmed', async () => {
    const link = await linkFor(LEONIE);
    const scanner = new Browser(office.url);
    for (let i = 0; i < 3; i += 1) expect((await scanner.get(link)).status).toBe(200);
    expect(scanner.cookie('guichet')).toBeUndefined();
    const browser = new Browser(office.url);
    expect((await confirm(browser, link)).location).toBe('/partenaire');
    const home = await browser.get('/partenaire');
    expect(home.body).toContain('Bonjour Léonie Tassigny');
    expect(home.body).toContain('CCAS de Valmirande-sur-Oise');
  });

  it('leads to the page of the portal that was asked for, and to no other', async () => {
    const asked = await new Browser(office.url).get('/partenaire/demandes/95-2026-000001');
    const signIn = await new Browser(office.url).get(asked.location ?? '');
    expect(signIn.body).toContain('href="/connexion/lien?retour=%2Fpartenaire%2Fdemandes%2F95-2026-000001"');
    expect((await confirm(new Browser(office.url), await linkFor(LEONIE, '/partenaire/demandes/95-2026-000001'))).location).toBe('/partenaire/demandes/95-2026-000001');
    for (const elsewhere of ['/file', '//ailleurs.example', 'https://ailleurs.example/partenaire', '/partenaires']) expect((await confirm(new Browser(office.url), await linkFor(LEONIE, elsewhere))).location, elsewhere).toBe('/partenaire');
  });

  it('serves once, even when two browsers confirm it together', async () => {
    const link = await linkFor(LEONIE);
    const answers = await Promise.all([confirm(new Browser(office.url), link), confirm(new Browser(office.url), link)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 410]);
    expect((await new Browser(office.url).get(link)).status).toBe(410);
  });

  it('takes with it the others that the same address was sent', async () => {
    const first = await linkFor(LEONIE);
    const second = await linkFor(LEONIE);
    expect((await confirm(new Browser(office.url), second)).status).toBe(303);
    expect((await confirm(new Browser(office.url), first)).status).toBe(410);
  });

  it('serves thirty minutes', async () => {
    const link = await linkFor(LEONIE);
    office.clock.pass(29 * MINUTE_MS);
    expect((await new Browser(office.url).get(link)).status).toBe(200);
    office.clock.pass(MINUTE_MS);
    expect((await new Browser(office.url).get(link)).status).toBe(410);
    expect((await new Browser(office.url).get('/lien?jeton=invente')).status).toBe(410);
  });

  it('is not confirmed by another site’s form', async () => {
    const link = await linkFor(LEONIE);
    const browser = new Browser(office.url);
    await browser.post('/lien', { jeton: link.split('=')[1] ?? '', _csrf: 'forged' }, null);
    expect(browser.cookie('guichet')).toBeUndefined();
    expect((await confirm(browser, link)).status).toBe(303);
  });

  it('is kept as a hash, and leaves no trace in the log', async () => {
    const token = (await linkFor(LEONIE)).split('=')[1] ?? '';
    await new Browser(office.url).get(`/lien?jeton=${token}`);
    const [kept] = await office.sql<{ count: number }[]>`select count(*)::int as count from sign_in_link where encode(token_hash, 'escape') like ${`%${token}%`} or id = ${token}`;
    expect(token.length).toBeGreaterThan(40);
    expect(kept?.count).toBe(0);
    expect(office.log.join('\n')).not.toContain(token);
  });

  it('is not read by agents where letters leave for good', async () => {
    await linkFor(LEONIE);
    const [letter] = await office.sql<{ id: string }[]>`select id from letter where kind = 'sign-in-link' order by queued_at desc limit 1`;
    const agent = await office.signIn(RENFORT);
    const path = `/courriers/${encodeURIComponent(letter?.id ?? '')}`;
    expect((await agent.get(path)).status).toBe(200);
    Object.assign(office.tools, { relayed: true });
    for (const one of [path, `${path}.eml`, `${path}.html`]) expect((await agent.get(one)).status).toBe(403);
    expect((await agent.get('/courriers')).body).toContain('Votre lien de connexion');
    Object.assign(office.tools, { relayed: false });
  });
});

describe('a partner’s session', () => {
  async function partner(): Promise<Browser> {
    const browser = new Browser(office.url);
    expect((await confirm(browser, await linkFor(LEONIE))).status).toBe(303);
    return browser;
  }

  it('opens no page of the desk', async () => {
    const browser = await partner();
    for (const path of ['/file', '/courriers', '/compte/sessions', '/api/v1/demandes']) expect((await browser.get(path)).status, path).toBe(403);
    expect((await browser.get('/')).location).toBe('/partenaire');
  });

  it('takes the place of an agent’s in the same browser, and the other way round', async () => {
    const browser = await office.signIn(MELISANDE);
    const before = browser.cookie('guichet') ?? '';
    await confirm(browser, await linkFor(LEONIE));
    expect((await browser.get('/file')).status).toBe(403);
    const stolen = await fetch(`${office.url}/file`, { redirect: 'manual', headers: { cookie: `guichet=${before}` } });
    expect(stolen.status).toBe(303);
    await browser.tryToSignIn(MELISANDE, 'un mot de passe de test');
    expect((await browser.get('/partenaire')).status).toBe(403);
  });

  it('ends after an hour without a page, after eight hours, on signing out, and when no convention names the address', async () => {
    const idle = await partner();
    office.clock.pass(61 * MINUTE_MS);
    expect((await idle.get('/partenaire')).location).toBe('/connexion?retour=%2Fpartenaire');
    const busy = await partner();
    for (let i = 0; i < 8; i += 1) {
      office.clock.pass(58 * MINUTE_MS);
      expect((await busy.get('/partenaire')).status).toBe(200);
    }
    office.clock.pass(20 * MINUTE_MS);
    expect((await busy.get('/partenaire')).status).toBe(303);
    const out = await partner();
    await out.post('/deconnexion', { _csrf: 'forged' }, null);
    expect((await out.get('/partenaire')).status).toBe(200);
    expect((await out.post('/deconnexion', {}, await out.get('/partenaire'))).status).toBe(303);
    expect((await out.get('/partenaire')).status).toBe(303);
    const gone = await partner();
    await office.sql`update contact set ended_at = ${office.clock.now()} where email = ${LEONIE}`;
    expect((await gone.get('/partenaire')).status).toBe(403);
    await ask(LEONIE);
    expect(await writeSignInLinks({ ...office.tools, sql: office.desk }, office.clock.now())).toBe(0);
    await office.sql`update contact set ended_at = null where email = ${LEONIE}`;
  });

  it('of somebody whom a convention names beside its roles opens the report of a security incident, and nothing else', async () => {
    const other = new Browser(office.url);
    expect((await confirm(other, await linkFor('solene.arronville@ccas-valmirande.example'))).location).toBe('/partenaire');
    expect([(await other.get('/partenaire')).location, (await other.get('/partenaire/incident-de-securite')).status, (await other.get('/partenaire/demandes')).status]).toEqual(['/partenaire/incident-de-securite', 200, 403]);
  });
});
