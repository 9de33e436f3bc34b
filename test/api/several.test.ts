import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Reference } from '../../domain/ids';
import type { Browser } from './browser';
import { FROM_31, FROM_95, mail, MELISANDE, opened, RENFORT, startOffice, type Office } from './office';

let office: Office;
let agent: Browser;
let one: Reference;
let two: Reference;
let closed: Reference;

beforeAll(async () => {
  office = await startOffice();
});
afterAll(async () => {
  await office.stop();
});
beforeEach(async () => {
  office.answer(null);
  agent = await office.signIn(RENFORT);
  one = await opened(office, '31', mail(FROM_31, 'Première', 'Une page blanche.'));
  two = await opened(office, '95', mail(FROM_95, 'Deuxième', 'Un export arrêté.'));
  closed = await opened(office, '31', mail(FROM_31, 'Troisième', 'Tout va bien.'));
  await agent.post(`/demandes/${closed}/resolution`, { texte: '' }, await agent.get(`/demandes/${closed}`));
});

/** Posts the bar's form as a browser without a script does: one field a box. */
async function act(who: Browser, references: readonly string[], fields: Record<string, string>, key?: string) {
  const page = await who.get('/file');
  const csrf = /name="_csrf" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
  const formKey = key ?? /name="_cle" value="([^"]*-plusieurs)"/.exec(page.body)?.[1] ?? '';
  const body = new URLSearchParams([['_csrf', csrf], ['_cle', formKey], ...references.map((reference) => ['demande', reference]), ...Object.entries(fields)]);
  return await who.send('/file/actes', { method: 'POST', body: body.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } });
}
const phase = async (reference: Reference) => (await office.sql<{ phase: string }[]>`select phase from ticket where reference = ${reference}`)[0]?.phase;
const resultOf = (body: string, reference: string) => body.split('<li>').find((line) => line.includes(`>${reference}<`)) ?? '';

describe('several tickets at once', () => {
  it('has a box on each row, of one form', async () => {
    const { body } = await agent.get('/file');
    expect(body).toContain(`name="demande" value="${one}" form="plusieurs"`);
    expect(body).toContain('<form method="post" action="/file/actes" id="plusieurs"');
  });

  it('takes in hand each that can be, and says of each what became of it', async () => {
    const { status, body } = await act(agent, [one, two, closed], { acte: 'prise-en-charge' });
    expect(status).toBe(200);
    expect(body).toContain('2 demandes traitées, 1 refusée.');
    expect(resultOf(body, one)).toContain('Fait');
    expect(resultOf(body, closed)).toMatch(/Refusé.*déjà prise en charge/s);
    expect([await phase(one), await phase(two), await phase(closed)]).toEqual(['in-hand', 'in-hand', 'resolved']);
  });

  it('notes the same on each, in a journal line each', async () => {
    const { body } = await act(agent, [one, two], { acte: 'note', 'texte-note': 'Vu ensemble.', 'texte-resolution': 'Pas ceci.' });
    expect(body).toContain('Vu ensemble.');
    expect(await office.sql`select reference from message where direction = 'note' and text = 'Vu ensemble.' order by reference`).toEqual([{ reference: one }, { reference: two }].sort((a, b) => (a.reference < b.reference ? -1 : 1)));
  });

  it('routes to a sector: a Caf that has no such sector refuses, the text stays on the page', async () => {
    const { body } = await act(agent, [one, two], { acte: 'transmission', secteur: 'assistance-cdap', 'texte-transmission': 'Merci de regarder.' });
    expect(resultOf(body, one)).toContain('Fait');
    expect(resultOf(body, two)).toContain('Le contrat ne nomme pas le secteur');
    expect(body).toContain('Merci de regarder.');
  });

  it('resolves each; writes to each partner only what was typed', async () => {
    await act(agent, [one, two], { acte: 'resolution', 'texte-resolution': 'C’est rétabli.' });
    expect([await phase(one), await phase(two)]).toEqual(['resolved', 'resolved']);
    expect(await office.sql`select 1 from letter where reference = any(${[one, two]}) and kind = 'resolved'`).toHaveLength(2);
  });

  it('sent twice does each act once', async () => {
    const key = `cle-essai-${one}`;
    await act(agent, [one, two], { acte: 'note', 'texte-note': 'Une fois.' }, key);
    const { body } = await act(agent, [one, two], { acte: 'note', 'texte-note': 'Une fois.' }, key);
    expect(body).toContain('2 demandes traitées.');
    expect(await office.sql`select 1 from message where text = 'Une fois.'`).toHaveLength(2);
  });

  it.each([
    ['nothing checked', [], { acte: 'prise-en-charge' }, 'Cochez au moins une demande.'],
    ['no act', ['one'], {}, 'Choisissez ce qu’il faut faire'],
    ['a note without a word', ['one'], { acte: 'note', 'texte-note': ' ' }, 'Écrivez la note.'],
    ['no sector', ['one'], { acte: 'transmission', 'texte-transmission': 'Un texte que je ne veux pas perdre.' }, 'Choisissez un secteur.'],
  ])('%s: the page comes back with its boxes and its text', async (_what, which, fields, words) => {
    const references = which.length === 0 ? [] : [one];
    const { status, body } = await act(agent, references, fields);
    expect(status).toBe(422);
    expect(body).toContain(words);
    for (const reference of references) expect(body).toMatch(new RegExp(`value="${reference}" form="plusieurs" checked`));
    if ('texte-transmission' in fields) expect(body).toContain('Un texte que je ne veux pas perdre.');
  });

  it('what cannot be confirmed is kept, and said', async () => {
    office.answer(async () => ({ state: 'unknown' }));
    const { body } = await act(agent, [one], { acte: 'prise-en-charge' });
    expect(body).toContain('1 gardée.');
    expect(await office.sql`select state from act where reference = ${one}`).toEqual([{ state: 'asked' }]);
  });

  it('one update per ticket, whatever another does', async () => {
    const asked: string[] = [];
    office.answer(async (what) => {
      asked.push(what.reference);
      if (what.reference === one) throw new Error('Temporal cannot be reached');
      return { state: 'done' };
    });
    const { body } = await act(agent, [one, two], { acte: 'prise-en-charge' });
    expect(asked.sort()).toEqual([one, two].sort());
    expect(resultOf(body, one)).toContain('Gardé');
    expect(resultOf(body, two)).toContain('Fait');
  });

  it('of another Caf, or of none: refused as if it did not exist', async () => {
    const of31 = await office.signIn(MELISANDE);
    const { body } = await act(of31, [one, two, '31-2026-999999'], { acte: 'prise-en-charge' });
    expect(resultOf(body, one)).toContain('Fait');
    expect(resultOf(body, two)).toMatch(/n’existe pas/);
    expect(resultOf(body, two)).not.toContain('Deuxième');
    expect(await phase(two)).toBe('received');
  });
});
