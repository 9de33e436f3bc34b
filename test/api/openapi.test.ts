import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeApi } from '../../api/json/describe';
import { OPERATIONS } from '../../api/json/operations';
import { routeOf } from '../../api/json/routes';
import type { Operation } from '../../api/json/operation';
import { holds, isVisitor, TABLE, type AccountRole } from '../../domain/roles';
import { MELISANDE, startOffice, type Office } from './office';
import { Program } from './program';
import { makeSamples, type Samples } from './route-samples';

const ACCOUNTS: readonly (readonly [AccountRole, string])[] = [['manager', 'responsable@caf31.example'], ['instance-administrator', 'administration@guichet.example']];
let office: Office;
let samples: Samples;
const programs = new Map<AccountRole, Program>();
let visitor: Program;

beforeAll(async () => {
  office = await startOffice();
  samples = await makeSamples(office);
  for (const [role, account] of ACCOUNTS) programs.set(role, await Program.of(office, account));
  visitor = await Program.visiting(office, 'clemence.astugue@castelbrun.example');
});
afterAll(async () => {
  await office.stop();
});

interface Schema {
  readonly $ref?: string;
}

/** Every reference of a document, wherever it stands. */
function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { $ref } = value as Schema;
  return [...(typeof $ref === 'string' ? [$ref] : []), ...Object.values(value).flatMap(refsIn)];
}

describe.each(['fr', 'en'] as const)('the description in « %s »', (language) => {
  const document = describeApi('https://guichet.example', language);

  it('is OpenAPI 3.1: references lead somewhere, ids are given once, what an address names is described', () => {
    expect(document.openapi).toBe('3.1.0');
    const known = Object.keys(document.components?.schemas ?? {}).map((name) => `#/components/schemas/${name}`);
    expect([...new Set(refsIn(document))].filter((ref) => !known.includes(ref))).toEqual([]);
    const ids = OPERATIONS.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    for (const { path, method } of OPERATIONS) {
      const described = (document.paths?.[path] as Record<string, { parameters?: { name: string; in: string; required?: boolean }[]; responses: object }> | undefined)?.[method];
      const named = (described?.parameters ?? []).filter((one) => one.in === 'path');
      expect(named.map(({ name }) => `{${name}}`), path).toEqual(path.match(/\{\w+\}/g) ?? []);
      expect(named.every(({ required }) => required), path).toBe(true);
      expect(Object.keys(described?.responses ?? {}), path).toEqual(expect.arrayContaining(['401', '403', '429', '500']));
    }
  });

  it('says each title in its language, and asks a scope of each', () => {
    for (const { title, scope, action } of OPERATIONS) expect([title[language].length > 3, scope === null]).toEqual([true, TABLE[action].every((role) => isVisitor(role))]);
  });
});

describe('the reference page', () => {
  it.each([['', 'Référence de l’API'], ['?lang=en', 'API reference']])('/api%s', async (query, title) => {
    const answer = await fetch(`${office.url}/api${query}`);
    const body = await answer.text();
    expect([answer.status, body.includes(title), /<script(?![^>]* src="\/assets)/.test(body)]).toEqual([200, true, false]);
    for (const { id } of OPERATIONS) expect(body).toContain(`id="${id}"`);
    expect(((await (await fetch(`${office.url}/api/openapi.json${query}`)).json()) as { openapi: string }).openapi).toBe('3.1.0');
  });
});

const QUERIES: Readonly<Record<string, string>> = { searchTickets: '?q=pastel', simulate: '?recue=2026-11-02T09:00' };
/** What each is asked; the others take nothing. */
const BODIES: Readonly<Record<string, () => object | Promise<object>>> = {
  'act-answer': () => ({ texte: 'Bonjour, c’est rétabli.', suite: 'encore' }),
  'act-ask': () => ({ texte: 'Quel navigateur ?' }),
  'act-call': () => ({ resultat: 'non-joint' }),
  'act-promise-call-back': () => ({ echeance: '2026-11-05T10:00' }),
  'act-note': () => ({ texte: 'Une note.' }),
  'act-route': () => ({ secteur: 'cdap' }),
  'act-refer': () => ({ sens: 'saisine', texte: 'À regarder.' }),
  'act-urgent': () => ({ cote: 'partner' }),
  'act-correct-verdict': () => ({ fait: '1', compte: 'non' }),
  'act-give-item': () => ({ element: 'screenshot' }),
  'act-contact-rung': () => ({ echelon: 'desk-1', resultat: 'joint', texte: 'Vu.' }),
  'act-accept-escalation': () => ({ cote: 'desk' }),
  'act-rectify': () => ({ service: 'CDAP' }),
  'act-merge': () => ({ avec: samples.tickets.referred }),
  'act-undo-merge': () => ({ avec: samples.tickets.referred }),
  'act-split': () => ({ message: 'm', objet: 'Seconde', texte: 'La seconde.' }),
  'act-hand-over': () => ({ caf: '95', texte: 'Pas chez nous.' }),
  'act-assign': () => ({ agent: MELISANDE }),
  'act-resolve': () => ({ texte: 'C’est rétabli.' }),
  actOnSeveral: () => ({ acte: 'note', demandes: [samples.tickets.ordinary], texte: 'Ensemble.' }),
  takeCall: () => ({ appelant: 'castelbrun-niveau-1', objet: 'Par l’API', description: 'Une page blanche.' }),
  'identify-rattachement': () => ({ convention: '31-2024-017' }),
  openIncident: () => ({ titre: 'Panne', portee: '31', depuis: '2026-11-03T08:00' }),
  updateIncident: () => ({ titre: 'Panne', depuis: '2026-11-03T08:00', connu: 'En cours.' }),
  writeToIncident: () => ({ texte: 'En cours.', suite: 'encore' }),
  addPartner: () => ({ partenaire: 'Mairie de Vallauris-les-Essais', convention: '31-2026-901', services: ['CDAP'] }),
  changePartner: () => ({ partenaire: 'Mairie de Castelbrun' }),
  addConvention: () => ({ convention: '31-2026-902' }),
  setServices: () => ({ services: ['CDAP', 'AFAS'] }),
  addContact: () => ({ nom: 'Personne Essai', role: 'dpo', courriel: 'essai@castelbrun.example' }),
  changeContact: () => ({ nom: 'Personne Essai', role: 'other', vue: 'autre' }),
  tryDeskDays: () => ({ du: '2026-12-24', motif: 'Pont' }),
  putDeskDays: () => ({ du: '2026-12-24', motif: 'Pont' }),
  putAbsence: () => ({ agent: MELISANDE, remplacant: 'responsable@caf31.example', du: '2026-11-10T08:00', au: '2026-11-12T18:00' }),
  putCover: () => ({ echelon: '0', nom: 'Personne Essai', courriel: 'essai@caf31.example', du: '2026-11-10T08:00', au: '2026-11-12T18:00' }),
  signAmendment: () => ({ caf: 'Directrice', partenaire: 'Maire', date: '2026-11-02' }),
  addTemplate: () => ({ caf: '31', titre: 'Essai', texte: 'Bonjour,' }),
  changeTemplate: () => ({ titre: 'Essai', texte: 'Bonjour.' }),
  setSignature: () => ({ lignes: 'Le guichet', agent: false }),
  setDeskSettings: async () => (await asked('getDeskSettings')).json,
  addMailbox: () => ({ adresse: 'autre@caf31.example' }),
  addAccount: () => ({ nom: 'Personne Essai', courriel: 'personne.essai@caf31.example', roles: [{ role: 'agent', caf: '31' }] }),
  changeAccount: () => ({ nom: 'Mélisande Aucamville', roles: [{ role: 'agent', caf: '31' }] }),
  sendImport: () => ({ fichiers: [{ nom: 'liste.csv', contenu: Buffer.from('Partenaire;Convention\nMairie de Castelbrun;31-2024-017\n').toString('base64') }] }),
  prepareAmendment: () => ({ effet: '2027-01-01', 'escalade-delai': '8' }),
  changeAmendment: () => ({ 'escalade-delai': '9' }),
  keepView: () => ({ nom: 'Urgentes', requete: 'service=CDAP' }),
  openOwnTicket: () => ({ objet: 'Essai', texte: 'La page reste blanche.', service: 'CDAP', rappelNom: 'Personne Essai', rappelTelephone: '05 36 49 01 10', quandMeme: true }),
  replyOwnTicket: () => ({ texte: 'Toujours blanche.' }),
  declareOwnUrgent: () => ({ texte: 'Rien ne marche.' }),
  addOwnPerson: () => ({ nom: 'Personne Ajoutée', role: 'other', courriel: 'ajoutee@castelbrun.example' }),
  changeOwnPerson: () => ({ nom: 'Personne Essai', role: 'other', vue: 'autre' }),
  makeWebhook: () => ({ url: 'https://programme.example/', events: ['demande.received'] }),
};
/** What they are refused as things stand in the samples; the answer is problem+json all the same. */
const REFUSED = new Set([404, 409, 422]);

async function asked(id: string): Promise<{ readonly status: number; readonly json: Record<string, unknown> }> {
  const operation = OPERATIONS.find((one) => one.id === id) as Operation;
  const [role] = ACCOUNTS.find(([one]) => holds(one, operation.action)) ?? [];
  const program = operation.scope === null ? visitor : (programs.get(role ?? 'manager') as Program);
  const path = (await samples.path(routeOf(operation.path), 'ordinary')).slice('/api/v1'.length);
  if (operation.method === 'get') return await program.get(path + (QUERIES[id] ?? ''));
  return await program.post(path, (await BODIES[id]?.()) ?? {});
}

describe('every operation answers as it is described', () => {
  it.each(OPERATIONS.filter(({ method }) => method === 'get').map(({ id }) => id))('%s', async (id) => {
    const { status } = await asked(id);
    expect(/Attachment$/.test(id) ? [200, 404] : [200]).toContain(status);
  });

  it.each(OPERATIONS.filter(({ method }) => method === 'post').map(({ id }) => id))('%s', async (id) => {
    const { status } = await asked(id);
    expect(status < 300 || REFUSED.has(status), String(status)).toBe(true);
    if (DONE.has(id)) expect(status).toBeLessThan(300);
  });
});

/** Those that nothing in the samples stands in the way of. */
const DONE = new Set([
  'act-note', 'act-urgent', 'actOnSeveral', 'takeCall', 'identify-rattachement', 'identify-refus', 'identify-indesirable', 'openIncident', 'updateIncident', 'addPartner', 'addConvention', 'setServices', 'addContact', 'endContact',
  'resumeContact', 'reviveContact', 'tryDeskDays', 'putDeskDays', 'putAbsence', 'endAbsence', 'putCover', 'endCover', 'dropAmendment', 'addTemplate', 'changeTemplate', 'withdrawTemplate', 'setSignature', 'setDeskSettings', 'addMailbox',
  'addAccount', 'changeAccount', 'lockAccount', 'unlockAccount', 'makeWebhook', 'endWebhook', 'sendImport', 'prepareAmendment', 'keepView', 'openOwnTicket', 'addOwnPerson', 'endOwnPerson', 'checkOwnPeople',
]);
