import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../db/connect';
import { contactsOfConvention } from '../../db/partner';
import { bulletinsOf, conventionFile, habilitationsOf, quotasOf, registerActsOf, setConventionFile, setQuota } from '../../db/register';
import { registerLines } from '../../db/register-list';
import { changeHabilitation, enterAdministrators, giveAdministratorAccess, giveUserAccess, lineOfContact, setConventionDate, setDelegation, withdrawAdministratorAccess, type Decided } from '../../desk/register';
import { instant, type CafCode, type LocalDate } from '../../domain/ids';
import { eventually } from '../support/eventually';
import type { Browser } from './browser';
import { everyFormTwice, formsOf } from './every-form-twice';
import { mail, MELISANDE, startOffice, type Office } from './office';
import { visit } from './visitor';

const CONVENTION = '31-2024-017';
const OTHER = '31-2024-018';
const AT = instant('2026-05-13T10:00:00+02:00');
const BY: Decided = { at: AT, actor: 'mcp@caf31.example', actorName: 'Administratrice MCP' };
let office: Office;
let twice: Awaited<ReturnType<typeof everyFormTwice>>;
beforeAll(async () => {
  office = await startOffice();
  twice = await everyFormTwice(office);
});
afterAll(async () => {
  await office?.stop();
});
const inTx = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => (await office.desk.begin(work)) as T;
const acts = async (): Promise<string[]> => (await registerActsOf(office.sql, CONVENTION)).map(({ kind, label }) => `${kind} ${label}`).sort();

describe('the register', () => {
  it('knows of each seeded convention its dates, its bulletins and their quotas', async () => {
    expect((await conventionFile(office.sql, CONVENTION))?.opened_on).not.toBeNull();
    const bulletins = await bulletinsOf(office.sql, CONVENTION);
    expect(bulletins.length).toBeGreaterThan(0);
    expect((await quotasOf(office.sql, CONVENTION)).length).toBeGreaterThan(0);
    expect((await registerLines(office.sql, { cafs: ['31' as CafCode], words: '', state: null, service: null, today: '2026-05-13' as LocalDate })).find(({ id }) => id === CONVENTION)).toMatchObject({ administrators: 2, users: 0, entered: true });
  });

  it('an administrator is replaced: the one ends with their rung, the other takes both, each act says who decided it', async () => {
    const before = (await contactsOfConvention(office.sql, CONVENTION)).find(({ role }) => role === 'administrator');
    if (before?.email == null) throw new Error('no administrator');
    const email = before.email;
    // Their line is first spoken of a day after their access ended: nobody's access ends before it was given.
    await inTx((tx) => lineOfContact(tx, { conventionId: CONVENTION, contactId: before.id, rank: 'administrator', name: before.name, email, jobTitle: null }, instant('2026-05-20T12:00:00+02:00')));
    expect(await inTx((tx) => withdrawAdministratorAccess(tx, { conventionId: CONVENTION, email: email.toUpperCase() }, { ...BY, reason: 'Remplacée' }))).toBe(true);
    expect((await habilitationsOf(office.sql, CONVENTION)).filter(({ contact_id }) => contact_id === before.id).map(({ given_at, ended_at }) => [given_at, ended_at])).toEqual([[AT, AT]]);
    expect(await inTx((tx) => withdrawAdministratorAccess(tx, { conventionId: CONVENTION, email }, BY))).toBe(false);
    await inTx((tx) => giveAdministratorAccess(tx, { conventionId: CONVENTION, rank: 'administrator', name: 'Nouvelle Personne', email: 'Nouvelle.Personne@castelbrun.example', phones: ['+33561910099'], jobTitle: 'cheffe de service' }, BY));
    const now = (await contactsOfConvention(office.sql, CONVENTION)).filter(({ role }) => role === 'administrator');
    expect(now.map(({ name, email: address, ladder_rank }) => [name, address, ladder_rank])).toEqual([['Nouvelle Personne', 'nouvelle.personne@castelbrun.example', before.ladder_rank]]);
    expect((await habilitationsOf(office.sql, CONVENTION)).map(({ name, state }) => [name, state])).toEqual([['Nouvelle Personne', 'active'], [before.name, 'withdrawn']]);
    expect(await registerActsOf(office.sql, CONVENTION)).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'withdrawn', label: before.name, actor_name: 'Administratrice MCP', reason: 'Remplacée' })]));
  });

  it('in centralised mode a user is given access within the quota, refused beyond; the suspended still count, the withdrawn no longer', async () => {
    const [bulletin] = await bulletinsOf(office.sql, CONVENTION);
    if (bulletin === undefined) throw new Error('no bulletin');
    await inTx((tx) => setQuota(tx, { bulletin_id: bulletin.id, profile: 'T1', users: 1 }, CONVENTION));
    const user = (name: string) => ({ conventionId: CONVENTION, bulletinId: bulletin.id, profile: 'T1', name, email: null, jobTitle: null });
    const one = await inTx((tx) => giveUserAccess(tx, user('Une'), 'centralised', BY));
    const id = 'id' in one ? one.id : '';
    const full = { refused: 'Le bulletin d’adhésion permet 1 utilisateur du profil T1, 1 a déjà un accès : il n’y a plus de place.' };
    expect(await inTx((tx) => giveUserAccess(tx, user('Deux'), 'centralised', BY))).toEqual(full);
    await inTx((tx) => changeHabilitation(tx, id, 'suspend', BY));
    expect(await inTx((tx) => changeHabilitation(tx, id, 'suspend', BY))).toEqual({ refused: 'Cette habilitation est déjà suspendue.' });
    expect(await inTx((tx) => giveUserAccess(tx, user('Deux'), 'centralised', BY))).toEqual(full);
    await inTx((tx) => changeHabilitation(tx, id, 'resume', BY));
    await inTx((tx) => changeHabilitation(tx, id, 'withdraw', BY));
    expect(await inTx((tx) => changeHabilitation(tx, id, 'resume', BY))).toEqual({ refused: 'Cette habilitation est déjà retirée.' });
    expect(await inTx((tx) => giveUserAccess(tx, user('Deux'), 'centralised', BY))).toHaveProperty('id');
  });

  it('password changes, delegation and their liftings are acts; nothing opens before the signatures and the formalities', async () => {
    // Two people decide in the same instant something of administrators of whom nothing was decided yet: each has one line.
    let other: Promise<unknown> = Promise.resolve();
    let done = false;
    const waits = async () => done || (await office.sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`).length > 0;
    await inTx(async (tx) => {
      await enterAdministrators(tx, CONVENTION, AT);
      other = inTx((also) => enterAdministrators(also, CONVENTION, AT)).then(() => (done = true));
      await eventually('the other waits, or has not waited', waits, (seen) => seen);
    });
    await other;
    expect((await habilitationsOf(office.sql, CONVENTION)).filter(({ rank, state }) => rank !== 'user' && state !== 'withdrawn').map(({ rank }) => rank)).toEqual(['administrator', 'deputy-administrator']);
    const deputy = (await habilitationsOf(office.sql, CONVENTION)).find(({ rank }) => rank === 'deputy-administrator');
    await inTx((tx) => changeHabilitation(tx, deputy?.id ?? '', 'force-password', BY));
    await inTx((tx) => changeHabilitation(tx, deputy?.id ?? '', 'password-changed', BY));
    expect(await inTx((tx) => setDelegation(tx, CONVENTION, true, BY))).toBeNull();
    expect(await inTx((tx) => setDelegation(tx, CONVENTION, true, BY))).toEqual({ refused: 'La délégation est déjà retirée.' });
    expect(await inTx((tx) => setDelegation(tx, CONVENTION, false, BY))).toBeNull();
    expect(await acts()).toEqual(expect.arrayContaining(['delegation-restored ', 'delegation-taken-back ', `password-changed ${deputy?.name}`, `password-forced ${deputy?.name}`]));
    await inTx((tx) => setConventionFile(tx, CONVENTION, { formalities_on: null, opened_on: null }));
    const opening = (on: string) => inTx((tx) => setConventionDate(tx, CONVENTION, 'opened_on', on as LocalDate, BY));
    expect(await opening('2026-06-01')).toEqual({ refused: 'Rien ne s’ouvre avant : les formalités de protection des données.' });
    await inTx((tx) => setConventionDate(tx, CONVENTION, 'formalities_on', '2026-05-20' as LocalDate, BY));
    expect(await opening('2026-06-01')).toBeNull();
  });
});

/** What was written to whom since then, by the letters' subjects. */
const letters = async (words: string) => (await office.sql<{ to_address: string; subject: string }[]>`select to_address, subject from letter where kind = 'register' and subject like ${`%${words}%`} order by to_address`).map((one) => one.to_address);
const latest = async (kind: string, convention = CONVENTION) => (await registerActsOf(office.sql, convention)).find((one) => one.kind === kind);
let keys = 0;
/** Sends a form of a page with the tokens of it. */
const send = async (who: Browser, page: string, to: string, fields: Record<string, string>) => {
  keys += 1;
  return await who.post(to, { _cle: `registre-${String(keys).padStart(12, '0')}`, ...fields }, await who.get(page));
};

describe('the register on screen, for its MCP administrator', () => {
  const MCP = 'habilitations@caf31.example';
  const page = `/registre/${OTHER}`;

  it('lists the conventions by words, state and service, and one convention; agents read and decide nothing', async () => {
    const mcp = await office.signIn(MCP);
    expect((await mcp.get('/registre')).body).toContain('CCAS de Castelbrun');
    expect((await mcp.get('/registre?q=introuvable')).body).toContain('Aucune convention ne correspond');
    expect((await mcp.get('/registre?etat=terminated')).body).toContain('Aucune convention ne correspond');
    expect((await mcp.get('/registre?etat=open&service=CDAP&q=castelbrun')).body).toContain(page);
    const read = await mcp.get(page);
    expect(read.body).toContain('Ombeline Fourcade');
    expect(read.body).toContain('Retirer la délégation');
    const agent = await office.signIn(MELISANDE);
    const shown = (await agent.get(page)).body;
    expect(shown).toContain('Saisir un départ');
    expect(shown).not.toContain('Retirer la délégation');
    expect((await send(agent, page, `${page}/actes`, { acte: 'retirer-delegation', motif: 'Non' })).status).toBe(403);
    expect((await agent.get('/registre.csv')).status).toBe(403);
    expect((JSON.parse((await mcp.get('/registre.json')).body) as { conventions: unknown[] }).conventions).toEqual(expect.arrayContaining([expect.objectContaining({ id: OTHER })]));
    expect(JSON.parse((await mcp.get(`${page}/donnees.json`)).body)).toMatchObject({ number: OTHER, mode: 'delegated' });
  });

  it('suspends an administrator with a reason, lifts it, forces a password: each an act, each written to those who manage', async () => {
    const mcp = await office.signIn(MCP);
    const access = `${page}/acces/ccas-castelbrun-administratrice`;
    const refused = await send(mcp, access, `${access}/actes`, { acte: 'suspendre', motif: ' ' });
    expect([refused.status, refused.body.includes('Dites pourquoi : le motif est gardé au registre.')]).toEqual([422, true]);
    const done = await send(mcp, access, `${access}/actes`, { acte: 'suspendre', motif: 'Compte partagé' });
    expect(done.status).toBe(303);
    expect((await mcp.get(done.location ?? '')).body).toContain('Accès suspendu. ');
    expect(await latest('suspended', OTHER)).toMatchObject({ label: 'Ombeline Fourcade', reason: 'Compte partagé', actor: MCP, told: expect.arrayContaining(await letters('Un accès est suspendu')) as string[] });
    expect(await letters('Un accès est suspendu')).toContain('ombeline.fourcade@ccas-castelbrun.example');
    const here = done.location ?? '';
    expect((await send(mcp, here, `${here}/actes`, { acte: 'suspendre', motif: 'Encore' })).body).toContain('Cette habilitation est déjà suspendue.');
    for (const fields of [{ acte: 'retablir', motif: '' }, { acte: 'mot-de-passe', motif: 'Message suspect' }, { acte: 'mot-de-passe-change', motif: '' }]) expect((await send(mcp, here, `${here}/actes`, fields)).status).toBe(303);
    expect((await letters('La suspension d’un accès est levée')).length).toBeGreaterThan(0);
    expect(await letters('Un mot de passe est changé')).toContain('ombeline.fourcade@ccas-castelbrun.example');
    expect(await latest('password-changed', OTHER)).toMatchObject({ told: expect.arrayContaining(await letters('Un mot de passe est changé')) as string[] });
    expect(await letters('Un mot de passe est à changer')).toContain('ombeline.fourcade@ccas-castelbrun.example');
    expect((await habilitationsOf(office.sql, OTHER)).find(({ contact_id }) => contact_id === 'ccas-castelbrun-administratrice')).toMatchObject({ state: 'active', password_change_at: null });
  });

  it('takes the delegation back, gives access within the quota alone, notes counts, quotas and dates, gives the delegation back', async () => {
    const mcp = await office.signIn(MCP);
    const act = (fields: Record<string, string>) => send(mcp, page, `${page}/actes`, fields);
    const [bulletin] = await bulletinsOf(office.sql, OTHER);
    const profil = `${bulletin?.id ?? ''}|T1`;
    await inTx((tx) => setQuota(tx, { bulletin_id: bulletin?.id ?? '', profile: 'T1', users: 1 }, OTHER));
    expect((await act({ acte: 'donner', nom: 'Lou Perrin', profil })).body).toContain('mode délégué : son administrateur donne les accès');
    expect((await act({ acte: 'effectif', profil, nombre: '-2' })).body).toContain('Écrivez un nombre entier');
    await act({ acte: 'effectif', profil, nombre: '3' });
    expect((await mcp.get(page)).body).toContain('dépassé de 2');
    expect((await act({ acte: 'retirer-delegation', motif: 'Manquement' })).status).toBe(303);
    expect((await letters('La délégation est retirée')).length).toBeGreaterThan(0);
    expect((await act({ acte: 'donner', nom: '', courriel: 'pas-une-adresse', profil: '' })).body).toMatch(/Écrivez le nom de la personne[^]*Adresse de courriel incorrecte[^]*Choisissez un profil/);
    expect((await act({ acte: 'donner', nom: 'Lou Perrin', courriel: 'lou.perrin@ccas-castelbrun.example', profil })).status).toBe(303);
    expect(await letters('Un accès est donné')).toContain('lou.perrin@ccas-castelbrun.example');
    const full = await act({ acte: 'donner', nom: 'Noé Vidal', profil });
    expect(full.body).toContain('permet 1 utilisateur du profil T1, 1 a déjà un accès : il n’y a plus de place.');
    expect(full.body).toContain('value="Noé Vidal"');
    await act({ acte: 'quota', profil, nombre: '2' });
    await inTx((tx) => setConventionFile(tx, OTHER, { opened_on: '2027-01-01' as LocalDate }));
    expect((await act({ acte: 'donner', nom: 'Noé Vidal', profil })).body).toContain('Cette convention n’est pas ouverte');
    await inTx((tx) => setConventionFile(tx, OTHER, { opened_on: '2024-03-11' as LocalDate }));
    expect((await act({ acte: 'donner', nom: 'Noé Vidal', profil })).status).toBe(303);
    expect((await act({ acte: 'date', quoi: 'signed_on', date: '2026-02-31' })).body).toContain('Date incorrecte');
    const file = await conventionFile(office.sql, OTHER);
    for (const [quoi, date, why] of [
      ['signed_on', '2026-02-28', /Les services sont ouverts depuis le .*11 mars 2024, et rien ne s’ouvre avant la signature de la convention/],
      ['contract_signed_on', '2024-03-12', /rien ne s’ouvre avant la signature du contrat de service/],
      ['formalities_on', '2024-03-12', /rien ne s’ouvre avant les formalités/],
      ['signed_on', '2099-01-01', /Donnez une date qui n’est pas à venir/],
      ['opened_on', '2023-01-01', /Rien ne s’ouvre avant/],
    ] as const) {
      const refused = await act({ acte: 'date', quoi, date });
      expect([refused.status, /id="date-date-erreur"[^>]*>([\s\S]*?)<\/div>/.exec(refused.body)?.[1]?.replaceAll(/<[^>]+>/g, ' ')]).toEqual([422, expect.stringMatching(why)]);
    }
    expect(await conventionFile(office.sql, OTHER)).toEqual(file);
    expect((await act({ acte: 'date', quoi: 'signed_on', date: '2024-02-28' })).status).toBe(303);
    expect(await conventionFile(office.sql, OTHER)).toMatchObject({ signed_on: '2024-02-28' });
    // What was entered before dates were compared is shown as such.
    expect((await mcp.get(page)).body).not.toContain('Dates à vérifier');
    await inTx((tx) => setConventionFile(tx, OTHER, { signed_on: '2024-05-01' as LocalDate }));
    expect((await mcp.get(page)).body).toContain('Dates à vérifier');
    await inTx((tx) => setConventionFile(tx, OTHER, { signed_on: '2024-02-28' as LocalDate }));
    expect((await act({ acte: 'rendre-delegation', motif: 'Il est remédié' })).status).toBe(303);
    expect(await letters('La délégation est rendue')).toEqual(await letters('La délégation est retirée')); // to the same, the signatory among them
    expect(await latest('delegation-restored', OTHER)).toMatchObject({ reason: 'Il est remédié', told: expect.arrayContaining(await letters('La délégation est rendue')) as string[] });
    expect((await act({ acte: 'mode', mode: 'centralised' })).body).toContain('il ne change que par avenant');
  });

  it('a bulletin is added, signed, completed and corrected on the convention’s page; each refusal says why and leads there', async () => {
    const mcp = await office.signIn(MCP);
    const act = (fields: Record<string, string>) => send(mcp, page, `${page}/actes`, fields);
    const bulletin = async (unit: string) => (await bulletinsOf(office.sql, OTHER)).find((one) => one.service === 'AFAS' && one.unit === unit);
    const wrong: ReadonlyArray<readonly [Record<string, string>, string]> = [
      [{ acte: 'bulletin', service: '', date: '2026-02-31' }, 'Choisissez le service du bulletin.'],
      [{ acte: 'bulletin', service: 'AFAS', date: '2026-11-04' }, 'Donnez une date qui n’est pas à venir'],
      [{ acte: 'bulletin-signature', bulletin: 'ailleurs', date: '2026-11-02' }, 'Choisissez un bulletin de cette convention.'],
      [{ acte: 'profil', bulletin: '', profil: 'T1' }, 'Choisissez un bulletin de cette convention.'],
      [{ acte: 'profil', bulletin: '', profil: 'T*' }, 'Profil incorrect'],
    ];
    for (const [fields, words] of wrong) {
      const answer = await act(fields);
      expect([answer.status, answer.body.includes(words)], words).toEqual([422, true]);
    }
    // A service of a convention that is open stays closed until it is opened on its own.
    await office.sql`update convention set services = '{CDAP}' where id = ${OTHER}`;
    expect((await act({ acte: 'bulletin', service: 'AFAS', unite: ' Crèche  municipale ', date: '' })).status).toBe(303);
    expect((await act({ acte: 'bulletin', service: 'AFAS', unite: 'crèche municipale', date: '' })).body).toContain('Ce bulletin est déjà au registre');
    const afas = await bulletin('Crèche municipale');
    expect([afas?.signed_on, await office.sql`select services from convention where id = ${OTHER}`]).toEqual([null, [{ services: ['AFAS', 'CDAP'] }]]);
    const services = `${page}/services`;
    expect((await mcp.get(services)).body).toContain(`${page}#bulletins`);
    const open = (date: string) => send(mcp, services, services, { acte: 'ouvrir', service: 'AFAS', date });
    expect((await open('2026-11-02')).body).toContain('un bulletin d’adhésion signé pour ce service');
    expect((await act({ acte: 'bulletin-signature', bulletin: afas?.id ?? '', date: '2024-01-15' })).status).toBe(303);
    expect((await mcp.get(services)).body).toContain('pas ouvert');
    expect((await open('2026-11-02')).status).toBe(303);
    expect((await act({ acte: 'bulletin-signature', bulletin: afas?.id ?? '', date: '2026-11-03' })).body).toContain('un bulletin signé au plus tard ce jour-là lui est nécessaire');
    expect((await act({ acte: 'bulletin-signature', bulletin: afas?.id ?? '', date: '2026-10-05' })).status).toBe(303);
    const signed = (await registerActsOf(office.sql, OTHER)).filter(({ kind }) => kind === 'bulletin-signed');
    expect(signed.map(({ label, reason, actor }) => [label.replaceAll(/[\u00a0\u202f]/g, ' '), reason.replaceAll(/[\u00a0\u202f]/g, ' '), actor]).sort()).toEqual([['AFAS, Crèche municipale, le lun. 15 janv. 2024', '', MCP], ['AFAS, Crèche municipale, le lun. 5 oct. 2026', 'au lieu de : lun. 15 janv. 2024', MCP]]);
    // A profile, its number, a correction of each.
    const corrections: ReadonlyArray<Record<string, string>> = [{ acte: 'profil', bulletin: afas?.id ?? '', profil: 'a1', nombre: '' }, { acte: 'quota', profil: `${afas?.id ?? ''}|A1`, nombre: '4' }, { acte: 'bulletin-unite', bulletin: afas?.id ?? '', unite: 'Crèche des Saules' }];
    for (const fields of corrections) expect((await act(fields)).status).toBe(303);
    expect((await act({ acte: 'profil', bulletin: afas?.id ?? '', profil: 'A1', nombre: '5' })).body).toContain('corrigez son nombre permis');
    expect([(await bulletin('Crèche des Saules'))?.signed_on, (await quotasOf(office.sql, OTHER)).find(({ profile }) => profile === 'A1')?.users]).toEqual(['2026-10-05', 4]);
    expect((await mcp.get(page)).body).toMatch(/Bulletin d’adhésion ajouté[^]*AFAS, Crèche municipale/);
    expect((await (await office.signIn(MELISANDE)).get(page)).body).not.toContain('Ajouter un bulletin');
  });

  it('opens a formal notice, notes its posting and its receipt, and that it was remedied', async () => {
    const mcp = await office.signIn(MCP);
    expect((await send(mcp, page, `${page}/actes`, { acte: 'mise-en-demeure', motif: '' })).status).toBe(422);
    await send(mcp, page, `${page}/actes`, { acte: 'mise-en-demeure', motif: 'Comptes partagés' });
    const [notice] = await office.sql<{ id: string }[]>`select id from journey where kind = 'formal-notice' and convention_id = ${OTHER}`;
    const to = `${page}/mises-en-demeure/${notice?.id ?? ''}`;
    expect((await send(mcp, page, to, { acte: 'envoi', date: '2026-11-02', suivi: '' })).body).toContain('Écrivez le numéro de suivi');
    for (const fields of [{ acte: 'envoi', date: '2026-11-01', suivi: '1A 204' }, { acte: 'reception', date: '2026-11-02', suivi: '' }]) expect((await send(mcp, page, to, fields)).status).toBe(303);
    expect((await mcp.get(page)).body).toContain('Reçue : le délai court.');
    // Received in the afternoon or in the morning, the month is whole: it runs from the end of that day.
    expect(await office.sql`select at from journey_fact where journey = ${notice?.id ?? ''} and kind = 'notice-received'`).toMatchObject([{ at: '2026-11-02T22:59:59.000Z' }]);
    // The signatory, who may open no request, answers the letter: a person reads it, the notice and its manager know of it.
    const [letter] = await office.sql<{ message_id: string }[]>`select message_id from letter where journey = ${notice?.id ?? ''} and to_address = 'eulalie.bordenave@ccas-castelbrun.example'`;
    await office.receive('31', mail('Eulalie Bordenave <eulalie.bordenave@ccas-castelbrun.example>', 'Re: Mise en demeure reçue', 'Chacun a son compte depuis hier.').replace('MIME-Version', `In-Reply-To: ${letter?.message_id ?? ''}\r\nMIME-Version`));
    expect(await office.sql`select outcome, reason from arrived_mail where from_address like 'eulalie.%'`).toEqual([{ outcome: 'to-identify', reason: 'answers-letter' }]);
    expect((await mcp.get(page)).body).toMatch(/Réponse du partenaire[^]*Eulalie Bordenave, [^]*à lire sur « À identifier »/);
    expect((await (await office.signIn(MELISANDE)).get('/a-identifier')).body).toContain('Répond à un courrier du guichet');
    await office.tools.tellJourney({ id: notice?.id ?? '', kind: 'formal-notice' }, 0);
    const told = await office.sql<{ raw: Buffer; to_address: string }[]>`select raw, to_address from letter where journey = ${notice?.id ?? ''} and kind = 'notice-answered'`;
    expect(told.map(({ to_address }) => to_address)).toEqual(['responsable@caf31.example']);
    await send(mcp, page, to, { acte: 'remede', motif: 'Comptes séparés' });
    expect((await mcp.get(page)).body).toContain('Close : il a été remédié.');
  });

  it('exports without formulas; the second of a double click does nothing', async () => {
    const mcp = await office.signIn(MCP);
    await inTx((tx) => giveAdministratorAccess(tx, { conventionId: OTHER, rank: 'deputy-administrator', name: '=HYPERLINK("http://x.example")', email: 'formule@ccas-castelbrun.example', phones: [], jobTitle: null, ladderRank: null }, BY));
    const id = (await habilitationsOf(office.sql, OTHER)).find(({ email }) => email === 'formule@ccas-castelbrun.example')?.id ?? '';
    const form = await mcp.get(`${page}/acces/${id}`);
    for (let twice = 0; twice < 2; twice += 1) expect((await mcp.post(`${page}/acces/${id}/actes`, { acte: 'suspendre', motif: 'Essai', _cle: 'double-clic-registre' }, form)).status).toBe(303);
    expect((await registerActsOf(office.sql, OTHER)).filter(({ kind, habilitation_id }) => kind === 'suspended' && habilitation_id === id)).toHaveLength(1);
    expect((await mcp.bytes('/registre.csv')).bytes.toString()).toContain('\'=HYPERLINK');
    const { 'content.xml': sheet } = unzipSync((await mcp.bytes('/registre.ods')).bytes);
    const xml = Buffer.from(sheet ?? []).toString();
    expect(xml).toContain('<table:table-cell office:value-type="string"><text:p>=HYPERLINK(&quot;http://x.example&quot;)</text:p></table:table-cell>');
    expect([xml.includes('table:formula'), /office:value-type="(?!string)/.test(xml)]).toEqual([false, false]);
  });
});

describe('a departure', () => {
  it('reported on the portal is withdrawn at once, confirmed to all who manage, and makes a change of administrator due', async () => {
    const [admin] = (await contactsOfConvention(office.sql, CONVENTION)).filter(({ role }) => role === 'administrator');
    const deputy = await visit(office, 'timothee.larrouy@castelbrun.example');
    const own = `/partenaire/conventions/${CONVENTION}`;
    expect((await deputy.get('/partenaire')).body).toContain(`${own}/habilitations`);
    expect((await deputy.get(`${own}/habilitations`)).body).toContain('Signaler un départ');
    const empty = await send(deputy, `${own}/depart`, `${own}/depart`, { personne: '', cause: '', date: '' });
    expect([empty.status, empty.body.includes('Choisissez qui part'), empty.body.includes('Donnez une date.')]).toEqual([422, true, true]);
    const line = (await habilitationsOf(office.sql, CONVENTION)).find(({ contact_id }) => contact_id === admin?.id);
    expect((await send(deputy, `${own}/depart`, `${own}/depart`, { personne: line?.id ?? admin?.id ?? '', cause: 'depart', date: '2026-11-02', note: 'Mutation' })).location).toBe('/partenaire');
    expect((await contactsOfConvention(office.sql, CONVENTION)).filter(({ role }) => role === 'administrator')).toEqual([]);
    expect(await letters('Départ enregistré')).toEqual(expect.arrayContaining(['timothee.larrouy@castelbrun.example', 'philibert.dastugue@castelbrun.example', admin?.email]));
    expect(await latest('departure')).toMatchObject({ label: admin?.name, actor: 'partner:timothee.larrouy@castelbrun.example', reason: 'Départ signalé par Timothée Larrouy : Mutation' });
    expect(await latest('withdrawn')).toMatchObject({ label: admin?.name });
    const agent = await office.signIn(MELISANDE);
    expect((await agent.get('/changements')).body).toContain('Un changement d’administrateur est à demander au partenaire.');
    const mcp = await office.signIn('habilitations@caf31.example');
    expect((await mcp.get(`/registre/${CONVENTION}`)).body).toContain('accès à fermer dans Mon Compte Partenaire');
    const [open] = await office.sql<{ id: string }[]>`select id from departure where convention_id = ${CONVENTION} and closed_at is null`;
    await send(mcp, `/registre/${CONVENTION}`, `/registre/${CONVENTION}/actes`, { acte: 'depart-execute', depart: open?.id ?? '' });
    expect(await latest('departure-closed')).toMatchObject({ label: admin?.name });
  });

  it('is entered by an agent who was told; a user of a delegated partner is the partner’s to withdraw; nobody else reports one', async () => {
    const agent = await office.signIn(MELISANDE);
    const form = `/registre/${OTHER}/depart`;
    const common = { cause: 'poste', date: '2026-11-02', 'signale-par': 'Ombeline Fourcade', canal: 'telephone' };
    expect((await send(agent, form, form, { personne: 'autre', ...common })).body).toContain('Écrivez le nom de la personne.');
    expect((await send(agent, form, form, { personne: 'autre', nom: 'Lou Perrin', ...common })).status).toBe(303);
    expect((await letters('un accès est à retirer par vous')).length).toBeGreaterThan(0);
    const user = (await habilitationsOf(office.sql, OTHER)).find(({ rank, state }) => rank === 'user' && state === 'active');
    expect((await send(agent, form, form, { personne: user?.id ?? '', ...common })).location).toBe(`/registre/${OTHER}`);
    expect((await habilitationsOf(office.sql, OTHER)).find(({ id }) => id === user?.id)).toMatchObject({ state: 'withdrawn' });
    const [self] = (await habilitationsOf(office.sql, CONVENTION)).filter(({ email, state }) => email === 'timothee.larrouy@castelbrun.example' && state !== 'withdrawn');
    const leaving = await visit(office, 'timothee.larrouy@castelbrun.example');
    const own = `/partenaire/conventions/${CONVENTION}/depart`;
    const done = await send(leaving, own, own, { personne: self?.id ?? 'castelbrun-suppleant', cause: 'depart', date: '2026-11-02' });
    expect([done.status, done.body.includes('Votre départ est signalé'), (await leaving.get(own)).status]).toEqual([200, true, 403]);
    const support = await visit(office, 'joachim.peyrade@castelbrun.example');
    expect((await support.get(`/partenaire/conventions/${CONVENTION}/habilitations`)).status).toBe(403);
    const elsewhere = await visit(office, 'ombeline.fourcade@ccas-castelbrun.example');
    expect((await elsewhere.get(`/partenaire/conventions/${CONVENTION}/habilitations`)).status).toBe(404);
  });
});

it('each of these forms is taken once, however often it is sent', () => {
  expect(formsOf(twice.paths)).toEqual([
    '/partenaire/conventions/…/depart', '/registre/…/acces/…/actes', '/registre/…/actes', '/registre/…/depart', '/registre/…/mises-en-demeure/…', '/registre/…/services',
  ]);
});
