import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reference } from '../../domain/ids';
import { readMail } from '../../mail/read';
import { FROM_31, mail, MELISANDE, opened, startOffice, type Office } from './office';
import { Program } from './program';

const MANAGER = 'responsable@caf31.example';
let office: Office;
let agent: Program;
let manager: Program;
let reference: Reference;

beforeAll(async () => {
  office = await startOffice();
  reference = await opened(office, '31', mail(FROM_31, 'Page blanche', 'Une page blanche, erreur 500.'));
  [agent, manager] = [await Program.of(office, MELISANDE), await Program.of(office, MANAGER)];
});
afterAll(async () => {
  await office.stop();
});

const base64 = (bytes: Buffer | string): string => Buffer.from(bytes).toString('base64');
/** A file's bytes, with the name it is given. */
async function bytesOf(program: Program, path: string) {
  const response = await fetch(`${office.url}/api/v1${path}`, { headers: { authorization: `Bearer ${program.token}` } });
  return { status: response.status, type: response.headers.get('content-type'), name: response.headers.get('content-disposition') ?? '', bytes: Buffer.from(await response.arrayBuffer()) };
}

describe('files that go with an answer', () => {
  const PDF = Buffer.concat([Buffer.from('%PDF-1.7 '), Buffer.alloc(2_000_000, 7)]);
  const answer = (fichiers: object[], key: string, texte = 'Voici le mode d’emploi.') => agent.post(`/demandes/${reference}/reponse`, { texte, suite: 'encore', fichiers }, key);

  it('leave with it byte for byte, once however often it is sent', async () => {
    const files = [{ nom: 'Mode d’emploi.pdf', type: 'application/pdf', contenu: base64(PDF) }, { nom: '../écran.png', type: 'pas un type', contenu: base64('PNG') }];
    expect(await answer(files, 'avec-fichiers-1')).toMatchObject({ status: 200, json: { state: 'done' } });
    expect((await answer(files, 'avec-fichiers-1')).headers.get('idempotent-replayed')).toBe('true');
    const rows = await office.sql<{ raw: Buffer }[]>`select raw from letter where reference = ${reference} and kind = 'answer'`;
    expect(rows).toHaveLength(1);
    const { attachments } = await readMail(rows[0]?.raw ?? Buffer.alloc(0), { referencePatterns: [] });
    expect(attachments.map(({ name, type, sha256 }) => [name, type, sha256]).sort()).toEqual([['Mode d’emploi.pdf', 'application/pdf', digest(PDF)], ['écran.png', 'application/octet-stream', digest('PNG')]]);
    const messages = (await agent.get(`/demandes/${reference}/messages`)).json['items'] as { attachments: { id: string; name: string }[] }[];
    const piece = messages.flatMap((one) => one.attachments).find(({ name }) => name.endsWith('.pdf'));
    expect((await bytesOf(agent, `/demandes/${reference}/pieces/${encodeURIComponent(piece?.id ?? '')}`)).bytes.equals(PDF)).toBe(true);
  });

  it('are held to the limits of the page: too heavy, too many, empty, not base64', async () => {
    const heavy = { nom: 'lourd.bin', contenu: base64(Buffer.alloc(15_000_001)) };
    expect(await answer([heavy], 'avec-fichiers-2')).toMatchObject({ status: 422, json: { errors: [{ pointer: '#/fichiers', detail: expect.stringContaining('lourd.bin') as string }] } });
    expect((await answer([heavy, heavy], 'avec-fichiers-3')).status).toBe(413);
    expect((await answer(Array.from({ length: 11 }, (_, i) => ({ nom: `f${i}`, contenu: base64(String(i)) })), 'avec-fichiers-4')).status).toBe(422);
    expect(await answer([{ nom: 'vide.txt', contenu: '' }], 'avec-fichiers-5')).toMatchObject({ status: 422, json: { errors: [{ pointer: '#/fichiers' }] } });
    expect(await answer([{ nom: 'a', contenu: 'pas du base64' }], 'avec-fichiers-6')).toMatchObject({ status: 422, json: { errors: [{ pointer: '#/fichiers/0/contenu' }] } });
    const stranger = await fetch(`${office.url}/api/v1/demandes/${reference}/reponse`, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': 'inconnu-0001' }, body: JSON.stringify({ fichiers: [heavy] }) });
    expect(stranger.status).toBe(401);
  });
});

const digest = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

describe('an import', () => {
  const TITLES = 'Partenaire;Convention;Rôle;Prénom et nom;Courriel';
  const send = (lines: readonly string[]) => manager.post('/imports', { fichiers: [{ nom: 'liste.csv', type: 'text/csv', contenu: base64([TITLES, ...lines].join('\r\n')) }] });

  it('is looked at line by line, refused while a line is bad, then brought in whole, once', async () => {
    const bad = await send(['Mairie de Peyrelande;31-2026-301;Support niveau 1;Isaure Vidalenc;pas une adresse']);
    expect(bad).toMatchObject({ status: 201, json: { state: { kind: 'checked', badLines: 1, bad: [{ line: 2, column: 'Courriel' }] } } });
    expect((await manager.post(`/imports/${String(bad.json['id'])}/confirmation`)).status).toBe(422);
    const good = await send(['Mairie de Peyrelande;31-2026-301;Support niveau 1;Isaure Vidalenc;isaure.vidalenc@peyrelande.example']);
    const path = `/imports/${String(good.json['id'])}`;
    expect((await manager.get(path)).json).toMatchObject({ state: { kind: 'checked', badLines: 0, partners: 1, contacts: 1 } });
    for (const key of ['importer-001', 'importer-002']) expect(await manager.post(`${path}/confirmation`, {}, key)).toMatchObject({ status: 200, json: { state: { kind: 'done', partners: ['Mairie de Peyrelande'] } } });
    expect((await manager.get('/partenaires?q=peyrelande')).json).toMatchObject({ items: [{ name: 'Mairie de Peyrelande' }] });
    expect((await agent.get(path)).status).toBe(403);
    expect((await (await Program.of(office, 'responsable@caf95.example')).get(path)).status).toBe(404);
    expect((await bytesOf(manager, '/imports/modele.csv')).bytes.toString()).toContain('Partenaire');
  });
});

describe('an amendment', () => {
  it('is prepared from the contract’s own terms, tried, changed and signed', async () => {
    const { json } = await manager.get('/contrats/31/avenants/formulaire');
    expect(json).toMatchObject({ baseVersion: 1, champs: { 'escalade-delai': '5', effet: '' } });
    expect(await manager.post('/contrats/31/avenants', { effet: '2026-12-01', 'escalade-delai': 'jamais' })).toMatchObject({ status: 422, json: { errors: [{ pointer: '#/escalade-delai' }] } });
    const made = await manager.post('/contrats/31/avenants', { effet: '2026-12-01', 'escalade-delai': '8' });
    expect(made).toMatchObject({ status: 201, json: { effectiveFrom: '2026-12-01' } });
    const path = `/contrats/31/avenants/${String(made.json['id'])}`;
    expect((await manager.post(`${path}/modification`, { 'escalade-delai': '9' })).json).toEqual(made.json);
    const tried = await manager.get(`${path}?ouvertes=move`);
    expect(tried.json).toMatchObject({ state: 'draft', version: 2, parts: [expect.stringMatching(/./) as string], run: { open: 1 } });
    expect((await manager.post(`${path}/signature`, { caf: 'La directrice', partenaire: 'Le maire', date: '2026-11-02' })).json).toEqual({ version: 2 });
    expect((await manager.post(`${path}/modification`, { 'escalade-delai': '10' })).status).toBe(404);
    expect((await agent.post('/contrats/31/avenants', { effet: '2026-12-01' })).status).toBe(403);
  });
});

describe('views and files of the pages', () => {
  it('keeps a view, for oneself or a whole Caf, and removes it', async () => {
    expect((await agent.post('/vues', { nom: 'Urgentes', requete: 'service=CDAP', partage: '31' })).status).toBe(422);
    const shared = await manager.post('/vues', { nom: 'CDAP', requete: 'service=CDAP', partage: '31' });
    expect(shared).toMatchObject({ status: 201, json: { own: true, sharedWith: '31', query: 'service=CDAP' } });
    expect((await agent.get('/vues')).json).toMatchObject({ items: [{ id: shared.json['id'], own: false }] });
    const removal = `/vues/${String(shared.json['id'])}/suppression`;
    expect([(await agent.post(removal)).status, (await manager.post(removal)).status, (await manager.post(removal)).status]).toEqual([404, 200, 404]);
  });

  it('gives figures, tickets, partners and the yearly assessment as the pages’ own files', async () => {
    const browser = await office.signIn(MANAGER);
    for (const [path, page, type] of [['/pilotage/chiffres.csv', '/pilotage/export/chiffres.csv', 'text/csv'], ['/pilotage/demandes.csv', '/pilotage/export/demandes.csv', 'text/csv'], ['/partenaires.csv', '/partenaires.csv', 'text/csv']] as const) {
      const file = await bytesOf(manager, path);
      expect([file.status, file.type?.split(';')[0], file.name.startsWith('attachment')], path).toEqual([200, type, true]);
      expect(file.bytes.equals((await browser.bytes(page)).bytes), path).toBe(true);
    }
    expect((await bytesOf(manager, '/pilotage/chiffres.ods')).bytes.subarray(0, 2).toString()).toBe('PK');
    expect((await bytesOf(manager, '/conventions/31-2024-017/bilans/2026')).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await bytesOf(agent, '/partenaires.csv')).status).toBe(403);
  });
});
