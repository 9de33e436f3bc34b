import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stateOf } from '../../domain/ticket-state';
import { TICKET_ACTS } from '../../web/paths';
import type { Reference } from '../../domain/ids';
import { FROM_31, mail, MELISANDE, opened, startOffice, TEST_PASSWORD, type Office } from './office';

let office: Office;
let cookie: string;
let csrf: string;
let reference: Reference;

beforeAll(async () => {
  office = await startOffice();
  reference = await opened(office, '31', mail(FROM_31, 'Page blanche', 'Une page blanche, erreur 500.'));
  const answer = await fetch(`${office.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login: MELISANDE, password: TEST_PASSWORD }) });
  cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  csrf = ((await answer.json()) as { csrf: string }).csrf;
});
afterAll(async () => {
  await office.stop();
});

let keys = 0;
async function call(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<{ status: number; json: Record<string, unknown> }> {
  keys += 1;
  const answer = await fetch(office.url + path, { method, body: body === undefined ? undefined : JSON.stringify(body), headers: { cookie, 'content-type': 'application/json', 'x-csrf-token': csrf, 'idempotency-key': `key-number-${keys}`, ...headers } });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

describe('the session', () => {
  it('is opened by JSON alone, refused like the page’s', async () => {
    const post = (type: string, body: string) => fetch(`${office.url}/api/session`, { method: 'POST', headers: { 'content-type': type }, body });
    expect((await post('text/plain', JSON.stringify({ login: MELISANDE, password: TEST_PASSWORD }))).status).toBe(400);
    expect((await post('application/json', JSON.stringify({ login: MELISANDE, password: 'faux' }))).status).toBe(401);
    expect((await post('application/json', '{')).status).toBe(400);
  });

  it('tells who is signed in', async () => {
    expect((await call('GET', '/api/session')).json).toMatchObject({ roles: [{ role: 'agent', cafs: ['31'] }], csrf });
  });
});

describe('tickets', () => {
  it('are listed and read with their forecast, made of the same facts', async () => {
    expect((await call('GET', '/api/demandes')).json).toMatchObject({ total: 1, tickets: [{ reference }] });
    const { json } = await call('GET', `/api/demandes/${reference}`);
    const facts = json['facts'] as Parameters<typeof stateOf>[0];
    expect(stateOf(facts).debt?.side).toBe('desk');
    expect(json['forecast']).toMatchObject([{ what: 'contact-rung', side: 'desk', article: 'art. 3.3' }, { what: 'ladder-exhausted' }]);
  });

  it('are acted on: done, wrong, refused, kept', async () => {
    expect(await call('POST', `/api/demandes/${reference}/prise-en-charge`, {})).toEqual({ status: 200, json: { state: 'done' } });
    expect((await call('POST', `/api/demandes/${reference}/reponse`, { texte: '' })).json).toMatchObject({ error: { code: 'invalid', fields: expect.arrayContaining([expect.objectContaining({ field: 'texte' })]) } });
    expect(await call('POST', `/api/demandes/${reference}/prise-en-charge`, {})).toMatchObject({ status: 409, json: { error: { code: 'refused', message: 'Cette demande est déjà prise en charge.' } } });
    office.answer(async () => ({ state: 'unknown' }));
    expect(await call('POST', `/api/demandes/${reference}/note`, { texte: 'Une note.' })).toEqual({ status: 202, json: { state: 'kept' } });
    office.answer(null);
  });

  it('are not acted on without the token or a key', async () => {
    expect((await call('POST', `/api/demandes/${reference}/note`, { texte: 'x' }, { 'x-csrf-token': '' })).status).toBe(403);
    expect((await call('POST', `/api/demandes/${reference}/note`, { texte: 'x' }, { 'idempotency-key': '' })).status).toBe(400);
  });
});

describe('a call', () => {
  it('opens one ticket however often it is sent with its key', async () => {
    const body = { appelant: 'castelbrun-niveau-1', objet: 'Par l’API', description: 'Les agents ne se connectent plus.', urgent: true, prendre: true };
    const first = await call('POST', '/api/appels', body, { 'idempotency-key': 'appel-0001' });
    expect(first).toMatchObject({ status: 201, json: { outcome: 'opened', confirmed: true } });
    const opened = String(first.json['reference']);
    expect(await call('POST', '/api/appels', body, { 'idempotency-key': 'appel-0001' })).toMatchObject({ status: 200, json: { outcome: 'again', path: `/demandes/${opened}` } });
    expect((await call('GET', `/api/demandes/${opened}`)).json).toMatchObject({ channel: 'phone', phase: 'in-hand', urgent: { partner: expect.any(String) } });
    expect((await call('POST', '/api/appels', { appelant: 'castelbrun-niveau-1' })).status).toBe(422);
  });
});

it('is described, each act with what it takes', async () => {
  const { json } = await call('GET', '/api/openapi.json');
  const paths = json['paths'] as Record<string, unknown>;
  for (const act of TICKET_ACTS) expect(paths[`/api/demandes/{reference}/${act}`], act).toBeDefined();
  expect(paths['/api/demandes/{reference}/reponse']).toMatchObject({ post: { requestBody: { content: { 'application/json': { schema: { properties: { texte: { type: 'string' }, suite: { enum: ['encore', 'resolu'] } } } } } } } });
  expect(paths['/api/appels']).toMatchObject({ post: { requestBody: { content: { 'application/json': { schema: { properties: { appelant: { type: 'string' }, description: {} } } } } } } });
});
