import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../db/connect';
import type { Reference } from '../../domain/ids';
import { MANIFEST } from '../../paper/zip';
import { pdfPages } from '../support/pdf-text';
import type { Browser } from './browser';
import { FROM_31, INES, mail, MELISANDE, opened, startOffice, type Office } from './office';

let office: Office;
let agent: Browser;
let reference: Reference;
const RAW = mail(FROM_31, '[CDAP] Page blanche, « œuvre »', 'Bonjour,\n\nune page blanche, erreur 500, depuis ce matin.');
const REPLY = 'Depuis hier, sur tous les postes.';

beforeAll(async () => {
  office = await startOffice();
  agent = await office.signIn(MELISANDE);
  reference = await opened(office, '31', RAW);
  await agent.post(`/demandes/${reference}/note`, { texte: 'Secret de la Caf.' }, await agent.get(`/demandes/${reference}`));
  office.clock.pass(3_600_000);
  await agent.post(`/demandes/${reference}/question`, { texte: 'Depuis quand, et sur quels postes ?' }, await agent.get(`/demandes/${reference}`));
  office.clock.pass(3_600_000);
  await office.receive('31', mail(FROM_31, `Re: [${reference}]`, REPLY));
  await office.move(reference);
});
afterAll(async () => {
  await office.stop();
});

async function file(as: 'pdf' | 'zip', who = agent): Promise<{ status: number; type: string | null; name: string | null; bytes: Buffer }> {
  const answer = await who.bytes(`/demandes/${reference}/dossier.${as}`);
  return { status: answer.status, type: answer.headers.get('content-type'), name: answer.headers.get('content-disposition'), bytes: answer.bytes };
}
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Someone with every right on the database changes when a line counts, or puts it back. */
async function flip(n: number): Promise<void> {
  const owner = connect(office.database.ownerUrl, { max: 1 });
  const [line] = await owner<{ kind: string }[]>`select kind from fact where reference = ${reference} and n = ${n}`;
  await owner`update fact set kind = ${line?.kind === 'noted' ? 'closed' : 'noted'} where reference = ${reference} and n = ${n}`;
  await owner.end();
}

describe('the file of a request for a dispute, as a PDF', () => {
  it('says what was asked, written and promised, and how each date was reckoned', async () => {
    const { status, type, name, bytes } = await file('pdf');
    expect([status, type]).toEqual([200, 'application/pdf']);
    expect(name).toContain(`dossier-${reference}.pdf`);
    const pages = pdfPages(bytes);
    const all = pages.join('\n').replace(/\s+/g, ' ');
    expect(all).toContain('Le journal est entier');
    for (const words of ['Page blanche, « œuvre »', 'une page blanche, erreur 500', 'Depuis quand, et sur quels postes', REPLY, 'Mélisande', 'Question au partenaire', 'Réponse du partenaire']) expect(all).toContain(words);
    expect(all).toMatch(/Réponse due par la Caf, depuis le mar\. 3 nov\. 2026 à 10 h 00 Départ mar\. 3 nov\. 2026 à 10 h 00 Délai 5 jours \(art\. 3\.3\)/);
    expect(all).toContain('Réponse due par le partenaire');
    expect(all).toContain('À venir');
    for (const page of pages) expect(page).toContain(reference);
    expect(all).not.toContain('\ufffd');
    expect(all).not.toContain('Secret de la Caf');
  });

  it('says so when the journal does not hold', async () => {
    const whole = await file('pdf');
    await flip(2);
    const broken = pdfPages((await file('pdf')).bytes)[0]?.replace(/\s+/g, ' ');
    expect(broken).toContain('Le journal est rompu à la ligne 2');
    await flip(2);
    expect((await file('pdf')).bytes.equals(whole.bytes)).toBe(true);
  });
});

describe('the same as a zip', () => {
  it('has the mails byte for byte, the journal as data, the reckonings, and the digest of each file', async () => {
    const { status, type, bytes } = await file('zip');
    expect([status, type]).toEqual([200, 'application/zip']);
    const files = unzipSync(bytes);
    const names = Object.keys(files);
    expect(names).toEqual(expect.arrayContaining(['lisez-moi.txt', `dossier-${reference}.pdf`, 'journal.csv', 'journal.json', 'calculs.json', MANIFEST]));
    const mails = names.filter((name) => name.endsWith('.eml')).sort();
    expect(mails).toEqual([expect.stringMatching(/^courriels\/001-2026-11-03-.*\.eml$/), expect.stringMatching(/^courriels\/002-.*\.eml$/), expect.stringMatching(/^courriels\/003-.*-envoye\.eml$/), expect.stringMatching(/^courriels\/004-.*-recu\.eml$/)]);
    expect(mails.some((name) => Buffer.from(files[name] ?? []).equals(Buffer.from(RAW)))).toBe(true);
    const letters = await office.sql<{ raw: Buffer }[]>`select raw from letter where reference = ${reference}`;
    for (const { raw } of letters) expect(mails.some((name) => Buffer.from(files[name] ?? []).equals(raw))).toBe(true);
    const manifest = Buffer.from(files[MANIFEST] ?? []).toString().trim().split('\n').map((line) => line.split('  '));
    expect(manifest.map(([, name]) => name).sort()).toEqual(names.filter((name) => name !== MANIFEST).sort());
    for (const [digest, name = ''] of manifest) expect(digest).toBe(sha256(files[name] ?? new Uint8Array()));
    expect(pdfPages(Buffer.from(files[`dossier-${reference}.pdf`] ?? [])).join('').replace(/\s/g, '')).toContain(sha256(files[mails[0] ?? ''] ?? new Uint8Array()).slice(0, 20));
  });

  it('lets anybody reckon the journal’s chain again from what stands in it', async () => {
    const files = unzipSync((await file('zip')).bytes);
    const { lines } = JSON.parse(Buffer.from(files['journal.json'] ?? []).toString()) as { lines: { n: number; at: string; kind: string; body: unknown; actor: string | null; salt: string; digest: string; chain: string }[] };
    let chain = Buffer.alloc(0) as Buffer;
    for (const { n, at, kind, body, actor, ...link } of lines) {
      const digest = createHash('sha256').update(Buffer.from(link.salt, 'hex')).update(JSON.stringify([n, at, kind, ordered(body), actor])).digest();
      chain = createHash('sha256').update(chain).update(digest).digest();
      expect([digest.toString('hex'), chain.toString('hex')]).toEqual([link.digest, link.chain]);
    }
    const [kept] = await office.sql<{ chain: Buffer }[]>`select chain from ticket where reference = ${reference}`;
    expect(kept?.chain.equals(chain)).toBe(true);
    expect(Buffer.from(files['journal.csv'] ?? []).toString().split('\r\n')).toHaveLength(lines.length + 2);
  });
});

describe('who may take it', () => {
  it('is offered on the request’s page; of another Caf it does not exist', async () => {
    expect((await agent.get(`/demandes/${reference}`)).body).toContain('Dossier pour litige');
    const ines = await office.signIn(INES);
    expect((await file('pdf', ines)).status).toBe(404);
    expect((await file('zip', ines)).status).toBe(404);
  });
});

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, ordered(inner)]));
}
