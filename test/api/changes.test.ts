import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import MailComposer from 'nodemailer/lib/mail-composer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeptForm } from '../../domain/journeys/change-facts';
import { canonicalForm, EMPTY_FORM } from '../../domain/journeys/change-form';
import { readMail } from '../../mail/read';
import { filledPdf, LINES } from '../support/filled-pdf';
import { pdfPages, wordsOf } from '../support/pdf-text';
import { report } from '../support/smtp-sink-bounce';
import type { Answer, Browser } from './browser';
import { everyFormTwice, formsOf } from './every-form-twice';
import { FROM_95, INES, mail, opened, startOffice, type Office } from './office';
import { visit } from './visitor';

const ADMINISTRATOR = 'apolline.vernouillet@ccas-valmirande.example';
const SIGNATORY = 'theophile.marines@ccas-valmirande.example';
const DAY = 86_400_000;

let office: Office;
let twice: Awaited<ReturnType<typeof everyFormTwice>>;
let agent: Browser;
let manager: Browser;
let partner: Browser;
beforeAll(async () => {
  office = await startOffice();
  twice = await everyFormTwice(office);
  await signIn();
});
/** Sessions end when days pass. */
async function signIn(): Promise<void> {
  [agent, manager, partner] = [await office.signIn(INES), await office.signIn('responsable@caf95.example'), await visit(office, ADMINISTRATOR)];
}
afterAll(async () => {
  await office.stop();
});

const FORM: Record<string, string> = {
  convention: '95-2024-042', partenaire: 'CCAS de Valmirande-sur-Oise', numero: '95-2024-042', nom: 'Marchetti', prenom: 'Hugo', fonction: 'chef du pôle social', remplace: 'oui', 'remplace-nom': 'Hérouard', 'remplace-prenom': 'Côme',
  'remplace-courriel': 'come.herouard@ccas-valmirande.example', portable: '06 39 98 40 12', courriel: 'h.marchetti@ccas-valmirande.example', signataire: 'Théophile Marines', 'signataire-fonction': 'président du CCAS',
};
const decoded = (raw: Buffer) => raw.toString('latin1').replace(/=\r\n/g, '').replace(/(?:=[0-9A-F]{2})+/g, (hex) => Buffer.from(hex.replaceAll('=', ''), 'hex').toString('utf8')).replaceAll(/[\u00a0\u202f]/g, ' ');
const letters = async (id: string, kind?: string) => (await office.sql<{ kind: string; to_address: string; from_address: string; message_id: string; raw: Buffer }[]>`select kind, to_address, from_address, message_id, raw from letter where journey = ${id} order by queued_at, id`).filter((one) => kind === undefined || one.kind === kind);
const kinds = async (id: string) => (await office.sql<{ kind: string }[]>`select kind from journey_fact where journey = ${id} order by n`).map(({ kind }) => kind);
const bodies = async <B = object>(id: string, kind: string) => (await office.sql<{ at: string; actor: string | null; body: B }[]>`select at, actor, body from journey_fact where journey = ${id} and kind = ${kind} order by n`).map(({ at, actor, body }) => ({ ...body, at, actor }));
const phase = async (id: string) => (await office.sql<{ phase: string; owes: string | null }[]>`select phase, owes from journey where id = ${id}`)[0];
const people = async () => await office.sql<{ name: string; role: string; ladder_rank: number | null }[]>`
  select name, role, ladder_rank from contact where convention_id = '95-2024-042' and ended_at is null and role in ('administrator', 'deputy-administrator') order by name`;
const linkOf = async (id: string, kind: string, to: string) => {
  const letter = (await letters(id, kind)).filter(({ to_address }) => to_address === to).at(-1);
  return /\/changement\?jeton=[\w-]+/.exec(decoded(letter?.raw ?? Buffer.alloc(0)))?.[0] ?? '';
};
const later = async (id: string, ms: number) => {
  office.clock.pass(ms);
  await office.tools.tellJourney({ id, kind: 'administrator-change' }, 0);
  await signIn();
};

async function ask(changes: Record<string, string> = {}): Promise<Answer> {
  return await partner.post('/partenaire/changements', { ...FORM, ...changes }, await partner.get('/partenaire/changements/nouveau'));
}
const asked = async (changes: Record<string, string> = {}): Promise<string> => {
  const answer = await ask(changes);
  expect(answer.status).toBe(303);
  return answer.location?.split('/').at(-1) ?? '';
};
/** Somebody without an account presses the button that a letter leads to. */
async function press(link: string, fields: Record<string, string> = {}): Promise<Answer> {
  const stranger = new (agent.constructor as new (url: string) => Browser)(office.url);
  const page = await stranger.get(link);
  if (page.status !== 200) return page;
  return await stranger.post('/changement', { jeton: new URLSearchParams(link.split('?')[1]).get('jeton') ?? '', ...fields }, page);
}
const act = async (browser: Browser, id: string, name: string, fields: Record<string, string> = {}) => await browser.post(`/changements/${id}/${name}`, fields, await browser.get(`/changements/${id}`));
const today = () => office.clock.now().slice(0, 10);
/** Signed by both, called back, checked, and approved by another once the time to object is over. */
async function approvedAfter(id: string, fresh: string): Promise<void> {
  await signedByBoth(id, fresh);
  await act(agent, id, 'rappel', { numero: '+33199005115', resultat: 'joint', note: '' });
  await act(agent, id, 'verification');
  await later(id, 9 * DAY);
  expect((await act(manager, id, 'approbation', { note: '' })).status).toBe(303);
}
async function signedByBoth(id: string, fresh = 'h.marchetti@ccas-valmirande.example'): Promise<void> {
  expect((await press(await linkOf(id, 'change-sign', SIGNATORY))).body).toContain('C’est signé');
  expect((await press(await linkOf(id, 'change-sign', fresh))).body).toContain('C’est signé');
}

describe('a change of administrator asked for on the portal', () => {
  it('what annex 3 requires is asked for by name, and nothing is lost', async () => {
    const answer = await ask({ portable: '', courriel: 'contact@ccas-valmirande.example', 'remplace-nom': 'Inconnu' });
    expect(answer.status).toBe(422);
    for (const words of ['Téléphone : à renseigner, au moins un numéro fixe ou portable', 'est une boîte partagée', 'envoyez le formulaire au guichet par courriel', 'n’est pas un administrateur connu de cette convention']) expect(answer.body).toContain(words);
    expect(answer.body).toContain('value="Marchetti"');
  });

  it('goes from the form to the register: warned, signed by both, checked, approved by another, carried out, reported', async () => {
    const id = await asked();
    expect(id).toMatch(/^95-ADM-2026-\d{6}$/);
    expect(await kinds(id)).toEqual(['received', 'warned', 'signatures-asked']);
    expect((await letters(id)).map(({ kind, to_address }) => `${kind} ${to_address.split('@')[0]}`).sort()).toEqual([
      'change-sign h.marchetti', 'change-sign theophile.marines', 'change-warning apolline.vernouillet', 'change-warning come.herouard', 'change-warning theophile.marines',
    ]);
    expect(await phase(id)).toEqual({ phase: 'signing', owes: 'partner' });
    const link = await linkOf(id, 'change-sign', SIGNATORY);
    await signedByBoth(id);
    const [first] = await bodies<{ kept: KeptForm }>(id, 'received');
    const digest = createHash('sha256').update(canonicalForm(first?.kept.form ?? EMPTY_FORM)).digest('hex');
    expect(await bodies(id, 'signed')).toEqual((['signatory', 'administrator'] as const).map((who) => ({ who, digest, how: 'portal', by: null, at: office.clock.now(), actor: `partner:${who === 'signatory' ? SIGNATORY : 'h.marchetti@ccas-valmirande.example'}` })));
    expect((await press(link)).status).toBe(410); // once
    expect(await phase(id)).toEqual({ phase: 'checking', owes: 'desk' });

    const early = await act(manager, id, 'approbation');
    expect([early.status, early.body.includes('il n’est pas vérifié')]).toEqual([422, true]);
    expect((await act(agent, id, 'rappel', { numero: '+33199005115', resultat: 'joint', note: 'Confirmé.' })).status).toBe(303);
    expect((await act(agent, id, 'verification')).status).toBe(303);
    await later(id, 7 * DAY); // five working days, until the 10th
    const same = await act(agent, id, 'approbation');
    expect([same.status, same.body.includes('un autre agent doit approuver')]).toEqual([422, true]);
    expect((await act(manager, id, 'approbation', { note: 'Conforme.' })).status).toBe(303);
    await later(id, 2 * DAY);
    for (const [date, words] of [['2026-11-09', 'aucun accès ne change avant'], ['1999-01-01', 'aucun accès ne change avant'], ['2026-11-13', 'qui n’est pas à venir'], ['', 'Donnez une date.']] as const) {
      const wrong = await act(manager, id, 'acces-donne', { date });
      expect([wrong.status, wrong.body.includes(words), wrong.body.includes('acces-donne-date-erreur')], date).toEqual([422, true, true]);
    }
    expect((await act(manager, id, 'acces-donne', { date: '2026-11-10' })).status).toBe(303);
    expect((await people()).map(({ name }) => name)).toEqual(['Apolline Vernouillet', 'Côme Hérouard', 'Hugo Marchetti']);
    expect((await act(agent, id, 'acces-retire', { date: '2026-11-11' })).status).toBe(303);
    // The register says the day of each act; when it was entered stands beside.
    const [fresh, gone] = [{ given_at: '2026-11-09T23:00:00.000Z', ended_at: null }, { ended_at: '2026-11-10T23:00:00.000Z' }];
    expect(await office.sql`select given_at, ended_at from habilitation where journey = ${id}`).toEqual([fresh]);
    expect(await office.sql`select habilitation.ended_at, contact.ended_at as card from habilitation join contact on contact.id = contact_id where habilitation.name = 'Côme Hérouard'`).toEqual([{ ...gone, card: gone.ended_at }]);
    expect(await office.sql`select kind, at, recorded_at from register_act where label in ('Hugo Marchetti', 'Côme Hérouard') order by at`).toEqual([{ kind: 'given', at: fresh.given_at, recorded_at: office.clock.now() }, { kind: 'withdrawn', at: gone.ended_at, recorded_at: office.clock.now() }]);

    expect(await phase(id)).toEqual({ phase: 'done', owes: null });
    expect(await people()).toEqual([{ name: 'Apolline Vernouillet', role: 'administrator', ladder_rank: 1 }, { name: 'Hugo Marchetti', role: 'deputy-administrator', ladder_rank: 2 }]);
    expect((await kinds(id)).slice(3)).toEqual(['signed', 'signed', 'called-back', 'checked', 'objection-time-over', 'approved', 'access-given', 'access-withdrawn', 'reported']);
    expect((await letters(id, 'change-done')).map(({ to_address }) => to_address).sort()).toEqual([ADMINISTRATOR, 'come.herouard@ccas-valmirande.example', 'h.marchetti@ccas-valmirande.example', SIGNATORY]);
    const page = await agent.get(`/changements/${id}`);
    expect(page.body).toContain('Compte rendu');
    const pdf = await agent.bytes(`/changements/${id}/formulaire.pdf`);
    expect(pdf.status).toBe(200);
    const paper = wordsOf(pdf.bytes);
    for (const said of ['Formulaire signé par les deux signataires.', `formulaire ${id}`, 'CCAS de Valmirande-sur-Oise', '95-2024-042', 'Marchetti', 'Hugo', 'chef du pôle social', 'Hérouard', 'come.herouard@ccas-valmirande.example', '06 39 98 40 12', 'h.marchetti@ccas-valmirande.example', 'président du CCAS']) expect(paper).toContain(said);
    const signed = 'signé en ligne par un lien à usage unique le mardi 3 novembre 2026 à 10 h 00';
    expect(paper).toMatch(new RegExp(`Signatures.*Théophile Marines, ${signed}\\..*Hugo Marchetti, ${signed}\\.`));
    expect(paper.replaceAll(' ', '')).toContain(digest);
    expect((await agent.get('/changements')).body).toContain('Hugo Marchetti');
    expect((await partner.get(`/partenaire/changements/${id}`)).body).toContain('Terminé');
  });

  it('objected to once it is approved: no access is given until it is lifted, and the manager is told; it may still be refused, or given up', async () => {
    const id = await asked({ nom: 'Tard', prenom: 'Théa', courriel: 'thea.tard@ccas-valmirande.example', remplace: 'non' });
    await signedByBoth(id, 'thea.tard@ccas-valmirande.example');
    await act(agent, id, 'rappel', { numero: '+33199005115', resultat: 'joint', note: '' });
    await act(agent, id, 'verification');
    await later(id, 9 * DAY); // five working days, 11 November is one of rest
    expect((await act(manager, id, 'approbation', { note: '' })).status).toBe(303);
    expect((await press(await linkOf(id, 'change-warning', ADMINISTRATOR), { motif: 'Je rentre de congés : personne n’a demandé cela.' })).body).toContain('Opposition reçue');
    expect((await letters(id, 'change-objected')).map(({ to_address }) => to_address)).toEqual(['responsable@caf95.example']);
    const given = await act(manager, id, 'acces-donne', { date: office.clock.now().slice(0, 10) });
    expect([given.status, given.body.includes('une opposition n’est pas levée')]).toEqual([422, true]);
    expect((await agent.get(`/changements/${id}`)).body).toContain('s’oppose à ce changement');
    expect((await act(manager, id, 'refus', { motif: 'L’opposition est confirmée au téléphone.' })).status).toBe(303);
    expect(await phase(id)).toEqual({ phase: 'refused', owes: null });
    expect((await people()).map(({ name }) => name)).not.toContain('Théa Tard');
  });

  it('the same person asked for twice is one request', async () => {
    const id = await asked({ nom: 'Deux', prenom: 'Fois', courriel: 'fois.deux@ccas-valmirande.example', remplace: 'non' });
    expect(await asked({ nom: 'Deux', prenom: 'Fois', courriel: 'fois.deux@ccas-valmirande.example', remplace: 'non', fonction: 'cheffe de service' })).toBe(id);
    expect((await kinds(id)).slice(3)).toEqual(['form-kept', 'signatures-asked']); // what is signed changed: it is to be signed again
  });

  it('objected to: nobody approves until it is lifted', async () => {
    const id = await asked({ nom: 'Intrus', prenom: 'Igor', courriel: 'igor.intrus@ailleurs.example', remplace: 'non' });
    const link = await linkOf(id, 'change-warning', ADMINISTRATOR);
    expect((await press(link)).status).toBe(422);
    expect((await press(link, { motif: 'Je ne connais pas cette personne.' })).body).toContain('Opposition reçue');
    expect(await phase(id)).toEqual({ phase: 'signing', owes: 'desk' });
    expect((await letters(id, 'change-objected')).map(({ to_address }) => to_address)).toEqual(['responsable@caf95.example']);
    const page = await agent.get(`/changements/${id}`);
    expect(page.body).toContain('s’oppose à ce changement');
    expect(page.body).toContain('ailleurs.example n’a jamais été vu');
    expect((await act(agent, id, 'refus', { motif: ' ' })).status).toBe(422);
    expect((await act(agent, id, 'refus', { motif: 'Le signataire, rappelé, n’a rien demandé.' })).status).toBe(303);
    expect(await phase(id)).toEqual({ phase: 'refused', owes: null });
    expect(decoded((await letters(id, 'change-refused'))[0]?.raw ?? Buffer.alloc(0))).toContain('n’a rien demandé');
    expect((await press(await linkOf(id, 'change-sign', SIGNATORY))).status).toBe(410);
  });

  it('objected to by telephone: an agent writes down who rang, from which registered number, when and what; it stops the change as a link does, once, until it is lifted', async () => {
    const id = await asked({ nom: 'Appel', prenom: 'Anna', courriel: 'anna.appel@ccas-valmirande.example', remplace: 'non' });
    await signedByBoth(id, 'anna.appel@ccas-valmirande.example');
    const page = await agent.get(`/changements/${id}`);
    const who = /<option value="(\+33199005115 [^"]+)"/.exec(page.body)?.[1] ?? '';
    const now = /name="quand"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="quand"/.exec(page.body)?.slice(1).find((one) => one !== undefined) ?? '';
    expect([page.body.includes('Consigner une opposition reçue par téléphone'), who, now]).toEqual([true, '+33199005115 Théophile Marines', expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)]);
    const said = { qui: who, quand: now, motif: 'Je n’ai rien demandé : arrêtez tout.' };
    // Nothing typed is lost, and each error stands beside its field.
    for (const [wrong, field, words] of [[{ quand: '2031-01-01T10:00' }, 'quand', 'à venir'], [{ motif: ' ' }, 'motif', 'Écrivez ce qui a été dit.'], [{ qui: '' }, 'qui', 'Dites qui a appelé'], [{ quand: '2020-01-01T10:00' }, 'quand', 'précéder']] as const) {
      const refused = await act(agent, id, 'opposition', { ...said, ...wrong });
      expect([refused.status, refused.body.includes(`href="#opposition-${field}"`), refused.body.includes(words), refused.body.includes('arrêtez tout') || field === 'motif']).toEqual([422, true, true, true]);
    }
    const elsewhere = await act(agent, id, 'opposition', { ...said, qui: '+33639980001 Théophile Marines' });
    expect([elsewhere.status, elsewhere.body.includes('inscrit par la Caf')]).toEqual([422, true]);
    expect(await bodies(id, 'objected')).toEqual([]);
    expect(((await agent.post(`/changements/${id}/opposition`, said, page)).status, (await agent.post(`/changements/${id}/opposition`, said, page)).status)).toBe(303); // a double click
    expect(await bodies(id, 'objected')).toMatchObject([{ name: 'Théophile Marines', reason: said.motif, actor: INES, call: { number: '+33199005115', by: INES } }]);
    const told = await letters(id, 'change-objected');
    expect([told.map(({ to_address }) => to_address), decoded(told[0]?.raw ?? Buffer.alloc(0)).includes('Théophile Marines, par téléphone')]).toEqual([['responsable@caf95.example'], true]);
    expect(await phase(id)).toMatchObject({ owes: 'desk' });
    const objected = (await manager.get(`/changements/${id}`)).body;
    expect([objected.includes('Théophile Marines s’oppose à ce changement'), objected.includes('une opposition n’est pas levée'), /Par téléphone, du 01 99 00 51 15/.test(objected.replaceAll(/[\u00a0\u202f]/g, ' '))]).toEqual([true, true, true]);
    expect((await act(agent, id, 'levee', { motif: 'Rappelé : il confirme.' })).status).toBe(303);
    expect((await manager.get(`/changements/${id}`)).body).not.toContain('s’oppose à ce changement');
    expect((await act(agent, id, 'annulation', { motif: 'Fin de l’essai.' })).status).toBe(303);
  });

  it('after a departure, who left may be named, on the portal and by post: whoever succeeds takes their rank and their rung, and no change is due any more', async () => {
    const DUE = 'Un changement d’administrateur est à demander';
    const [line] = await office.sql<{ id: string }[]>`select id from habilitation where name = 'Hugo Marchetti' and state = 'active'`;
    const depart = '/registre/95-2024-042/depart';
    expect((await agent.post(depart, { personne: line?.id ?? '', cause: 'depart', date: '2026-11-12', 'signale-par': 'Apolline Vernouillet', canal: 'telephone' }, await agent.get(depart))).status).toBe(303);
    expect((await agent.get('/changements')).body).toContain(DUE);
    expect((await partner.get('/partenaire/conventions/95-2024-042/habilitations')).body).toContain(DUE);
    for (const form of [await partner.get('/partenaire/changements/nouveau'), await agent.get('/changements/nouveau?convention=95-2024-042')]) expect(form.body).toContain('Hugo Marchetti, suppléant');
    const named = { nom: 'Suite', prenom: 'Sarah', courriel: 'sarah.suite@ccas-valmirande.example', 'remplace-nom': 'Marchetti', 'remplace-prenom': 'Hugo', 'remplace-courriel': 'h.marchetti@ccas-valmirande.example' };
    const id = await asked(named);
    const posted = await agent.postFile('/changements', { ...FORM, ...named, canal: 'post' }, null, await agent.get('/changements/nouveau?convention=95-2024-042'));
    expect([posted.location, (await phase(id))?.phase]).toEqual([`/changements/${id}`, 'signing']);
    await approvedAfter(id, 'sarah.suite@ccas-valmirande.example');
    const before = await act(agent, id, 'acces-retire', { date: '2026-11-10' });
    expect([before.status, before.body.includes('il est déjà retiré depuis')]).toEqual([422, true]);
    expect((await act(manager, id, 'acces-donne', { date: today() })).status).toBe(303);
    expect(await people()).toEqual([{ name: 'Apolline Vernouillet', role: 'administrator', ladder_rank: 1 }, { name: 'Sarah Suite', role: 'deputy-administrator', ladder_rank: 2 }]);
    expect((await agent.get('/changements')).body).not.toContain(DUE);
    await office.sql`update habilitation set state = 'active', ended_at = null where id = ${line?.id ?? ''}`; // as of a contact that ended before the register followed
    expect((await act(agent, id, 'acces-retire', { date: today() })).status).toBe(303);
    expect(await office.sql`select state, (ended_at at time zone 'Europe/Paris')::date::text as day from habilitation where id = ${line?.id ?? ''}`).toEqual([{ state: 'withdrawn', day: today() }]);
    expect(await phase(id)).toEqual({ phase: 'done', owes: null });
    expect(await office.sql`select name from departure where closed_at is null`).toEqual([]); // closed in MCP by the same act
  });

  it('withdrawn before the successor is given, the rank and the rung are kept; nothing is given while the convention is not open, nor asked while it is not signed', async () => {
    const dates = (signed: string | null, opened: string | null) => office.sql`update convention_file set signed_on = ${signed}, opened_on = ${opened} where convention_id = '95-2024-042'`;
    const [known] = await office.sql<{ signed_on: string; opened_on: string }[]>`select signed_on, opened_on from convention_file where convention_id = '95-2024-042'`;
    const named = { nom: 'Retour', prenom: 'Rémi', courriel: 'remi.retour@ccas-valmirande.example', 'remplace-nom': 'Suite', 'remplace-prenom': 'Sarah', 'remplace-courriel': 'sarah.suite@ccas-valmirande.example' };
    await dates(null, null);
    const unsigned = await ask(named);
    expect([unsigned.status, unsigned.body.includes('dont aucune signature n’est connue')]).toEqual([422, true]);
    await dates(known?.signed_on ?? null, null);
    const id = await asked(named);
    await approvedAfter(id, 'remi.retour@ccas-valmirande.example');
    const closed = await act(manager, id, 'acces-donne', { date: today() });
    expect([closed.status, closed.body.includes('la convention n’est pas ouverte')]).toEqual([422, true]);
    await dates(known?.signed_on ?? null, known?.opened_on ?? null);
    expect((await act(manager, id, 'acces-retire', { date: today() })).status).toBe(303);
    expect((await agent.get('/changements')).body).toMatch(/Sarah Suite, suppléant.*accès retiré le[^]*Un changement est en cours/);
    expect((await act(manager, id, 'acces-donne', { date: today() })).status).toBe(303);
    expect(await people()).toEqual([{ name: 'Apolline Vernouillet', role: 'administrator', ladder_rank: 1 }, { name: 'Rémi Retour', role: 'deputy-administrator', ladder_rank: 2 }]);
  });

  it('cancelled by the partner', async () => {
    const id = await asked({ nom: 'Annulé', prenom: 'Anne', courriel: 'anne.annule@ccas-valmirande.example', remplace: 'non' });
    expect((await partner.post(`/partenaire/changements/${id}/annulation`, { motif: 'Elle reste.' }, await partner.get(`/partenaire/changements/${id}`))).status).toBe(303);
    expect(await phase(id)).toEqual({ phase: 'cancelled', owes: null });
  });
});

describe('a form that came by post', () => {
  it('is entered as it is with its scan; what is missing is asked for by name; a shared mailbox is accepted with a reason; both sign on paper', async () => {
    const fields = { ...FORM, canal: 'post', nom: 'Poste', prenom: 'Paule', remplace: 'non', portable: '', courriel: 'accueil@ccas-valmirande.example', signataire: 'Marie Inconnue' };
    const answer = await agent.postFile('/changements', fields, { name: 'formulaire.pdf', bytes: Buffer.from('%PDF-1.4 scan') }, await agent.get('/changements/nouveau?convention=95-2024-042'));
    expect(answer.status).toBe(303);
    const id = answer.location?.split('/').at(-1) ?? '';
    expect(await phase(id)).toEqual({ phase: 'incomplete', owes: 'partner' });
    expect(decoded((await letters(id, 'change-items'))[0]?.raw ?? Buffer.alloc(0))).toMatch(/Téléphone : à renseigner[\s\S]*boîte partagée/);
    expect((await agent.get(`/changements/${id}`)).body).toContain('formulaire.pdf');
    expect((await act(agent, id, 'element', { element: 'phone', motif: 'On fera sans.' })).status).toBe(422);
    expect((await act(agent, id, 'formulaire', { ...fields, fixe: '01 99 00 51 30' })).status).toBe(303);
    expect((await act(agent, id, 'element', { element: 'personalEmail', motif: 'Elle est seule à la lire.' })).status).toBe(303);
    expect(await phase(id)).toEqual({ phase: 'signing', owes: 'partner' });
    for (const qui of ['signataire', 'administrateur']) expect((await act(agent, id, 'signature', { qui })).status).toBe(303);
    expect((await act(agent, id, 'verification')).body).toContain('n’est pas connu à la convention');
    expect((await act(agent, id, 'signataire', { motif: 'Délibération du conseil reçue.' })).status).toBe(303);
    expect((await act(agent, id, 'verification')).status).toBe(303);
    expect(await phase(id)).toEqual({ phase: 'approving', owes: 'desk' });
    const before = await letters(id, 'change-items');
    expect((await act(agent, id, 'formulaire', { ...fields, fixe: '01 99 00 51 30' })).status).toBe(303);
    expect(await phase(id)).toEqual({ phase: 'approving', owes: 'desk' }); // the mailbox was accepted, the same is not asked for again
    expect(await letters(id, 'change-items')).toHaveLength(before.length);
  });
});

describe('a form that came by mail', () => {
  it('in its text opens the change beside its ticket, fed by the same sent again, confirmed by an agent', async () => {
    const words = ['Bonjour, voici notre changement d’administrateur :', 'Nom : Courriel', 'Prénom : Camille', 'Fonction : cheffe de service', 'Remplace un administrateur : non', 'Téléphone : 01 99 00 51 31', 'Adresse de messagerie : camille.courriel@ccas-valmirande.example', 'Nom du signataire : Théophile Marines', 'Fonction du signataire : président'];
    const reference = await opened(office, '95', mail(FROM_95, 'Changement d’administrateur', words.join('\n')));
    const changes = await office.sql<{ id: string; phase: string }[]>`select id, phase from journey where reference = ${reference}`;
    expect(changes.map((one) => one.phase)).toEqual(['reading']);
    const id = changes[0]?.id ?? '';
    expect(await kinds(id)).toEqual(['received', 'warned']);
    await office.receive('95', mail(FROM_95, `[${reference}] Changement d’administrateur`, words.join('\n')));
    expect(await kinds(id)).toEqual(['received', 'warned', 'received-again']);
    expect((await office.sql`select 1 from journey where kind = 'administrator-change' and began_at = ${office.clock.now()}`).length).toBeGreaterThan(0);
    const page = await agent.get(`/changements/${id}`);
    for (const shown of ['Formulaire à confirmer', 'dans le texte du courriel', 'lu à côté de son intitulé', 'value="camille.courriel@ccas-valmirande.example"']) expect(page.body).toContain(shown);
    const typed = { ...FORM, nom: 'Courriel', prenom: 'Camille', remplace: 'non', courriel: 'camille.courriel@ccas-valmirande.example' };
    expect((await act(agent, id, 'formulaire', typed)).status).toBe(303);
    expect((await kinds(id)).slice(3)).toEqual(['form-kept', 'warned', 'signatures-asked']);
  });

  it('words alone open a ticket and no change', async () => {
    const reference = await opened(office, '95', mail(FROM_95, 'Changement d’administrateur', 'Bonjour, comment changer notre administrateur ?'));
    expect(await office.sql`select 1 from journey where reference = ${reference}`).toHaveLength(0);
  });
});

it('is one request, whatever it comes by: first by mail, then on the portal, by phone and by post, for the same person', async () => {
  const typed = { ...FORM, nom: 'Canaux', prenom: 'Tous', remplace: 'non', courriel: 'tous.canaux@ccas-valmirande.example' };
  const words = ['Bonjour, voici notre changement d’administrateur :', 'Nom : Canaux', 'Prénom : Tous', 'Fonction : chef du pôle social', 'Remplace un administrateur : non', 'Téléphone : 06 39 98 40 12', `Adresse de messagerie : ${typed.courriel}`, 'Nom du signataire : Théophile Marines'];
  const reference = await opened(office, '95', mail(FROM_95, 'Changement d’administrateur', words.join('\n')));
  const [{ id } = { id: '' }] = await office.sql<{ id: string }[]>`select id from journey where reference = ${reference}`;
  expect(await asked(typed)).toBe(id);
  for (const canal of ['phone', 'post']) {
    const answer = await agent.postFile('/changements', { ...typed, canal }, null, await agent.get('/changements/nouveau?convention=95-2024-042'));
    expect([answer.status, answer.location], canal).toEqual([303, `/changements/${id}`]);
  }
  expect(await office.sql`select id from journey where kind = 'administrator-change' and id in (select journey from journey_fact where body::text like '%tous.canaux@%')`).toEqual([{ id }]);
});

it('is not for others: another Caf’s agent, another partner', async () => {
  const id = await asked({ nom: 'Secret', prenom: 'Sacha', courriel: 'sacha.secret@ccas-valmirande.example', remplace: 'non' });
  const other = await office.signIn('melisande.aucamville@caf31.example');
  expect((await other.get(`/changements/${id}`)).status).toBe(404);
  const elsewhere = await visit(office, 'clemence.astugue@castelbrun.example');
  expect((await elsewhere.get(`/partenaire/changements/${id}`)).status).toBe(404);
  expect((await elsewhere.post('/partenaire/changements', FORM, await elsewhere.get('/partenaire/changements/nouveau'))).status).toBe(422);
});

const composed = async (subject: string, text: string, attachments: readonly { filename: string; content: Buffer; contentType: string }[], headers: Record<string, string> = {}) =>
  await new MailComposer({ from: FROM_95, to: 'guichet@caf95.example', subject, text, attachments: [...attachments], headers }).compile().build();
const scan = async (filename: string) => ({ filename, content: await filledPdf([]), contentType: 'application/pdf' });
const changeOf = async (reference: string): Promise<string> => (await office.sql<{ id: string }[]>`select id from journey where reference = ${reference}`)[0]?.id ?? '';

describe('a form that comes otherwise', () => {
  it('told on the phone: an agent enters it, and nothing else is needed', async () => {
    const answer = await agent.postFile('/changements', { ...FORM, canal: 'phone', nom: 'Appel', prenom: 'Alix', remplace: 'non', courriel: 'alix.appel@ccas-valmirande.example' }, null, await agent.get('/changements/nouveau?convention=95-2024-042'));
    expect(answer.status).toBe(303);
    const id = answer.location?.split('/').at(-1) ?? '';
    const page = await agent.get(`/changements/${id}`);
    for (const shown of ['Demande reçue par téléphone', 'par téléphone,', 'Les administrateurs en place et le signataire sont prévenus']) expect(page.body).toContain(shown);
    expect(await bodies(id, 'received')).toMatchObject([{ channel: 'phone', by: INES, actor: INES }]);
    expect(await phase(id)).toEqual({ phase: 'signing', owes: 'partner' });
  });

  it('a mail that holds a scan and nothing else: it is joined, the page says that nobody has read it, and an agent types it', async () => {
    const reference = await opened(office, '95', (await composed('Changement d’administrateur', 'Bonjour, ci-joint.', [await scan('annexe-3-scan.pdf')])).toString('binary'));
    const id = await changeOf(reference);
    expect(await bodies(id, 'received')).toMatchObject([{ channel: 'email', read: null, kept: null }]);
    const page = await agent.get(`/changements/${id}`);
    for (const shown of ['Rien n’a pu être lu : recopiez le formulaire joint.', 'Un formulaire numérisé n’est pas lu par le logiciel', 'annexe-3-scan.pdf']) expect(page.body).toContain(shown);
    expect((await act(agent, id, 'formulaire', { ...FORM, nom: 'Numérisé', prenom: 'Noé', remplace: 'non', courriel: 'noe.numerise@ccas-valmirande.example' })).status).toBe(303);
    expect(await phase(id)).toEqual({ phase: 'signing', owes: 'partner' });
  });

  it('a Word form through the door: read line by line, to be confirmed', async () => {
    const xml = LINES.map(([label, value]) => `<w:p><w:r><w:t xml:space="preserve">${label} : ${value === 'Marchetti' ? 'Motword' : value}</w:t></w:r></w:p>`).join('');
    const content = Buffer.from(zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8(`<w:document><w:body>${xml}</w:body></w:document>`) }));
    const contentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    const reference = await opened(office, '95', (await composed('Changement d’administrateur', 'Bonjour, ci-joint.', [{ filename: 'annexe-3.docx', content, contentType }])).toString('binary'));
    const id = await changeOf(reference);
    expect(await bodies(id, 'received')).toMatchObject([{ read: { source: 'word', file: 'annexe-3.docx', lines: { lastName: { value: 'Motword', sure: 'label' } } } }]);
    const page = await agent.get(`/changements/${id}`);
    for (const shown of ['Lu dans un fichier Word : relisez chaque ligne avant de confirmer.', 'value="Motword"', 'annexe-3.docx']) expect(page.body).toContain(shown);
  });
});

describe('who is to sign, or to be warned, cannot be written to', () => {
  it('a signatory whom the convention does not know: the form to sign on paper goes to who asked; its scan comes back to the same change', async () => {
    const answer = await ask({ nom: 'Papier', prenom: 'Paul', courriel: 'paul.papier@ccas-valmirande.example', remplace: 'non', signataire: 'Marie Inconnue' });
    expect((await partner.get(answer.location ?? '')).body).toContain('Une signature est à recueillir sur papier');
    const id = answer.location?.split('/').at(-1) ?? '';
    const paper = (await letters(id, 'change-sign-paper'))[0];
    expect([paper?.to_address, (await letters(id, 'change-sign')).map(({ to_address }) => to_address)]).toEqual([ADMINISTRATOR, ['paul.papier@ccas-valmirande.example']]);
    const read = await readMail(paper?.raw ?? Buffer.alloc(0), { referencePatterns: [] });
    expect(read.text.replaceAll(/\s+/g, ' ')).toMatch(/Marie Inconnue.*ne figure pas parmi les signataires de votre convention.*« Partenaires & Fournisseurs », ou numérisé en réponse à ce message/);
    expect(pdfPages(read.attachments[0]?.content ?? Buffer.alloc(0)).join(' ').replaceAll(/\s/g, '')).toMatch(/MarieInconnue,signatureattendue\.Date:Signature:/);
    expect((await partner.bytes(`/partenaire/changements/${id}/formulaire.pdf`)).bytes.subarray(0, 5).toString()).toBe('%PDF-');
    for (const body of [(await partner.get(`/partenaire/changements/${id}`)).body, (await agent.get(`/changements/${id}`)).body]) expect(body).toContain('sur papier');

    await press(await linkOf(id, 'change-sign', 'paul.papier@ccas-valmirande.example'));
    await later(id, 8 * DAY);
    expect((await letters(id, 'change-sign-paper-reminder')).map(({ to_address }) => to_address)).toEqual([ADMINISTRATOR]);
    const before = await office.sql`select 1 from journey where kind = 'administrator-change'`;
    await office.receive('95', await composed('Re: formulaire signé', 'Bonjour, voici.', [await scan('signe.pdf')], { 'In-Reply-To': paper?.message_id ?? '', References: paper?.message_id ?? '' }));
    expect(await office.sql`select 1 from journey where kind = 'administrator-change'`).toHaveLength(before.length);
    await later(id, 0);
    expect(await phase(id)).toEqual({ phase: 'signing', owes: 'desk' });
    const page = await agent.get(`/changements/${id}`);
    for (const shown of ['Un fichier est arrivé : relisez-le.', 'signe.pdf']) expect(page.body).toContain(shown);
  });

  it('nobody was warned: a warning that comes back shows, and approval waits for a call to who may object', async () => {
    const id = await asked({ nom: 'Seul', prenom: 'Sam', courriel: 'sam.seul@ccas-valmirande.example', remplace: 'non', signataire: 'Marie Inconnue' });
    for (const qui of ['signataire', 'administrateur']) await act(agent, id, 'signature', { qui });
    await act(agent, id, 'signataire', { motif: 'Délibération.' });
    await act(agent, id, 'rappel', { numero: '+33199005113', resultat: 'joint', note: 'La sécurité confirme.' });
    await act(agent, id, 'verification');
    const warnings = (await letters(id, 'change-warning')).filter((one) => one.to_address !== ADMINISTRATOR); // who asked
    for (const { to_address, from_address, raw, message_id } of warnings) {
      await office.receive('95', report({ messageId: message_id, from: from_address, to: [to_address], raw, headers: new Map(), atMs: 0 }));
    }
    await later(id, 9 * DAY);
    const blocked = await act(manager, id, 'approbation');
    expect([blocked.status, /personne n’a pu être prévenu : prévenez par téléphone/.test(blocked.body)]).toEqual([422, true]);
    for (const shown of ['Personne n’a pu être prévenu : appelez.', 'Des courriers ne sont pas arrivés.', 'le courriel est revenu']) expect(blocked.body).toContain(shown);
    expect((await letters(id, 'change-unreached')).map(({ to_address }) => to_address)).toEqual(['responsable@caf95.example']);
    expect((await act(agent, id, 'rappel', { numero: '+33199005115', resultat: 'non-joint', note: '' })).status).toBe(303);
    expect((await act(manager, id, 'approbation')).status).toBe(422);
    expect((await act(agent, id, 'rappel', { numero: '+33199005115', resultat: 'joint', note: 'Il ne s’oppose pas.' })).status).toBe(303);
    expect((await act(manager, id, 'approbation')).status).toBe(303);
    await office.sql`delete from dead_address where address = any(${warnings.map((one) => one.to_address)})`;
  });

  it('a Caf with two agents: who had a hand in it may not approve, until the other takes over what he did', async () => {
    const id = await asked({ nom: 'Deuxmains', prenom: 'Dan', courriel: 'dan.deuxmains@ccas-valmirande.example', remplace: 'non' });
    await signedByBoth(id, 'dan.deuxmains@ccas-valmirande.example');
    await act(manager, id, 'rappel', { numero: '+33199005115', resultat: 'joint', note: '' });
    await act(agent, id, 'verification');
    await later(id, 9 * DAY);
    const refused = await act(manager, id, 'approbation');
    expect([refused.status, refused.body.includes('qui a rappelé le partenaire n’approuve pas')]).toEqual([422, true]);
    const page = await agent.get(`/changements/${id}`);
    for (const shown of ['Rappeler à mon tour', 'Vous n’êtes que deux']) expect(page.body).toContain(shown);
    expect((await act(agent, id, 'rappel', { numero: '+33199005115', resultat: 'joint', note: '' })).status).toBe(303);
    expect((await act(manager, id, 'approbation')).status).toBe(303);
  });
});

it('each of these forms is taken once, however often it is sent', () => {
  expect(formsOf(twice.paths)).toEqual([
    '/changements', '/changements/…/acces-donne', '/changements/…/acces-retire', '/changements/…/annulation', '/changements/…/approbation', '/changements/…/element', '/changements/…/formulaire', '/changements/…/levee', '/changements/…/opposition', '/changements/…/rappel', '/changements/…/refus', '/changements/…/signataire', '/changements/…/signature', '/changements/…/verification', '/partenaire/changements', '/partenaire/changements/…/annulation', '/registre/…/depart',
  ]);
});
