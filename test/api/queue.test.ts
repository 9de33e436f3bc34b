import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reference } from '../../domain/ids';
import type { Browser } from './browser';
import { FROM_31, FROM_95, mail, opened, RENFORT, startOffice, type Office } from './office';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FROM_21 = 'Élodie Marchandet <elodie.marchandet@ccas-belrupt.example>';

let office: Office;
let agent: Browser;
let late: Reference;
let asked: Reference;
let urgent: Reference;
let plain: Reference;

beforeAll(async () => {
  office = await startOffice();
  late = await opened(office, '21', mail(FROM_21, '[CDAP] [CCAS] question administrative', 'Comment ouvrir CDAP à un agent de plus ?'));
  plain = await opened(office, '31', mail(FROM_31, 'Simple question', 'Une page blanche, erreur 500.'));
  urgent = await opened(office, '95', mail(FROM_95, 'Export interrompu [URGENT]', 'L’export s’arrête à 40 %.'));
  agent = await office.signIn(RENFORT);
  asked = await opened(office, '31', mail(FROM_31, 'Une autre', 'Une page blanche, erreur 500.'));
  const page = await agent.get(`/demandes/${asked}`);
  await agent.post(`/demandes/${asked}/question`, { texte: 'Depuis quand ?' }, page);
  office.clock.pass(3 * DAY_MS);
  for (const reference of [late, plain, urgent, asked]) await office.move(reference);
  agent = await office.signIn(RENFORT);
});
afterAll(async () => {
  await office.stop();
});

const order = (body: string): string[] => [...new Set([...body.matchAll(/href="\/demandes\/(\d\d-\d{4}-\d{6})"/g)].map((found) => found[1] ?? ''))];
const rowOf = (body: string, reference: string): string => body.split('data-row').find((row) => row.includes(`>${reference}<`)) ?? '';

describe('the queue', () => {
  it('has what falls due first at the top, the broken promise before all', async () => {
    const { body } = await agent.get('/file');
    const shown = order(body);
    expect(shown[0]).toBe(late);
    expect(shown.indexOf(plain)).toBeLessThan(shown.indexOf(urgent));
  });

  it('says of each who owes, the next step, its article and the opening time left', async () => {
    const { body } = await agent.get('/file');
    expect(body).toContain('En retard');
    expect(rowOf(body, late)).toMatch(/Prise en charge promise.*Côte-d’Or, art\. 3 — 48 h/s);
    expect(rowOf(body, late)).toMatch(/En retard de 8 h 00|En retard de 8 h/);
    expect(rowOf(body, plain)).toMatch(/Guichet.*1<sup>er<\/sup> contact Caf.*Haute-Garonne, art\. 3\.3 — 5 jours/s);
    expect(rowOf(body, asked)).toContain('Partenaire');
    expect(rowOf(body, urgent)).toMatch(/Urgent.*Échelon 1 contacté/s);
  });

  it.each([['a-prendre-en-charge', () => [late, plain, urgent]], ['attente-partenaire', () => [asked]], ['attente-caf', () => []], ['escaladees', () => [urgent]]] as const)('view %s', async (view, expected) => {
    const { body } = await agent.get(`/file?vue=${view}`);
    expect(order(body).sort()).toEqual([...expected()].sort());
  });

  it('counts each view, of the agent’s Cafs alone', async () => {
    const count = (body: string, label: string) => new RegExp(`${label} <b>(\\d+)</b>`).exec(body)?.[1];
    const { body } = await agent.get('/file');
    expect(['Toutes', 'À prendre en charge', 'En attente partenaire', 'Escaladées'].map((label) => count(body, label))).toEqual(['4', '3', '1', '1']);
    const of31 = await (await office.signIn('melisande.aucamville@caf31.example')).get('/file');
    expect(count(of31.body, 'Toutes')).toBe('2');
  });

  it('filters by Caf, service and kind; an unknown value counts as none', async () => {
    expect(order((await agent.get('/file?caf=95')).body)).toEqual([urgent]);
    expect(order((await agent.get('/file?service=CDAP&nature=administrative-question')).body)).toEqual([late]);
    expect(order((await agent.get('/file?caf=99&service=x')).body)).toHaveLength(4);
  });

  it('takes in hand from the list', async () => {
    const list = await agent.get('/file');
    const answer = await agent.post(`/demandes/${plain}/prise-en-charge`, { _cle: 'cle-de-la-liste' }, list);
    expect(answer.status).toBe(303);
    expect(order((await agent.get('/file?vue=attente-caf')).body)).toEqual([plain]);
  });
});

describe('finding a ticket', () => {
  it('by its whole reference goes straight to it', async () => {
    expect((await agent.get(`/recherche?q=${plain}`)).location).toBe(`/demandes/${plain}`);
  });

  it.each([['Export', () => urgent], ['valmirande', () => urgent], ['95-2026', () => urgent], ['belrupt question', () => late]] as const)('by subject, partner, part of a reference, or several words: %s', async (q, expected) => {
    expect(order((await agent.get(`/recherche?q=${encodeURIComponent(q)}`)).body)).toEqual([expected()]);
  });

  it('takes what is typed as it is', async () => {
    expect((await agent.get('/recherche?q=%25')).body).toContain('Aucune demande ne correspond');
  });
});

describe('escalations', () => {
  it('shows who did not answer, who was contacted, how, and what comes next', async () => {
    const { body } = await agent.get('/escalades');
    expect(body).toContain(urgent);
    expect(body).toContain('1 sur 2');
    expect(body).toContain('Ludivine Ormesson-Bray');
    expect(body).toContain('Prévenu dans Guichet');
    expect(body).toMatch(/2<sup>e<\/sup> contact Caf/);
  });

  it('says once all were contacted that somebody must decide', async () => {
    office.clock.pass(40 * DAY_MS);
    for (let i = 0; i < 3; i += 1) {
      await office.move(plain);
      office.clock.pass(10 * DAY_MS);
    }
    const later = await office.signIn(RENFORT);
    const { body } = await later.get('/escalades');
    expect(body).toMatch(new RegExp(`Échelle épuisée.*${plain}`, 's'));
  });
});
