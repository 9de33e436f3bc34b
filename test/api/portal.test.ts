import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FROM_31, mail, MELISANDE, opened, startOffice, type Office } from './office';
import { act, CASTELBRUN, ELSEWHERE, path, request, visit } from './visitor';

let office: Office;

beforeAll(async () => {
  office = await startOffice();
});
afterAll(async () => {
  await office.stop();
});

describe('what a partner’s person reads', () => {
  it('is what the two sides said, and nothing that stayed inside the Caf', async () => {
    const reference = await request(office, 'Page blanche au dossier');
    await act(office, reference, { kind: 'call', result: 'not-reached', then: 'owes', text: 'Répondeur plein, ton agacé.' });
    await act(office, reference, { kind: 'ask', text: 'Quel message d’erreur lisez-vous ?' });
    const joachim = await visit(office, CASTELBRUN.support);
    const home = (await joachim.get('/partenaire')).body;
    expect(home).toContain('Votre réponse est attendue');
    expect(home).toContain('Page blanche au dossier');
    expect(home).toContain('Sans réponse avant le');
    expect(home).toContain('art. 3.3 — 5 jours');
    const page = (await joachim.get(path(reference))).body;
    for (const said of ['sur tous les postes', 'Quel message d’erreur lisez-vous', 'Appel sans réponse', 'Guichet unique de la Caf de la Haute-Garonne', 'Pourquoi cette date ?']) expect(page).toContain(said);
    for (const inside of ['Ornithorynque', 'Assistance interne', 'Répondeur plein', 'Mélisande', 'assistance-cdap', 'Transmise']) expect(page).not.toContain(inside);
  });

  it('is found by what was said between the two sides, not by the words of a note', async () => {
    const reference = await request(office, 'Échec du quotient familial');
    const joachim = await visit(office, CASTELBRUN.support);
    const found = async (q: string) => (await joachim.get(`/partenaire/demandes?q=${encodeURIComponent(q)}`)).body.includes(reference);
    expect(await found('quotients')).toBe(true);
    expect(await found(reference.toLowerCase())).toBe(true);
    for (const inside of ['ornithorynque', 'assistance interne', 'mot absent']) expect(await found(inside), inside).toBe(false);
  });

  it('is their own organisation’s, and a security incident for those alone who may see it', async () => {
    const ordinary = await request(office, 'Droits à revoir');
    const restricted = await opened(office, '31', mail(FROM_31, 'Compte piraté', 'Un compte piraté ce matin, je le crains.'));
    await office.sql`update ticket set restricted = true where reference = ${restricted}`;
    const seen: Record<string, [number, number]> = {};
    for (const [who, address] of [...Object.entries(CASTELBRUN), ['elsewhere', ELSEWHERE] as const]) {
      const browser = await visit(office, address);
      seen[who] = [(await browser.get(path(ordinary))).status, (await browser.get(path(restricted))).status];
      const lists = `${(await browser.get('/partenaire')).body}${(await browser.get('/partenaire/demandes?q=pirate')).body}`;
      expect([lists.includes(ordinary), lists.includes(restricted)], who).toEqual([who !== 'elsewhere', who === 'security']);
    }
    expect(seen).toEqual({ support: [200, 404], administrator: [200, 404], deputy: [200, 404], signatory: [200, 404], security: [200, 200], dpo: [200, 404], elsewhere: [404, 404] });
  });

  it('shows files, and gives none of another message', async () => {
    const boundary = 'frontiere';
    const raw = [`From: ${FROM_31}`, 'Subject: Avec un fichier', 'Message-ID: <piece@essai.example>', 'MIME-Version: 1.0', `Content-Type: multipart/mixed; boundary=${boundary}`, '', `--${boundary}`, 'Content-Type: text/plain', '', 'La page reste blanche, voici.', `--${boundary}`, 'Content-Type: text/html; name="page.html"', 'Content-Disposition: attachment; filename="page.html"', '', '<script>alert(1)</script>', `--${boundary}--`, ''].join('\r\n');
    const reference = await opened(office, '31', raw);
    const joachim = await visit(office, CASTELBRUN.support);
    const piece = /href="(\/partenaire\/demandes\/[^"]+\/pieces\/[^"]+)"/.exec((await joachim.get(path(reference))).body)?.[1] ?? '';
    const file = await joachim.bytes(piece);
    expect(file.bytes.toString()).toContain('<script>alert(1)</script>');
    expect([file.headers.get('content-type'), file.headers.get('content-disposition')?.startsWith('attachment')]).toEqual(['application/octet-stream', true]);
    const [other] = await office.sql<{ id: string }[]>`select id from message where direction = 'note' limit 1`;
    expect((await joachim.get(path(reference, `/pieces/${other?.id ?? ''}.0`))).status).toBe(404);
    expect((await (await visit(office, ELSEWHERE)).get(piece)).status).toBe(404);
  });
});

describe('someone whom several conventions name', () => {
  it('sees the requests of each in the role held there, and says for which one a request is', async () => {
    await office.sql`insert into contact (id, convention_id, name, role, email, phones) values ('deux', '31-2024-018', 'Philibert Dastugue', 'level-one-support', ${CASTELBRUN.signatory}, '{}')`;
    const both = await visit(office, CASTELBRUN.signatory);
    const home = (await both.get('/partenaire')).body;
    for (const said of ['Convention 31-2024-017', 'Convention 31-2024-018', 'signataire', 'support niveau 1', 'Mairie de Castelbrun-d’Arros, convention 31-2024-017']) expect(home).toContain(said);
    const form = await both.get('/partenaire/nouvelle-demande');
    expect(form.body).toContain('name="convention" value="31-2024-018"');
    const sent = await both.postFiles('/partenaire/nouvelle-demande', { convention: '31-2024-017', objet: 'Au nom de la mairie', texte: 'La page reste blanche depuis ce matin.', quandMeme: 'oui' }, [], form, 'demande');
    expect([sent.status, sent.body.includes('Choisissez pour quelle convention')]).toEqual([422, true]);
    const mended = await both.postFiles('/partenaire/nouvelle-demande', { convention: '31-2024-018', objet: 'Au nom du CCAS', texte: 'La page reste blanche depuis ce matin.', quandMeme: 'oui' }, [], sent, 'demande');
    expect((await office.sql`select convention_id from ticket where reference = ${(mended.location ?? '').split('/').at(-1) ?? ''}`)[0]).toEqual({ convention_id: '31-2024-018' });
    await office.sql`delete from contact where id = 'deux' and not exists (select from ticket where contact_id = 'deux')`;
    await office.sql`update contact set ended_at = ${office.clock.now()} where id = 'deux'`;
  });
});

describe('requests that are over', () => {
  it('are listed by pages, apart from the open ones', async () => {
    await office.sql`insert into ticket (reference, caf, convention_id, contract_version, channel, subject, received_at, phase)
      select '31-2025-' || lpad(n::text, 6, '0'), '31', '31-2024-017', 1, 'email', 'Ancienne ' || n, ${office.clock.now()}::timestamptz - n * interval '1 day', 'closed' from generate_series(1, 30) n`;
    const joachim = await visit(office, CASTELBRUN.support);
    const first = (await joachim.get('/partenaire/demandes?etat=closes')).body;
    expect(first).toContain('1 à 25 sur');
    expect(first).toContain('Ancienne 1<');
    const second = (await joachim.get('/partenaire/demandes?etat=closes&page=2')).body;
    expect(second).toContain('Ancienne 30<');
    expect((await joachim.get('/partenaire/demandes?etat=ouvertes')).body).not.toContain('Ancienne');
  });

  it('are followed where they were merged, and no more where they were handed over', async () => {
    const [one, other] = [await request(office, 'Première du matin'), await request(office, 'Deuxième du matin')];
    await act(office, one, { kind: 'merge', into: other });
    const joachim = await visit(office, CASTELBRUN.support);
    const merged = (await joachim.get(path(one))).body;
    expect(merged).toContain(`href="${path(other)}"`);
    expect(merged).not.toContain('id="repondre"');
    const page = await joachim.get(path(other));
    const refused = await joachim.postFiles(path(one, '/reponse'), { texte: 'Sur la première.' }, [], page, 'reponse');
    expect([refused.status, refused.body.includes('écrivez sur l’autre')]).toEqual([422, true]);
    await act(office, other, { kind: 'hand-over', caf: '95' as never, text: 'Pour vous.' });
    expect((await joachim.get(path(other))).body).toContain('Transférée à une autre Caf');
  });
});

describe('an outage that the desk knows of', () => {
  it('is told on the requests that come of it, and before another one is opened', async () => {
    const reference = await request(office, 'Écrans blancs partout');
    await office.sql`insert into incident (id, caf, title, known, since, opened_at, opened_by) values ('panne', '31', 'Pages blanches dans CDAP', 'La Cnaf cherche la cause.', ${office.clock.now()}, ${office.clock.now()}, ${MELISANDE})`;
    await act(office, reference, { kind: 'attach-incident', incident: 'panne' });
    const joachim = await visit(office, CASTELBRUN.support);
    for (const page of [path(reference), '/partenaire/nouvelle-demande']) {
      const { body } = await joachim.get(page);
      expect(body).toContain('Pages blanches dans CDAP');
      expect(body).toContain('La Cnaf cherche la cause.');
    }
    await office.sql`update incident set closed_at = ${office.clock.now()} where id = 'panne'`;
    expect((await joachim.get(path(reference))).body).toContain('Incident terminé');
    expect((await joachim.get('/partenaire/nouvelle-demande')).body).not.toContain('Pages blanches');
  });
});

