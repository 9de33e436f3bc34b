import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeAccesses } from '../../api/access-log';
import { saveSettings } from '../../db/desk-setting';
import type { CafCode, Reference } from '../../domain/ids';
import { eraseNow } from '../support/erase-now';
import { wordsOf } from '../support/pdf-text';
import { placesOf } from '../support/whole-database';
import { FROM_31, mail, MELISANDE, opened, startOffice, type Office } from './office';
import type { Browser } from './browser';

const DAY = 86_400_000;
const CAF = '31' as CafCode;
const WORDS = 'Licorne amarante';
let office: Office;
let manager: Browser;
let reader: Browser;
beforeAll(async () => {
  office = await startOffice();
  manager = await office.signIn('responsable@caf31.example');
  reader = await office.signIn('traces@caf31.example');
});
afterAll(async () => {
  await office?.stop();
});

async function closed(words: string): Promise<Reference> {
  const reference = await opened(office, '31', mail(FROM_31, `[CDAP] ${words}`, `Bonjour, ${words}.`));
  await office.sql`insert into act (key, reference, kind, body, actor, asked_at) values (${`fin-${reference}`}, ${reference}, 'resolve', ${office.sql.json({ kind: 'resolve', text: '' })}, ${MELISANDE}, ${office.clock.now()})`;
  await office.move(reference, [`fin-${reference}`]);
  office.clock.pass(11 * DAY);
  await office.move(reference);
  return reference;
}
const page = async (who: Browser, path: string) => (await who.get(path)).body;
/** Posts a form from a page of its own. */
const send = async (path: string, fields: Record<string, string>) => await manager.post(path, fields, await manager.get('/conservation'));

describe('conservation', () => {
  it('logs who opened which page, request or file, beside the answer; trace readers read it, and that is logged too', async () => {
    const agent = await office.signIn(MELISANDE);
    const reference = await opened(office, '31', mail(FROM_31, '[CDAP] Page blanche', 'Bonjour, une page blanche.'));
    expect((await agent.get(`/demandes/${reference}`)).status).toBe(200);
    expect((await agent.get('/recherche?q=dupont')).status).toBe(200);
    expect((await agent.get('/demandes/95-2026-000001')).status).toBe(404);
    // A page that looks again is one opening; one that was not opened is an opening, whatever the request says of itself.
    const again = { 'x-guichet-refresh': '1' };
    for (const path of [`/demandes/${reference}`, '/calendrier', '/calendrier']) expect((await agent.get(path, again)).status).toBe(200);
    await writeAccesses(office.tools);
    const lines = await office.sql`select who, cafs, action, path, reference from access_log where who = ${MELISANDE} order by id`;
    expect(lines).toContainEqual({ who: MELISANDE, cafs: ['31'], action: 'read-ticket', path: `/demandes/${reference}`, reference });
    const paths = lines.map(({ path }) => String(path));
    expect(paths).not.toContain('/demandes/95-2026-000001');
    expect([paths.filter((path) => path === `/demandes/${reference}`).length, paths.filter((path) => path === '/calendrier').length]).toEqual([1, 1]);
    expect(JSON.stringify(lines)).not.toContain('dupont');
    const shown = await page(reader, `/journal-des-acces?demande=${reference}`);
    expect(shown).toContain(`/demandes/${reference}`);
    expect(shown).toContain('Mélisande');
    await writeAccesses(office.tools);
    expect(await page(reader, '/journal-des-acces?qui=traces@caf31.example')).toContain('/journal-des-acces');
    expect((await manager.get('/journal-des-acces')).status).toBe(403);
    expect((await reader.get('/journal-des-acces?du=hier')).body).toContain('Une date est attendue');
  });

  it('says that no term is chosen; a hold keeps a request, the dry run counts it once lifted, and a report says what was erased', async () => {
    expect(await page(manager, '/conservation')).toContain('n’est pas choisie');
    const [kept, gone] = [await closed(`${WORDS} retenue`), await closed(WORDS)];
    await office.sql.begin((tx) => saveSettings(tx, CAF, { keepTicketsMonths: 1 }, office.clock.now()));
    office.clock.pass(40 * DAY);
    manager = await office.signIn('responsable@caf31.example');
    const refused = await send('/conservation/litiges', { sujet: '31-1999-000001', motif: 'non', fin: 'demain' });
    expect(refused.status).toBe(422);
    for (const words of ['Écrivez le motif', 'Une date est attendue']) expect(refused.body).toContain(words);
    expect((await send('/conservation/litiges', { sujet: kept, motif: 'Recours en cours.', fin: '2027-06-30' })).status).toBe(303);
    expect(await page(manager, '/conservation')).toContain('Recours en cours.');
    const coming = await page(manager, '/conservation/a-venir');
    expect(coming).toMatch(/scope="row"[^>]*>demandes?<[^]*?tnum">1</);
    await eraseNow(office.desk, CAF, office.clock.now());
    expect(await office.sql`select reference from ticket where erased_at is not null`).toEqual([{ reference: gone }]);
    const erased = await manager.get(`/demandes/${gone}`);
    expect([erased.status, erased.body.includes('a été effacée')]).toEqual([404, true]);
    expect((await manager.get(`/demandes/${kept}`)).body).toMatch(/Jusqu’au .*30 juin 2027 compris\. Recours en cours\./);
    const [run] = await office.sql<{ id: string }[]>`select distinct erasure as id from erasure_count`;
    const report = await page(manager, `/conservation/effacements/${run?.id}`);
    expect(report).toContain('durée choisie par la Caf');
    expect((await manager.get(`/conservation/effacements/${run?.id}.csv`)).body).toContain('demande;1;');
    const paper = wordsOf((await manager.bytes(`/conservation/effacements/${run?.id}.pdf`)).bytes);
    for (const said of ['Compte rendu d’effacement', 'Pourquoi durée échue', 'Ce qui a été effacé', 'ne contient aucune donnée personnelle']) expect(paper).toContain(said);
    expect(paper).toMatch(/ demande 1 mer\. 25 nov\. 2026 durée choisie par la Caf/);
    expect(paper).not.toMatch(new RegExp(`${WORDS}|${gone}|${kept}`));
    const [hold] = await office.sql<{ id: string }[]>`select id from retention_hold`;
    // Two desks at once: both holds stand, each is lifted on its own, and whoever comes second is told.
    const other = await office.signIn('responsable@caf31.example');
    const shown = await other.get('/conservation');
    expect((await send('/conservation/litiges', { sujet: kept, motif: 'Un autre recours.', fin: '2027-03-31' })).status).toBe(303);
    expect(await page(manager, '/conservation')).toMatch(/Solveig Arribat l’avait déjà retenu jusqu’au .*30 juin 2027/);
    const second = (await office.sql<{ id: string }[]>`select id from retention_hold where reason = 'Un autre recours.'`)[0]?.id;
    for (const id of [hold?.id, second]) expect((await send(`/conservation/litiges/${id}/levee`, {})).status).toBe(303);
    const late = await other.post(`/conservation/litiges/${hold?.id}/levee`, { _cle: 'levee-de-l-autre' }, shown);
    expect([late.status, (await other.get(late.location ?? '')).body]).toEqual([303, expect.stringMatching(/Déjà levé par Solveig Arribat/)]);
    expect((await other.post('/conservation/litiges/inconnu/levee', { _cle: 'levee-de-rien' }, shown)).status).toBe(404);
    office.clock.pass(DAY);
    await eraseNow(office.desk, CAF, office.clock.now());
    expect(await placesOf(office.sql, WORDS)).toEqual([]);
    // A reply to what is erased opens a new request.
    const reply = await opened(office, '31', mail(FROM_31, `Re: [${gone}] encore`, 'Bonjour, cela recommence.'));
    expect(reply).not.toBe(gone);
  });
});

describe('one person’s data', () => {
  const LOUISE = 'louise.garnoux@ailleurs.example';

  it('are found by name, handed over whole, and erased but for what must stay, which is said with the reason', async () => {
    manager = await office.signIn('responsable@caf31.example');
    await office.receive('31', mail(`Louise Garnoux <${LOUISE}>`, 'Une question', 'Bonjour, je suis Louise Garnoux.'));
    await office.sql`update arrived_mail set outcome = 'refused' where from_address = ${LOUISE}`;
    await office.sql`insert into contact (id, convention_id, name, role, email, phones, ended_at) values ('louise', '31-2024-017', 'Louise Garnoux', 'level-one-support', ${LOUISE}, '{}', ${office.clock.now()})`;
    await office.sql`insert into habilitation (id, convention_id, rank, name, email, state, given_at, ended_at) values ('louise', '31-2024-017', 'administrator', 'Louise Garnoux', ${LOUISE}, 'withdrawn', ${office.clock.now()}, ${office.clock.now()})`;
    expect(await page(manager, '/conservation/personne?q=garnoux')).toContain(LOUISE);
    const shown = await page(manager, `/conservation/personne?q=${LOUISE}`);
    expect(shown).toContain('preuve d’une habilitation');
    expect((await send('/conservation/personne/export', { adresse: LOUISE, motif: '' })).body).toContain('Écrivez le motif');
    const form = (await manager.get('/conservation')).body;
    const token = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
    const body = new URLSearchParams({ _csrf: token('_csrf'), _cle: token('_cle'), adresse: LOUISE, motif: 'Demande écrite du 2 novembre.' });
    const zip = await fetch(new URL('/conservation/personne/export', office.url), { method: 'POST', body, headers: { cookie: manager.cookies() } });
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    expect(Object.keys(files).sort()).toEqual(['a-lire.pdf', expect.stringMatching(/^courriels\/0001-.*\.eml$/), 'donnees.json', 'manifeste.sha256']);
    expect(JSON.parse(Buffer.from(files['donnees.json'] ?? []).toString('utf8'))).toMatchObject({ contacts: [{ name: 'Louise Garnoux' }], habilitations: [{ state: 'withdrawn' }] });
    expect((await send('/conservation/personne/effacement', { adresse: LOUISE, motif: 'Demande écrite du 2 novembre.' })).status).toBe(303);
    // The proof of an access stays six years; nothing else does.
    expect((await placesOf(office.sql, LOUISE)).sort()).toEqual(['habilitation.email']);
    const [request] = await office.sql`select address, stays from person_request where kind = 'erasure'`;
    expect(request).toEqual({ address: null, stays: [{ what: 'habilitation', rule: 'proof', n: 1 }] });
    expect(await page(manager, '/conservation/personne')).toContain('1 habilitation (preuve d’une habilitation');
    office.clock.pass(6 * 366 * DAY);
    await eraseNow(office.desk, CAF, office.clock.now());
    expect(await placesOf(office.sql, LOUISE)).toEqual([]);
  });
});
