import { afterAll, beforeAll, expect, it } from 'vitest';
import { factsOf } from '../../db/fact';
import type { Reference } from '../../domain/ids';
import { startOffice, MELISANDE, type Office } from './office';
import { Program } from './program';
import { act, CASTELBRUN, ELSEWHERE, request } from './visitor';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
let office: Office;
let support: Program;
let reference: Reference;

beforeAll(async () => {
  office = await startOffice();
  reference = await request(office, 'Import refusé');
  support = await Program.visiting(office, CASTELBRUN.support);
});
afterAll(async () => {
  await office.stop();
});

const kinds = async () => (await factsOf(office.sql, reference)).map((fact) => fact.kind);

it('reads one’s organisation’s tickets, without what stays inside the Caf', async () => {
  await act(office, reference, { kind: 'note', text: 'À ne pas dire au partenaire.' });
  await act(office, reference, { kind: 'ask', text: 'Qui rappeler ?' });
  expect((await support.get('/portail/demandes')).json).toMatchObject({ items: [{ reference, standing: { owes: 'you' } }], next: null });
  expect((await support.get('/portail/demandes?etat=closes')).json).toMatchObject({ items: [] });
  const { json } = await support.get(`/portail/demandes/${reference}`);
  expect(json).toMatchObject({ reference, standing: { owes: 'you' }, messages: [{ side: 'partner' }, { side: 'caf', text: expect.stringContaining('Qui rappeler') as string }], reply: { effect: expect.any(String) as string } });
  expect(JSON.stringify(json)).not.toContain('À ne pas dire');
  expect((await support.get('/portail/conventions/31-2024-017/contrat')).json).toMatchObject({ caf: '31', convention: '31-2024-017' });
});

it('answers with a file, once for its key, and ends the debt', async () => {
  const body = { texte: 'Voici la capture.', rappelTelephone: '05 36 49 01 10', fichiers: [{ nom: 'écran.png', type: 'image/png', contenu: PNG.toString('base64') }] };
  for (let i = 0; i < 2; i += 1) expect(await support.post(`/portail/demandes/${reference}/reponse`, body, 'portail-0001')).toMatchObject({ status: 200, json: { reference, visible: true } });
  expect((await kinds()).filter((kind) => kind === 'partner-wrote')).toHaveLength(1);
  const messages = (await support.get(`/portail/demandes/${reference}`)).json['messages'] as { attachments: { id: string; name: string }[] }[];
  const [piece] = messages.flatMap((one) => one.attachments);
  expect(piece?.name).toBe('écran.png');
  expect((await support.get(`/portail/demandes/${reference}/pieces/${encodeURIComponent(piece?.id ?? '')}`)).json).toEqual({ bytes: PNG.length });
  expect((await support.post(`/portail/demandes/${reference}/reponse`, { texte: ' ' })).json).toMatchObject({ status: 422, errors: [{ pointer: '#/texte' }] });
});

it('declares urgent, with a reason', async () => {
  expect((await support.post(`/portail/demandes/${reference}/urgence`, {})).status).toBe(422);
  expect((await support.post(`/portail/demandes/${reference}/urgence`, { texte: 'Plus personne ne se connecte.' })).status).toBe(200);
  expect((await support.get('/portail/demandes')).json).toMatchObject({ items: [{ reference, urgent: true }] });
});

it('opens a ticket with what the contract asks for; what is missing is said, and may be left out', async () => {
  const body = { objet: 'Compte bloqué', texte: 'Un compte est bloqué depuis ce matin.', nature: 'technical-incident' };
  const missing = await support.post('/portail/demandes', body);
  expect(missing.status).toBe(422);
  expect((missing.json['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)).toContain('#/service');
  const made = await support.post('/portail/demandes', { ...body, quandMeme: true }, 'portail-0002');
  expect(made).toMatchObject({ status: 201, json: { visible: true } });
  expect((await support.post('/portail/demandes', { ...body, quandMeme: true }, 'portail-0002')).json).toEqual(made.json);
  expect((await (await Program.of(office, MELISANDE)).get(`/demandes/${String(made.json['reference'])}`)).json).toMatchObject({ channel: 'portal', subject: 'Compte bloqué' });
});

it('shows nothing of another organisation’s, and is for no token', async () => {
  const elsewhere = await Program.visiting(office, ELSEWHERE);
  for (const path of [`/portail/demandes/${reference}`, '/portail/conventions/31-2024-017/contrat']) expect((await elsewhere.get(path)).status).toBe(404);
  expect((await elsewhere.post(`/portail/demandes/${reference}/reponse`, { texte: 'Je passe.' })).status).toBe(404);
  expect((await (await Program.of(office, MELISANDE)).get('/portail/demandes')).status).toBe(403);
  expect((await support.post(`/portail/demandes/${reference}/reponse`, { texte: 'x' }, 'portail-0003', { 'x-csrf-token': 'autre' })).status).toBe(403);
});

it('keeps the list of people, for its administrator alone', async () => {
  const administrator = await Program.visiting(office, CASTELBRUN.administrator);
  const list = '/portail/conventions/31-2024-017/personnes';
  expect((await support.get(list)).status).toBe(403);
  const added = await administrator.post(list, { nom: 'Personne Essai', role: 'level-one-support', courriel: 'essai@castelbrun.example' });
  expect(added.status).toBe(201);
  const one = (added.json['items'] as { id: string; name: string; mark: string }[]).find(({ name }) => name === 'Personne Essai');
  const card = { nom: 'Personne Essai', role: 'level-one-support', fonction: 'agente', courriel: 'essai@castelbrun.example' };
  expect((await administrator.post(`/portail/personnes/${one?.id}/modification`, { ...card, vue: one?.mark })).json).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ id: one?.id, jobTitle: 'agente' })]) as object[] });
  expect((await administrator.post(`/portail/personnes/${one?.id}/modification`, { ...card, vue: one?.mark })).status).toBe(422);
  expect((await administrator.post(list, { nom: 'Autre', role: 'administrator' })).status).toBe(422);
  expect((await administrator.post('/portail/conventions/31-2024-017/verification')).status).toBe(200);
  for (let i = 0; i < 2; i += 1) expect((await administrator.post(`/portail/personnes/${one?.id}/fin`)).status).toBe(200);
  expect(JSON.stringify((await administrator.get(list)).json)).not.toContain('essai@castelbrun.example');
});
