import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followSecurityMails } from '../../desk/security';
import { everyFormTwice, formsOf } from './every-form-twice';
import { FROM_31, mail, MELISANDE, opened, startOffice, type Office } from './office';
import { writeSignInLinks } from '../../desk/sign-in-link';
import { Browser, type Answer } from './browser';
import { CASTELBRUN, visit } from './visitor';
import { wordsOf } from '../support/pdf-text';

const SECRET = 'Violette confisquée';
let office: Office;
let twice: Awaited<ReturnType<typeof everyFormTwice>>;
let officer: Browser;
beforeAll(async () => {
  office = await startOffice();
  twice = await everyFormTwice(office);
  officer = await office.signIn('securite@caf31.example');
});
afterAll(async () => {
  await office.stop();
});

const latest = async (): Promise<{ id: string; reference: string | null; phase: string }> => {
  const [row] = await office.sql<{ id: string; reference: string | null; phase: string }[]>`select id, reference, phase from journey where kind = 'security-incident' order by id desc limit 1`;
  if (row === undefined) throw new Error('no incident');
  return row;
};
async function post(browser: Browser, path: string, fields: Record<string, string>, page: Answer, suffix: string): Promise<Answer> {
  return await browser.post(path, { _cle: new RegExp(`name="_cle" value="([^"]*${suffix})"`).exec(page.body)?.[1] ?? '', ...fields }, page);
}

describe('a security incident reported on the portal', () => {
  it('is reported by anybody of the partner, the signatory too, and is its officer’s alone', async () => {
    const signatory = await visit(office, CASTELBRUN.signatory);
    const page = await signatory.get('/partenaire/incident-de-securite');
    expect((await signatory.get('/partenaire')).body).toContain('Signaler un incident de sécurité');
    const wrong = await post(signatory, '/partenaire/incident-de-securite', { convention: '31-2024-017', texte: ' ', rappelTelephone: '12' }, page, 'incident');
    expect([wrong.status, wrong.body.includes('Dites en quelques mots'), wrong.body.includes('Ce numéro de téléphone n’existe pas')]).toEqual([422, true, true]);
    const sent = await post(signatory, '/partenaire/incident-de-securite', { convention: '31-2024-017', texte: `${SECRET}, depuis ce matin.`, rappelTelephone: '' }, page, 'incident');
    expect(sent.location).toBe('/partenaire');
    const { id, reference } = await latest();
    expect([id, reference]).toEqual(['31-SEC-2026-000001', expect.stringMatching(/^31-2026-/)]);
    const [letter] = await office.sql<{ to_address: string; raw: Buffer; subject: string }[]>`select to_address, raw, subject from letter where journey = ${id} and kind = 'security-alert'`;
    expect(letter?.to_address).toBe('securite@caf31.example');
    expect(`${letter?.subject} ${letter?.raw.toString()}`).not.toMatch(/Violette|Castelbrun|Dastugue/);
    expect((await officer.get('/securite')).body).toContain(id);
    const agent = await office.signIn(MELISANDE);
    const manager = await office.signIn('responsable@caf31.example');
    expect([(await agent.get('/securite')).status, (await manager.get(`/securite/${id}`)).status, (await manager.get('/securite')).body.includes(id)]).toEqual([403, 404, false]);
    expect((await agent.get('/courriers')).body).not.toContain(id);
  });

  it('is taken on, qualified, its access suspended through the register, notified, closed with a report, and its journal is a PDF', async () => {
    const { id } = await latest();
    const path = `/securite/${id}`;
    const page = await officer.get(path);
    for (const said of ['Dites que vous vous en chargez', 'responsable de la sécurité prévenu', 'Rappel au responsable de la sécurité']) expect(page.body.toLowerCase()).toContain(said.toLowerCase());
    expect((await post(officer, `${path}/cloture`, { texte: 'Fini.' }, page, 'cloture')).body).toContain('Qualifiez l’incident avant de le clore');
    await post(officer, `${path}/prise-en-charge`, {}, page, 'prise');
    const wrong = await post(officer, `${path}/qualification`, { resume: 'Un texte gardé' }, page, 'qualification');
    expect([wrong.status, wrong.body.includes('Choisissez la nature'), wrong.body.includes('Un texte gardé')]).toEqual([422, true, true]);
    await post(officer, `${path}/qualification`, { nature: 'account-used', gravite: 'serious', donnees: 'oui', resume: 'Compte partagé.' }, page, 'qualification');
    expect((await officer.get(path)).body).toContain('La CNIL est à notifier avant le');
    const measured = await post(officer, `${path}/mesure`, { acte: 'suspend', acces: 'contact:castelbrun-administratrice', texte: 'En attendant.' }, page, 'mesure');
    expect(measured.status).toBe(303);
    expect(await office.sql`select habilitation.state, reason from habilitation join register_act on habilitation_id = habilitation.id where register_act.kind = 'suspended'`).toEqual([{ state: 'suspended', reason: `Mesure de sécurité (${id}).` }]);
    const early = await post(officer, `${path}/information`, { qui: 'Le maire', quand: '2026-11-01T10:00', texte: '' }, page, 'information');
    expect([early.status, early.body.includes('Cette date précède le signalement')]).toEqual([422, true]);
    office.clock.pass(3_600_000);
    await post(officer, `${path}/information`, { qui: 'Le maire', quand: '2026-11-03T10:30', texte: 'Par téléphone.' }, page, 'information');
    // Personal data: it is not closed before it is noted whether the CNIL was notified.
    expect((await post(officer, `${path}/cloture`, { texte: 'Fini.' }, page, 'cloture')).body.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('Des données personnelles sont concernées : consignez la notification à la CNIL');
    await post(officer, `${path}/notification`, { destinataire: 'cnil', quand: '2026-11-03T10:45', numero: 'N-42', texte: '' }, page, 'notification');
    await post(officer, `${path}/cloture`, { texte: 'Mots de passe changés.' }, page, 'cloture');
    const after = (await officer.get(path)).body;
    for (const said of ['Accès suspendu à titre conservatoire', 'Personne informée', 'N° N-42', 'Mots de passe changés.', 'Théodora Lespinet']) expect(after).toContain(said);
    expect((await latest()).phase).toBe('closed');
    const pdf = await officer.bytes(`${path}/journal.pdf`);
    expect(pdf.status).toBe(200);
    const paper = wordsOf(pdf.bytes);
    for (const said of ['Accès restreint', `Journal ${id}`, 'Mairie de Castelbrun-d’Arros', 'Philibert Dastugue', 'Compte utilisé par une autre personne', 'Grave', 'concernées', 'Compte partagé.', 'Accès suspendu à titre conservatoire : Clémence Astugue', 'Personne informée : Le maire', 'Par téléphone.', 'Notification consignée : CNIL', 'N-42', 'Mots de passe changés.', '(Théodora Lespinet)']) expect(paper).toContain(said);
    expect(paper).toMatch(/mardi 3 novembre 2026 à 10 h 45 — Notification consignée/);
    expect((await post(officer, `${path}/sans-suite`, { texte: 'Trop tard' }, page, 'sans-suite')).body).toContain('Cet incident est clos');
  });

  it('is reported by a contact of article 3.3 and by anybody else whom the convention names, who find nothing else on the portal', async () => {
    const before = (await latest()).id;
    for (const who of ['baptistin.escaloup@castelbrun.example', 'sidonie.roquebert@castelbrun.example']) {
      const stranger = new Browser(office.url);
      await stranger.post('/connexion/lien', { courriel: who }, await stranger.get('/connexion/lien'));
      expect(await writeSignInLinks({ ...office.tools, sql: office.desk }, office.clock.now())).toBe(1);
      const browser = await visit(office, who);
      expect((await browser.get('/partenaire')).location).toBe('/partenaire/incident-de-securite');
      const page = await browser.get('/partenaire/incident-de-securite');
      for (const path of ['/partenaire/demandes', '/partenaire/traces', '/partenaire/changements/nouveau', '/partenaire/conventions/31-2024-017/personnes', '/partenaire/conventions/31-2024-017/contrat']) {
        expect(page.body, path).not.toContain(`href="${path}`);
        expect((await browser.get(path)).status, path).toBe(403);
      }
      const sent = await post(browser, '/partenaire/incident-de-securite', { convention: '31-2024-017', texte: `${SECRET} chez ${who}.`, rappelTelephone: '' }, page, 'incident');
      expect(sent.location).toBe('/partenaire');
      await browser.get('/partenaire');
      expect((await browser.get('/partenaire/incident-de-securite')).body).toContain('Incident de sécurité reçu sous 31-2026-');
      const { id, reference } = await latest();
      expect(await office.sql`select to_address from letter where journey = ${id} and kind = 'security-alert'`).toEqual([{ to_address: 'securite@caf31.example' }]);
      expect((await browser.get(`/partenaire/demandes/${reference}`)).status).toBe(403);
    }
    expect((await latest()).id).not.toBe(before);
    // Level-1 support of one convention, a contact of another: reports for both, visits the one.
    const both = await visit(office, 'nadege.courtial@castelbrun.example');
    const report = (await both.get('/partenaire/incident-de-securite')).body;
    expect(['31-2024-017', '31-2024-018'].map((one) => report.includes(one))).toEqual([true, true]);
    const home = (await both.get('/partenaire')).body;
    expect(['31-2024-017', '31-2024-018'].map((one) => home.includes(one))).toEqual([false, true]);
  });
});

describe('a security incident found in what came otherwise', () => {
  it('is found by an agent in an ordinary request: they read it no more, what was readable is noted; dismissed, it is the desk’s again', async () => {
    const reference = await opened(office, '31', mail(FROM_31, 'Question du jour', 'Bonjour, nous avons une question.'));
    const agent = await office.signIn(MELISANDE);
    const page = await agent.get(`/demandes/${reference}`);
    const done = await post(agent, `/demandes/${reference}/rectification`, { nature: 'security-incident', service: '', convention: '31-2024-017' }, page, 'rectification');
    expect(done.location).toBe('/file');
    expect((await agent.get('/file')).body).toContain('remis au responsable de la sécurité');
    expect((await agent.get(`/demandes/${reference}`)).status).toBe(404);
    const { id, reference: of } = await latest();
    expect(of).toBe(reference);
    const shown = await officer.get(`/securite/${id}`);
    for (const said of ['Lisible avant la restriction', 'Mélisande Aucamville', 'passe en accès restreint']) expect(shown.body).toContain(said);
    await post(officer, `/securite/${id}/sans-suite`, { texte: 'Une simple question.' }, shown, 'sans-suite');
    expect((await latest()).phase).toBe('dismissed');
    expect((await agent.get(`/demandes/${reference}`)).status).toBe(200);
    // Found again, it is another incident.
    const again = await agent.get(`/demandes/${reference}`);
    await post(agent, `/demandes/${reference}/rectification`, { nature: 'security-incident', service: '', convention: '31-2024-017' }, again, 'rectification');
    expect((await latest()).id).not.toBe(id);
  });

  it('is told of before anybody decided whose mail it is; the officer reads it and attaches it themselves', async () => {
    await office.receive('31', mail('Sidonie Roquebert <sidonie.roquebert@castelbrun.example>', 'Compte piraté', `Mon compte est piraté : ${SECRET}.`));
    const { id, reference } = await latest();
    expect(reference).toBeNull();
    expect(await office.sql`select kind, to_address from letter where journey = ${id} order by kind`).toEqual([{ kind: 'security-acknowledged', to_address: 'sidonie.roquebert@castelbrun.example' }, { kind: 'security-alert', to_address: 'securite@caf31.example' }]);
    const page = await officer.get(`/securite/${id}`);
    expect(page.body).toContain(SECRET);
    const attached = await post(officer, `/securite/${id}/rattachement`, { convention: '31-2024-017' }, page, 'rattachement');
    expect(attached.location).toBe(`/securite/${id}`);
    const after = await latest();
    expect([after.id, after.reference]).toEqual([id, expect.stringMatching(/^31-2026-/)]);
    expect((await officer.get(`/demandes/${after.reference ?? ''}`)).body).toContain(SECRET);
    expect((await officer.get(`/securite/${id}`)).body).toContain(`Rattaché à la demande ${after.reference ?? ''}`);
  });

  it('is heard on the phone from whoever may open no request, and told by the chores', async () => {
    const agent = await office.signIn(MELISANDE);
    const page = await agent.get('/appels/nouveau');
    const before = (await latest()).id;
    await agent.post('/appels', { caf: '31', appelant: 'inconnu', nomAppelant: 'Personne Inconnue', nature: 'security-incident', objet: 'Poste volé', description: 'Un poste a été volé.', service: '', messageErreur: '', rappelNom: '', rappelTelephone: '', rappelLe: '' }, page);
    expect(await office.sql`select reason, outcome from arrived_mail where from_name = 'Personne Inconnue'`).toEqual([{ reason: 'security', outcome: 'to-identify' }]);
    expect(await followSecurityMails({ ...office.tools, sql: office.desk }, office.clock.now())).toBe(1);
    const { id } = await latest();
    expect(id).not.toBe(before);
    expect((await officer.get(`/securite/${id}`)).body).toContain('Un poste a été volé.');
  });
});

it('stands in for the officer where the contract names none: the manager of Nord alone', async () => {
  await office.receive('59', mail('Perrine Vandaele <perrine.vandaele@petite-enfance-clos.example>', 'Compte piraté', 'Un compte piraté ce matin.'));
  const { id } = await latest();
  expect(id).toMatch(/^59-SEC-/);
  const manager = await office.signIn('responsable@caf59.example');
  expect((await manager.get('/securite')).body).toContain(id);
  expect((await manager.get(`/securite/${id}`)).body).toContain('Responsable du guichet prévenu');
  expect((await officer.get(`/securite/${id}`)).status).toBe(404);
});

it('each of these forms is taken once, however often it is sent', () => {
  expect(formsOf(twice.paths)).toEqual([
    '/appels', '/partenaire/incident-de-securite', '/securite/…/cloture', '/securite/…/information', '/securite/…/mesure', '/securite/…/notification', '/securite/…/prise-en-charge', '/securite/…/qualification', '/securite/…/rattachement', '/securite/…/sans-suite',
  ]);
});
