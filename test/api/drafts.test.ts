import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Reference } from '../../domain/ids';
import { FROM_31, INES, mail, MELISANDE, opened, RENFORT, startOffice, type Office } from './office';
import type { Answer, Browser } from './browser';

let office: Office;
let one: Browser;
let other: Browser;
let reference: Reference;

beforeAll(async () => {
  office = await startOffice();
  one = await office.signIn(MELISANDE);
  other = await office.signIn(RENFORT);
});
afterAll(async () => {
  await office.stop();
});
beforeEach(async () => {
  reference = await opened(office, '31', mail(FROM_31, 'Page blanche', 'Une page blanche, erreur 500.'));
});

const read = (who: Browser, which = reference) => who.get(`/demandes/${which}`);
const keep = (page: Answer, fields: Record<string, string>, form = 'reponse', who = one) => who.post(`/demandes/${reference}/brouillons/${form}`, fields, page);
const text = (page: Answer, id = 'reponse-texte') => new RegExp(`<textarea[^>]*id="${id}"[^>]*>([^<]*)<`).exec(page.body)?.[1];
const presence = (page: Answer) => /data-presence[^>]*>([^<]*)</.exec(page.body)?.[1] ?? '';

describe('a draft', () => {
  it('is kept without a script, and is its author’s alone', async () => {
    const kept = await keep(await read(one), { texte: 'À finir après la pause.', suite: 'resolu' });
    expect([kept.status, kept.location]).toEqual([303, `/demandes/${reference}#acte-reponse`]);
    const page = await read(one);
    expect(page.body).toContain('Brouillon gardé à 10 h');
    expect(text(page)).toBe('À finir après la pause.');
    expect(page.body).toMatch(/id="reponse-suite-resolu"[^>]*checked|checked[^>]*id="reponse-suite-resolu"/);
    expect(text(await read(other))).toBe('');
  });

  it('is shown to the others as a sentence without its words, first as writing, then as begun', async () => {
    await keep(await read(one), { texte: 'Des mots à moi.' });
    const now = await read(other);
    expect(presence(now)).toBe('Mélisande Aucamville rédige une réponse.');
    expect(now.body).not.toContain('Des mots à moi.');
    office.clock.pass(3 * 60_000);
    expect(presence(await read(other))).toMatch(/^Mélisande Aucamville a laissé une réponse en brouillon à 10 h/);
    office.clock.pass(24 * 3_600_000);
    other = await office.signIn(RENFORT);
    one = await office.signIn(MELISANDE);
    expect(presence(await read(other))).toBe('');
  });

  it('is gone once it is sent, even for what its page still saves', async () => {
    const page = await read(one);
    await keep(page, { texte: 'Bientôt envoyé.' });
    const key = `${/name="_cle" value="([^"]*)-reponse"/.exec(page.body)?.[1] ?? ''}-reponse`;
    await one.post(`/demandes/${reference}/reponse`, { texte: 'Bientôt envoyé.', suite: 'encore', _cle: key }, page);
    expect(text(await read(one))).toBe('');
    await keep(page, { texte: 'Bientôt envoy', _cle: key });
    expect(text(await read(one))).toBe('');
    await keep(await read(one), { texte: 'Une suite.' });
    expect(text(await read(one))).toBe('Une suite.');
  });

  it('is given up when its words are taken away', async () => {
    await keep(await read(one), { texte: 'Rien.' }, 'note');
    await keep(await read(one), { texte: '  ' }, 'note');
    expect(text(await read(one), 'note-texte')).toBe('');
    expect(presence(await read(other))).toBe('Mélisande Aucamville lit aussi cette demande.');
  });

  it('is refused on a ticket of another Caf, and without the session’s token', async () => {
    const stranger = await office.signIn(INES);
    expect((await keep(await stranger.get('/file'), { texte: 'Non.' }, 'reponse', stranger)).status).toBe(404);
    expect((await one.post(`/demandes/${reference}/brouillons/reponse`, { texte: 'Non.' }, null)).status).toBe(403);
  });
});

describe('who else is there', () => {
  it('is said for half a minute after they opened the page', async () => {
    await read(one);
    expect(presence(await read(other))).toBe('Mélisande Aucamville lit aussi cette demande.');
    office.clock.pass(31_000);
    expect(presence(await read(other))).toBe('');
  });

  it('is said over the live link, with what happens, and is forgotten when they leave', async () => {
    const page = await listen(other, `/demandes/${reference}/flux`);
    await page.until((said) => said.includes('event: presence\ndata: ""'));
    const visit = await listen(one, `/demandes/${reference}/flux`);
    await page.until((said) => said.includes('data: "Mélisande Aucamville lit aussi cette demande."'));
    await keep(await read(one), { texte: 'Je commence.' });
    await page.until((said) => said.includes('rédige une réponse.'));
    await office.receive('31', mail(FROM_31, `Re: [${reference}] Page blanche`, 'Une précision.'));
    await page.until((said) => said.includes('event: demande'));
    await keep(await read(one), { texte: '' });
    visit.close();
    await page.until((said) => said.lastIndexOf('data: ""') > said.lastIndexOf('Mélisande'));
    page.close();
  });

  it('is not said of a ticket of another Caf', async () => {
    expect((await (await office.signIn(INES)).get(`/demandes/${reference}/flux`)).status).toBe(404);
  });
});

/** Reads a live link until it has said something. */
async function listen(who: Browser, path: string): Promise<{ until(enough: (said: string) => boolean): Promise<void>; close(): void }> {
  const closing = new AbortController();
  const answer = await fetch(new URL(path, who.url), { headers: { cookie: who.cookies() }, signal: closing.signal });
  const reader = answer.body?.getReader();
  let said = '';
  return {
    until: async (enough) => {
      while (!enough(said)) {
        const read = await reader?.read();
        if (read === undefined || read.done) throw new Error(`the link ended after: ${said}`);
        said += Buffer.from(read.value).toString('utf8');
      }
    },
    close: () => closing.abort(),
  };
}
