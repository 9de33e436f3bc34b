import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reference } from '../../domain/ids';
import { stateOf } from '../../domain/ticket-state';
import { FROM_31, mail, MELISANDE, opened, startOffice, type Office } from './office';
import { Program } from './program';

let office: Office;
let agent: Program;
let reference: Reference;

beforeAll(async () => {
  office = await startOffice();
  reference = await opened(office, '31', mail(FROM_31, 'Page blanche', 'Une page blanche, erreur 500.'));
  agent = await Program.of(office, MELISANDE);
});
afterAll(async () => {
  await office.stop();
});

describe('tickets', () => {
  it('are listed and read with their forecast, made of the same facts', async () => {
    expect((await agent.get('/demandes')).json).toMatchObject({ items: [{ reference }], next: null });
    const { json } = await agent.get(`/demandes/${reference}`);
    expect(stateOf(json['facts'] as Parameters<typeof stateOf>[0]).debt?.side).toBe('desk');
    expect(json['forecast']).toMatchObject([{ what: 'contact-rung', side: 'desk', article: 'art. 3.3' }, { what: 'ladder-exhausted' }]);
    expect((await agent.get(`/demandes/${reference}/suite`)).json['steps']).toEqual(json['forecast']);
    expect((await agent.get(`/demandes/${reference}/journal`)).json).toMatchObject({ items: [{ n: 1, kind: 'received' }] });
    expect((await agent.get('/recherche?q=blanche')).json).toMatchObject({ items: [{ reference }] });
  });

  it('are read part by part: messages, original, letters', async () => {
    const { json } = await agent.get(`/demandes/${reference}/messages`);
    const [message] = json['items'] as { id: string; original: boolean }[];
    expect(message?.original).toBe(true);
    const original = await agent.get(`/demandes/${reference}/messages/${message?.id}`);
    expect(original).toMatchObject({ status: 200 });
    expect(original.headers.get('content-type')).toBe('message/rfc822');
    const letters = (await agent.get(`/demandes/${reference}/courriers`)).json['items'] as { id: string }[];
    expect((await agent.get(`/courriers/${encodeURIComponent(letters[0]?.id ?? '')}`)).json).toMatchObject({ reference, text: expect.stringContaining(reference) as string });
    expect((await agent.get('/courriers')).json).toMatchObject({ items: [{ reference }] });
    expect((await agent.get(`/demandes/${reference}/dossier`)).headers.get('content-type')).toBe('application/zip');
  });

  it('are acted on: done, wrong, refused, kept', async () => {
    expect(await agent.post(`/demandes/${reference}/prise-en-charge`)).toMatchObject({ status: 200, json: { state: 'done' } });
    expect(await agent.post(`/demandes/${reference}/reponse`, { texte: '' })).toMatchObject({ status: 422, json: { errors: expect.arrayContaining([{ pointer: '#/texte', detail: 'Écrivez votre réponse.' }]) as object[] } });
    expect(await agent.post(`/demandes/${reference}/prise-en-charge`)).toMatchObject({ status: 409, json: { detail: 'Cette demande est déjà prise en charge.' } });
    office.answer(async () => ({ state: 'unknown' }));
    expect(await agent.post(`/demandes/${reference}/note`, { texte: 'Une note.' }, 'note-kept-1')).toMatchObject({ status: 202, json: { state: 'kept' } });
    office.answer(null);
    expect(await agent.post(`/demandes/${reference}/note`, { texte: 'Une note.' }, 'note-kept-1')).toMatchObject({ status: 200, json: { state: 'done' } });
  });

  it('are acted on several at a time, each answering for itself', async () => {
    const other = await opened(office, '31', mail(FROM_31, 'Autre page', 'Une autre page.'));
    expect((await agent.post('/actes', { acte: 'prise-en-charge', demandes: [reference, other] })).json).toMatchObject({ items: [{ reference, state: 'refused' }, { reference: other, state: 'done' }] });
  });
});

describe('a call', () => {
  it('opens one ticket however often it is sent with its key', async () => {
    const body = { appelant: 'castelbrun-niveau-1', objet: 'Par l’API', description: 'Les agents ne se connectent plus.', urgent: true, prendre: true };
    const first = await agent.post('/appels', body, 'appel-0001');
    expect(first).toMatchObject({ status: 201, json: { outcome: 'opened', confirmed: true } });
    const again = await agent.post('/appels', body, 'appel-0001');
    expect(again).toMatchObject({ status: 201, json: first.json });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect((await agent.get(`/demandes/${String(first.json['reference'])}`)).json).toMatchObject({ channel: 'phone', phase: 'in-hand', urgent: { partner: expect.any(String) as string } });
    expect((await agent.post('/appels', { appelant: 'castelbrun-niveau-1' })).status).toBe(422);
  });
});
