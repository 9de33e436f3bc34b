import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Act } from '../../domain/acts';
import type { Reference } from '../../domain/ids';
import { Browser as Stranger, type Answer, type Browser } from './browser';
import { FROM_31, mail, MELISANDE, opened, startOffice, type Office } from './office';

let office: Office;
let agent: Browser;
let reference: Reference;
let page: Answer;

beforeAll(async () => {
  office = await startOffice();
  agent = await office.signIn(MELISANDE);
});
afterAll(async () => {
  await office.stop();
});
beforeEach(async () => {
  reference = await opened(office, '31', mail(FROM_31, 'Page blanche', 'Une page blanche, erreur 500, depuis ce matin.'));
  page = await agent.get(`/demandes/${reference}`);
});
afterEach(() => office.answer(null));

const post = (act: string, fields: Record<string, string> = {}, from: Answer | null = page) => agent.post(`/demandes/${reference}/${act}`, fields, from);

async function kept(): Promise<Array<{ body: Act; state: string; actor: string; refused: string | null }>> {
  return await office.sql<Array<{ body: Act; state: string; actor: string; refused: string | null }>>`select body, state, actor, refused from act where reference = ${reference} order by asked_at, key`;
}

const TEXT = 'Voici ce qu’il en est.';
const FORMS: ReadonlyArray<readonly [act: string, fields: Record<string, string>, made: Act]> = [
  ['prise-en-charge', {}, { kind: 'take-in-hand' }],
  ['reponse', { texte: TEXT, suite: 'encore' }, { kind: 'answer', text: TEXT, then: 'owes' }],
  ['reponse', { texte: TEXT, suite: 'resolu' }, { kind: 'answer', text: TEXT, then: 'resolved' }],
  ['question', { texte: TEXT }, { kind: 'ask', text: TEXT }],
  ['appel-telephonique', { personne: 'castelbrun-niveau-1', resultat: 'joint', suite: 'question', texte: TEXT }, { kind: 'call', result: 'reached', then: 'asks', text: TEXT, person: 'castelbrun-niveau-1' }],
  ['appel-telephonique', { resultat: 'message-laisse', texte: '' }, { kind: 'call', result: 'message-left', then: 'owes', text: '' }],
  ['rappel', { echeance: '2026-11-04T11:30', texte: '' }, { kind: 'promise-call-back', due: '2026-11-04T10:30:00.000Z' as never, text: '' }],
  ['note', { texte: TEXT }, { kind: 'note', text: TEXT }],
  ['national', { sens: 'saisine', texte: TEXT }, { kind: 'refer', text: TEXT }],
  ['national', { sens: 'reponse', texte: TEXT }, { kind: 'record-national', text: TEXT }],
  ['urgence', { cote: 'partner' }, { kind: 'urgent', by: 'partner' }],
  ['element', { element: 'screenshot' }, { kind: 'give-item', item: 'screenshot' }],
  ['echelon', { echelon: 'desk-1', resultat: 'non-joint', texte: TEXT }, { kind: 'contact-rung', side: 'desk', rung: 1, result: 'not-reached', text: TEXT }],
  ['rectification', { service: 'AFAS', nature: 'other', convention: '' }, { kind: 'rectify', service: 'AFAS', ticketKind: 'other' }],
  ['resolution', { texte: '' }, { kind: 'resolve', text: '' }],
  ['transfert', { caf: '95', texte: TEXT }, { kind: 'hand-over', caf: '95' as never, text: TEXT }],
];

describe('each form', () => {
  it.each(FORMS)('%s %j becomes an act, kept with who asked it, carried out, and leads back', async (act, fields, made) => {
    const answer = await post(act, fields);
    expect(answer.status).toBe(303);
    expect(answer.location).toBe(`/demandes/${reference}`);
    expect(await kept()).toEqual([{ body: made, state: 'done', actor: MELISANDE, refused: null }]);
  });

  it('says once, on the page that follows, what was done', async () => {
    await post('note', { texte: TEXT });
    expect((await agent.get(`/demandes/${reference}`)).body).toContain('Note enregistrée.');
    expect((await agent.get(`/demandes/${reference}`)).body).not.toContain('Note enregistrée.');
  });
});

const WRONG: ReadonlyArray<readonly [act: string, fields: Record<string, string>, message: string]> = [
  ['reponse', { texte: '   ', suite: 'resolu' }, 'Écrivez votre réponse.'],
  ['reponse', { texte: TEXT }, 'Dites si vous devez encore une réponse'],
  ['appel-telephonique', { resultat: 'joint', texte: TEXT }, 'Dites ce qui reste dû après cet appel.'],
  ['rappel', { echeance: '2026-02-30T10:00', texte: TEXT }, 'Donnez le jour et l’heure du rappel.'],
  ['fusion', { avec: 'n’importe quoi' }, 'Écrivez une référence entière'],
  ['transfert', { texte: TEXT }, 'Choisissez une Caf.'],
  ['echelon', { echelon: 'desk-x', resultat: 'joint' }, 'Choisissez un contact.'],
];

describe('a form that is wrong', () => {
  it.each(WRONG)('%s %j comes back filled, with what to do, and nothing is kept', async (act, fields, message) => {
    const answer = await post(act, fields);
    expect(answer.status).toBe(422);
    expect(answer.body).toContain(message);
    if (fields['texte'] === TEXT) expect(answer.body).toContain(TEXT);
    expect(await kept()).toEqual([]);
  });

  it('comes back with the reason when the ticket’s rules refuse it, and the text is not lost', async () => {
    const answer = await post('transmission', { secteur: 'inconnu', texte: TEXT });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('Le contrat ne nomme pas le secteur');
    expect(answer.body).toContain(TEXT);
    expect(await kept()).toMatchObject([{ state: 'refused' }]);
  });

  it('is refused without the session’s token, or without a key of its own', async () => {
    expect((await post('note', { texte: TEXT }, null)).status).toBe(403);
    expect((await post('note', { texte: TEXT, _cle: '' })).status).toBe(400);
    expect(await kept()).toEqual([]);
  });
});

describe('a form of a session that is over', () => {
  it('does nothing, and gives back what was typed', async () => {
    const other = await office.signIn(MELISANDE);
    const answer = await other.post(`/demandes/${reference}/reponse`, { texte: TEXT, suite: 'resolu' }, page);
    expect(answer.status).toBe(403);
    expect(answer.body).toContain(TEXT);
    const stranger = new Stranger(office.url);
    const late = await stranger.post(`/demandes/${reference}/reponse`, { texte: TEXT, suite: 'resolu' }, page);
    expect(late.status).toBe(401);
    expect(late.body).toContain(TEXT);
    expect(await kept()).toEqual([]);
  });

  it('is sent again whole once signed in, with one click, and once', async () => {
    const stranger = new Stranger(office.url);
    const hidden = (answer: Answer) => [...answer.body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&lt;', '<')] as const);
    const late = await stranger.post(`/demandes/${reference}/appel-telephonique`, { resultat: 'joint', suite: 'question', texte: 'À voir <vite> & "bien".' }, page);
    expect(hidden(late)).toEqual([['_cle', expect.any(String)], ['resultat', 'joint'], ['suite', 'question'], ['texte', 'À voir <vite> & "bien".']]);
    const again = await agent.post(`/demandes/${reference}/appel-telephonique`, hidden(late), null);
    expect(again.status).toBe(403);
    expect(again.body).toContain('Vous êtes de nouveau connecté');
    expect(await kept()).toEqual([]);
    for (let i = 0; i < 2; i += 1) expect((await agent.post(`/demandes/${reference}/appel-telephonique`, hidden(again), null)).status).toBe(303);
    expect(await kept()).toHaveLength(1);
  });

  it('never gives a password back', async () => {
    const answer = await new Stranger(office.url).post('/compte/mot-de-passe', { actuel: 'mon mot secret', nouveau: 'un autre mot secret', encore: 'un autre mot secret' }, page);
    expect(answer.body).not.toContain('mot secret');
  });
});

describe('a double click', () => {
  it('is one act, both times answered the same', async () => {
    const answers = await Promise.all([post('reponse', { texte: TEXT, suite: 'resolu' }), post('reponse', { texte: TEXT, suite: 'resolu' })]);
    expect(answers.map((answer) => answer.status)).toEqual([303, 303]);
    expect(await kept()).toHaveLength(1);
    expect(await office.sql`select 1 from letter where reference = ${reference} and kind = 'resolved'`).toHaveLength(1);
  });

  it('with another text is another act', async () => {
    await post('note', { texte: 'La première.' });
    await post('note', { texte: 'La seconde.' });
    expect(await kept()).toHaveLength(2);
  });
});

describe('when the service does not answer in time', () => {
  it('says that the act is kept, shows the text, and the ticket says so until it is carried out', async () => {
    office.answer(async () => ({ state: 'unknown' }));
    const answer = await post('question', { texte: TEXT });
    expect(answer.status).toBe(202);
    expect(answer.body).toContain('Votre texte est gardé.');
    expect(answer.body).toContain(TEXT);
    expect(await kept()).toMatchObject([{ state: 'asked' }]);
    office.clock.pass(60_000);
    expect((await agent.get(`/demandes/${reference}`)).body).toContain('pas encore confirmé');
    office.answer(null);
    expect((await post('question', { texte: TEXT })).status).toBe(303);
    expect(await kept()).toMatchObject([{ state: 'done' }]);
  });

  it('says the same when it cannot be asked at all', async () => {
    office.answer(async () => {
      throw new Error('no connection');
    });
    expect((await post('note', { texte: TEXT })).status).toBe(202);
    expect(await kept()).toMatchObject([{ state: 'asked' }]);
    expect(office.log.some((line) => line.includes(TEXT))).toBe(false);
  });
});

it('an act that its ticket refused before being moved is never carried out later', async () => {
  office.answer(async () => ({ state: 'refused', reason: 'Cette demande est close : rouvrez-la d’abord.' }));
  expect((await post('note', { texte: TEXT })).status).toBe(422);
  office.answer(null);
  office.clock.pass(1_000);
  await post('prise-en-charge');
  expect(await kept()).toMatchObject([{ state: 'refused', refused: 'Cette demande est close : rouvrez-la d’abord.' }, { state: 'done' }]);
  expect(await office.sql`select 1 from fact where reference = ${reference} and kind = 'noted'`).toHaveLength(0);
});

describe('what an act says once it is done', () => {
  it('is for the page that comes next, not for one that looks again at what it shows', async () => {
    await post('prise-en-charge');
    const again = await agent.get(`/demandes/${reference}`, { 'x-guichet-refresh': '1' });
    expect(again.body).not.toContain('Demande prise en charge.');
    expect((await agent.get(`/demandes/${reference}`)).body).toContain('Demande prise en charge.');
    expect((await agent.get(`/demandes/${reference}`)).body).not.toContain('Demande prise en charge.');
  });
});
