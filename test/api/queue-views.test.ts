import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reference } from '../../domain/ids';
import type { Browser } from './browser';
import { FROM_31, FROM_95, mail, MELISANDE, opened, RENFORT, startOffice, type Office } from './office';

const MANAGER_31 = 'responsable@caf31.example';
const FROM_21 = 'Élodie Marchandet <elodie.marchandet@ccas-belrupt.example>';
const HOUR_MS = 3_600_000;

let office: Office;
let agent: Browser;
let blank31: Reference;
let routed31: Reference;
let asked95: Reference;
let late21: Reference;

beforeAll(async () => {
  office = await startOffice();
  late21 = await opened(office, '21', mail(FROM_21, '[CDAP] [CCAS] question administrative', 'Comment ouvrir CDAP ?'));
  blank31 = await opened(office, '31', mail(FROM_31, 'Page blanche', 'Une page blanche, erreur 500.'));
  routed31 = await opened(office, '31', mail(FROM_31, 'À transmettre', 'Un certificat inconnu.'));
  asked95 = await opened(office, '95', mail(FROM_95, 'Export', 'L’export s’arrête.'));
  agent = await office.signIn(RENFORT);
  await agent.post(`/demandes/${routed31}/transmission`, { secteur: 'informatique', texte: 'Pour avis.' }, await agent.get(`/demandes/${routed31}`));
  await agent.post(`/demandes/${asked95}/question`, { texte: 'Depuis quand ?' }, await agent.get(`/demandes/${asked95}`));
  office.clock.pass(49 * HOUR_MS);
  for (const reference of [late21, blank31, routed31, asked95]) await office.move(reference);
  agent = await office.signIn(RENFORT);
});
afterAll(async () => {
  await office.stop();
});

const order = (body: string): string[] => [...new Set([...(body.split('<table')[1] ?? '').matchAll(/href="\/demandes\/(\d\d-\d{4}-\d{6})"/g)].map((found) => found[1] ?? ''))];
const list = async (address: string, who: Browser = agent) => order((await who.get(`/file?${address}`)).body).sort();

describe('filters of the queue', () => {
  it.each([
    ['doit=partenaire', () => [asked95]],
    ['doit=caf&caf=31', () => [blank31, routed31]],
    ['secteur=informatique', () => [routed31]],
    ['partenaire=castelbrun', () => [blank31, routed31]],
    ['echeance=d%C3%A9pass%C3%A9e', () => [late21]],
    ['echeance=%3C7j&caf=31', () => [blank31, routed31]],
    ['q=blanche', () => [blank31]],
    [`q=${encodeURIComponent('service:CDAP doit:caf')}`, () => [late21]],
    [`q=${encodeURIComponent('avant:demain')}`, () => [late21]],
    [`q=${encodeURIComponent('-caf:31')}`, () => [late21, asked95].sort()],
    ['q=blanche&doit=partenaire', () => []],
  ])('%s', async (address, expected) => {
    expect(await list(address)).toEqual([...expected()].sort());
  });

  it('counts what they leave, and says when nothing answers', async () => {
    const { body } = await agent.get('/file?q=blanche');
    expect(body).toContain('1 à 1 sur 1');
    expect((await agent.get('/file?q=introuvable')).body).toContain('Aucune demande ouverte ne répond à ces critères.');
  });

  it('says what it cannot read, and shows no list that would be another’s answer', async () => {
    const { body } = await agent.get('/file?q=sujet%3Apage');
    expect(body).toContain('« sujet: » n’est pas un critère');
    expect(body).toContain('value="sujet:page"');
    expect(order(body)).toEqual([]);
  });

  it('gives the same to programs, and refuses what it cannot read', async () => {
    const { items } = JSON.parse((await agent.get('/api/v1/demandes?doit=partenaire')).body) as { items: { reference: string }[] };
    expect(items.map((ticket) => ticket.reference)).toEqual([asked95]);
    expect((await agent.get('/api/v1/demandes?q=sujet%3Ax')).status).toBe(422);
  });
});

describe('views that are kept', () => {
  const keep = async (who: Browser, address: string, fields: Record<string, string>) => {
    const page = await who.get(`/file?${address}`);
    const requete = /name="requete" value="([^"]*)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? 'no form';
    return await who.post('/file/vues', { requete, ...fields }, page);
  };

  it('one’s own: its name leads to the same list, for oneself alone', async () => {
    const answer = await keep(agent, 'doit=partenaire&caf=95', { nom: 'Valmirande muet' });
    expect(answer.status).toBe(303);
    expect(answer.location).toBe('/file?caf=95&doit=partenaire');
    const { body } = await agent.get(answer.location ?? '');
    expect(body).toContain('Vue « Valmirande muet » gardée.');
    expect(body).toMatch(/href="\/file\?caf=95&amp;doit=partenaire" aria-current="page"/);
    expect((await (await office.signIn(MELISANDE)).get('/file')).body).not.toContain('Valmirande muet');
  });

  it('is kept once by a double click', async () => {
    const page = await agent.get('/file?service=CDAP');
    const fields = { requete: 'service=CDAP', nom: 'Deux fois' };
    await agent.post('/file/vues', fields, page);
    await agent.post('/file/vues', fields, page);
    expect(await office.sql`select 1 from saved_view where name = 'Deux fois'`).toHaveLength(1);
  });

  it('without a name, or with one too long: comes back as it was, and says so', async () => {
    const none = await keep(agent, 'doit=partenaire', { nom: '  ' });
    expect(none.status).toBe(422);
    expect(none.body).toContain('Donnez un nom à cette vue.');
    expect(order(none.body)).toEqual([asked95]);
    const long = await keep(agent, 'doit=partenaire', { nom: 'x'.repeat(61) });
    expect(long.body).toContain('60 caractères au plus');
    expect(long.body).toContain(`value="${'x'.repeat(61)}"`);
  });

  it('a manager shares one with the Caf; an agent cannot; only its owner or a manager removes it', async () => {
    const manager = await office.signIn(MANAGER_31);
    expect((await keep(manager, 'secteur=informatique', { nom: 'Chez l’informatique', partage: '31' })).status).toBe(303);
    const melisande = await office.signIn(MELISANDE);
    const { body } = await melisande.get('/file');
    expect(body).toContain('Chez l’informatique');
    expect(await list(/href="\/file\?(secteur[^"]*)"/.exec(body)?.[1] ?? '', melisande)).toEqual([routed31]);
    expect((await keep(melisande, 'doit=caf', { nom: 'À tous', partage: '31' })).body).toContain('Seul un responsable de cette Caf');
    const [view] = await office.sql<{ id: string }[]>`select id from saved_view where name = 'Chez l’informatique'`;
    await melisande.post('/file/vues/suppression', { vue: view?.id ?? '' }, await melisande.get('/file'));
    expect((await melisande.get('/file')).body).toContain('n’est pas à vous');
    await manager.post('/file/vues/suppression', { vue: view?.id ?? '' }, await manager.get('/file'));
    expect((await melisande.get('/file')).body).not.toContain('Chez l’informatique');
  });
});
