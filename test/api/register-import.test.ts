import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bulletinsOf, conventionFile, habilitationsOf, quotasOf, registerActsOf, setConventionFile } from '../../db/register';
import type { LocalDate } from '../../domain/ids';
import type { Answer, Browser } from './browser';
import { startOffice, type Office } from './office';

const HEADS = 'Partenaire;SIRET;Convention;Mode;Convention signée le;Contrat signé le;Formalités le;Ouverte le;Bulletin;Unité;Bulletin signé le;Profil;Utilisateurs permis;Rang;Prénom et nom;Fonction;Courriel;Téléphone;Accès donné le;État';
let office: Office;
let mcp: Browser;
beforeAll(async () => {
  office = await startOffice();
  mcp = await office.signIn('habilitations@caf31.example');
});
afterAll(async () => {
  await office?.stop();
});

const plain = (answer: Answer): string => answer.body.replaceAll(/<[^>]+>/g, ' ').replaceAll('&amp;', '&').replaceAll(/\s+/g, ' ');
const file = (...lines: string[]): string => [HEADS, ...lines].join('\r\n');
const counts = async () => (await office.sql`select (select count(*)::int from partner) as partners, (select count(*)::int from convention) as conventions, (select count(*)::int from contact) as contacts, (select count(*)::int from bulletin) as bulletins, (select count(*)::int from bulletin_quota) as quotas, (select count(*)::int from habilitation) as habilitations, (select count(*)::int from register_act) as acts`)[0];
/** The preview of a file: its page, with the form that confirms it. */
async function preview(bytes: string): Promise<{ readonly page: Answer; readonly path: string }> {
  const sent = await mcp.postFile('/imports-registre', {}, { name: 'registre.csv', bytes: Buffer.from(bytes) }, await mcp.get('/imports-registre'));
  expect(sent.status).toBe(303);
  const path = sent.location ?? '';
  return { page: await mcp.get(path), path };
}
const idOf = async (number: string): Promise<string> => (await office.sql<{ id: string }[]>`select id from convention where number = ${number}`)[0]?.id ?? '';

const RIGHT = file(
  'Mairie de Peyrelande;73282932000074;31-2026-301;délégué;05/01/2026;05/01/2026;10/01/2026;02/02/2026;CDAP;;05/01/2026;T1;12;administratrice;Isaure Vidalenc;secrétaire;ISAURE.VIDALENC@peyrelande.example;05 36 49 02 10;01/02/2026;',
  'Mairie de Peyrelande;73282932000074;31-2026-301;;;;;;CDAP;;;T13;à saisir;suppléant;Gonzague Escande;maire;gonzague.escande@peyrelande.example;;01/02/2026;suspendu',
  'Mairie de Peyrelande;73282932000074;31-2026-301;;;;;;AFAS;Crèche municipale;;;;;;;;;;',
  'Mairie de Castelbrun-d’Arros;;31-2024-017;;;;;;CDAP;Service social;;T1;12;administrateur;Clémence Astugue;;clemence.astugue@castelbrun.example;;;',
);

describe('a file of the register that is right', () => {
  it('is shown first, brought in whole, and brings nothing more the second time', async () => {
    const before = await counts();
    const { page, path } = await preview(RIGHT);
    expect(plain(page)).toContain('Le fichier est correct : voyez ce qu’il apporte, puis confirmez.');
    expect(plain(page)).toMatch(/4 dates, 2 bulletins, 2 nombres permis, 2 accès/);
    expect(plain(page)).toMatch(/Ligne 5 .*Clémence Astugue.* déjà connu/);
    expect(await counts()).toEqual(before);
    const done = await mcp.post(path, {}, page);
    expect(done.status).toBe(303);
    expect(plain(await mcp.get(done.location ?? ''))).toContain('Le registre est importé.');
    await mcp.post(path, { _cle: 'un-autre-formulaire' }, page);
    const id = await idOf('31-2026-301');
    expect(await conventionFile(office.sql, id)).toMatchObject({ signed_on: '2026-01-05', opened_on: '2026-02-02' });
    expect((await bulletinsOf(office.sql, id)).map(({ service, unit, signed_on }) => [service, unit, signed_on])).toEqual([['AFAS', 'Crèche municipale', null], ['CDAP', '', '2026-01-05']]);
    expect((await quotasOf(office.sql, id)).map(({ profile, users }) => [profile, users])).toEqual([['T1', 12], ['T13', null]]);
    expect((await habilitationsOf(office.sql, id)).map(({ rank, name, state, given_at, contact_id }) => [rank, name, state, given_at, contact_id !== null])).toEqual([
      ['administrator', 'Isaure Vidalenc', 'active', '2026-01-31T23:00:00.000Z', true], ['deputy-administrator', 'Gonzague Escande', 'suspended', '2026-01-31T23:00:00.000Z', true],
    ]);
    expect((await registerActsOf(office.sql, id)).map(({ kind }) => kind).sort()).toEqual(['contract_signed_on', 'formalities_on', 'given', 'given', 'imported', 'opened_on', 'signed_on']);
    expect((await registerActsOf(office.sql, id)).filter(({ kind }) => kind === 'given').map(({ at, recorded_at }) => [at, recorded_at])).toEqual(Array.from({ length: 2 }, () => ['2026-01-31T23:00:00.000Z', office.clock.now()]));
    const after = await counts();
    const again = await preview(RIGHT);
    expect(plain(again.page)).toContain('Tout est déjà connu : il n’y a rien à importer.');
    await mcp.post(again.path, {}, again.page);
    expect(await counts()).toEqual(after);
  });

  it('corrects the dates that come again otherwise, in sight before it is confirmed; two lines may not say two', async () => {
    const id = await idOf('31-2026-301');
    const line = (signed: string, bulletin: string) => `Mairie de Peyrelande;73282932000074;31-2026-301;;${signed};;;;CDAP;;${bulletin};;;;;;;;;`;
    const two = await preview(file(line('06/01/2026', '05/01/2026'), line('07/01/2026', '07/01/2026')));
    expect(plain(two.page)).toMatch(/Ligne 3 Convention signée le La ligne 2 donne une autre date à la convention 31-2026-301.*Ligne 3 Bulletin signé le La ligne 2 donne à ce bulletin une autre date/);
    expect(plain((await preview(file(line('', '03/02/2026')))).page)).toMatch(/Bulletin signé le La convention est ouverte depuis le .*2 févr. 2026/);
    expect(plain((await preview(file(line('03/02/2026', '')))).page)).toMatch(/Ligne 2 Convention signée le Les services sont ouverts depuis le .*2 févr. 2026, et rien ne s’ouvre avant la signature de la convention/);
    expect(plain((await preview(file(line('03/02/2030', '04/02/2030')))).page)).toMatch(/Ligne 2 Convention signée le Donnez une date qui n’est pas à venir.*Ligne 2 Bulletin signé le Donnez une date qui n’est pas à venir/);
    const { page, path } = await preview(file(line('06/01/2026', '07/01/2026')));
    expect(plain(page)).toMatch(/2 dates corrigées.*corrige : convention signée le mar. 6 janv. 2026, au lieu du lun. 5 janv. 2026, corrige : bulletin CDAP signé le mer. 7 janv. 2026, au lieu du lun. 5 janv. 2026/);
    expect((await mcp.post(path, {}, page)).status).toBe(303);
    expect([(await conventionFile(office.sql, id))?.signed_on, (await bulletinsOf(office.sql, id)).find(({ service }) => service === 'CDAP')?.signed_on]).toEqual(['2026-01-06', '2026-01-07']);
    expect((await registerActsOf(office.sql, id)).filter(({ kind }) => kind === 'signed_on' || kind === 'bulletin-signed').map(({ kind, reason }) => `${kind} ${reason}`).sort()).toEqual([
      'bulletin-signed Import : registre.csv', 'signed_on registre.csv', expect.stringMatching(/^signed_on registre.csv, au lieu du lun/) as string,
    ]);
  });

  it('brings users where the Caf gives access itself, as many as the bulletin allows', async () => {
    const id = await idOf('31-2024-018');
    await office.desk.begin(async (tx) => await setConventionFile(tx, id, { mode: 'centralised', delegation_taken_back_at: office.clock.now() }));
    const user = (name: string, more = '') => `CCAS de Castelbrun-d’Arros;;31-2024-018;;;;;;CDAP;Aide sociale;;T13;${more};utilisateur;${name};;;;;`;
    await office.desk.begin(async (tx) => await setConventionFile(tx, id, { opened_on: null }));
    expect(plain((await preview(file(user('Lou Perrin', '1')))).page)).toMatch(/Ligne 2 Ouverte le Cette convention n’est pas ouverte/);
    await office.desk.begin(async (tx) => await setConventionFile(tx, id, { opened_on: '2024-03-11' as LocalDate }));
    const { page, path } = await preview(file(user('Lou Perrin', '1'), user('Noé Vidal'), user('Lou Perrin')));
    expect(plain(page)).toMatch(/Ligne 3 Utilisateurs permis Le bulletin d’adhésion permet 1 utilisateur du profil T13, 1 a déjà un accès/);
    expect(plain(page)).toMatch(/Ligne 4 Prénom et nom Cette personne est déjà dans le fichier sous ce profil, ligne 2/);
    expect((await mcp.post(path, { _cle: 'import-refuse-0000' }, page)).status).toBe(422);
    const right = await preview(file(user('Lou Perrin', '1')));
    await mcp.post(right.path, {}, right.page);
    expect((await habilitationsOf(office.sql, id)).map(({ rank, name, profile }) => [rank, name, profile])).toEqual([['user', 'Lou Perrin', 'T13']]);
    const again = await preview(file(user('Lou Perrin', '1')));
    expect(plain(again.page)).toContain('Tout est déjà connu');
  });
});

describe('a file of the register that is wrong', () => {
  it('has each bad line named with its column and its reason, and brings nothing at all', async () => {
    const before = await counts();
    const lines: ReadonlyArray<readonly [string, RegExp]> = [
      ['Mairie A;73282932000075;31-2026-401;;;;;;;;;;;;;;;;;', /Ligne 2 SIRET SIRET incorrect : « 73282932000075 »/],
      [';;31-2026-402;;;;;;;;;;;;;;;;;', /Ligne 3 Partenaire Écrivez le nom du partenaire/],
      ['Mairie C;;31-2026-403;centralisé;31/02/2026;;;;;;;;;;;;;;;', /Ligne 4 Convention signée le Date incorrecte : « 31\/02\/2026 »/],
      ['Mairie D;;31-2026-404;centralisé;;;;;;;;;;;;;;;;', /Ligne 5 Mode Le contrat de cette Caf est en mode délégué/],
      ['Mairie E;;31-2026-405;;05/01/2026;;;02/02/2026;;;;;;;;;;;;', /Ligne 6 Ouverte le Rien ne s’ouvre avant : la signature du contrat de service, un bulletin d’adhésion signé, les formalités de protection des données/],
      ['Mairie F;;31-2026-406;;;;;;CDAP;;;T*;3;;;;;;;', /Ligne 7 Profil Profil incorrect : « T\* »/],
      ['Mairie G;;31-2026-407;;;;;;CDAP;;;T1;douze;;;;;;;', /Ligne 8 Utilisateurs permis Nombre d’utilisateurs incorrect : « douze »/],
      ['Mairie H;;31-2026-408;;;;;;CDAP;;;T1;3;utilisateur;Une Personne;;;;;', /Ligne 9 Rang Cette convention est en mode délégué/],
      ['Mairie I;;31-2026-409;;;;;;;;;;;chef;Une Personne;;;;;retiré', /Ligne 10 Rang Rang inconnu : « chef ».*Ligne 10 État État inconnu : « retiré »/],
      ['Mairie de Castelbrun-d’Arros;;31-2024-017;;01/01/2020;;;;CDAP;Service social;;T1;99;;;;;;;', /Ligne 11 Utilisateurs permis Ce bulletin permet 12 utilisateurs du profil T1, non 99/],
      ['Mairie K;;31-2024-017;;;;;;DGFiP;;;;;;;;;;;', /Ligne 12 Convention La convention 31-2024-017 est celle de/],
      ['Mairie L;;31-2026-412;;;;;;;;;;;administrateur;Une Personne;;guichet@caf31.example;;01/01/2030;', /Ligne 13 Accès donné le Un accès n’est pas donné à une date à venir/],
      ['Mairie de Castelbrun-d’Arros;;31-2024-017;;;;;;;;;;;suppléant;Une Autre;;une.autre@castelbrun.example;;;', /Ligne 14 Rang Une fiche ne nomme pas d’administrateur/],
      ['=HYPERLINK(0);;31-2026-413;;;;;;CDAP;;;;4;;;;;;;', /Ligne 15 Profil Dites de quel profil est ce nombre d’utilisateurs/],
    ];
    const { page, path } = await preview(file(...lines.map(([line]) => line)));
    for (const [, reason] of lines) expect(plain(page)).toMatch(reason);
    expect(plain(page)).toContain('14 lignes sont à corriger : rien n’est importé.');
    expect((await mcp.post(path, { _cle: 'import-refuse-0001' }, await mcp.get('/imports-registre'))).status).toBe(422);
    expect(await counts()).toEqual(before);
  });

  it('gives no access under a convention that has ended; what is known of it already is no fault', async () => {
    const id = await idOf('31-2024-018');
    await office.desk.begin(async (tx) => await setConventionFile(tx, id, { terminated_on: '2026-11-01' as LocalDate }));
    const line = (rank: string, name: string, email: string, profile = 'T13') => `CCAS de Castelbrun-d’Arros;;31-2024-018;;;;;;CDAP;Aide sociale;;${profile};;${rank};${name};;${email};;;`;
    const { page } = await preview(file(line('utilisateur', 'Lou Perrin', ''), line('utilisateur', 'Ada Revenue', '', 'T1'), line('suppléant', 'Noé Nouveau', 'noe.nouveau@ccas-castelbrun.example')));
    const over = 'La convention 31-2024-018 est résiliée : elle ne donne plus d’accès.';
    expect([...plain(page).matchAll(/Ligne (\d+) Convention (La convention [^.]*\.)/g)].map(([, n, why]) => [n, why])).toEqual([['3', over]]);
    expect(plain(page)).toMatch(/Ligne 4 Rang Une fiche ne nomme pas d’administrateur/);
    await office.desk.begin(async (tx) => await setConventionFile(tx, id, { terminated_on: null }));
  });

  it('without its headings, empty, or of another Caf’s is refused before it is looked at', async () => {
    expect(plain((await preview('Nom;Prénom\r\nA;B')).page)).toContain('Il manque les colonnes « Partenaire », « Convention » sur la première ligne.');
    const empty = await mcp.postFile('/imports-registre', {}, null, await mcp.get('/imports-registre'));
    expect([empty.status, empty.body.includes('Choisissez un fichier CSV.')]).toEqual([422, true]);
    const { path } = await preview(RIGHT);
    expect((await (await office.signIn('responsable@caf31.example')).get(path)).status).toBe(403);
    expect((await (await office.signIn('responsable@caf31.example')).get(path.replace('-registre', ''))).status).toBe(404);
    expect((await mcp.bytes('/imports-registre/modele.csv')).bytes.toString()).toContain('Utilisateurs permis');
  });
});
