import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Reference } from '../../domain/ids';
import { readMail } from '../../mail/read';
import { blankPage, seen, startUndoOffice, timePasses as pass } from './undo';
import type { Answer, Browser } from './browser';
import { MELISANDE, type Office } from './office';

let office: Office;
let one: Browser;
let other: Browser;
let reference: Reference;

beforeAll(async () => {
  ({ office, one, other } = await startUndoOffice());
});
afterAll(async () => {
  await office.stop();
});
beforeEach(async () => {
  reference = await blankPage(office);
});

const path = () => `/demandes/${reference}`;
const page = async (who: Browser = one): Promise<Answer> => await who.get(path());
const PDF = { name: 'Mode d’emploi.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.7 essai') };
const PNG = { name: 'écran.png', type: 'image/png', bytes: Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]) };
const kept = (of: Answer, form = 'reponse') => [...of.body.matchAll(new RegExp(`name="(piece\\.[0-9a-f]{64})" value="([^"]*)" id="${form}-`, 'g'))].map(([, field = '', name = '']) => [field, name] as const);
const answer = async (files: readonly (typeof PDF)[], fields: Record<string, string> = {}) => {
  const now = await page();
  return await one.postFiles(`${path()}/reponse`, { texte: 'Voici le mode d’emploi.', suite: 'encore', vu: seen(now), ...fields }, files, now);
};
const timePasses = (ms: number) => pass(office, ms);
const letter = async () => {
  const [row] = await office.sql<{ raw: Buffer }[]>`select raw from letter where reference = ${reference} and kind in ('answer', 'question', 'resolved')`;
  return row === undefined ? null : await readMail(row.raw, { referencePatterns: [] });
};

describe('files that go with an answer', () => {
  it('leave with it, byte for byte, and can be taken from the conversation', async () => {
    expect((await answer([PDF, PNG])).status).toBe(303);
    expect((await page()).body).toMatch(/Votre message va partir.*Fichiers joints : Mode d’emploi\.pdf, écran\.png/s);
    await timePasses(10_000);
    expect((await letter())?.attachments.map(({ name, type, content }) => [name, type, content])).toEqual([PDF, PNG].map(({ name, type, bytes }) => [name, type, bytes]));
    const links = [...(await page()).body.matchAll(/href="([^"]*\/pieces\/[^"]*)" download="([^"]*)"/g)].map(([, href = '', name = '']) => [href, name] as const);
    expect(links.map(([, name]) => name)).toEqual(['Mode d’emploi.pdf', 'écran.png']);
    const [href = ''] = links[0] ?? [];
    expect((await one.bytes(href)).bytes).toEqual(PDF.bytes);
    expect((await other.bytes(href)).status).toBe(200);
    expect((await (await office.signIn('ines.vigneroy@caf95.example')).bytes(href)).status).toBe(404);
  });

  it('come back with a form that is refused, and leave once it is mended; one can be left out', async () => {
    const refused = await answer([PDF, PNG], { texte: '' });
    expect([refused.status, kept(refused).map(([, name]) => name)]).toEqual([422, ['Mode d’emploi.pdf', 'écran.png']]);
    const [[field = '', name = ''] = []] = kept(refused);
    expect((await one.postFiles(`${path()}/reponse`, { texte: 'Sans la capture.', suite: 'encore', [field]: name }, [], refused)).status).toBe(303);
    await timePasses(10_000);
    expect((await letter())?.attachments.map((file) => file.name)).toEqual(['Mode d’emploi.pdf']);
  });

  it('are a draft again when the letter is taken back, and nobody else’s', async () => {
    await answer([PDF]);
    const [act] = await office.sql<{ key: string }[]>`select key from act where reference = ${reference} and state = 'held'`;
    await one.post(`${path()}/envois/${act?.key ?? ''}/annulation`, {}, await page());
    const again = await page();
    expect(kept(again).map(([, name]) => name)).toEqual(['Mode d’emploi.pdf']);
    expect(kept(await page(other))).toEqual([]);
    const [[field = '', name = ''] = []] = kept(again);
    const stolen = await other.postFiles(`${path()}/reponse`, { texte: 'Avec la vôtre.', suite: 'encore', [field]: name }, [], await page(other));
    expect(stolen.status).toBe(303);
    await timePasses(10_000);
    expect((await letter())?.attachments).toEqual([]);
  });

  it('are kept with the draft as soon as they are chosen', async () => {
    const drafted = await one.postFiles(`${path()}/brouillons/question`, { texte: '' }, [PNG], await page());
    expect(drafted.status).toBe(303);
    expect(kept(await page(), 'question').map(([, name]) => name)).toEqual(['écran.png']);
  });

  it('are at most ten and fifteen megabytes; an empty one, and files without a word, are said; nothing else is lost', async () => {
    const heavy = await answer([{ ...PDF, bytes: Buffer.alloc(15_000_001) }, PNG]);
    expect([heavy.status, kept(heavy).map(([, name]) => name)]).toEqual([422, ['écran.png']]);
    expect(heavy.body).toContain('« Mode d’emploi.pdf » n’est pas joint : 15,0 Mo au plus, tous fichiers compris.');
    expect(heavy.body).toContain('>Voici le mode d’emploi.</textarea>');
    expect((await answer([{ ...PDF, bytes: Buffer.alloc(0) }])).body).toContain('« Mode d’emploi.pdf » est vide');
    const wordless = await one.postFiles(`${path()}/resolution`, { texte: '' }, [PDF], await page());
    expect([wordless.status, kept(wordless, 'resolution').length]).toEqual([422, 1]);
    const many = await answer(Array.from({ length: 11 }, (_, i) => ({ ...PDF, name: `${i}.pdf`, bytes: Buffer.from(`fichier ${i}`) })));
    expect([many.status, /(\d+) fichiers sont joints : 10 au plus/.test(many.body)]).toEqual([422, true]);
    expect(await letter()).toBeNull();
  });

  it('are the same letter when the form is sent twice', async () => {
    const now = await page();
    const send = () => one.postFiles(`${path()}/reponse`, { texte: 'Deux fois.', suite: 'encore', vu: seen(now) }, [PDF], now);
    expect((await Promise.all([send(), send()])).map(({ status }) => status)).toEqual([303, 303]);
    await timePasses(10_000);
    const rows = await office.sql`select 1 from letter where reference = ${reference} and kind = 'answer'`;
    expect(rows.count).toBe(1);
  });

  it('give back the words of whoever’s session has ended', async () => {
    const gone = await office.signIn(MELISANDE);
    const now = await gone.get(path());
    await office.sql`delete from session where account_id = (select id from account where login = ${MELISANDE}) and created_at = (select max(created_at) from session)`;
    const late = await gone.postFiles(`${path()}/reponse`, { texte: 'Un texte long à écrire.', suite: 'encore' }, [PDF], now);
    expect(late.body).toContain('Un texte long à écrire.');
  });
});
