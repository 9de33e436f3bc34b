import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { releaseHeldActs } from '../../db/held-act';
import type { Reference } from '../../domain/ids';
import { FROM_31, mail, type Office } from './office';
import { blankPage, seen, startUndoOffice, timePasses as pass } from './undo';
import type { Answer, Browser } from './browser';

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
const read = (who: Browser) => who.get(path());
const send = (who: Browser, page: Answer, texte: string, form = 'reponse') => who.post(`${path()}/${form}`, { texte, suite: 'encore', vu: seen(page) }, page);
const letters = () => office.sql<{ kind: string }[]>`select kind from letter where reference = ${reference} and kind in ('answer', 'question', 'resolved')`;
const heldKey = async (): Promise<string> => (await office.sql<{ key: string }[]>`select key from act where reference = ${reference} and not_before is not null order by asked_at desc limit 1`)[0]?.key ?? '';
const cancel = async (who: Browser, key: string) => who.post(`${path()}/envois/${key}/annulation`, {}, await read(who));
const timePasses = (ms: number) => pass(office, ms);

describe('what is sent to a partner', () => {
  it('waits for ten seconds, in sight of its author and of the others, then leaves once', async () => {
    expect((await send(one, await read(one), 'Nous cherchons.')).status).toBe(303);
    expect(await letters()).toEqual([]);
    expect((await read(one)).body).toMatch(/Votre message va partir.*Annuler l’envoi/s);
    const theirs = (await read(other)).body;
    expect(theirs).toMatch(/Mélisande \S+ envoie un message au partenaire/);
    expect(theirs).not.toContain('Annuler l’envoi');
    await timePasses(9_999);
    expect(await letters()).toEqual([]);
    await timePasses(1);
    await timePasses(1_000);
    expect(await letters()).toEqual([{ kind: 'answer' }]);
    expect((await read(one)).body).not.toContain('Votre message va partir');
  });

  it('is still said to be leaving when its time has come and the worker is slow', async () => {
    await send(one, await read(one), 'Le lecteur attend.');
    office.clock.pass(10_000);
    await releaseHeldActs(office.sql, office.clock.now());
    const page = (await read(one)).body;
    expect(page).toContain('Votre message part.');
    expect(page).not.toContain('Annuler l’envoi');
  });

  it('is taken back whole: nothing leaves, the text is a draft again', async () => {
    await send(one, await read(one), 'Une réponse trop vite envoyée.');
    const answer = await cancel(one, await heldKey());
    expect([answer.status, answer.location]).toEqual([303, `${path()}#acte-reponse`]);
    const page = await read(one);
    expect(page.body).toMatch(/Envoi annulé : rien n’est parti/);
    expect(page.body).toMatch(/<textarea[^>]*id="reponse-texte"[^>]*>Une réponse trop vite envoyée\.</);
    expect(page.body).toMatch(/id="reponse-suite-encore"[^>]*checked|checked[^>]*id="reponse-suite-encore"/);
    await timePasses(60_000);
    expect(await letters()).toEqual([]);
  });

  it('cannot be taken back twice, nor late, nor by somebody else: each is said', async () => {
    await send(one, await read(one), 'Une première.');
    const first = await heldKey();
    expect((await cancel(other, first)).status).toBe(404);
    await cancel(one, first);
    const twice = await cancel(one, first);
    expect([twice.status, twice.body.includes('Cet envoi est déjà annulé')]).toEqual([409, true]);
    office.clock.pass(1);
    await send(one, await read(one), 'Une seconde.');
    await timePasses(10_000);
    const late = await cancel(one, await heldKey());
    expect(late.status).toBe(409);
    expect(late.body).toMatch(/Trop tard pour annuler : l’envoi est parti à 10 h/);
    expect(await letters()).toEqual([{ kind: 'answer' }]);
  });

  it('is sent once however often the form is', async () => {
    const page = await read(one);
    await Promise.all([send(one, page, 'Deux fois.'), send(one, page, 'Deux fois.')]);
    await timePasses(10_000);
    expect(await letters()).toEqual([{ kind: 'answer' }]);
  });

  it('is not sent twice by the « back » button, whose page has a key of its own; another text is another letter', async () => {
    await send(one, await read(one), 'Une seule fois.');
    const again = await send(one, await read(one), 'Une seule fois.');
    expect([again.status, again.body.includes('Ce même message va déjà partir')]).toEqual([422, true]);
    await timePasses(10_000);
    const late = await send(one, await read(one), 'Une seule fois.');
    expect([late.status, late.body.includes('Ce même message est déjà parti')]).toEqual([422, true]);
    expect((await send(one, await read(one), 'Une autre.')).status).toBe(303);
    expect((await send(other, await read(other), 'Une seule fois.')).status).not.toBe(422);
    office.clock.pass(15 * 60_000);
    expect((await send(one, await read(one), 'Une seule fois.')).status).toBe(303);
  });

  it('comes back as a draft, once, when the ticket no longer allows it', async () => {
    await send(one, await read(one), 'Trop tard pour ceci.');
    await other.post(`${path()}/transfert`, { caf: '95', texte: 'Relève du Val-d’Oise.' }, await read(other));
    await timePasses(10_000);
    expect(await letters()).toEqual([]);
    const page = (await read(one)).body;
    expect(page).toMatch(/Votre message n’est pas parti\..*a été transférée/s);
    expect(await office.sql`select fields->>'texte' as texte from draft where reference = ${reference} and fields <> '{}'`).toEqual([{ texte: 'Trop tard pour ceci.' }]);
  });

  it('survives whoever dies between its time and its asking: the chores finish it', async () => {
    await send(one, await read(one), 'Orpheline.');
    office.clock.pass(10_000);
    await releaseHeldActs(office.sql, office.clock.now());
    await office.move(reference);
    expect(await letters()).toEqual([{ kind: 'answer' }]);
  });

  it('a note, a question of routing and the rest happen at once', async () => {
    const page = await read(one);
    await one.post(`${path()}/note`, { texte: 'Une note.' }, page);
    expect((await office.sql`select 1 from fact where reference = ${reference} and kind = 'noted'`).count).toBe(1);
  });
});

describe('two agents on one ticket', () => {
  it('who sends second is told of the first, loses nothing, and may send all the same', async () => {
    const [mine, theirs] = [await read(one), await read(other)];
    await send(one, mine, 'Je m’en occupe.');
    const told = await send(other, theirs, 'Moi aussi je réponds.');
    expect(told.status).toBe(409);
    expect(told.body).toMatch(/Relisez avant d’envoyer.*Mélisande \S+ est en train d’écrire au partenaire.*Je m’en occupe\./s);
    expect(told.body).toMatch(/<textarea[^>]*id="reponse-texte"[^>]*>Moi aussi je réponds\.</);
    expect((await send(other, told, 'Moi aussi je réponds.')).status).toBe(303);
    await timePasses(10_000);
    expect(await letters()).toHaveLength(2);
  });

  it('of two who send at the very same moment, one is told', async () => {
    const [mine, theirs] = [await read(one), await read(other)];
    const answers = await Promise.all([send(one, mine, 'Au même instant.'), send(other, theirs, 'Au même instant aussi.')]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409]);
  });

  it('is told of the partner’s reply that came meanwhile, and not of an absence nor of one’s own note', async () => {
    const page = await read(one);
    await office.receive('31', mail(FROM_31, `Re: [${reference}] Page blanche`, 'C’est revenu tout seul.'));
    await one.post(`${path()}/note`, { texte: 'Une note à moi.' }, await read(one));
    const told = await send(one, page, 'Avez-vous essayé ?', 'question');
    expect(told.status).toBe(409);
    expect(told.body).toMatch(/Le partenaire a écrit.*C’est revenu tout seul\./s);
    expect(told.body).not.toMatch(/Relisez avant.*Une note à moi.*<\/ul>/s);
  });
});
