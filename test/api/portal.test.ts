import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepAct } from '../../db/act';
import { factsOf } from '../../db/fact';
import { connect } from '../../db/connect';
import type { Act } from '../../domain/acts';
import type { Reference } from '../../domain/ids';
import { FROM_31, mail, MELISANDE, opened, startOffice, type Office } from './office';
import { CASTELBRUN, ELSEWHERE, visit } from './visitor';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const SCREENSHOT = { name: 'écran du matin.png', type: 'image/png', bytes: Buffer.concat([PNG, Buffer.alloc(5_000)]) };
const NOTE = 'Ornithorynque : ne rien promettre à ce partenaire';
let office: Office;
let acts = 0;

beforeAll(async () => {
  office = await startOffice();
});
afterAll(async () => {
  await office.stop();
});

async function act(reference: Reference, body: Act): Promise<void> {
  acts += 1;
  const key = `portail-${acts}`;
  await keepAct(office.sql, { key, reference, kind: body.kind, body, actor: MELISANDE, asked_at: office.clock.now() });
  await office.move(reference, [key]);
}
const kinds = async (reference: Reference): Promise<string[]> => (await factsOf(office.sql, reference)).map((fact) => fact.kind);
const path = (reference: Reference, rest = ''): string => `/partenaire/demandes/${reference}${rest}`;
/** A request of Castelbrun's level-1 support, taken in hand, with what stays inside the Caf. */
async function request(subject: string): Promise<Reference> {
  const reference = await opened(office, '31', mail(FROM_31, subject, `${subject} depuis ce matin, sur tous les postes.`));
  await act(reference, { kind: 'note', text: NOTE });
  await act(reference, { kind: 'route', sector: 'assistance-cdap', text: 'Pouvez-vous regarder ? Assistance interne.' });
  return reference;
}

describe('what a partner’s person reads', () => {
  it('is what the two sides said, and nothing that stayed inside the Caf', async () => {
    const reference = await request('Page blanche au dossier');
    await act(reference, { kind: 'call', result: 'not-reached', then: 'owes', text: 'Répondeur plein, ton agacé.' });
    await act(reference, { kind: 'ask', text: 'Quel message d’erreur lisez-vous ?' });
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
    const reference = await request('Échec du quotient familial');
    const joachim = await visit(office, CASTELBRUN.support);
    const found = async (q: string) => (await joachim.get(`/partenaire/demandes?q=${encodeURIComponent(q)}`)).body.includes(reference);
    expect(await found('quotients')).toBe(true);
    expect(await found(reference.toLowerCase())).toBe(true);
    for (const inside of ['ornithorynque', 'assistance interne', 'mot absent']) expect(await found(inside), inside).toBe(false);
  });

  it('is their own organisation’s, and a security incident for those alone who may see it', async () => {
    const ordinary = await request('Droits à revoir');
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
    const [one, other] = [await request('Première du matin'), await request('Deuxième du matin')];
    await act(one, { kind: 'merge', into: other });
    const joachim = await visit(office, CASTELBRUN.support);
    const merged = (await joachim.get(path(one))).body;
    expect(merged).toContain(`href="${path(other)}"`);
    expect(merged).not.toContain('id="repondre"');
    const page = await joachim.get(path(other));
    const refused = await joachim.postFiles(path(one, '/reponse'), { texte: 'Sur la première.' }, [], page, 'reponse');
    expect([refused.status, refused.body.includes('écrivez sur l’autre')]).toEqual([422, true]);
    await act(other, { kind: 'hand-over', caf: '95' as never, text: 'Pour vous.' });
    expect((await joachim.get(path(other))).body).toContain('Transférée à une autre Caf');
  });
});

describe('an answer on the portal', () => {
  it('ends the partner’s debt, brings files, gives what was missing, and happens once on a double click', async () => {
    const reference = await request('Import refusé');
    await act(reference, { kind: 'ask', text: 'Qui rappeler, et à quel numéro ?' });
    const [before] = await office.sql<{ missing: string[] }[]>`select missing from ticket where reference = ${reference}`;
    expect(before?.missing).toContain('caller-contact');
    const joachim = await visit(office, CASTELBRUN.support);
    const page = await joachim.get(path(reference));
    expect(page.body).toContain('les coordonnées de la personne à rappeler');
    const fields = { texte: 'Voici la capture.', rappelTelephone: '05 36 49 01 10', service: 'CDAP' };
    const sent = await Promise.all([1, 2].map(() => joachim.postFiles(path(reference, '/reponse'), fields, [SCREENSHOT], page, 'reponse')));
    expect(sent.map((answer) => [answer.status, answer.location])).toEqual([[303, path(reference)], [303, path(reference)]]);
    const [row] = await office.sql<{ owes: string; missing: string[]; service: string }[]>`select owes, missing, service from ticket where reference = ${reference}`;
    expect(row?.owes).toBe('desk');
    expect(row?.service).toBe('CDAP');
    for (const given of ['caller-contact', 'service', 'screenshot']) expect(row?.missing).not.toContain(given);
    const messages = await office.sql<{ text: string; channel: string; from_address: string; attachments: { name: string }[] }[]>`select text, channel, from_address, attachments from message where reference = ${reference} and channel = 'portal' and direction = 'in'`;
    expect(messages).toMatchObject([{ text: 'Voici la capture.\n\nÀ rappeler\u00a0: 05 36 49 01 10', from_address: CASTELBRUN.support, attachments: [{ name: SCREENSHOT.name }] }]);
    const after = (await joachim.get(path(reference))).body;
    expect(after).toContain('Message envoyé au guichet');
    expect(after).toContain('La Caf doit répondre');
    await act(reference, { kind: 'answer', text: 'Merci, nous regardons.', then: 'owes' });
    const [answer] = await office.sql<{ to_address: string; raw: Buffer }[]>`select to_address, raw from letter where reference = ${reference} and kind = 'answer'`;
    expect(answer?.to_address).toBe(CASTELBRUN.support);
    expect(answer?.raw.toString().replaceAll('=\r\n', '')).toContain(`http://guichet.example/partenaire/demandes/${reference}`);
    const agent = await office.signIn(MELISANDE);
    const piece = /href="(\/demandes\/[^"]+\/pieces\/[^"]+)"/.exec((await agent.get(`/demandes/${reference}`)).body)?.[1] ?? '';
    expect((await agent.bytes(piece)).bytes.equals(SCREENSHOT.bytes)).toBe(true);
  });

  it('comes back filled when it is empty, wrong or too heavy', async () => {
    const reference = await request('Lenteur');
    const joachim = await visit(office, CASTELBRUN.support);
    const page = await joachim.get(path(reference));
    expect((await joachim.postFiles(path(reference, '/reponse'), { texte: ' ' }, [], page, 'reponse')).status).toBe(422);
    const wrong = await joachim.postFiles(path(reference, '/reponse'), { texte: 'Mon texte <b>gardé</b>', rappelTelephone: '12' }, [{ name: 'lourd.bin', type: 'application/x', bytes: Buffer.alloc(10_000_001) }], page, 'reponse');
    expect(wrong.status).toBe(422);
    for (const said of ['Mon texte &lt;b>gardé&lt;/b>', 'Ce numéro de téléphone n’existe pas', '« lourd.bin » est trop lourd']) expect(wrong.body).toContain(said);
    const many = Array.from({ length: 6 }, (_, i) => ({ name: `f${i}.txt`, type: 'text/plain', bytes: Buffer.from('x') }));
    expect((await joachim.postFiles(path(reference, '/reponse'), { texte: 'six' }, many, page, 'reponse')).body).toContain('5 fichiers au plus');
    expect(await kinds(reference)).not.toContain('partner-wrote');
  });

  it('reopens what is resolved, opens a linked request once it is over for too long, and is refused to a signatory then', async () => {
    const reference = await request('Mot de passe');
    await act(reference, { kind: 'resolve', text: 'C’est réglé.' });
    const joachim = await visit(office, CASTELBRUN.support);
    const page = await joachim.get(path(reference));
    expect(page.body).toContain('Répondre et rouvrir');
    await joachim.postFiles(path(reference, '/reponse'), { texte: 'Non, cela recommence.' }, [], page, 'reponse');
    expect((await office.sql`select phase, owes from ticket where reference = ${reference}`)[0]).toEqual({ phase: 'waiting-desk', owes: 'desk' });
    await act(reference, { kind: 'resolve', text: 'Cette fois, oui.' });
    office.clock.pass(31 * 86_400_000);
    await office.move(reference);
    const late = await visit(office, CASTELBRUN.support);
    const old = await late.get(path(reference));
    expect(old.body).toContain('Ouvrir une nouvelle demande');
    const linked = await late.postFiles(path(reference, '/reponse'), { texte: 'Encore, un mois plus tard.' }, [], old, 'reponse');
    const other = (linked.location ?? '').split('/').at(-1) as Reference;
    expect(other).not.toBe(reference);
    expect(await factsOf(office.sql, other)).toContainEqual(expect.objectContaining({ kind: 'linked', other: reference }));
    const signatory = await visit(office, CASTELBRUN.signatory);
    const read = await signatory.get(path(reference));
    expect(read.body).not.toContain('id="repondre"');
    const refused = await signatory.send(path(reference, '/reponse'), { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ _csrf: /name="_csrf" value="([^"]*)"/.exec(read.body)?.[1] ?? '', _cle: 'signataire-1', texte: 'Moi aussi.' }).toString() });
    expect([refused.status, refused.body.includes('support de niveau 1')]).toEqual([422, true]);
  });
});

describe('an outage that the desk knows of', () => {
  it('is told on the requests that come of it, and before another one is opened', async () => {
    const reference = await request('Écrans blancs partout');
    await office.sql`insert into incident (id, caf, title, known, since, opened_at, opened_by) values ('panne', '31', 'Pages blanches dans CDAP', 'La Cnaf cherche la cause.', ${office.clock.now()}, ${office.clock.now()}, ${MELISANDE})`;
    await act(reference, { kind: 'attach-incident', incident: 'panne' });
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

describe('an urgency', () => {
  it('says whom it warns, warns them at once, and says the next one the next time', async () => {
    const reference = await request('Plus rien ne marche');
    const clemence = await visit(office, CASTELBRUN.administrator);
    const page = await clemence.get(path(reference));
    expect(page.body).toContain('Nous prévenons tout de suite, à toute heure');
    expect((await clemence.postFiles(path(reference, '/urgence'), { texte: '' }, [], page, 'urgence')).status).toBe(422);
    await clemence.postFiles(path(reference, '/urgence'), { texte: 'Cent dossiers bloqués.' }, [], page, 'urgence');
    expect(await kinds(reference)).toEqual(expect.arrayContaining(['urgent', 'rung-contacted']));
    const [letter] = await office.sql<{ n: number }[]>`select count(*)::int as n from letter where reference = ${reference} and kind = 'escalation'`;
    expect(letter?.n).toBe(1);
    const after = (await clemence.get(path(reference))).body;
    expect(after).toContain('Contact de la Caf prévenu');
    expect(after).toContain('Tous les contacts de la Caf ont déjà été prévenus');
  });
});

describe('a request opened on the portal', () => {
  const form = { objet: 'Écran figé', texte: 'L’écran se fige dès que j’ouvre un dossier.', service: 'CDAP', nature: 'technical-incident', rappelNom: 'Joachim Peyrade', rappelTelephone: '05 36 49 01 10', messageErreur: 'E-204' };

  it('carries what the contract requires, is acknowledged as usual, and is one on a double click', async () => {
    const joachim = await visit(office, CASTELBRUN.support);
    const page = await joachim.get('/partenaire/nouvelle-demande');
    for (const item of ['le nom de la personne à rappeler', 'le message d’erreur', 'une capture d’écran', 'art. 3']) expect(page.body).toContain(item);
    const sent = await Promise.all([1, 2].map(() => joachim.postFiles('/partenaire/nouvelle-demande', form, [SCREENSHOT], page, 'demande')));
    expect(new Set(sent.map((answer) => answer.location)).size).toBe(1);
    const reference = (sent[0]?.location ?? '').split('/').at(-1) as Reference;
    const [row] = await office.sql`select channel, kind, service, subject, missing, convention_id, contact_id from ticket where reference = ${reference}`;
    expect(row).toEqual({ channel: 'portal', kind: 'technical-incident', service: 'CDAP', subject: 'Écran figé', missing: [], convention_id: '31-2024-017', contact_id: 'castelbrun-niveau-1' });
    const letters = await office.sql`select kind, to_address from letter where reference = ${reference}`;
    expect(letters).toEqual([{ kind: 'acknowledgement', to_address: CASTELBRUN.support }]);
    expect((await joachim.get(path(reference))).body).toContain(`Demande reçue sous ${reference}`);
  });

  it('asks once for what is missing, and may be sent without', async () => {
    const joachim = await visit(office, CASTELBRUN.support);
    const page = await joachim.get('/partenaire/nouvelle-demande');
    const { service: _service, messageErreur: _error, ...less } = form;
    const asked = await joachim.postFiles('/partenaire/nouvelle-demande', less, [], page, 'demande');
    expect(asked.status).toBe(422);
    for (const said of ['Il manque le service de Mon Compte Partenaire concerné', 'Il manque le message d’erreur', 'Envoyer quand même', 'value="Écran figé"']) expect(asked.body).toContain(said);
    const sent = await joachim.postFiles('/partenaire/nouvelle-demande', { ...less, quandMeme: 'oui' }, [], asked, 'demande');
    const [row] = await office.sql<{ missing: string[] }[]>`select missing from ticket where reference = ${(sent.location ?? '').split('/').at(-1) ?? ''}`;
    expect(row?.missing).toEqual(['service', 'error-message', 'screenshot']);
  });

  it('is read by the security officer alone when it is a security incident, and whoever wrote it is told so', async () => {
    const joachim = await visit(office, CASTELBRUN.support);
    const page = await joachim.get('/partenaire/nouvelle-demande');
    const sent = await joachim.postFiles('/partenaire/nouvelle-demande', { ...form, nature: 'security-incident', objet: 'Droits usurpés' }, [], page, 'demande');
    expect(sent.location).toBe('/partenaire');
    expect((await joachim.get('/partenaire')).body).toContain('seul le responsable de la sécurité le lit ici');
    expect((await (await visit(office, CASTELBRUN.security)).get('/partenaire')).body).toContain('Droits usurpés');
  });

  it('is not for a signatory, nor for another partner’s convention', async () => {
    const signatory = await visit(office, CASTELBRUN.signatory);
    expect((await signatory.get('/partenaire')).body).not.toContain('Ouvrir une demande');
    expect((await signatory.get('/partenaire/nouvelle-demande')).status).toBe(403);
    const other = await visit(office, ELSEWHERE);
    const page = await other.get('/partenaire/nouvelle-demande');
    const sent = await other.postFiles('/partenaire/nouvelle-demande', { ...form, convention: '31-2024-017' }, [], page, 'demande');
    expect([sent.status, sent.body.includes('Mairie')]).toEqual([422, false]);
  });
});

describe('the door that a process dies behind', () => {
  it('has the ticket kept and not told, so that the worker tells it', async () => {
    const joachim = await visit(office, CASTELBRUN.support);
    const page = await joachim.get('/partenaire/nouvelle-demande');
    const tell = office.tools.tell;
    Object.assign(office.tools, { tell: async () => Promise.reject(new Error('Temporal is away')) });
    const sent = await joachim.postFiles('/partenaire/nouvelle-demande', { objet: 'Sans suite immédiate', texte: 'La page reste blanche depuis ce matin.', quandMeme: 'oui' }, [], page, 'demande');
    Object.assign(office.tools, { tell });
    const reference = (sent.location ?? '').split('/').at(-1) as Reference;
    expect(sent.status).toBe(303);
    expect((await office.sql`select told_n < last_n as untold from ticket where reference = ${reference}`)[0]).toEqual({ untold: true });
    expect((await joachim.get('/partenaire')).body).toContain('Sans suite immédiate');
    await office.move(reference);
    const owner = connect(office.database.ownerUrl, { max: 1 });
    expect((await owner`select count(*)::int as n from letter where reference = ${reference} and kind = 'acknowledgement'`)[0]).toEqual({ n: 1 });
    await owner.end();
  });
});
