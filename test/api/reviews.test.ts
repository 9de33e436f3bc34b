import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginAgain, type Tx } from '../../db/connect';
import { lockConvention } from '../../db/contact';
import { journeyByKey } from '../../db/journey';
import { bulletinsOf, habilitationsOf, quotasOf, registerActsOf, setConventionFile, setQuota } from '../../db/register';
import { followConvention, yearKey } from '../../desk/convention-year';
import { askJourney, beginJourney } from '../../desk/journey';
import { giveAdministratorAccess, giveUserAccess, setConventionDate, withdrawAdministratorAccess, type Decided } from '../../desk/register';
import { reviewList } from '../../desk/review-list';
import { reviewOds } from '../../desk/review-sheet';
import { loadPublishedContract } from '../../contracts/load';
import type { CafCode, LocalDate } from '../../domain/ids';
import { readReviewList } from '../../mail/forms/read-review';
import { eventually } from '../support/eventually';
import { pdfPages } from '../support/pdf-text';
import { followConventions, rebuildJourneysIfLost } from '../../worker/journey-chores';
import { journeyWorkflowId } from '../../workflows/messages';
import type { Answer, Browser } from './browser';
import { everyFormTwice, formsOf } from './every-form-twice';
import { INES, startOffice, type Office } from './office';
import { visit } from './visitor';

const HERE = '95-2024-042';
const ADMINISTRATOR = 'apolline.vernouillet@ccas-valmirande.example';
const DEPUTY = 'come.herouard@ccas-valmirande.example';
const DAY = 86_400_000;
let office: Office;
let twice: Awaited<ReturnType<typeof everyFormTwice>>;
let agent: Browser;
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
  [agent, partner] = [await office.signIn(INES), await visit(office, ADMINISTRATOR)];
}
const inTx = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => (await office.desk.begin(work)) as T;
const by = (): Decided => ({ at: office.clock.now(), actor: INES, actorName: 'Inès Vigneroy' });
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const phase = async (id: string) => (await office.sql<{ phase: string; owes: string | null }[]>`select phase, owes from journey where id = ${id}`)[0];
const kinds = async (id: string) => (await office.sql<{ kind: string }[]>`select kind from journey_fact where journey = ${id} order by n`).map(({ kind }) => kind);
const letters = async (id: string, kind?: string) => (await office.sql<{ kind: string; to_address: string; raw: Buffer; message_id: string }[]>`select kind, to_address, raw, message_id from letter where journey = ${id} order by queued_at, id`).filter((one) => kind === undefined || one.kind === kind);
const move = (id: string, kind: 'reverse-review' | 'convention-year') => office.tools.tellJourney({ id, kind }, 0);
async function pass(days: number, ...ids: string[]): Promise<void> {
  office.clock.pass(days * DAY);
  for (const id of ids) await move(id, 'reverse-review');
  await signIn();
}
let begun = 0;
/** A review of the CCAS of Valmirande, due in 42 days. */
async function review(due = '2026-12-15', convention = HERE): Promise<string> {
  begun += 1;
  const { id } = await inTx((tx) => beginJourney(tx, office.tools, { kind: 'reverse-review', caf: '95' as CafCode, conventionId: convention, first: { kind: 'review-begun', due } as never, actor: null, key: `essai/${begun}` }, office.clock.now()));
  return id;
}
const own = (id: string): string => `/partenaire/revues/${id}`;
async function send(browser: Browser, id: string, fields: Record<string, string>): Promise<Answer> {
  return await browser.post(own(id), { acte: 'envoi', ...fields }, await browser.get(own(id)));
}
const act = async (id: string, name: string, fields: Record<string, string> = {}) => await agent.post(`/revues/${id}/${name}`, fields, await agent.get(`/revues/${id}`));
const list = () => reviewList(office.desk, HERE, office.clock.now());
const keyOf = async (name: string): Promise<string> => (await list()).people.find((one) => one.name === name)?.key ?? '';
async function allKept(changes: Record<string, string> = {}): Promise<Record<string, string>> {
  const { people, profiles } = await list();
  return { ...Object.fromEntries([...people.map(({ key }) => [`decision-${key}`, 'conserver']), ...profiles.map(({ key }) => [`utilisateurs-${key}`, '4'])]), ...changes };
}
function mailWith(inReplyTo: string | null, subject: string, file: { name: string; type: string; bytes: Buffer }, from = `Apolline Vernouillet <${ADMINISTRATOR}>`): string {
  begun += 1;
  return [`From: ${from}`, `Subject: ${subject}`, `Message-ID: <revue-${begun}@essai.example>`, ...(inReplyTo === null ? [] : [`In-Reply-To: ${inReplyTo}`]), 'Date: Tue, 03 Nov 2026 10:00:00 +0100', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain; charset=utf-8', '', 'Voici la liste revue.', '--b', `Content-Type: ${file.type}; name="${file.name}"`, `Content-Disposition: attachment; filename="${file.name}"`, 'Content-Transfer-Encoding: base64', '', file.bytes.toString('base64'), '--b--', ''].join('\r\n');
}

describe('a reverse review on the portal', () => {
  it('is drafted, refused by name without a loss, sent once, accepted: the register, the certificate and the letters follow', async () => {
    await inTx(async (tx) => {
      await setConventionFile(tx, HERE, { mode: 'centralised' });
      const [bulletin] = await bulletinsOf(tx, HERE);
      await setQuota(tx, { bulletin_id: bulletin?.id ?? '', profile: 'T1', users: 8 }, HERE);
      for (const name of ['Odile Partie', 'Paul Reste']) await giveUserAccess(tx, { conventionId: HERE, bulletinId: bulletin?.id ?? '', profile: 'T1', name, email: null, jobTitle: null }, 'centralised', by());
    });
    const id = await review();
    expect((await letters(id)).map(({ kind, to_address }) => [kind, to_address])).toEqual([['review-coming', ADMINISTRATOR]]);
    expect((await letters(id))[0]?.raw.toString()).toMatch(/filename=revue-\S+\.csv[\s\S]*filename=revue-\S+\.ods/);
    expect((await partner.get('/partenaire')).body).toContain(own(id));

    const draft = { [`decision-${await keyOf('Odile Partie')}`]: 'modifier' };
    expect((await partner.post(own(id), { acte: 'brouillon', ...draft }, await partner.get(own(id)))).status).toBe(303);
    const refused = await send(partner, id, draft);
    expect(refused.status).toBe(422);
    expect(plain(refused.body)).toContain('Paul Reste : conservez, retirez ou modifiez.');
    expect(plain(refused.body)).toContain('Odile Partie : dites ce qui est à modifier.');
    const other = await visit(office, DEPUTY);
    expect((await other.get(own(id))).body).toMatch(/value="modifier" checked/);

    const fields = await allKept({ [`decision-${await keyOf('Odile Partie')}`]: 'retirer', [`commentaire-${await keyOf('Odile Partie')}`]: 'Partie en juin.', [`decision-${await keyOf('Paul Reste')}`]: 'modifier', [`commentaire-${await keyOf('Paul Reste')}`]: 'Passe au profil T2.' });
    expect((await partner.postFile(`${own(id)}/fichiers`, {}, { name: 'export.pdf', bytes: Buffer.from('%PDF-1.4') }, await partner.get(own(id)))).status).toBe(303);
    expect((await send(partner, id, fields)).status).toBe(303);
    expect(await phase(id)).toEqual({ phase: 'to-check', owes: 'desk' });
    const again = await send(other, id, fields);
    expect([again.status, again.body.includes('Un résultat est déjà reçu')]).toEqual([422, true]);
    expect((await partner.get(own(id))).body).toContain('la Caf le vérifie');

    expect((await agent.get(`/revues/${id}`)).body).toContain('Accepter comme preuve');
    expect((await act(id, 'acceptation')).status).toBe(303);
    expect(await phase(id)).toEqual({ phase: 'accepted', owes: null });
    expect((await habilitationsOf(office.sql, HERE)).filter(({ rank }) => rank === 'user').map(({ name, state }) => [name, state])).toEqual([['Paul Reste', 'active'], ['Odile Partie', 'withdrawn']]);
    expect((await registerActsOf(office.sql, HERE)).filter(({ reason }) => reason.startsWith(`Revue inverse ${id}`)).map(({ kind, label, actor }) => [kind, label, actor]).sort()).toEqual([['change-asked', 'Paul Reste', INES], ['withdrawn', 'Odile Partie', INES]]);
    const accepted = await letters(id, 'review-accepted');
    expect(accepted.map(({ to_address }) => to_address)).toEqual([ADMINISTRATOR, DEPUTY]);
    expect(accepted[0]?.raw.toString()).toContain(`attestation-${id}.pdf`);
    const [ours, theirs] = [await agent.bytes(`/revues/${id}/attestation.pdf`), await partner.bytes(`${own(id)}/attestation.pdf`)];
    expect(ours.bytes.equals(theirs.bytes)).toBe(true);
    expect(plain(pdfPages(ours.bytes).join(' '))).toMatch(/Odile Partie[\s\S]*retirer/);
  });

  it('is 404 for another convention’s people and for a level 1; nobody is left without an administrator', async () => {
    const id = await review('2026-12-20');
    const stranger = await visit(office, 'clemence.astugue@castelbrun.example');
    expect((await stranger.get(own(id))).status).toBe(404);
    expect((await (await visit(office, 'leonie.tassigny@ccas-valmirande.example')).get(own(id))).status).toBe(403);
    const { people } = await list();
    const gone = Object.fromEntries(people.filter(({ rank }) => rank !== 'user').map(({ key }) => [`decision-${key}`, 'retirer']));
    await send(partner, id, await allKept(gone));
    const refused = await act(id, 'acceptation');
    expect([refused.status, plain(refused.body).includes('Il ne resterait aucun administrateur')]).toEqual([422, true]);
    expect((await act(id, 'renvoi', { motif: 'Gardez au moins un administrateur.' })).status).toBe(303);
    expect(await phase(id)).toEqual({ phase: 'returned', owes: 'partner' });
    expect((await partner.get(own(id))).body).toContain('Gardez au moins un administrateur.');
    expect((await act(id, 'abandon', { motif: 'Essai.' })).status).toBe(303);
  });
});

describe('a result that comes by mail', () => {
  it('threads to its review as proof: its lines are read, confirmed by an agent, accepted; no ticket is opened', async () => {
    await inTx((tx) => setConventionFile(tx, HERE, { mode: 'delegated' }));
    const id = await review('2026-12-18');
    const [coming] = await letters(id, 'review-coming');
    const { people, profiles } = await list();
    const csv = ['Repère;Nom;Décision;Commentaire;Utilisateurs gardés', ...people.map(({ key, name }) => `${key};${name};${name === 'Paul Reste' ? 'Retiré' : 'à conserver'};;`), ...profiles.map(({ key }, i) => `${key};;;;${i + 3}`), ';Inconnue Personne;retirer;;'].join('\r\n');
    const tickets = async () => (await office.sql<{ n: number }[]>`select count(*)::int as n from ticket`)[0]?.n;
    const before = await tickets();
    await office.receive('95', mailWith(coming?.message_id ?? '', 'Re: revue', { name: 'liste.csv', type: 'text/csv', bytes: Buffer.from(csv, 'latin1') }));
    expect([await tickets(), await phase(id)]).toEqual([before, { phase: 'announced', owes: null }]);
    await move(id, 'reverse-review');
    expect([await phase(id), (await letters(id, 'review-received')).length]).toEqual([{ phase: 'to-check', owes: 'desk' }, 1]);
    await office.receive('95', mailWith(null, `[${id}] complement`, { name: 'scan.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF') }));
    await move(id, 'reverse-review');
    expect((await kinds(id)).slice(-2)).toEqual(['result-received', 'result-completed']);

    const page = plain((await agent.get(`/revues/${id}`)).body);
    for (const words of ['Voici la liste revue.', 'scan.pdf', 'Inconnue Personne', 'Confirmez d’abord']) expect(page).toContain(words);
    expect(page).toMatch(new RegExp(`name="decision-${await keyOf('Paul Reste')}"[^>]*value="retirer" checked`));
    expect((await act(id, 'acceptation')).status).toBe(422);
    const [first] = profiles;
    expect((await act(id, 'lignes', await allKept({ [`decision-${await keyOf('Paul Reste')}`]: 'retirer', [`utilisateurs-${first?.key ?? ''}`]: '7' }))).status).toBe(303);
    expect((await act(id, 'acceptation')).status).toBe(303);
    expect((await habilitationsOf(office.sql, HERE)).find(({ name }) => name === 'Paul Reste')?.state).toBe('withdrawn');
    expect((await quotasOf(office.sql, HERE)).find(({ profile, bulletin_id }) => profile === first?.profile && bulletin_id === first.bulletinId)?.reported).toBe(7);
  });

  it('a stranger’s mail, one without a file, one for a review that is over open no result; a filled OpenDocument list is read', async () => {
    const id = await review('2026-12-19');
    const [coming] = await letters(id, 'review-coming');
    const file = { name: 'liste.ods', type: 'application/octet-stream', bytes: reviewOds({ id, list: await list(), calendar: loadPublishedContract('95').calendar, madeAt: office.clock.now() }) };
    await office.receive('95', mailWith(coming?.message_id ?? '', 'Re: revue', file, 'Inconnu <inconnu@ailleurs.example>'));
    expect(await kinds(id)).not.toContain('result-received');
    expect(readReviewList(file.name, file.bytes)?.map(({ key }) => key)).toEqual([...(await list()).people, ...(await list()).profiles].map(({ key }) => key));
    await act(id, 'abandon', { motif: 'Essai.' });
    await office.receive('95', mailWith(coming?.message_id ?? '', 'Re: revue', file));
    expect(await kinds(id)).not.toContain('result-received');
  });
});

describe('a convention that is followed', () => {
  const OTHER = '59-2024-105';
  it('begins with its date of signature, in the same transaction and once; corrected, it follows; two at once make one', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => inTx((tx) => beginJourney(tx, office.tools, { kind: 'reverse-review', caf: '31' as CafCode, conventionId: '31-2024-017', first: { kind: 'review-begun', due: '2027-03-01' } as never, actor: null, key: 'ensemble' }, office.clock.now()))));
    expect([one?.id === two?.id, [one?.again, two?.again].sort()]).toEqual([true, [false, true]]);
    expect(await journeyByKey(office.sql, yearKey(OTHER))).toBeUndefined();
    // It opened the day after.
    await office.sql`update convention_file set opened_on = '2024-03-01' where convention_id = ${OTHER}`;
    await expect(inTx(async (tx) => {
      await setConventionDate(tx, OTHER, 'signed_on', '2024-02-29' as LocalDate, by());
      throw new Error('given up');
    })).rejects.toThrow('given up');
    expect(await journeyByKey(office.sql, yearKey(OTHER))).toBeUndefined();
    await inTx((tx) => setConventionDate(tx, OTHER, 'signed_on', '2024-02-29' as LocalDate, by()));
    await inTx((tx) => setConventionDate(tx, OTHER, 'signed_on', '2024-01-04' as LocalDate, by()));
    const year = await journeyByKey(office.sql, yearKey(OTHER));
    expect(await kinds(year?.id ?? '')).toEqual(['followed', 'signature-corrected']);
    await move(year?.id ?? '', 'convention-year');
    // 60 days before 4 January 2027 is 5 November 2026, after the office's 3 November.
    expect(await journeyByKey(office.sql, `review/${OTHER}/2027-01-04`)).toBeUndefined();
    await pass(3);
    await move(year?.id ?? '', 'convention-year');
    expect((await journeyByKey(office.sql, `review/${OTHER}/2027-01-04`))?.phase).toBe('announced');
  });

  it('ends with its termination: the review under way is called off that day, its people told, none begins again', async () => {
    const running = await journeyByKey(office.sql, `review/${OTHER}/2027-01-04`);
    const year = await journeyByKey(office.sql, yearKey(OTHER));
    await inTx((tx) => setConventionDate(tx, OTHER, 'terminated_on', '2026-12-01' as LocalDate, by()));
    await pass(10, running?.id ?? '');
    expect((await phase(running?.id ?? ''))?.phase).toBe('announced');
    await pass(20, running?.id ?? '');
    await move(year?.id ?? '', 'convention-year');
    expect([(await phase(running?.id ?? ''))?.phase, (await phase(year?.id ?? ''))?.phase]).toEqual(['called-off', 'ended']);
    expect((await letters(running?.id ?? '', 'review-called-off')).length).toBeGreaterThan(0);
  });

  it('in mid-review the letters go to the administrator who came meanwhile; a deputy whom the review withdraws is to be succeeded', async () => {
    const id = await review('2027-01-30');
    await inTx(async (tx) => {
      await withdrawAdministratorAccess(tx, { conventionId: HERE, email: ADMINISTRATOR }, by());
      await giveAdministratorAccess(tx, { conventionId: HERE, rank: 'administrator', name: 'Nadège Arrivée', email: 'nadege.arrivee@ccas-valmirande.example', phones: [], jobTitle: null }, by());
    });
    await pass(30, id);
    expect((await letters(id)).map(({ to_address }) => to_address.split('@')[0])).toEqual(['apolline.vernouillet', 'nadege.arrivee']);
    const fresh = await visit(office, 'nadege.arrivee@ccas-valmirande.example');
    expect((await fresh.get(own(id))).status).toBe(200);
    expect((await partner.get(own(id))).status).not.toBe(200);
    expect((await agent.get('/changements')).body).not.toContain('Un changement d’administrateur est à demander');
    await send(fresh, id, await allKept({ [`decision-${await keyOf('Côme Hérouard')}`]: 'retirer' }));
    expect((await act(id, 'acceptation')).status).toBe(303);
    expect(plain((await agent.get('/changements')).body)).toMatch(/Côme Hérouard, suppléant \(CCAS de Valmirande-sur-Oise, convention 95-2024-042\) : accès retiré le .*, sans successeur/);
  });
});

describe('the chores of the journeys', () => {
  it('begin the workflows of all that is under way when fewer run than that, and follow conventions that nobody followed', async () => {
    const told: string[] = [];
    let count = 0;
    const workflow = { count: async () => ({ count }), signalWithStart: async (_type: string, { workflowId }: { workflowId: string }) => void told.push(workflowId) };
    const chores = { client: { workflow } as never, tools: { ...office.tools, sql: office.desk } as never, clock: office.clock };
    expect(await followConventions(chores)).toBe(5);
    expect(await followConventions(chores)).toBe(0);
    const living = async () => (await office.sql<{ id: string }[]>`select id from journey where ended_at is null`).map(({ id }) => journeyWorkflowId(id)).sort();
    expect(await rebuildJourneysIfLost(chores, -1)).toBeGreaterThanOrEqual((await living()).length);
    expect(told).toEqual(expect.arrayContaining(await living()));
    told.length = 0;
    count = (await living()).length;
    expect([await rebuildJourneysIfLost(chores, -1), told]).toEqual([0, []]);
  });
});

describe('the campaign of a year', () => {
  it('says who is done, late, to come, by month; its filter and its file say the same; the Caf sets a date', async () => {
    await inTx((tx) => followConvention(tx, HERE, office.clock.now()));
    const page = plain((await agent.get('/revues?annee=2027')).body);
    for (const words of ['Revues inverses 2027', 'CCAS de Valmirande-sur-Oise', 'Part faite à ce jour', 'Mois par mois']) expect(page).toContain(words);
    const done = plain((await agent.get('/revues?annee=2026&etat=faites')).body);
    expect(done).toMatch(/attestation\.pdf/);
    const csv = (await agent.get('/revues.csv?annee=2026&etat=faites')).body.trim().split('\r\n');
    expect(csv).toHaveLength(3);
    expect(csv[1]).toMatch(/^95;CCAS de Valmirande-sur-Oise;95-2024-042;2026-12-15;95-REV-2026-\d{6};Faite le/);
    const late = await office.signIn('responsable@caf95.example');
    expect((await late.get('/pilotage/matin')).status).not.toBe(500);
    const form = await agent.get('/revues?annee=2027');
    expect((await agent.post('/revues/dates', { convention: HERE, date: '' }, form)).status).toBe(422);
    const skipping = await agent.post('/revues/dates', { convention: HERE, date: '2029-05-20' }, form);
    expect([skipping.status, plain(skipping.body)]).toEqual([422, expect.stringMatching(/La revue de 2028 serait sautée/)]);
    const set = await agent.post('/revues/dates', { convention: HERE, date: '2028-05-20' }, form);
    expect(set.location).toBe('/revues?annee=2028');
    expect(plain((await agent.get('/revues?annee=2028')).body)).toContain('20 mai');
  });
});

describe('two who decide of one convention at once', () => {
  it('a result that is accepted waits for who holds the convention, and keeps nothing from them meanwhile: a termination is entered without either failing', async () => {
    const id = await review('2026-12-18');
    agent = await office.signIn(INES);
    const result = { kind: 'record-result', how: 'portal', note: '', result: { people: [], profiles: [] } };
    expect(await inTx(async (tx) => await askJourney(tx, office.tools, { key: `essai/${id}`, journey: id, act: result, actor: INES }, office.clock.now()))).toEqual({ state: 'done' });
    const form = await agent.get(`/revues/${id}`);
    let accepted: Promise<Answer> | undefined;
    await office.sql.begin(async (tx) => {
      await lockConvention(tx, HERE);
      accepted = agent.post(`/revues/${id}/acceptation`, {}, form);
      await eventually('the acceptance waits', async () => (await office.sql<{ n: number }[]>`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)[0]?.n ?? 0, (n) => n > 0);
      // What a termination does next: it takes the procedures of the convention (another order would be a deadlock).
      await tx`select from journey where id = ${id} for update nowait`;
    });
    expect((await accepted)?.status).toBe(303);
    expect(await phase(id)).toMatchObject({ phase: 'accepted' });
  });

  it('two transactions that take the same rows in opposite orders both come to their end: the one that PostgreSQL broke is done again, once', async () => {
    const [one, other] = [await review('2026-12-16'), await review('2026-12-17')];
    const met: Record<string, () => void> = {};
    const there = Object.fromEntries([one, other].map((id) => [id, new Promise<void>((resolve) => { met[id] = resolve; })]));
    const tries: string[] = [];
    const crossing = async (first: string, second: string) => await beginAgain(office.sql, async (tx) => {
      tries.push(first);
      await tx`set local deadlock_timeout = '20ms'`;
      await tx`select from journey where id = ${first} for update`;
      met[first]?.();
      await there[second];
      await tx`select from journey where id = ${second} for update`;
      return first;
    });
    expect(await Promise.all([crossing(one, other), crossing(other, one)])).toEqual([one, other]);
    expect(tries).toHaveLength(3);
    // A mistake is no deadlock: it is not made twice.
    const wrong: string[] = [];
    await expect(beginAgain(office.sql, async (tx) => { wrong.push('x'); await tx`select 1 / 0`; })).rejects.toMatchObject({ code: '22012' });
    expect(wrong).toEqual(['x']);
  });
});

it('each of these forms is taken once, however often it is sent', () => {
  expect(formsOf(twice.paths)).toEqual([
    '/partenaire/revues/…', '/partenaire/revues/…/fichiers', '/revues/dates', '/revues/…/abandon', '/revues/…/acceptation', '/revues/…/lignes', '/revues/…/renvoi',
  ]);
});
