import iconv from 'iconv-lite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Browser } from './browser';
import { MELISANDE, startOffice, type Office } from './office';

const SOLVEIG = 'responsable@caf31.example';
const TITLES = 'Partenaire;SIRET;Convention;Services;Rôle;Prénom et nom;Fonction;Courriel;Téléphone;Échelon';

let office: Office;
let manager: Browser;
let form: Answer;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(async () => {
  await office.stop();
});
beforeEach(async () => {
  manager = await office.signIn(SOLVEIG);
  form = await manager.get('/imports');
});

const plain = (answer: Answer): string => answer.body.replaceAll(/<[^>]+>/g, ' ').replaceAll('&amp;', '&').replaceAll(/\s+/g, ' ');
const send = async (bytes: string | Buffer, name = 'liste.csv') => await manager.postFile('/imports', {}, { name, bytes: Buffer.from(bytes) }, await manager.get('/imports'));
const rows = async () => (await office.sql<{ partners: number; conventions: number; contacts: number }[]>`select (select count(*)::int from partner) as partners, (select count(*)::int from convention) as conventions, (select count(*)::int from contact) as contacts`)[0];

/** The preview of a file: its page, with the form that confirms it. */
async function preview(bytes: string | Buffer): Promise<{ readonly page: Answer; readonly path: string }> {
  const sent = await send(bytes);
  expect(sent.status).toBe(303);
  const path = sent.location ?? '';
  return { page: await manager.get(path), path };
}

const file = (...lines: string[]): string => [TITLES, ...lines].join('\r\n');

describe('a file that is right', () => {
  const LINES = [
    'Mairie de Peyrelande;73282932000074;31-2026-301;CDAP, AFAS;Support niveau 1;Isaure Vidalenc;secrétaire;ISAURE.VIDALENC@peyrelande.example;05 36 49 02 10;',
    'Mairie de Peyrelande;73282932000074;31-2026-301;;Contact d’escalade;Gonzague Escande;maire;gonzague.escande@peyrelande.example;+33 5 36 49 02 11 / 06 39 98 02 11;1',
    'Crèche Les Petits Pas;;31-2026-302;Offre DGFiP;;;;;;',
    'Mairie de Castelbrun-d’Arros;;31-2024-017;;DPO;Ysaure Cazalot;déléguée à la protection des données;ysaure.cazalot@castelbrun.example;05 36 49 01 17;',
    '"Mairie de Castelbrun-d’Arros";;31-2024-017;;Autre personne;"Mazarine ""Zaza"" Delpech";agente;mazarine.delpech@castelbrun.example;;',
  ];

  it('is shown before anything is kept, then brought in whole, once, with a report and a line of the journal', async () => {
    const before = await rows();
    const { page, path } = await preview(file(...LINES));
    expect(plain(page)).toContain('Le fichier est correct : 3 contacts à ajouter.');
    expect(plain(page)).toMatch(/Ligne 5 .*Ysaure Cazalot.* déjà connu/);
    expect(await rows()).toEqual(before);
    const done = await manager.post(path, {}, page);
    expect(done.status).toBe(303);
    const after = await rows();
    expect(after).toEqual({ partners: (before?.partners ?? 0) + 2, conventions: (before?.conventions ?? 0) + 2, contacts: (before?.contacts ?? 0) + 3 });
    const report = plain(await manager.get(done.location ?? ''));
    expect(report).toContain('3 contacts importés.');
    expect(report).toContain('1 ligne, sans changement');
    await manager.post(path, {}, page);
    await manager.post(path, { _cle: 'un-autre-formulaire' }, page);
    expect(await rows()).toEqual(after);
    expect(await office.sql`select label, after from setting_change where area = 'import'`).toMatchObject([{ label: 'liste.csv', after: { partners: 2, conventions: 2, contacts: 3 } }]);
    expect(await office.sql`select bytes from import_file where done_at is not null`).toMatchObject([{ bytes: null }]);
  });

  it('made what it says', async () => {
    expect(await office.sql`select partner.siret, convention.services, contact.name, role, email, phones, ladder_rank from contact join convention on convention.id = convention_id join partner on partner.id = partner_id where number = '31-2026-301' order by contact.name`).toMatchObject([
      { siret: '73282932000074', services: ['AFAS', 'CDAP'], name: 'Gonzague Escande', role: 'escalation-contact', phones: ['+33536490211', '+33639980211'], ladder_rank: 1 },
      { name: 'Isaure Vidalenc', role: 'level-one-support', email: 'isaure.vidalenc@peyrelande.example', ladder_rank: null },
    ]);
    expect(await office.sql`select name from contact where email = 'mazarine.delpech@castelbrun.example'`).toMatchObject([{ name: 'Mazarine "Zaza" Delpech' }]);
    expect(await office.sql`select services from convention where number = '31-2026-302'`).toMatchObject([{ services: ['DGFIP'] }]);
  });

  it('sent again brings nothing: all is known', async () => {
    const { page } = await preview(file(...LINES));
    expect(plain(page)).toContain('Tout est déjà connu');
  });

  it.each([
    ['UTF-8 with a mark, commas', Buffer.from(`\ufeff${file('Zoé & Cie;;31-2026-310;;DPO;Zoé Ümit;;zoe@zoe.example;;').replaceAll(';', ',')}`), 'UTF-8', 'virgule'],
    ['Windows-1252', iconv.encode(file('Crèche du Pré;;31-2026-311;;Délégué à la protection des données;Zoé Œuvrard;;zoe@pre.example;;'), 'windows-1252'), 'Windows-1252', 'point-virgule'],
    ['UTF-16 with tabs', Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(file('Crèche du Pré;;31-2026-311;;DPO;Zoé Œuvrard;;zoe@pre.example;;').replaceAll(';', '\t'), 'utf-16le')]), 'UTF-16', 'tabulation'],
    ['sep= on the first line', Buffer.from(`sep=;\r\n${file('Crèche du Pré;;31-2026-311;;DPO;Zoé Œuvrard;;zoe@pre.example;;')}`), 'UTF-8', 'point-virgule'],
  ])('whatever its encoding and separator: %s', async (_, bytes, encoding, separator) => {
    const text = plain((await preview(bytes)).page);
    expect(text).toContain('1 contact à ajouter');
    expect(text).toContain(`Encodage ${encoding} Séparateur ${separator}`);
    expect(text).toMatch(/Zoé (Ümit|Œuvrard)/);
  });

  it('has its columns in any order, by other names, others left out', async () => {
    const text = plain((await preview('E-mail;TÉL.;Portable;Nom;Prénom;Rôle dans la convention;N° de convention;Raison sociale;Remarque\nz@z.example;05 36 49 03 10;06 39 98 03 10;Zay;Zoé;suppléante;31-2026-320;Zed;rien')).page);
    expect(text).toContain('1 contact à ajouter');
    expect(text).toContain('Zoé Zay');
    expect(text).toContain('Colonnes ignorées Remarque');
  });
});

describe('a file with bad lines is refused whole, each line named with its number and reasons', () => {
  const OK = 'Peyre;;31-2026-401;;DPO;Line Une;;line@peyre.example;;';
  it.each([
    ['an address', 'Peyre;;31-2026-401;;DPO;Nom;;nom@peyre;;', 'Courriel', 'Adresse de courriel incorrecte : « nom@peyre ».'],
    ['a telephone', 'Peyre;;31-2026-401;;DPO;Nom;;nom@peyre.example;05 36 49;', 'Téléphone', 'Numéro de téléphone incorrect : « 05 36 49 ».'],
    ['a SIRET', 'Peyre;73282932000075;31-2026-402;;DPO;Nom;;nom@peyre.example;;', 'SIRET', 'SIRET incorrect'],
    ['a role', 'Peyre;;31-2026-401;;Sorcier;Nom;;nom@peyre.example;;', 'Rôle', 'Rôle inconnu : « Sorcier ».'],
    ['no name', 'Peyre;;31-2026-401;;DPO;;;nom@peyre.example;;', 'Prénom et nom', 'Écrivez le nom de la personne.'],
    ['no convention', 'Peyre;;;;DPO;Nom;;nom@peyre.example;;', 'Convention', 'Écrivez le numéro de la convention.'],
    ['a service', 'Peyre;;31-2026-401;CDAP, CAFPRO;DPO;Nom;;nom@peyre.example;;', 'Services', 'Service inconnu : « CAFPRO »'],
    ['a rung', 'Peyre;;31-2026-401;;DPO;Nom;;nom@peyre.example;;12', 'Échelon', 'Échelon « 12 » impossible'],
    ['a rung without address', 'Peyre;;31-2026-401;;DPO;Nom;;;;1', 'Courriel', 'Un échelon se contacte par courriel'],
    ['too many cells', 'Peyre;;31-2026-401;;DPO;Nom;;nom@peyre.example;;;surplus', '—', 'Plus de cellules que d’en-têtes'],
    ['twice in the file', 'Peyre;;31-2026-401;;DPO;Line Une;;LINE@peyre.example;;', 'Courriel', 'Cette personne est déjà dans le fichier avec ce rôle, ligne 2.'],
    ['a convention of two partners', 'Autre;;31-2026-401;;DPO;Nom;;nom@peyre.example;;', 'Convention', 'La convention 31-2026-401 est celle de « Peyre », ligne 2.'],
    ['known with other details', 'Mairie de Castelbrun-d’Arros;;31-2024-017;;DPO;Ysaure Cazalot;autre fonction;ysaure.cazalot@castelbrun.example;;', 'Courriel', 'Ysaure Cazalot est déjà connu dans ce rôle, avec d’autres coordonnées'],
    ['a convention of another partner', 'Peyre;;31-2024-017;;DPO;Nom;;nom@peyre.example;;', 'Convention', 'La convention 31-2024-017 est déjà celle de « Mairie de Castelbrun-d’Arros ».'],
    ['a SIRET of another partner', 'Nouveau;73282932000074;31-2026-403;;DPO;Nom;;nom@peyre.example;;', 'SIRET', 'Ce SIRET est déjà celui de « Mairie de Peyrelande ».'],
    ['a rung that someone holds', 'Mairie de Castelbrun-d’Arros;;31-2024-017;;Signataire;Nom;;nom@peyre.example;;1', 'Échelon', 'L’échelon 1 de cette convention est déjà celui de Nadège Courtial.'],
    ['known services', 'Mairie de Castelbrun-d’Arros;;31-2024-017;DGFiP;Signataire;Nom;;nom@peyre.example;;', 'Services', 'La convention 31-2024-017 est connue avec CDAP, AFAS'],
    ['an administrator in place of another', 'Mairie de Castelbrun-d’Arros;;31-2024-017;;Administratrice;Nom;;nom@peyre.example;;', 'Rôle', 'Une fiche ne nomme pas d’administrateur'],
    ['our own mailbox', 'Peyre;;31-2026-401;;Signataire;Nom;;guichet@caf31.example;;', 'Courriel', 'Cette adresse est une boîte du guichet.'],
  ])('%s', async (_, line, column, reason) => {
    const before = await rows();
    const { page, path } = await preview(file(OK, line));
    const text = plain(page);
    expect(text).toContain('1 ligne est à corriger : rien n’est importé.');
    expect(text).toContain(`Ligne 3 ${column} ${reason}`);
    expect(text).not.toContain('Importer 2 lignes');
    expect((await manager.post(path, { _cle: `forced-${line.length}-${column.length}` }, form)).status).toBe(422);
    expect(await rows()).toEqual(before);
  });

  it('counts lines as the spreadsheet shows them, blank ones and cells of several lines included', async () => {
    const text = plain((await preview(file('"Peyre";;31-2026-401;;DPO;"Line\nUne";;line@peyre.example;;', '', ';;;;;;;;;', 'Peyre;;31-2026-401;;Sorcier;Nom;;nom@peyre.example;;'))).page);
    expect(text).toContain('Ligne 6 Rôle Rôle inconnu');
  });

  it('is refused whole when the memory has changed since the preview', async () => {
    const { page, path } = await preview(file('Concurrence;;31-2026-450;;DPO;Nom Premier;;premier@concurrence.example;;'));
    await office.sql`insert into partner (id, caf, name) values ('autre', '31', 'Autre partenaire')`;
    await office.sql`insert into convention (id, partner_id, caf, number) values ('autre', 'autre', '31', '31-2026-450')`;
    const answer = await manager.post(path, {}, page);
    expect(answer.status).toBe(422);
    expect(plain(answer)).toContain('La convention 31-2026-450 est déjà celle de « Autre partenaire ».');
    expect(await office.sql`select from partner where name = 'Concurrence'`).toHaveLength(0);
  });
});

describe('a file that is none', () => {
  it.each([
    ['a workbook', Buffer.from('504b03040a0000', 'hex'), 'C’est un classeur de tableur'],
    ['bytes', Buffer.from([0x50, 0, 0x51, 0]), 'n’est pas un texte'],
    ['headings alone', TITLES, 'n’a que des en-têtes'],
    ['headings that lack something', 'Partenaire;Convention\nA;B', 'Il manque les colonnes « Rôle », « Prénom et nom »'],
    ['a heading twice', `${TITLES};E-mail\nPeyre;;1;;DPO;A;;;;;`, 'Deux colonnes disent la même chose : « E-mail »'],
    ['quotes left open', file('"Peyre;;31-2026-401;;DPO;Nom;;;;'), 'des guillemets sont mal placés'],
    ['too many lines', file(...Array.from({ length: 5_001 }, (_, i) => `P${i};;C${i};;;;;;;`)), 'Ce fichier a 5001 lignes'],
  ])('says so: %s', async (_, bytes, message) => {
    expect(plain((await preview(bytes)).page)).toContain(message);
  });

  it.each([
    ['no file', null, 'Choisissez un fichier CSV.'],
    ['an empty one', { name: 'vide.csv', bytes: Buffer.alloc(0) }, 'Ce fichier est vide.'],
    ['one over two megabytes', { name: 'gros.csv', bytes: Buffer.alloc(2_000_001, 'a') }, 'Ce fichier dépasse 2 Mo'],
  ])('comes back to the form: %s', async (_, sent, message) => {
    const answer = await manager.postFile('/imports', {}, sent, form);
    expect(answer.status).toBe(422);
    expect(plain(answer)).toContain(message);
  });

  it('is not read of strangers, of agents, of a form without its token, nor without end', async () => {
    const agent = await office.signIn(MELISANDE);
    expect((await agent.postFile('/imports', {}, { name: 'a.csv', bytes: Buffer.from(TITLES) }, await agent.get('/file'))).status).toBe(403);
    expect((await manager.postFile('/imports', { _csrf: 'faux' }, { name: 'a.csv', bytes: Buffer.from(TITLES) }, form)).status).toBe(403);
    expect(plain(await manager.post('/imports', {}, form))).toContain('Choisissez un fichier CSV.');
    const stranger = await fetch(`${office.url}/imports`, { method: 'POST', body: new FormData(), redirect: 'manual' });
    expect(stranger.status).toBe(303);
    await expect(manager.postFile('/imports', {}, { name: 'a.csv', bytes: Buffer.alloc(20_000_000, 'a') }, form)).rejects.toThrow();
  });
});

describe('the same list, out and in again', () => {
  it('has a template to fill', async () => {
    const answer = await manager.get('/imports/modele.csv');
    expect(answer.headers.get('content-disposition')).toContain('modele-partenaires.csv');
    expect(answer.body.replace('\ufeff', '').trim()).toBe(TITLES);
  });

  it('is exported without a formula, and known when it is brought in again', async () => {
    await office.sql`insert into contact (id, convention_id, name, role, job_title, email, phones) values ('formule', '31-2024-017', '=HYPERLINK("https://pisteur.example")', 'other', '@SUM(A1)', 'formule@castelbrun.example', '{+3225551212}')`;
    const answer = await manager.get('/partenaires.csv?q=castelbrun');
    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect(answer.body).toContain(`"'=HYPERLINK(""https://pisteur.example"")";'@SUM(A1);formule@castelbrun.example;'+3225551212`);
    expect(answer.body).toContain('Contact du contrat;Nadège Courtial;responsable de l’action sociale;nadege.courtial@castelbrun.example;05 36 49 01 41;1');
    expect(answer.body.split(/[;\r\n]/).filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
    expect(plain((await preview(answer.body)).page)).toContain('Tout est déjà connu');
  });

  it('is one’s own Cafs’ alone', async () => {
    const elsewhere = await office.signIn('responsable@caf21.example');
    expect((await elsewhere.get('/partenaires.csv')).body).not.toContain('Castelbrun');
    const { path } = await preview(file('Peyre;;31-2026-490;;DPO;Nom;;nom@peyre.example;;'));
    expect((await elsewhere.get(path)).status).toBe(404);
  });

  it('of a file nobody confirmed, nothing is kept after a day', async () => {
    const { path } = await preview(file('Peyre;;31-2026-490;;DPO;Nom;;nom@peyre.example;;'));
    office.clock.pass(25 * 3_600_000);
    manager = await office.signIn(SOLVEIG);
    await preview(file('Peyre;;31-2026-491;;DPO;Nom;;nom@peyre.example;;'));
    expect(plain(await manager.get(path))).toContain('Ce fichier n’est plus gardé.');
  });
});
