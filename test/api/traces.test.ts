import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyFormTwice, formsOf } from './every-form-twice';
import { startOffice, MELISANDE, type Office } from './office';
import { Browser, type Answer } from './browser';
import { eraseNow } from '../support/erase-now';
import type { CafCode } from '../../domain/ids';
import { CASTELBRUN, ELSEWHERE, visit } from './visitor';

const SECRET = 'Safran enfoui';
const DAY = 86_400_000;
const FOUND = 'Aucune connexion le 12';
const READER = 'traces@caf31.example';
let office: Office;
let twice: Awaited<ReturnType<typeof everyFormTwice>>;
let reader: Browser;
let asker: Browser;
beforeAll(async () => {
  office = await startOffice();
  twice = await everyFormTwice(office);
  [reader, asker] = await Promise.all([office.signIn(READER), visit(office, CASTELBRUN.administrator)]);
});
afterAll(async () => {
  await office.stop();
});

const form = { convention: '31-2024-017', qui: SECRET, depuis: '2026-09-01', jusque: '2026-10-31', fondement: 'data-subject', motif: 'Elle dit ne pas s’être connectée.', utilisateur: 'Sidonie Roquebert' };
const letters = async (id: string) => await office.sql<{ kind: string; to_address: string; raw: Buffer }[]>`select kind, to_address, raw from letter where journey = ${id} order by queued_at, id`;
const read = async (id: string): Promise<string[]> => (await office.sql<{ who: string; what: string }[]>`select who, what from trace_reading where journey = ${id} order by at, ctid`).map(({ who, what }) => `${who} ${what}`);
async function post(browser: Browser, path: string, fields: Record<string, string>, page: Answer, suffix: string): Promise<Answer> {
  return await browser.post(path, { _cle: new RegExp(`name="_cle" value="([^"]*${suffix})"`).exec(page.body)?.[1] ?? '', ...fields }, page);
}
async function ask(fields: Record<string, string> = form): Promise<string> {
  const page = await asker.get('/partenaire/traces/nouvelle');
  const sent = await post(asker, '/partenaire/traces', fields, page, 'traces');
  return (sent.location ?? '').split('/').at(-1) ?? '';
}

describe('a request for traces on the portal', () => {
  it('comes back filled when it is wrong: traces are kept six months', async () => {
    const page = await asker.get('/partenaire/traces/nouvelle');
    const wrong = await post(asker, '/partenaire/traces', { ...form, depuis: '2026-01-01', jusque: '2027-01-01', motif: '' }, page, 'traces');
    expect(wrong.status).toBe(422);
    for (const said of ['Dites pourquoi', `value="${SECRET}"`]) expect(wrong.body).toContain(said);
    const early = await post(asker, '/partenaire/traces', { ...form, depuis: '2026-01-01', jusque: '2027-01-01' }, page, 'traces');
    for (const said of ['Les traces sont gardées six mois', 'La fin est à venir']) expect(early.body).toContain(said);
    expect((await post(asker, '/partenaire/traces', { ...form, convention: '31-2024-018' }, page, 'traces')).body).toContain('Choisissez pour quelle convention');
    for (const who of [CASTELBRUN.support, CASTELBRUN.signatory, CASTELBRUN.dpo]) expect((await (await visit(office, who)).get('/partenaire/traces')).status, who).toBe(403);
  });

  it('is answered by a trace reader with a text and a file, read by its asker alone, and every reading is written down', async () => {
    const id = await ask();
    expect(id).toBe('31-TRC-2026-000001');
    expect((await letters(id)).map(({ kind, to_address }) => [kind, to_address]).sort()).toEqual([['traces-received', CASTELBRUN.administrator], ['traces-to-answer', READER]]);
    expect((await reader.get('/traces')).body).toContain(id);
    const page = await reader.get(`/traces/${id}`);
    for (const said of [SECRET, 'Sidonie Roquebert', 'Clémence Astugue', 'Mairie de Castelbrun']) expect(page.body).toContain(said);
    const empty = await reader.postFiles(`/traces/${id}/reponse`, { texte: ' ', voie: 'portal' }, [], page, 'reponse');
    expect([empty.status, empty.body.includes('Écrivez la réponse, ou joignez un fichier')]).toEqual([422, true]);
    const answered = await reader.postFiles(`/traces/${id}/reponse`, { texte: FOUND, voie: 'portal' }, [{ name: 'relevé.csv', type: 'text/csv', bytes: Buffer.from('jour;heure') }], page, 'reponse');
    expect(answered.location).toBe(`/traces/${id}`);
    const told = (await letters(id)).at(-1);
    expect([told?.kind, told?.to_address]).toEqual(['traces-answered', CASTELBRUN.administrator]);
    for (const { raw } of await letters(id)) expect(raw.toString()).not.toMatch(/Safran|Aucune connexion|Castelbrun-/);
    const mine = await asker.get(`/partenaire/traces/${id}`);
    expect(mine.body).toContain(FOUND);
    const file = /href="(\/partenaire\/traces\/[^"]+\/fichiers\/[^"]+)"/.exec(mine.body)?.[1] ?? '';
    expect((await asker.bytes(file)).bytes.toString()).toBe('jour;heure');
    expect(await read(id)).toEqual([`${READER} request`, `${READER} request`, `partner:${CASTELBRUN.administrator} request`, `partner:${CASTELBRUN.administrator} answer`, `partner:${CASTELBRUN.administrator} file`]);
    // Nobody else: not the deputy, not another partner, no agent, no manager, no security officer.
    for (const who of [CASTELBRUN.deputy, CASTELBRUN.security, ELSEWHERE]) {
      const other = await visit(office, who);
      for (const path of [`/partenaire/traces/${id}`, file]) expect([403, 404], `${who} ${path}`).toContain((await other.get(path)).status);
    }
    for (const who of [MELISANDE, 'responsable@caf31.example', 'securite@caf31.example']) expect((await (await office.signIn(who)).get(`/traces/${id}`)).status, who).toBe(403);
    expect(await read(id)).toHaveLength(5);
  });

  it('has its readings shown to trace readers and to the security officer, and nobody may change them', async () => {
    const officer = await office.signIn('securite@caf31.example');
    for (const who of [officer, reader]) {
      const page = await who.get('/traces/lectures');
      for (const said of ['relevé.csv', 'la demande', CASTELBRUN.administrator]) expect(page.body).toContain(said);
      expect(page.body).not.toContain(SECRET);
    }
    // A manager of a Caf that has its officer sees none.
    expect((await (await office.signIn('responsable@caf31.example')).get('/traces/lectures')).body).toContain('Aucune lecture n’est consignée');
    expect((await (await office.signIn(MELISANDE)).get('/traces/lectures')).status).toBe(403);
    await expect(office.tools.sql`update trace_reading set who = 'personne'`).rejects.toThrow(/permission denied/);
    await expect(office.desk`update trace_reading set who = 'personne'`).rejects.toThrow(/permission denied/);
  });

  it('is made clear, refused with a reason, or given up by its asker', async () => {
    const id = await ask({ ...form, utilisateur: '' });
    const page = await reader.get(`/traces/${id}`);
    await post(reader, `/traces/${id}/precision`, { texte: 'Quel identifiant ?' }, page, 'precision');
    const question = await asker.get(`/partenaire/traces/${id}`);
    expect(question.body).toContain('Quel identifiant ?');
    await post(asker, `/partenaire/traces/${id}/precision`, { texte: 'sroquebert' }, question, 'precision');
    expect((await reader.get(`/traces/${id}`)).body).toContain('sroquebert');
    expect((await post(reader, `/traces/${id}/refus`, { texte: '' }, page, 'refus')).body).toContain('Écrivez le motif');
    await post(reader, `/traces/${id}/refus`, { texte: 'Période sans motif.' }, page, 'refus');
    expect((await asker.get(`/partenaire/traces/${id}`)).body).toContain('Période sans motif.');
    expect((await letters(id)).at(-1)?.kind).toBe('traces-refused');
    const other = await ask();
    const own = await asker.get(`/partenaire/traces/${other}`);
    await post(asker, `/partenaire/traces/${other}/annulation`, { texte: 'Plus besoin.' }, own, 'annulation');
    expect(await office.sql`select phase from journey where id = ${other}`).toEqual([{ phase: 'cancelled' }]);
  });
});

it('is entered by an agent, who reads no answer, and answered by a one-time link to the registered address', async () => {
  const agent = await office.signIn(MELISANDE);
  const page = await agent.get('/traces/nouvelle?convention=31-2024-017');
  const wrong = await post(agent, '/traces', { ...form, demandeur: '', canal: '' }, page, 'traces');
  for (const said of ['Choisissez l’administrateur ou le suppléant', 'Dites comment cette demande est arrivée']) expect(wrong.body).toContain(said);
  const entered = await post(agent, '/traces', { ...form, demandeur: 'castelbrun-suppleant', canal: 'email' }, page, 'traces');
  expect(entered.location).toBe('/traces/nouvelle');
  const [row] = await office.sql<{ id: string; people: string[] }[]>`select id, people from journey where kind = 'trace-request' order by id desc limit 1`;
  const id = row?.id ?? '';
  expect(row?.people).toEqual([`partner:${CASTELBRUN.deputy}`, MELISANDE]);
  const shown = await reader.get(`/traces/${id}`);
  await reader.postFiles(`/traces/${id}/reponse`, { texte: FOUND, voie: 'one-time-link' }, [], shown, 'reponse');
  const letter = (await letters(id)).at(-1);
  expect([letter?.kind, letter?.to_address]).toEqual(['traces-link', CASTELBRUN.deputy]);
  const raw = letter?.raw.toString().replaceAll('=\r\n', '').replaceAll('=3D', '=') ?? '';
  const link = /http:\/\/guichet\.example(\/[^\s"<]*jeton=[\w-]+)/.exec(raw)?.[1] ?? '';
  const deputy = new Browser(office.url);
  const open = await deputy.get(link);
  const used = await deputy.post(link.split('?')[0] ?? '', { jeton: /jeton=([\w-]+)/.exec(link)?.[1] ?? '' }, open);
  expect(used.location).toBe(`/partenaire/traces/${id}`);
  expect((await deputy.get(`/partenaire/traces/${id}`)).body).toContain(FOUND);
  expect((await new Browser(office.url).get(link)).status).toBe(410);
});

it('has its answer and its readings kept six months, as the log that they come from, unless a dispute holds the answer; the request stays', async () => {
  const id = '31-TRC-2026-000001';
  const mine = async () => (await (await visit(office, CASTELBRUN.administrator)).get(`/partenaire/traces/${id}`)).body.replaceAll(/[\u00a0\u202f]/g, ' ');
  const kept = async () => (await office.sql`select (select count(*)::int from trace_answer) as answers, (select count(*)::int from trace_file) as files, (select count(*)::int from trace_reading where at < '2026-12-01') as readings`)[0];
  expect(await mine()).toContain('Gardée jusqu’au lun. 3 mai 2027');
  office.clock.pass(181 * DAY);
  await eraseNow(office.desk, '31' as CafCode, office.clock.now());
  expect(await kept()).toMatchObject({ answers: 2, files: 1 });
  await office.sql`insert into retention_hold (id, caf, convention_id, reason, until, put_by, put_at) values ('traces', '31', '31-2024-017', 'Recours', '2028-01-01', 'responsable@caf31.example', ${office.clock.now()})`;
  office.clock.pass(DAY);
  await eraseNow(office.desk, '31' as CafCode, office.clock.now());
  expect(await kept()).toEqual({ answers: 2, files: 1, readings: 0 });
  await office.sql`delete from retention_hold`;
  office.clock.pass(DAY);
  await eraseNow(office.desk, '31' as CafCode, office.clock.now());
  expect(await kept()).toEqual({ answers: 0, files: 0, readings: 0 });
  expect(await office.sql`select what, n from erasure_count where what in ('trace_answer', 'trace_file') order by what`).toEqual([{ what: 'trace_answer', n: 2 }, { what: 'trace_file', n: 1 }]);
  const page = await mine();
  expect([page.includes('Cette réponse est effacée'), page.includes(SECRET), page.includes(FOUND)]).toEqual([true, true, false]);
  reader = await office.signIn(READER);
  expect((await reader.get(`/traces/${id}`)).body).toContain('Cette réponse est effacée');
});

it('each of these forms is taken once, however often it is sent', () => {
  expect(formsOf(twice.paths)).toEqual([
    '/partenaire/traces', '/partenaire/traces/…/annulation', '/partenaire/traces/…/precision', '/traces', '/traces/…/precision', '/traces/…/refus', '/traces/…/reponse',
  ]);
});
