import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reference } from '../../domain/ids';
import type { Answer, Browser } from './browser';
import { everyFormTwice, formsOf } from './every-form-twice';
import { FROM_31, INES, mail, MELISANDE, opened, startOffice, type Office } from './office';
import { CASTELBRUN, visit } from './visitor';

let office: Office;
let twice: Awaited<ReturnType<typeof everyFormTwice>>;
let agent: Browser;
beforeAll(async () => {
  office = await startOffice();
  twice = await everyFormTwice(office);
  agent = await office.signIn(MELISANDE);
});
afterAll(async () => {
  await office.stop();
});

/** From Monday 9 November 2026, 7:00 to noon in Paris; today is Tuesday the 3rd, 10:00. */
const FORM = { cafs: '31', titre: 'Mise à jour de CDAP', services: 'CDAP', debut: '2026-11-09T07:00', fin: '2026-11-09T12:00', consigne: 'Gardez vos demandes sur papier.', envoi: 'maintenant', envoi_le: '', rappel: '1' };
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

async function preview(fields: Record<string, string> = {}, as = agent): Promise<Answer> {
  return await as.post('/arrets', { ...FORM, ...fields, etape: 'apercu' }, await as.get('/arrets/nouveau'));
}
async function announce(fields: Record<string, string> = {}, as = agent): Promise<string> {
  const answer = await as.post('/arrets', { ...FORM, ...fields, etape: 'confirmer' }, await preview(fields, as));
  expect(answer.status).toBe(303);
  return /\/arrets\/(\w+)$/.exec(answer.location ?? '')?.[1] ?? '';
}
const lettersOf = (stop: string, mailing: number) => office.sql<{ to_address: string; subject: string; state: string; caf: string }[]>`select to_address, subject, state, caf from letter where stop = ${stop} and mailing = ${mailing} order by to_address`;
const nextOf = async (reference: Reference) => (await office.sql<{ next_at: string }[]>`select next_at from ticket where reference = ${reference}`)[0]?.next_at;

describe('the announcement of a stop', () => {
  it('is shown first with its letter and who receives it, corrected or confirmed, and sent once', async () => {
    await office.sql`update contact set email = null where convention_id = '31-2024-018' and role in ('administrator', 'deputy-administrator')`;
    const shown = await preview();
    expect(shown.status).toBe(200);
    for (const words of ['Mise à jour de CDAP', 'Gardez vos demandes sur papier.', 'lun. 9 nov. 2026 à 7 h 00', CASTELBRUN.administrator, CASTELBRUN.deputy, 'destinataires']) expect(plain(shown.body)).toContain(words);
    expect(shown.body).not.toContain(CASTELBRUN.support);
    expect(await office.sql`select from planned_stop`).toHaveLength(0);
    const back = await agent.post('/arrets', { ...FORM, etape: 'corriger' }, shown);
    expect(back.body).toContain('value="Mise à jour de CDAP"');
    const twice = [await agent.post('/arrets', { ...FORM, etape: 'confirmer' }, shown), await agent.post('/arrets', { ...FORM, etape: 'confirmer' }, shown)];
    expect(new Set(twice.map(({ location }) => location)).size).toBe(1);
    const id = twice[0]?.location?.split('/').at(-1) ?? '';
    const letters = await lettersOf(id, 1);
    expect(letters.map(({ to_address }) => to_address)).toEqual(expect.arrayContaining([CASTELBRUN.administrator, CASTELBRUN.deputy]));
    expect(new Set(letters.map(({ to_address }) => to_address)).size).toBe(letters.length);
    expect(letters.every(({ caf, state }) => caf === '31' && state === 'inside')).toBe(true);
    const page = await agent.get(`/arrets/${id}`);
    for (const words of ['Annoncé', 'Partie', 'Exporter (CSV)', 'Arrêt planifié par']) expect(page.body).toContain(words);
    const csv = (await agent.get(`/arrets/${id}/destinataires.csv`)).body;
    expect(csv).toContain(CASTELBRUN.administrator);
    expect(csv).toContain(';Annonce;');
    expect((await agent.get('/arrets')).body).toContain('Mise à jour de CDAP');
  });

  it('refuses what is wrong, filled again; a partner of another Caf knows nothing of it', async () => {
    const answer = await preview({ titre: ' ', debut: '2026-11-02T07:00', envoi: 'plus-tard', envoi_le: '2026-11-10T08:00' });
    expect(answer.status).toBe(422);
    for (const words of ['Dites en quelques mots ce qui s’arrête.', 'Pour une panne en cours, ouvrez un incident.', 'L’annonce part avant le début']) expect(plain(answer.body)).toContain(words);
    expect(answer.body).toContain('Gardez vos demandes sur papier.');
    expect((await preview({ fin: '2026-11-09T06:00' })).body).toContain('La fin vient après le début');
    expect((await preview({ cafs: '95' })).status).toBe(422);
    expect((await preview({ portee: 'national' })).status).toBe(422);
    expect((await preview({ services: 'RIEN' })).status).toBe(422);
    const [{ id } = { id: '' }] = await office.sql<{ id: string }[]>`select id from planned_stop limit 1`;
    const ines = await office.signIn(INES);
    expect((await ines.get(`/arrets/${id}`)).status).toBe(404);
    expect((await ines.get('/arrets')).body).not.toContain('Mise à jour de CDAP');
  });

  it('may be for every Caf, by the national level, which sees every address', async () => {
    const national = await office.signIn('appui@national.example');
    const shown = await preview({ portee: 'national', cafs: '', services: '' }, national);
    expect(shown.body).toContain('Personne n’est prévenu par');
    const id = await announce({ portee: 'national', cafs: '', services: '', titre: 'Maintenance nationale', debut: '2026-12-01T20:00', fin: '2026-12-01T23:00' }, national);
    const cafs = new Set((await lettersOf(id, 1)).map(({ caf }) => caf));
    expect([...cafs].sort()).toEqual(['21', '31', '59', '95']);
    const page = await national.get(`/arrets/${id}`);
    expect(page.body).toContain('(95)');
    const seen = await agent.get(`/arrets/${id}`);
    expect(seen.body).not.toContain('(95)');
    expect(seen.body).toContain('seul le niveau national');
    expect((await agent.post(`/arrets/${id}/annulation`, {}, seen)).status).toBe(403);
    await national.post(`/arrets/${id}/annulation`, {}, page);
    expect((await lettersOf(id, 2)).length).toBe((await lettersOf(id, 1)).length);
  });
});

describe('a stop on the portal', () => {
  it('stands at the head of the partner’s pages; who reads it is noted; another’s services are not told', async () => {
    const id = await announce({ titre: 'Arrêt lu', debut: '2026-11-20T07:00', fin: '2026-11-20T09:00' });
    const partner = await visit(office, CASTELBRUN.administrator);
    expect((await partner.get('/partenaire')).body).toContain('Arrêt lu');
    expect((await partner.get('/partenaire/demandes')).body).toContain(`/partenaire/arrets/${id}`);
    const read = await partner.get(`/partenaire/arrets/${id}`);
    expect(read.body).toContain('Gardez vos demandes sur papier.');
    const page = await agent.get(`/arrets/${id}?etat=lues`);
    expect(page.body).toContain(CASTELBRUN.administrator);
    expect(page.body).not.toContain(CASTELBRUN.deputy);
    await office.sql`update letter set state = 'bounced', problem = '5.1.1' where stop = ${id} and to_address = ${CASTELBRUN.deputy}`;
    expect((await agent.get(`/arrets/${id}?etat=rejetees`)).body).toContain(CASTELBRUN.deputy);
    await agent.post(`/arrets/${id}/annulation`, {}, page);
    expect((await partner.get('/partenaire')).body).not.toContain('Arrêt lu');
    expect((await partner.get(`/partenaire/arrets/${id}`)).body).toContain('Cet arrêt est annulé');
    expect((await (await visit(office, 'leonie.tassigny@ccas-valmirande.example')).get(`/partenaire/arrets/${id}`)).status).toBe(404);
  });
});

describe('a stop and the requests', () => {
  it('moves the limits that fall inside it, with the reason; changed, moves them anew; links what comes during it', async () => {
    const before = await opened(office, '31', mail(FROM_31, '[CDAP] Page blanche', 'Bonjour, page blanche, erreur 500.'));
    expect(await nextOf(before)).toBe('2026-11-09T11:00:00.000Z');
    const id = await announce({ titre: 'Bascule de CDAP', debut: '2026-11-08T07:00', fin: '2026-11-10T12:00' });
    expect(await nextOf(before)).toBe('2026-11-10T11:00:00.000Z');
    const page = await agent.get(`/demandes/${before}`);
    expect(plain(page.body)).toContain('reportée : arrêt planifié « Bascule de CDAP »');
    expect(plain(page.body)).toContain('tombe pendant cet arrêt');
    const stop = await agent.get(`/arrets/${id}`);
    expect((await agent.post(`/arrets/${id}/modification`, { ...FORM, titre: 'Bascule de CDAP', debut: '2026-11-08T07:00', fin: '2026-11-08T07:00' }, stop)).status).toBe(422);
    expect((await agent.post(`/arrets/${id}/modification`, { ...FORM, titre: 'Bascule de CDAP', debut: '2026-11-08T07:00', fin: '2026-11-11T15:00' }, stop)).status).toBe(303);
    expect(await nextOf(before)).toBe('2026-11-12T06:30:00.000Z');
    expect((await lettersOf(id, 2)).every(({ subject }) => subject.includes('changement'))).toBe(true);

    office.clock.pass(5 * 86_400_000);
    agent = await office.signIn(MELISANDE);
    await office.tools.tellStop(id, 1);
    const during = await opened(office, '31', mail(FROM_31, '[CDAP] Plus rien', 'Bonjour, plus rien ne répond, erreur 503.'));
    const linked = await agent.get(`/demandes/${during}`);
    expect(linked.body).toContain('Liée à un arrêt planifié');
    expect((await agent.get(`/arrets/${id}`)).body).toContain(during);
    expect((await agent.post(`/demandes/${during}/hors-arret`, { arret: id }, linked)).status).toBe(303);
    expect((await agent.get(`/arrets/${id}`)).body).not.toContain(during);

    const running = await agent.get(`/arrets/${id}`);
    expect((await agent.post(`/arrets/${id}/fin`, {}, running)).status).toBe(303);
    await office.tools.tellStop(id, 1);
    expect((await agent.get(`/arrets/${id}`)).body).toContain('Terminé');
    expect((await lettersOf(id, 3)).every(({ subject }) => subject.includes('terminé'))).toBe(true);
  });
});

it('is told to whom the contract says: its other people, once an amendment says so', async () => {
  await office.sql`
    insert into contract_version (caf, version, effective_from, body)
    select caf, 99, '2026-11-01', jsonb_set(jsonb_set(body, '{plannedStops,toldTo}', '["dpo", "level-one-support"]'), '{version}', '99') from contract_version where caf = '31' order by version desc limit 1`;
  const shown = await preview({ titre: 'Autres destinataires', debut: '2026-12-20T07:00', fin: '2026-12-20T09:00' });
  for (const who of [CASTELBRUN.dpo, CASTELBRUN.support]) expect(shown.body).toContain(who);
  for (const who of [CASTELBRUN.administrator, CASTELBRUN.deputy]) expect(shown.body).not.toContain(who);
  const id = await announce({ titre: 'Autres destinataires', debut: '2026-12-20T07:00', fin: '2026-12-20T09:00' });
  const told = (await lettersOf(id, 1)).map(({ to_address }) => to_address);
  expect(told).toEqual(expect.arrayContaining([CASTELBRUN.dpo, CASTELBRUN.support]));
  expect(told).not.toContain(CASTELBRUN.administrator);
});

it('each of these forms is taken once, however often it is sent', () => {
  expect(formsOf(twice.paths)).toEqual([
    '/arrets', '/arrets/…/annulation', '/arrets/…/fin', '/arrets/…/modification', '/demandes/…/hors-arret',
  ]);
});
