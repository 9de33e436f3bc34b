import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factsOf } from '../../db/fact';
import type { Reference } from '../../domain/ids';
import { MELISANDE, startOffice, type Office } from './office';
import { act, CASTELBRUN, ELSEWHERE, path, request, visit } from './visitor';

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const SCREENSHOT = { name: 'écran du matin.png', type: 'image/png', bytes: Buffer.concat([PNG, Buffer.alloc(5_000)]) };
let office: Office;

beforeAll(async () => {
  office = await startOffice();
});
afterAll(async () => {
  await office.stop();
});

const kinds = async (reference: Reference): Promise<string[]> => (await factsOf(office.sql, reference)).map((fact) => fact.kind);

describe('an answer on the portal', () => {
  it('ends the partner’s debt, brings files, gives what was missing, and happens once on a double click', async () => {
    const reference = await request(office, 'Import refusé');
    await act(office, reference, { kind: 'ask', text: 'Qui rappeler, et à quel numéro ?' });
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
    await act(office, reference, { kind: 'answer', text: 'Merci, nous regardons.', then: 'owes' });
    const [answer] = await office.sql<{ to_address: string; raw: Buffer }[]>`select to_address, raw from letter where reference = ${reference} and kind = 'answer'`;
    expect(answer?.to_address).toBe(CASTELBRUN.support);
    expect(answer?.raw.toString().replaceAll('=\r\n', '')).toContain(`http://guichet.example/partenaire/demandes/${reference}`);
    const agent = await office.signIn(MELISANDE);
    const piece = /href="(\/demandes\/[^"]+\/pieces\/[^"]+)"/.exec((await agent.get(`/demandes/${reference}`)).body)?.[1] ?? '';
    expect((await agent.bytes(piece)).bytes.equals(SCREENSHOT.bytes)).toBe(true);
  });

  it('comes back filled when it is empty, wrong or too heavy', async () => {
    const reference = await request(office, 'Lenteur');
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
    const reference = await request(office, 'Mot de passe');
    await act(office, reference, { kind: 'resolve', text: 'C’est réglé.' });
    const joachim = await visit(office, CASTELBRUN.support);
    const page = await joachim.get(path(reference));
    expect(page.body).toContain('Répondre et rouvrir');
    await joachim.postFiles(path(reference, '/reponse'), { texte: 'Non, cela recommence.' }, [], page, 'reponse');
    expect((await office.sql`select phase, owes from ticket where reference = ${reference}`)[0]).toEqual({ phase: 'waiting-desk', owes: 'desk' });
    await act(office, reference, { kind: 'resolve', text: 'Cette fois, oui.' });
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

describe('an urgency', () => {
  it('says whom it warns, warns them at once, and says the next one the next time', async () => {
    const reference = await request(office, 'Plus rien ne marche');
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
    expect(page.body).toContain('value="05 36 49 01 10"');
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
    expect((await office.sql`select count(*)::int as n from letter where reference = ${reference} and kind = 'acknowledgement'`)[0]).toEqual({ n: 1 });
  });
});
