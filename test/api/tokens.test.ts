import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../db/connect';
import { giveRole } from '../../db/account';
import type { CafCode, Reference } from '../../domain/ids';
import type { Browser } from './browser';
import { FROM_31, mail, MELISANDE, opened, startOffice, TEST_PASSWORD, type Office } from './office';
import { Program } from './program';

const MANAGER = 'responsable@caf31.example';
const DAY_MS = 86_400_000;
let office: Office;
let reference: Reference;

beforeAll(async () => {
  office = await startOffice({ apiPerMinute: 40 });
  reference = await opened(office, '31', mail(FROM_31, 'Page blanche', 'Une page blanche, erreur 500.'));
});
afterAll(async () => {
  await office.stop();
});

const asks = (token: string, path = '/demandes') => fetch(`${office.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });

describe('a token made on « Mon compte »', () => {
  let browser: Browser;
  let token: string;
  const form = { nom: 'Tableau de bord', 'portee-lecture': 'oui', duree: '30', actuel: TEST_PASSWORD };

  it('is shown once, after the password was asked again; the database holds its hash alone', async () => {
    browser = await office.signIn(MELISANDE);
    const page = await browser.get('/compte/jetons');
    expect((await browser.post('/compte/jetons', { ...form, actuel: 'faux' }, page)).status).toBe(422);
    expect((await browser.post('/compte/jetons', { nom: '', duree: '7', actuel: TEST_PASSWORD }, page)).body).toContain('Cochez au moins une portée.');
    const made = await browser.post('/compte/jetons', form, page);
    token = /guichet_[\w-]{43}/.exec(made.body)?.[0] ?? '';
    expect((await asks(token)).status).toBe(200);
    expect((await browser.post('/compte/jetons', form, page)).location).toBe('/compte/jetons');
    const again = await browser.get('/compte/jetons');
    expect(again.body).toContain('Tableau de bord');
    expect(again.body).not.toContain(token);
    expect(JSON.stringify(await office.sql`select * from api_token`)).not.toContain(token.slice(8));
  });

  it('reads, and writes nothing that its scopes do not say', async () => {
    const answer = await fetch(`${office.url}/api/v1/demandes/${reference}/prise-en-charge`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'idempotency-key': 'portee-0001' } });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('www-authenticate')).toContain('scope="demandes"');
    expect(await answer.json()).toMatchObject({ title: 'Portée du jeton insuffisante' });
  });

  it('says when it was used, and is revoked by a click', async () => {
    const page = await browser.get('/compte/jetons');
    expect(page.body).toContain('employé');
    const id = /name="jeton" value="(\w+)"/.exec(page.body)?.[1] ?? '';
    const elsewhere = await office.signIn(MANAGER);
    await elsewhere.post('/compte/jetons/revocation', { jeton: id }, await elsewhere.get('/compte/jetons'));
    expect((await asks(token)).status).toBe(200);
    expect((await browser.post('/compte/jetons/revocation', { jeton: id }, page)).location).toBe('/compte/jetons');
    expect((await asks(token)).status).toBe(401);
  });
});

describe('a token', () => {
  it('is worth nothing once it is over, unknown, or its account locked', async () => {
    const program = await Program.of(office, MELISANDE, ['lecture'], 30);
    expect((await asks(program.token)).status).toBe(200);
    expect((await asks(`${program.token}x`)).status).toBe(401);
    expect((await asks('')).status).toBe(401);
    await office.sql`update account set disabled = true where id = ${MELISANDE}`;
    expect((await asks(program.token)).status).toBe(401);
    await office.sql`update account set disabled = false where id = ${MELISANDE}`;
    office.clock.pass(31 * DAY_MS);
    const answer = await asks(program.token);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('invalid_token');
  });

  it('never gives more than its account’s roles, as they are now', async () => {
    const owner = connect(office.database.ownerUrl, { max: 1 });
    const program = await Program.of(office, MELISANDE);
    expect((await program.get('/partenaires')).status).toBe(403);
    await giveRole(owner, MELISANDE, 'manager', ['31' as CafCode]);
    expect((await program.get('/partenaires')).status).toBe(200);
    await owner`delete from account_role where account_id = ${MELISANDE} and role = 'manager'`;
    expect((await program.get('/partenaires')).status).toBe(403);
    expect((await program.get('/demandes')).status).toBe(200);
    await owner`delete from account_role where account_id = ${MELISANDE}`;
    expect((await program.get('/demandes')).status).toBe(403);
    await giveRole(owner, MELISANDE, 'agent', ['31' as CafCode]);
    await owner.end();
  });

  it('revokes itself; it knows who it is', async () => {
    const program = await Program.of(office, MELISANDE, ['lecture']);
    expect((await program.get('/compte')).json).toMatchObject({ scopes: ['lecture'], roles: [{ role: 'agent', cafs: ['31'] }] });
    expect((await program.get('/jetons')).json).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ id: program.id })]) as object[] });
    expect((await program.post(`/jetons/${program.id}/revocation`)).status).toBe(200);
    expect((await program.get('/compte')).status).toBe(401);
  });

  it('asks so many times a minute', async () => {
    const [hasty, other] = [await Program.of(office, MELISANDE), await Program.of(office, MELISANDE)];
    for (let n = 0; n < 40; n += 1) await asks(hasty.token, '/compte');
    const answer = await hasty.get('/compte');
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await other.get('/compte')).status).toBe(200);
    office.clock.pass(60_000);
    expect((await hasty.get('/compte')).status).toBe(200);
  });
});
