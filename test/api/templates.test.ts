import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reference } from '../../domain/ids';
import { FROM_31, INES, mail, MELISANDE, opened, startOffice, type Office } from './office';
import type { Browser } from './browser';

const MANAGER = 'responsable@caf31.example';
let office: Office;
let agent: Browser;
let manager: Browser;
let reference: Reference;

beforeAll(async () => {
  office = await startOffice();
  [agent, manager] = [await office.signIn(MELISANDE), await office.signIn(MANAGER)];
  reference = await opened(office, '31', mail(FROM_31, '[CDAP] Page blanche', 'Une page blanche, erreur 500.'));
});
afterAll(async () => {
  await office.stop();
});

const write = async (fields: Record<string, string>, who = manager, path = '/modeles/nouveau') => who.post(path, { caf: '31', service: '', ...fields }, await who.get('/modeles'));
const idOf = async (title: string) => (await office.sql<{ id: string }[]>`select id from reply_template where title = ${title}`)[0]?.id ?? '';
const lastLetter = async () => (await office.sql<{ raw: Buffer }[]>`select raw from letter where reference = ${reference} and kind = 'answer' order by queued_at desc, id desc limit 1`)[0]?.raw.toString('utf8') ?? '';

describe('reply templates', () => {
  it('are written by the manager of the desk, and read by its agents', async () => {
    expect((await write({ titre: 'Prise en compte', texte: 'Bonjour {appelant},\n\nvotre demande {référence} ({partenaire}) est suivie.' })).status).toBe(303);
    const page = (await agent.get('/modeles')).body;
    expect(page).toMatch(/Prise en compte.*votre demande \{référence\}/s);
    expect(page).not.toContain('Écrire un modèle');
    expect((await agent.get('/modeles/nouveau')).status).toBe(403);
    expect((await write({ titre: 'À moi', texte: 'Non.' }, agent)).status).toBe(403);
  });

  it('come back filled when a field does not exist, or a name is missing', async () => {
    const answer = await write({ titre: '', texte: 'Bonjour {prénom},' });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatch(/Le champ \{prénom\} n’existe pas/);
    expect(answer.body).toContain('Donnez un nom au modèle.');
    expect(answer.body).toContain('Bonjour {prénom},</textarea>');
  });

  it('are of one Caf: another neither sees, changes nor inserts them', async () => {
    const id = await idOf('Prise en compte');
    const stranger = await office.signIn('responsable@caf95.example');
    expect((await stranger.get('/modeles')).body).not.toContain('Prise en compte');
    expect((await stranger.get(`/modeles/${id}`)).status).toBe(404);
    expect((await write({ titre: 'Volé', texte: 'Volé.', caf: '31' }, stranger)).status).toBe(422);
    expect((await stranger.post(`/modeles/${id}/retrait`, {}, await stranger.get('/modeles'))).status).toBe(404);
    expect((await (await office.signIn(INES)).get(`/demandes/${reference}/modeles/${id}.txt`)).status).toBe(404);
  });

  it('are put in the answer without a script, below what was typed, their fields filled', async () => {
    const page = await agent.get(`/demandes/${reference}`);
    const answer = await agent.post(`/demandes/${reference}/modeles/reponse`, { modele: await idOf('Prise en compte'), texte: 'Déjà tapé.', suite: 'encore' }, page);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain(`>Déjà tapé.\n\nBonjour Joachim Peyrade,\n\nvotre demande ${reference} (Mairie de Castelbrun-d’Arros) est suivie.</textarea>`);
    expect((await agent.post(`/demandes/${reference}/modeles/reponse`, { modele: '', texte: 'Déjà tapé.' }, page)).body).toMatch(/Choisissez un modèle à insérer.*>Déjà tapé\.<\/textarea>/s);
  });

  it('are given to the script as plain words', async () => {
    const answer = await agent.get(`/demandes/${reference}/modeles/${await idOf('Prise en compte')}.txt`);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(answer.body).toContain(`Bonjour Joachim Peyrade,\n\nvotre demande ${reference}`);
  });

  it('of another service are not offered, and what they leave to complete holds the letter back', async () => {
    await office.sql`update ticket set service = 'CDAP' where reference = ${reference}`;
    await write({ titre: 'Pour AFAS', service: 'AFAS', texte: 'AFAS.' });
    await write({ titre: 'Pour CDAP', service: 'CDAP', texte: 'CDAP.' });
    const page = await agent.get(`/demandes/${reference}`);
    expect(page.body).toMatch(/<option[^>]*>Pour CDAP \(CDAP\)<\/option>/);
    expect(page.body).not.toContain('Pour AFAS');
    const held = await agent.post(`/demandes/${reference}/reponse`, { texte: 'Avant le [échéance à compléter].', suite: 'encore' }, page);
    expect(held.status).toBe(422);
    expect(held.body).toContain('Complétez « échéance » avant d’envoyer.');
  });

  it('are changed and withdrawn', async () => {
    const id = await idOf('Pour CDAP');
    await write({ titre: 'Pour CDAP, revu', service: 'CDAP', texte: 'Revu.' }, manager, `/modeles/${id}`);
    expect((await manager.get(`/modeles/${id}`)).body).toContain('value="Pour CDAP, revu"');
    await manager.post(`/modeles/${id}/retrait`, {}, await manager.get('/modeles'));
    expect((await agent.get(`/demandes/${reference}`)).body).not.toContain('Pour CDAP, revu');
    expect((await manager.get(`/modeles/${id}`)).status).toBe(404);
  });
});

describe('the signature', () => {
  const answer = async (texte: string) => agent.post(`/demandes/${reference}/reponse`, { texte, suite: 'encore' }, await agent.get(`/demandes/${reference}`));
  const sign = async (fields: Record<string, string>) => manager.post('/modeles/signature/31', fields, await manager.get('/modeles'));

  it('is the desk’s, never a person’s', async () => {
    await answer('Bonjour, c’est noté.');
    expect(await lastLetter()).toContain('Guichet unique de la Caf de la Haute-Garonne');
    expect(await lastLetter()).not.toContain('Aucamville');
  });

  it('has the lines that the desk sets, and the agent’s name only once it says so', async () => {
    await sign({ lignes: 'Permanence du lundi au vendredi' });
    await answer('Bonjour, nous regardons.');
    expect(await lastLetter()).toContain('Permanence du lundi au vendredi');
    expect(await lastLetter()).not.toContain('Aucamville');
    await sign({ lignes: 'Permanence du lundi au vendredi', agent: 'oui' });
    await answer('Bonjour, c’est réparé.');
    expect(decoded(await lastLetter())).toMatch(/Mélisande Aucamville\r?\nGuichet unique de la Caf de la Haute-Garonne\r?\nPermanence du lundi au vendredi/);
  });

  it('is set by the manager alone', async () => {
    expect((await agent.post('/modeles/signature/31', { lignes: 'À moi' }, await agent.get('/modeles'))).status).toBe(403);
    expect((await manager.post('/modeles/signature/95', { lignes: 'Ailleurs' }, await manager.get('/modeles'))).status).toBe(404);
  });
});

function decoded(raw: string): string {
  const bytes = raw.replaceAll(/=\r?\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
