import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'csv-parse/sync';
import { measureAll } from '../../desk/figures';
import { connect } from '../../db/connect';
import type { Act } from '../../domain/acts';
import { epochMs, instant, type Reference } from '../../domain/ids';
import type { Browser } from './browser';
import { FROM_31, mail, opened, startOffice, type Office } from './office';

const MANAGER_21 = 'responsable@caf21.example';
const FROM_21 = 'Élodie Marchandet <elodie.marchandet@ccas-belrupt.example>';

let office: Office;
let manager: Browser;
let kept: Reference;
let broken: Reference;
let open: Reference;

function until(local: string): void {
  office.clock.pass(epochMs(instant(`${local}:00+01:00`)) - epochMs(office.clock.now()));
}

let acts = 0;
async function act(reference: Reference, body: Act): Promise<void> {
  const key = `act-${(acts += 1)}`;
  await office.sql`insert into act (key, reference, kind, body, actor, asked_at) values (${key}, ${reference}, ${body.kind}, ${office.sql.json(body as never)}, ${MANAGER_21}, ${office.clock.now()})`;
  await office.move(reference, [key]);
}

const fig = (body: string, name: string): number => Number(new RegExp(`class="name[^"]*">(?:<svg[^]*?</svg>)?${name}</span><b>(\\d+)</b>`).exec(body)?.[1] ?? NaN);
const rowsOf = (body: string): string[] => [...body.matchAll(/<a class="ref" href="\/demandes\/([^"]+)"/g)].map((found) => found[1] ?? '');
const request21 = (what: string) => mail(FROM_21, `[CDAP] [CCAS BELRUPT] incident technique`, `Bonjour, erreur 500. ${what}`);

/** Caf 21: open 8:30 to 16:30, pickup promised within 48 h. Tuesday 3 November 2026 at 10:00. */
beforeAll(async () => {
  office = await startOffice();
  kept = await opened(office, '21', request21('un'));
  broken = await opened(office, '21', request21('deux'));
  await opened(office, '31', mail(FROM_31, 'D’une autre Caf', 'Bonjour, erreur 500.'));
  // 4 h: in hand. 6.5 h, to the closing of Tuesday: asked.
  until('2026-11-03T14:00');
  await act(kept, { kind: 'take-in-hand' });
  until('2026-11-03T16:30');
  await act(kept, { kind: 'ask', text: 'Depuis quand ?' });
  // The promise of the other is broken on Thursday at 10:00; it is answered and resolved at 12:30: 6.5 + 8 + 4 = 18.5 h.
  until('2026-11-05T10:00');
  await office.move(broken);
  until('2026-11-05T12:30');
  await act(broken, { kind: 'answer', text: 'C’est corrigé.', then: 'resolved' });
  until('2026-11-09T08:30');
  open = await opened(office, '21', request21('trois'));
  until('2026-11-09T10:30');
  manager = await office.signIn(MANAGER_21);
});
afterAll(async () => {
  await office.stop();
});

describe('the figures', () => {
  it('are those reckoned by hand', async () => {
    const { status, body } = await manager.get('/pilotage/chiffres');
    expect(status).toBe(200);
    expect(['Reçues', 'Répondues', 'Résolues', 'Prises en charge à temps', 'Promesses rompues'].map((name) => fig(body, name))).toEqual([3, 2, 1, 1, 1]);
    // 4 h and 18.5 h: the median is between both, 11.25 h = 1 day of 8 h and 3 h; nine in ten under 18.5 h = 2 days and 2 h.
    expect(body).toMatch(/Prise en charge<\/th><td class="num fw6">1 j 3 h<\/td><td class="num">2 j 2 h<\/td>/);
    expect(body).toMatch(/Première réponse<\/th><td class="num fw6">1 j 4 h<\/td><td class="num">2 j 2 h<\/td>/);
    expect(body).toMatch(/Résolution<\/th><td class="num fw6">2 j 2 h<\/td>/);
    expect(body).toContain('50 % (<a');
    // The Caf: 6.5 + 18.5 h, and 2 h that still run; the partner since Tuesday's closing: 8 + 8 + 8 + 2 h.
    expect(body).toMatch(/<th scope="row">Caf<\/th><td class="num">51 %<\/td><td class="num">3 j 3 h<\/td>/);
    expect(body).toMatch(/<th scope="row">Partenaire<\/th><td class="num">49 %<\/td><td class="num">3 j 2 h<\/td>/);
    expect(body).toMatch(/45, du lun\. 2 nov\. 2026<\/th><td class="num"><a href="[^"]*">2<\/a>/);
    expect(body).toMatch(/46, du lun\. 9 nov\. 2026<\/th><td class="num"><a href="[^"]*">1<\/a>/);
  });

  it('open lists of as many requests', async () => {
    const { body } = await manager.get('/pilotage/chiffres');
    const links = [...body.matchAll(/href="(\/pilotage\/chiffres\/demandes\?[^"]*)">(\d+)<\/a>/g)].map(([, href = '', n = '']) => ({ href: href.replaceAll('&amp;', '&'), n: Number(n) }));
    expect(links.length).toBeGreaterThan(8);
    for (const { href, n } of links) expect({ href, n: new Set(rowsOf((await manager.get(href)).body)).size }).toEqual({ href, n });
  });

  it.each([
    ['mesure=a-temps', () => [kept]],
    ['mesure=hors-delai', () => [broken]],
    ['mesure=promises', () => [kept, broken]],
    ['mesure=prises-en-charge', () => [broken, kept]],
    ['mesure=resolues', () => [broken]],
    ['semaine=2026-11-09', () => [open]],
    ['service=AFAS', () => []],
    ['canal=phone', () => []],
    ['periode=dates&du=2026-11-09&au=2026-11-03', () => [kept, broken, open]],
    ['periode=dates&du=2026-11-04&au=2026-11-09', () => [open]],
    ['partenaire=belrupt', () => [kept, broken, open]],
    ['partenaire=personne', () => []],
    ['caf=31', () => [kept, broken, open]],
  ] as const)('%s keeps the requests it says', async (query, wanted) => {
    expect([...new Set(rowsOf((await manager.get(`/pilotage/chiffres/demandes?${query}`)).body))].sort()).toEqual([...wanted()].sort());
  });

  it('put the longest first', async () => {
    expect([...new Set(rowsOf((await manager.get('/pilotage/chiffres/demandes?mesure=prises-en-charge')).body))]).toEqual([broken, kept]);
  });

  it('of the national level are numbers alone', async () => {
    const national = await office.signIn('appui@national.example');
    const { status, body } = await national.get('/pilotage/chiffres');
    expect(status).toBe(200);
    expect(fig(body, 'Reçues')).toBe(4);
    expect(body).not.toContain('/pilotage/chiffres/demandes');
    expect((await national.get('/pilotage/chiffres/demandes')).status).toBe(403);
    expect((await national.get('/pilotage/export/demandes.csv')).status).toBe(403);
  });

  it('are measured again from the facts to the same, where none were kept', async () => {
    const owner = connect(office.database.ownerUrl, { max: 1 });
    const before = await owner`select * from ticket_figures order by reference`;
    await owner`delete from ticket_figures`;
    expect(await measureAll(owner)).toBe(before.length);
    expect(await owner`select * from ticket_figures order by reference`).toEqual(before);
    await owner.end();
  });
});

describe('the files', () => {
  const text = async (path: string) => (await fetch(`${office.url}${path}`, { headers: { cookie: `guichet=${manager.cookie('guichet') ?? ''}` } }));

  it('CSV: its mark, semicolons, commas in numbers, and no formula', async () => {
    const danger = await opened(office, '21', mail(FROM_21, '=HYPERLINK("http://piege.example")', 'Bonjour, erreur 500. [CDAP]'));
    const bytes = Buffer.from(await (await text('/pilotage/export/demandes.csv')).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows: Record<string, string>[] = parse(bytes, { bom: true, delimiter: ';', columns: true });
    expect(rows.map((row) => row['Référence'])).toEqual([kept, broken, open, danger]);
    expect(rows[1]).toMatchObject({ 'Reçue le': '2026-11-03', 'Prise en charge (h)': '18,5', 'À temps': 'non', 'Résolution (h)': '18,5', 'Attente Caf (h)': '18,5', État: 'Résolue' });
    expect(rows[3]?.['Objet']).toBe('\'=HYPERLINK("http://piege.example")');
  });

  it('CSV of the figures: each with its unit and definition', async () => {
    const rows: string[][] = parse(Buffer.from(await (await text('/pilotage/export/chiffres.csv')).arrayBuffer()), { bom: true, delimiter: ';' });
    expect(rows.find(([table, line, measure]) => table === 'Délais' && line === 'Prise en charge' && measure === 'médiane')).toEqual(['Délais', 'Prise en charge', 'médiane', '11,25', 'heures d’ouverture', expect.stringContaining('jamais l’accusé automatique')]);
  });

  it('ODS: a zip that begins with its type, texts that are texts, numbers that are numbers', async () => {
    const answer = await text('/pilotage/export/chiffres.ods');
    expect(answer.headers.get('content-disposition')).toContain('guichet-chiffres-2026-10-11-2026-11-09.ods');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(strFromU8(bytes.subarray(30, 38))).toBe('mimetype');
    const files = unzipSync(bytes);
    expect(strFromU8(files['mimetype'] ?? new Uint8Array())).toBe('application/vnd.oasis.opendocument.spreadsheet');
    const content = strFromU8(files['content.xml'] ?? new Uint8Array());
    expect([...content.matchAll(/table:name="([^"]*)"/g)].map((found) => found[1])).toEqual(['Chiffres', 'Demandes']);
    expect(content).toContain('office:value-type="string"><text:p>=HYPERLINK(&quot;http://piege.example&quot;)</text:p>');
    expect(content).toContain('office:value-type="float" office:value="18.5"');
    expect(content).not.toContain('table:formula');
  });
});

describe('the yearly assessment of a convention', () => {
  const conventionOf = async (reference: string): Promise<string> => (await office.sql<{ convention_id: string }[]>`select convention_id from ticket where reference = ${reference}`)[0]?.convention_id ?? '';
  const pdf = async (convention: string, year: string) => await fetch(`${office.url}/pilotage/conventions/${encodeURIComponent(convention)}/bilans/${year}.pdf`, { headers: { cookie: `guichet=${manager.cookie('guichet') ?? ''}` } });

  it('is a PDF of the year, the same bytes at the same instant', async () => {
    const convention = await conventionOf(kept);
    const first = await pdf(convention, '2026');
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const bytes = Buffer.from(await first.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(Buffer.from(await (await pdf(convention, '2026')).arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('is of one’s own Cafs, and of a year', async () => {
    const elsewhere = await office.sql<{ id: string }[]>`select id from convention where caf = '31' limit 1`;
    expect((await pdf(elsewhere[0]?.id ?? '', '2026')).status).toBe(404);
    expect((await pdf(await conventionOf(kept), '26')).status).toBe(404);
  });
});
