import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../db/connect';
import { journeyByKey } from '../../db/journey';
import { preparedAssessments } from '../../db/prepared-assessment';
import { bulletinsOf, registerActsOf, setConventionFile, setQuota } from '../../db/register';
import { yearKey } from '../../desk/convention-year';
import { askJourney, beginJourney } from '../../desk/journey';
import { giveUserAccess, setConventionDate, type Decided } from '../../desk/register';
import { reviewList } from '../../desk/review-list';
import type { CafCode, LocalDate } from '../../domain/ids';
import { pdfPages } from '../support/pdf-text';
import type { Answer, Browser } from './browser';
import { everyFormTwice, formsOf } from './every-form-twice';
import { INES, startOffice, type Office } from './office';
import { visit } from './visitor';

const HERE = '95-2024-042';
const ADMINISTRATOR = 'apolline.vernouillet@ccas-valmirande.example';
const MANAGER = 'responsable@caf95.example';
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
afterAll(async () => {
  await office?.stop();
});
async function signIn(): Promise<void> {
  [agent, manager, partner] = [await office.signIn(INES), await office.signIn(MANAGER), await visit(office, ADMINISTRATOR)];
}
const inTx = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => (await office.desk.begin(work)) as T;
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const life = `/registre/${HERE}/vie`;
const ownLife = `/partenaire/conventions/${HERE}/vie`;
const phase = async (id: string) => (await office.sql<{ phase: string; owes: string | null }[]>`select phase, owes from journey where id = ${id}`)[0];
const letters = async (id: string, kind: string) => await office.sql<{ to_address: string; raw: Buffer }[]>`select to_address, raw from letter where journey = ${id} and kind = ${kind} order by to_address`;
const move = (id: string, kind: 'meeting' | 'convention-year') => office.tools.tellJourney({ id, kind }, 0);
const at = (id: string) => `/reunions/${id}`;
const own = (id: string) => `/partenaire/reunions/${id}`;
const idOf = ({ location }: Answer): string => location?.split('/').at(-1) ?? '';
async function act(browser: Browser, path: string, name: string, fields: Record<string, string> = {}): Promise<Answer> {
  return await browser.post(`${path}/${name}`, fields, await browser.get(path));
}
const ask = async (browser: Browser, path: string, fields: Record<string, string>) => await browser.post(`${path}/reunions`, fields, await browser.get(path));

describe('a meeting', () => {
  it('is asked for on the portal, dated by both, held, its minutes corrected and validated by both: the PDF says so, on either side', async () => {
    const refused = await ask(partner, ownLife, { objet: ' ', quand: '2026-11-20T14:00', lieu: '' });
    expect([refused.status, plain(refused.body).includes('Dites de quoi parler.'), plain(refused.body).includes('Dites où se tient la réunion'), refused.body.includes('2026-11-20T14:00')]).toEqual([422, true, true, true]);
    const asked = await ask(partner, ownLife, { objet: 'Les quotas du profil T13.', quand: '', lieu: '' });
    expect(asked.status).toBe(303);
    const id = idOf(asked);
    expect(await phase(id)).toEqual({ phase: 'to-date', owes: 'desk' });
    expect((await letters(id, 'meeting-requested')).map(({ to_address }) => to_address)).toEqual([MANAGER]);
    const twice = await ask(partner, ownLife, { objet: 'Encore.' });
    expect([twice.status, plain(twice.body).includes(`déjà demandée sous ${id}`)]).toEqual([422, true]);

    const page = await agent.get(at(id));
    // The month of the convention, from 3 November at 10:00.
    expect(plain(page.body)).toContain('jeu. 3 déc. à 10 h 00 (convention');
    expect((await act(agent, at(id), 'proposition', { quand: '2026-11-01T14:00', lieu: 'Cergy' })).status).toBe(422);
    expect((await act(agent, at(id), 'proposition', { quand: '2026-11-10T14:00', lieu: 'Cergy' })).status).toBe(303);
    expect((await partner.get(own(id))).body).toContain('Accepter cette date');
    expect((await act(partner, own(id), 'proposition', { quand: '2026-11-12T14:00', lieu: 'Cergy, par visioconférence' })).status).toBe(303);
    expect((await act(agent, at(id), 'accord')).status).toBe(303);
    expect(await phase(id)).toEqual({ phase: 'set', owes: null });
    expect((await letters(id, 'meeting-set')).length).toBe(3);

    office.clock.pass(10 * DAY);
    await move(id, 'meeting');
    await signIn();
    expect([(await letters(id, 'meeting-reminder')).length, (await letters(id, 'meeting-outcome')).length]).toEqual([3, 1]);
    expect((await act(partner, own(id), 'tenue', { quand: '2026-11-12T14:00' })).status).toBe(303);
    expect(await phase(id)).toEqual({ phase: 'minutes-to-write', owes: 'desk' });
    expect((await agent.get(`${at(id)}/compte-rendu.pdf`)).status).toBe(404);
    const none = await agent.postFile(`${at(id)}/compte-rendu`, { texte: '' }, null, await agent.get(at(id)));
    expect([none.status, plain(none.body).includes('Écrivez le compte rendu, ou joignez-le.')]).toEqual([422, true]);
    expect((await agent.postFile(`${at(id)}/compte-rendu`, { texte: 'Le quota passe à 2.' }, { name: 'annexe.pdf', bytes: Buffer.from('%PDF-1.4') }, await agent.get(at(id)))).status).toBe(303);
    const sent = (await letters(id, 'minutes-to-validate'))[0]?.raw.toString() ?? '';
    expect([sent.includes(`compte-rendu-${id}.pdf`), sent.includes('annexe.pdf')]).toEqual([true, true]);
    const file = /\/partenaire\/reunions\/[^"]+\/fichiers\/[^"]+/.exec((await partner.get(own(id))).body)?.[0] ?? '';
    expect((await partner.bytes(file)).bytes.toString()).toBe('%PDF-1.4');

    expect((await act(partner, own(id), 'corrections', { texte: 'Le quota passe à 3.' })).status).toBe(303);
    expect(plain((await agent.get(at(id))).body)).toContain('Le quota passe à 3.');
    expect((await agent.postFile(`${at(id)}/compte-rendu`, { texte: 'Le quota passe à 3.' }, null, await agent.get(at(id)))).status).toBe(303);
    expect((await act(partner, own(id), 'validation')).status).toBe(303);
    expect(await phase(id)).toEqual({ phase: 'validated', owes: null });
    const [ours, theirs] = [await agent.bytes(`${at(id)}/compte-rendu.pdf`), await partner.bytes(`${own(id)}/compte-rendu.pdf`)];
    expect(ours.bytes.equals(theirs.bytes)).toBe(true);
    expect(plain(pdfPages(ours.bytes).join(' '))).toMatch(/Validé par les deux parties[\s\S]*Version\s+2[\s\S]*Le quota passe à 3/);
    const over = (await partner.get(own(id))).body;
    expect([over.includes(`${own(id)}/validation`), over.includes(`${own(id)}/abandon`)]).toEqual([false, false]);
  });

  it('is asked for at the desk: the other side’s turn to write; late, it stands with what is late; nobody else sees it', async () => {
    expect(plain((await agent.get(life)).body)).toContain('Le prochain compte rendu est écrit par le partenaire.');
    const id = idOf(await ask(agent, life, { objet: 'Les revues.', quand: '2026-12-01T10:00', lieu: 'Cergy' }));
    expect(await phase(id)).toEqual({ phase: 'proposed', owes: 'partner' });
    expect((await partner.get('/partenaire')).body).toContain(own(id));
    office.clock.pass(32 * DAY);
    await move(id, 'meeting');
    await signIn();
    expect((await office.sql<{ kind: string }[]>`select kind from journey_fact where journey = ${id} order by n`).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['date-reminded', 'meeting-late']));
    expect(plain((await agent.get('/reunions')).body)).toContain('En retard');
    expect(plain((await manager.get('/pilotage')).body)).toContain(id);
    const stranger = await visit(office, 'clemence.astugue@castelbrun.example');
    expect([(await stranger.get(own(id))).status, (await stranger.get(ownLife)).status]).toEqual([404, 404]);
    expect((await (await visit(office, 'leonie.tassigny@ccas-valmirande.example')).get(own(id))).status).toBe(403);

    const fixed = await act(agent, at(id), 'date', { quand: '2026-12-20T10:00', lieu: 'Cergy', comment: '' });
    expect([fixed.status, plain(fixed.body).includes('Dites comment cette date a été convenue.')]).toEqual([422, true]);
    expect((await act(agent, at(id), 'date', { quand: '2026-12-20T10:00', lieu: 'Cergy', comment: 'Au téléphone avec Apolline Vernouillet' })).status).toBe(303);
    office.clock.pass(17 * DAY);
    await move(id, 'meeting');
    await signIn();
    expect((await act(agent, at(id), 'non-tenue', { motif: 'Neige.' })).status).toBe(303);
    expect(plain((await partner.get(own(id))).body)).toContain('La réunion ne s’est pas tenue.');
    expect((await act(agent, at(id), 'abandon', { motif: 'Réglé au téléphone.' })).status).toBe(303);
    expect(plain((await partner.get(own(id))).body)).toContain('Réglé au téléphone.');
  });
});

/** Two users are given access, then a review due in December keeps all but one. */
async function reviewedAndGiven(by: Decided): Promise<void> {
  await inTx(async (tx) => {
    await setConventionFile(tx, HERE, { mode: 'centralised' });
    const [bulletin] = await bulletinsOf(tx, HERE);
    await setQuota(tx, { bulletin_id: bulletin?.id ?? '', profile: 'T1', users: 8 }, HERE);
    for (const name of ['Odile Partie', 'Paul Reste']) await giveUserAccess(tx, { conventionId: HERE, bulletinId: bulletin?.id ?? '', profile: 'T1', name, email: null, jobTitle: null }, 'centralised', by);
  });
  const { id } = await inTx((tx) => beginJourney(tx, office.tools, { kind: 'reverse-review', caf: '95' as CafCode, conventionId: HERE, first: { kind: 'review-begun', due: '2026-12-15' } as never, actor: null, key: 'bilan' }, office.clock.now()));
  const { people } = await reviewList(office.desk, HERE, office.clock.now());
  const result = { people: people.map(({ key, rank, name, email, profile }) => ({ key, rank, name, email, profile, decision: name === 'Odile Partie' ? 'withdraw' : 'keep', comment: '' })), profiles: [] };
  for (const act of [{ kind: 'record-result', how: 'mail', note: '', result }, { kind: 'accept-result' }]) {
    expect(await inTx((tx) => askJourney(tx, office.tools, { key: `bilan-${act.kind}`, journey: id, act: act as never, actor: INES }, office.clock.now()))).toEqual({ state: 'done' });
  }
}

describe('a convention’s years', () => {
  it('are assessed before the date, renewed at it, told to who asked; on the convention’s page, in its journal, on the portal', async () => {
    const blank = await manager.post(`${life}/reconduction`, { administrator: 'oui' }, await agent.get(life));
    expect(blank.status).not.toBe(303);
    const by = { at: office.clock.now(), actor: INES, actorName: 'Inès Vigneroy' };
    await inTx((tx) => setConventionDate(tx, HERE, 'signed_on', '2024-02-10' as LocalDate, by));
    const year = (await journeyByKey(office.sql, yearKey(HERE)))?.id ?? '';
    await reviewedAndGiven(by);
    expect((await agent.post(`${life}/reconduction`, { manager: 'oui' }, await agent.get(life))).status).toBe(403);
    expect((await manager.post(`${life}/reconduction`, { administrator: 'oui', manager: 'oui' }, await manager.get(life))).status).toBe(303);
    await move(year, 'convention-year');
    const told = plain((await manager.get(life)).body);
    for (const words of ['l’administrateur, le responsable de la Caf', 'mercredi 10 février 2027', 'préparé le lun. 11 janv. 2027']) expect(told).toContain(words);

    office.clock.pass(30 * DAY);
    await move(year, 'convention-year');
    await signIn();
    expect((await preparedAssessments(office.sql, HERE)).map(({ due_on, from_on, to_on }) => [due_on, from_on, to_on])).toEqual([['2027-02-10', '2026-01-11', '2027-01-10']]);
    expect([(await letters(year, 'assessment-prepared')).map(({ to_address }) => to_address), (await letters(year, 'assessment-offered')).length]).toEqual([[MANAGER], 2]);
    expect((await letters(year, 'assessment-offered'))[0]?.raw.toString()).toContain(`bilan-${HERE}-2027-02-10.pdf`);
    const [ours, theirs] = [await agent.bytes(`${life}/bilans/2027-02-10/bilan.pdf`), await partner.bytes(`${ownLife}/bilans/2027-02-10/bilan.pdf`)];
    expect(ours.bytes.equals(theirs.bytes)).toBe(true);
    expect(plain(pdfPages(ours.bytes).join(' '))).toMatch(/Demandes[\s\S]*Délais[\s\S]*Escalades[\s\S]*Revues inverses[\s\S]*Habilitations[\s\S]*Administrateur/);
    // What happened in its year: a review accepted, two accesses given, one of them withdrawn by it.
    const said = plain(pdfPages(ours.bytes).join(' ')).replaceAll(/\s+/g, ' ');
    expect(said).toContain('mar. 15 déc. 2026 Faite 3 conservées, 1 retrait, 0 modification');
    for (const line of ['Utilisateur 1', 'Accès donné 2', 'Accès retiré 1']) expect(said).toContain(line);
    expect((await partner.get(`${ownLife}/bilans/2026-02-10/bilan.pdf`)).status).toBe(404);

    office.clock.pass(30 * DAY);
    await move(year, 'convention-year');
    await signIn();
    expect((await letters(year, 'convention-renewed')).map(({ to_address }) => to_address)).toEqual([ADMINISTRATOR, MANAGER]);
    expect((await registerActsOf(office.sql, HERE)).filter(({ kind }) => kind === 'renewed' || kind === 'assessment-prepared').map(({ kind, label }) => [kind, label])).toEqual([['renewed', '2027-02-10'], ['assessment-prepared', '2027-02-10']]);
    expect(plain((await manager.get(`/registre/${HERE}`)).body)).toContain('Tacite reconduction');
    expect(plain((await partner.get(ownLife)).body)).toContain('jeudi 10 février 2028');
  });
});

it('each of these forms is taken once, however often it is sent', () => {
  expect(formsOf(twice.paths)).toEqual([
    '/partenaire/conventions/…/vie/reunions', '/partenaire/reunions/…/corrections', '/partenaire/reunions/…/proposition', '/partenaire/reunions/…/tenue', '/partenaire/reunions/…/validation', '/registre/…/vie/reconduction', '/registre/…/vie/reunions', '/reunions/…/abandon', '/reunions/…/accord', '/reunions/…/compte-rendu', '/reunions/…/date', '/reunions/…/non-tenue', '/reunions/…/proposition',
  ]);
});
