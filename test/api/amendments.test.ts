import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factsOf } from '../../db/fact';
import { findTicket } from '../../db/ticket';
import type { Reference } from '../../domain/ids';
import type { Answer, Browser } from './browser';
import { FROM_95, INES, mail, opened, startOffice, type Office } from './office';

// Val-d'Oise on Tuesday 3 November 2026 at 10:00: « 1 mois » gives Thu 3 December 10:00; 10 working days (11 November a holiday), Wed 18 November 10:00.
let office: Office;
let manager: Browser;
let ticket: Reference;
beforeAll(async () => {
  office = await startOffice();
  manager = await office.signIn('responsable@caf95.example');
  ticket = await opened(office, '95', mail(FROM_95, 'Page blanche', 'Bonjour, une page blanche depuis ce matin, erreur 500.'));
});
afterAll(async () => {
  await office.stop();
});

/** The fields that the page's form is filled with, but for the tokens. */
function filledIn(page: Answer): Record<string, string> {
  const form = /<form[^>]*action="[^"]*avenants[^"]*"[^>]*>([^]*?)<\/form>/.exec(page.body)?.[1] ?? '';
  const inputs = [...form.matchAll(/<input[^>]*>/g)].map(([tag]) => tag).filter((tag) => !tag.includes('type="radio"') || tag.includes('checked'));
  const named = inputs.flatMap((tag) => [[/name="([^"]*)"/.exec(tag)?.[1] ?? '', /value="([^"]*)"/.exec(tag)?.[1] ?? ''] as const]);
  const areas = [...form.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([^]*?)<\/textarea>/g)].map(([, name = '', text = '']) => [name, text] as const);
  const selects = [...form.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([^]*?)<\/select>/g)].map(([, name = '', options = '']) => [name, /<option value="([^"]*)"[^>]*selected/.exec(options)?.[1] ?? ''] as const);
  return Object.fromEntries([...named, ...areas, ...selects].filter(([name]) => name !== '' && !name.startsWith('_')));
}

describe('an amendment', () => {
  let draft = '';

  it('is prepared as a form; what is wrong comes back filled, beside its field', async () => {
    const page = await manager.get('/contrats/95/avenants/nouveau');
    const fields = filledIn(page);
    expect(fields['horaires-mon']).toBe('09:00 - 16:00');
    const wrong = await manager.post('/contrats/95/avenants', { ...fields, effet: '2026-11-16', 'horaires-tue': 'le matin', 'escalade-delai': '10', 'escalade-unite': 'jours-ouvres' }, page);
    expect([wrong.status, wrong.body.includes('Horaires du mardi'), wrong.body.includes('value="le matin"'), wrong.body.includes('value="10"')]).toEqual([422, true, true, true]);
    const saved = await manager.post('/contrats/95/avenants', { ...fields, effet: '2026-11-16', 'escalade-delai': '10', 'escalade-unite': 'jours-ouvres' }, page);
    expect([saved.status, saved.location]).toEqual([303, expect.stringMatching(/^\/contrats\/95\/avenants\/[0-9a-f]{24}$/)]);
    draft = saved.location ?? '';
  });

  it('is tried on the open tickets: kept, nothing moves; moved, each date before and after', async () => {
    const kept = await manager.get(`${draft}?ouvertes=keep-version`);
    expect(kept.body).toContain('aucune ne change de date');
    const moved = await manager.get(`${draft}?ouvertes=move`);
    expect(moved.body).toContain('1 change de date');
    expect([moved.body.includes('jeu. 3 déc. à 10 h 00'), moved.body.includes('mer. 18 nov. à 10 h 00'), moved.body.includes('15 j plus tôt')]).toEqual([true, true, true]);
    const csv = await manager.get(`${draft}/essai.csv?ouvertes=move`);
    expect([csv.headers.get('content-type'), csv.body.includes(`${ticket};`)]).toEqual([expect.stringContaining('text/csv'), true]);
    expect((await findTicket(office.sql, ticket))?.next_at).toBe('2026-12-03T09:00:00.000Z');
  });

  it('is not signed without names and date; signed, the ticket knows of it, once', async () => {
    const page = await manager.get(`${draft}?ouvertes=move`);
    const bare = await manager.post(`${draft}/signature`, { ouvertes: 'move', caf: '', partenaire: 'Les maires', date: '2026-12-25' }, page);
    expect([bare.status, bare.body.includes('Écrivez qui a signé pour la Caf.'), bare.body.includes('La date de signature est à venir.')]).toEqual([422, true, true]);
    for (let twice = 0; twice < 2; twice += 1) expect((await manager.post(`${draft}/signature`, { ouvertes: 'move', caf: 'La directrice', partenaire: 'Les maires', date: '2026-11-03' }, page)).status).toBe(303);
    expect((await factsOf(office.sql, ticket)).filter(({ kind }) => kind === 'amendment-signed')).toHaveLength(1);
    expect((await findTicket(office.sql, ticket))?.next_at).toBe('2026-11-15T23:00:00.000Z'); // the passage itself, at midnight in Paris
    const contract = await manager.get('/contrats/95');
    expect([contract.body.includes('signée, à venir'), contract.body.includes('devient « 10 jours ouvrés »')]).toEqual([true, true]);
    expect((await manager.get(`/demandes/${ticket}`)).body).toContain('Passage à une nouvelle version du contrat');
  });

  it('a later draft must follow it, and the simulator knows both versions', async () => {
    const page = await manager.get('/contrats/95/avenants/nouveau');
    const early = await manager.post('/contrats/95/avenants', { ...filledIn(page), effet: '2026-11-10', boites: 'guichet@caf95.example mcp@caf95.example' }, page);
    expect((await manager.get(early.location ?? '')).body).toContain('La date d’effet doit suivre celle de la version précédente.');
    expect((await manager.get('/contrats/95?recue=2026-11-03T10:00&silence=desk&version=2')).body).toContain('mer. 18 nov. à 10 h 00');
    expect((await manager.get('/contrats/95?recue=2026-11-03T10:00&silence=desk&version=1&quoi1=desk:resolved&quand1=2026-11-05T10:00')).body).toContain('Réponse de la Caf');
  });

  it('is not for an agent', async () => {
    const agent = await office.signIn(INES);
    expect((await agent.get('/contrats/95/avenants/nouveau')).status).toBe(403);
    expect((await agent.get('/contrats/95')).body).not.toContain('Préparer un avenant');
  });
});

describe('the desk’s days', () => {
  it('are tried, put in force, told to the tickets they move, and taken away', async () => {
    const other = await opened(office, '31', mail('Joachim Peyrade <joachim.peyrade@castelbrun.example>', 'Pont', 'Une page blanche, erreur 500.')); // Tue 3 + 5 days = Sun 8, then Mon 9 07:30
    const haute = await office.signIn('responsable@caf31.example');
    const tried = await haute.get('/contrats/31/jours?nature=closed&du=2026-11-09&au=&motif=Pont');
    expect([tried.body.includes('lun. 9 nov. à 7 h 30'), tried.body.includes('mar. 10 nov. à 7 h 30')]).toEqual([true, true]);
    expect((await haute.post('/contrats/31/jours', { nature: 'closed', du: '2026-11-09', au: '', horaires: '', motif: '' }, tried)).status).toBe(422);
    expect((await haute.post('/contrats/31/jours', { nature: 'closed', du: '2026-11-09', au: '', horaires: '', motif: 'Pont' }, tried)).status).toBe(303);
    expect((await findTicket(office.sql, other))?.next_at).toBe('2026-11-10T06:30:00.000Z');
    expect((await haute.get(`/demandes/${other}`)).body).toContain('Jours du guichet changés');
    const page = await haute.get('/contrats/31/jours');
    const day = /retirer=([^"#&]+)/.exec(page.body)?.[1] ?? '';
    const without = await haute.get(`/contrats/31/jours?retirer=${day}`);
    expect((await haute.post(`/contrats/31/jours/${day}/retrait`, {}, without)).status).toBe(303);
    expect((await findTicket(office.sql, other))?.next_at).toBe('2026-11-09T06:30:00.000Z');
  });
});

describe('a manager on a ticket', () => {
  it('assigns, changes a date, pauses and lifts the pause: each with who and why on the timeline', async () => {
    const page = await manager.get(`/demandes/${ticket}`);
    const [agent] = await office.sql<{ id: string }[]>`select id from account where login = ${INES}`;
    expect((await manager.post(`/demandes/${ticket}/affectation`, { agent: agent?.id ?? '' }, page)).status).toBe(303);
    expect((await manager.get('/file')).body).toContain('Inès Vigneroy');
    expect((await manager.post(`/demandes/${ticket}/pause`, { fin: '2026-11-05T10:00', motif: '' }, page)).status).toBe(422);
    expect((await manager.post(`/demandes/${ticket}/pause`, { fin: '2026-11-05T10:00', motif: 'Mairie fermée.' }, page)).status).toBe(303);
    expect((await manager.post(`/demandes/${ticket}/reprise`, { motif: '' }, page)).status).toBe(303);
    expect((await manager.post(`/demandes/${ticket}/echeance`, { limite: 'debt:1', date: '2026-11-12T10:00', motif: 'Accord du maire.' }, page)).status).toBe(303);
    const shown = (await manager.get(`/demandes/${ticket}`)).body;
    for (const words of ['Horloge en pause', 'Pause levée', 'Échéance changée à la main', 'Motif : Accord du maire.', 'Honorine Valmont', 'jeu. 12 nov. à 10 h 00']) expect(shown).toContain(words);
    const other = await office.signIn(INES);
    expect((await other.post(`/demandes/${ticket}/pause`, { fin: '2026-11-05T10:00', motif: 'x' }, await other.get(`/demandes/${ticket}`))).status).toBe(403);
  });

  it('an agent away: who stands in is shown in the queue', async () => {
    const page = await manager.get('/contrats/95/absences');
    const accounts = await office.sql<{ id: string; login: string }[]>`select id, login from account where login in (${INES}, 'responsable@caf95.example')`;
    const id = (login: string) => accounts.find((one) => one.login === login)?.id ?? '';
    const absence = { agent: id(INES), remplacant: id('responsable@caf95.example'), du: '2026-11-03T08:00', au: '2026-11-10T18:00' };
    expect((await manager.post('/contrats/95/absences', { ...absence, remplacant: absence.agent }, page)).status).toBe(422);
    expect((await manager.post('/contrats/95/absences', absence, page)).status).toBe(303);
    expect((await manager.get('/file')).body).toContain('Honorine Valmont, pour Inès Vigneroy');
    const cover = { echelon: '1', nom: 'Odilon Carvenne', courriel: 'odilon.carvenne@caf95.example', telephone: '', du: '2026-11-10T00:00', au: '2026-11-30T00:00' };
    expect((await manager.post('/contrats/95/remplacements', cover, page)).status).toBe(303);
    expect((await manager.get(`/demandes/${ticket}`)).body).toContain('Odilon Carvenne, en remplacement de');
  });
});
