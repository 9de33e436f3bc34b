import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reference } from '../../domain/ids';
import { FROM_31, mail, MELISANDE, opened, startOffice, type Office } from './office';
import { Program, type ProgramAnswer } from './program';

let office: Office;
let agent: Program;
let manager: Program;
const references: Reference[] = [];

beforeAll(async () => {
  office = await startOffice();
  for (let n = 0; n < 7; n += 1) {
    references.push(await opened(office, '31', mail(FROM_31, `Sujet ${n}`, `Une page blanche, numéro ${n}.`)));
    office.clock.pass(60_000);
  }
  agent = await Program.of(office, MELISANDE);
  manager = await Program.of(office, 'responsable@caf31.example');
});
afterAll(async () => {
  await office.stop();
});

/** Every item of a list, page by page; `between` happens after the first. */
async function all(path: string, between: () => Promise<void> = async () => undefined): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for (let next: string | null = null, pages = 0; pages < 20; pages += 1) {
    const { json } = await agent.get(`${path}${path.includes('?') ? '&' : '?'}limite=3${next === null ? '' : `&suite=${next}`}`);
    items.push(...(json['items'] as Record<string, unknown>[]));
    next = json['next'] as string | null;
    if (next === null) return items;
    if (pages === 0) await between();
  }
  throw new Error('a list without an end');
}

describe('a list by pages', () => {
  it('gives each ticket once while others arrive and leave', async () => {
    const listed = await all('/demandes', async () => {
      await opened(office, '31', mail(FROM_31, 'Arrivée entre deux pages', 'Une page blanche.'));
      await agent.post(`/demandes/${references[6]}/resolution`, { texte: 'C’est rétabli.' });
    });
    const seen = listed.map((one) => one['reference']);
    expect(new Set(seen).size).toBe(seen.length);
    for (const reference of references.slice(0, 6)) expect(seen).toContain(reference);
  });

  it('gives letters, what is found and partners likewise', async () => {
    const letters = await all('/courriers', async () => void (await opened(office, '31', mail(FROM_31, 'Encore une', 'Une page blanche.'))));
    expect(new Set(letters.map((one) => one['id'])).size).toBe(letters.length);
    expect(letters.length).toBeGreaterThanOrEqual(8);
    expect((await manager.get('/partenaires?limite=1')).json).toMatchObject({ items: [{ caf: '31' }] });
  });

  it('gives what is found page by page as in one: each once, the last page without a cursor', async () => {
    const found = (await all('/recherche?q=blanche')).map((one) => one['reference']);
    const atOnce = await agent.get('/recherche?q=blanche&limite=200');
    expect(found).toEqual((atOnce.json['items'] as { reference: string }[]).map((one) => one.reference));
    expect([new Set(found).size, atOnce.json['next'], found.length >= 8]).toEqual([found.length, null, true]);
    const beyond = await agent.get(`/recherche?q=blanche&suite=${Buffer.from('90000').toString('base64url')}`);
    expect(beyond).toMatchObject({ status: 200, json: { items: [], next: null } });
  });

  it('refuses what is none of its cursors', async () => {
    for (const suite of ['x', 'bnVsbA', Buffer.from('-1').toString('base64url'), Buffer.from('1.5').toString('base64url')]) expect((await agent.get(`/recherche?q=blanche&suite=${suite}`)).status).toBe(422);
    for (const suite of ['x', 'bnVsbA', Buffer.from('{"due":1}').toString('base64url')]) {
      expect((await agent.get(`/demandes?suite=${suite}`)).status).toBe(422);
    }
    expect((await agent.get('/demandes?limite=0')).json).toMatchObject({ status: 422, errors: [{ parameter: 'limite' }] });
  });
});

describe('an idempotency key', () => {
  const note = (key: string, texte = 'Une fois.') => agent.post(`/demandes/${references[0]}/note`, { texte }, key);
  const notes = async () => ((await agent.get(`/demandes/${references[0]}/messages`)).json['items'] as { direction: string }[]).filter((one) => one.direction === 'note').length;

  it('does a request once, and gives the same answer again', async () => {
    const first = await note('cle-unique-1');
    const again = await note('cle-unique-1');
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.json).toEqual(first.json);
    expect([first.headers.get('idempotent-replayed'), again.headers.get('idempotent-replayed')]).toEqual([null, 'true']);
    expect(await notes()).toBe(1);
  });

  it('refuses another body under the same key, and not another account’s', async () => {
    expect(await note('cle-unique-1', 'Autre chose.')).toMatchObject({ status: 422, json: { title: 'Clé déjà employée pour une autre requête' } });
    expect((await manager.post(`/demandes/${references[0]}/note`, { texte: 'La mienne.' }, 'cle-unique-1')).status).toBe(200);
  });

  it('is free again after a refusal, so that the corrected request may come with it', async () => {
    expect((await note('cle-unique-2', '')).status).toBe(422);
    expect((await note('cle-unique-2', 'Corrigée.')).status).toBe(200);
  });

  it('tells that the same request is under way', async () => {
    let let_go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (let_go = resolve));
    let asked: () => void = () => undefined;
    const came = new Promise<void>((resolve) => (asked = resolve));
    office.answer(async () => {
      asked();
      await held;
      return { state: 'done' };
    });
    const first = note('cle-unique-3', 'En cours.');
    await came;
    expect(await note('cle-unique-3', 'En cours.')).toMatchObject({ status: 409, json: { title: 'La même requête est en cours' } });
    let_go();
    office.answer(null);
    expect((await first).status).toBe(200);
  });

  it('is asked of everything that changes something', async () => {
    expect((await agent.ask('POST', `/demandes/${references[0]}/note`, '{"texte":"x"}', { 'content-type': 'application/json' })).status).toBe(400);
  });
});

describe('a refusal is problem+json, in French', () => {
  const post = (headers: Record<string, string>, body: string | undefined) => agent.ask('POST', `/demandes/${references[1]}/note`, body, { 'idempotency-key': 'refus-0001', ...headers });
  const JSON_TYPE = { 'content-type': 'application/json' };
  const cases: readonly (readonly [number, () => Promise<ProgramAnswer>])[] = [
    [400, () => post(JSON_TYPE, '{')],
    [400, () => post(JSON_TYPE, '{"texte":"\\u0000"}')],
    [400, () => post(JSON_TYPE, '{"texte":"\\ud800"}')],
    [404, () => agent.get('/demandes/95-2026-000001')],
    [404, () => agent.get('/demandes/%00')],
    [404, () => agent.get('/nulle-part')],
    [405, () => agent.ask('DELETE', '/demandes', undefined, {})],
    [405, () => agent.ask('GET', '/appels', undefined, {})],
    [406, () => agent.get('/demandes', { accept: 'text/html' })],
    [413, () => post(JSON_TYPE, JSON.stringify({ texte: 'x'.repeat(600_000) }))],
    [415, () => post({ 'content-type': 'text/plain' }, 'texte=x')],
    [415, () => post({ 'content-type': 'application/x-www-form-urlencoded' }, 'texte=x')],
    [422, () => post(JSON_TYPE, '{"texte":3}')],
    [422, () => post(JSON_TYPE, '[]')],
  ];
  it.each(cases.map(([status, send], i) => ({ status, send, i })))('$status ($i)', async ({ status, send }) => {
    const { status: got, json } = await send();
    expect([got, json['status']]).toEqual([status, status]);
    expect(json['type']).toMatch(/^http:\/\/guichet\.example\/api#erreur-[a-z-]+$/);
  });

  it('500 when it is our fault: its instance finds the line of the log, and it says nothing of the cause', async () => {
    await office.sql`alter table saved_view rename to saved_view_away`;
    const failed = await agent.get('/vues').finally(() => office.sql`alter table saved_view_away rename to saved_view`);
    expect(failed).toMatchObject({ status: 500, json: { status: 500, title: 'Erreur de notre fait' } });
    expect(failed.headers.get('content-type')).toContain('application/problem+json');
    const id = String(failed.json['instance']).replace('urn:uuid:', '');
    expect(failed.headers.get('x-request-id')).toBe(id);
    const lines = office.log.filter((line) => line.includes(id)).map((line) => JSON.parse(line) as { msg: string; err?: unknown });
    expect(lines.map(({ msg }) => msg)).toContain('a request failed');
    expect(office.log.find((line) => line.includes(id) && line.includes('a request failed'))).toContain('42P01');
    expect(JSON.stringify(failed.json)).not.toContain('saved_view');
    expect((await agent.get('/vues')).status).toBe(200);
  });

  it('401 without a token, with the means to ask', async () => {
    const nobody = await fetch(`${office.url}/api/v1/demandes`);
    expect([nobody.status, nobody.headers.get('www-authenticate'), nobody.headers.get('content-type')]).toEqual([401, 'Bearer realm="Guichet"', 'application/problem+json; charset=utf-8']);
  });

  it('points at each field that is wrong', async () => {
    const { json } = await agent.post(`/demandes/${references[1]}/appel-telephonique`, { resultat: 'joint' });
    expect(json['errors']).toEqual([{ pointer: '#/suite', detail: 'Dites ce qui reste dû après cet appel.' }, { pointer: '#/texte', detail: 'Écrivez ce qui s’est dit.' }]);
    expect((await agent.ask('DELETE', '/demandes', undefined, {})).headers.get('allow')).toBe('GET, HEAD');
  });
});
