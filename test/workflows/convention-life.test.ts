import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findJourney, journeyByKey, lateJourneys } from '../../db/journey';
import { brokenJourneyLink, factsOfJourney } from '../../db/journey-fact';
import { assessmentPdf, preparedAssessments } from '../../db/prepared-assessment';
import { conventionFile, habilitationsOf, registerActsOf } from '../../db/register';
import { receiveChange } from '../../desk/change';
import { askJourney } from '../../desk/journey';
import { askMeeting } from '../../desk/meeting';
import { planStop } from '../../desk/planned-stop';
import { enterAdministrators, setConventionDate } from '../../desk/register';
import { notifyTermination } from '../../desk/termination';
import { later } from '../../desk/tools';
import { tellStop } from '../../engine/tell';
import type { CafCode, Instant, LocalDate } from '../../domain/ids';
import type { JourneyAct } from '../../domain/journeys/types';
import { frozenOfJourney } from '../../db/journey';
import { journeyWorkflowId } from '../../workflows/messages';
import { FILLED } from '../support/change-case';
import { pdfPages } from '../support/pdf-text';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

const HERE = '59-2024-105';
const NORD = '59' as CafCode;
const NOBODY = { people: [], profiles: [] };
const AGENT = { by: 'desk', who: 'Agent' } as const;
const PARTNER = { by: 'partner', who: 'Administratrice' } as const;
let desk: SkippedDesk;
let acts = 0;
beforeAll(async () => {
  desk = await startSkippedDesk();
  await desk.until('2026-12-01T08:00:00.000Z');
});
afterAll(async () => {
  await desk?.stop();
});

async function told(id: string): Promise<void> {
  const row = await findJourney(desk.sql, id);
  if (row === undefined) throw new Error(`no journey ${id}`);
  await desk.tools.tellJourney(row, row.last_n);
  await desk.settled();
}
async function ask(journey: string, act: object) {
  const answer = await desk.sql.begin((tx) => askJourney(tx, desk.tools, { key: `act-${(acts += 1)}`, journey, act: act as JourneyAct, actor: 'agent' }, desk.clock.now()));
  await told(journey);
  return answer;
}
async function toldAll(): Promise<void> {
  for (const { id, kind, last_n } of await desk.sql<{ id: string; kind: never; last_n: number }[]>`select id, kind, last_n from journey where told_n < last_n`) await desk.tools.tellJourney({ id, kind }, last_n);
  await desk.settled();
}
const DONE = { state: 'done' };
const kinds = async (id: string) => (await factsOfJourney(desk.sql, id)).map(({ kind }) => kind);
const reviewOf = async (due: string) => (await journeyByKey(desk.sql, `review/${HERE}/${due}`))?.id ?? 'none';
const lettersOf = (id: string, kind?: string) => desk.sink.mails.filter((mail) => (mail.headers.get('x-guichet-letter') ?? '').startsWith(`${id}/`) && (kind === undefined || (mail.headers.get('x-guichet-letter') ?? '').endsWith(`/${kind}`)));
const ended = async (id: string) => (await desk.env.client.workflow.getHandle(journeyWorkflowId(id)).describe()).status.name;
const by = (at: Instant = desk.clock.now()) => ({ at, actor: null, actorName: 'Agent' });
const words = (pdf: Buffer): string => pdfPages(pdf).join(' ').replaceAll(/[\u00a0\u202f]/g, ' ');

async function meetingAsked(subject: string, side: typeof AGENT | typeof PARTNER): Promise<string> {
  const begun = await desk.sql.begin((tx) => askMeeting(tx, desk.tools, { id: HERE, caf: NORD }, { ...side, subject, date: null, actor: 'agent', key: `reunion-${(acts += 1)}` }, desk.clock.now()));
  if ('refused' in begun) throw new Error(begun.refused);
  await told(begun.id);
  return begun.id;
}

/** A change of administrator, signed on paper, checked and approved by two, carried out. */
async function changeOfAdministrator(): Promise<void> {
  const kept = { form: { ...FILLED, replaces: false, replacedLastName: '', replacedFirstName: '', replacedEmail: '' }, digest: 'd1', people: 'p1', wrong: [] };
  const { id } = await desk.sql.begin((tx) => receiveChange(tx, desk.tools, { caf: NORD, conventionId: HERE, channel: 'post', requester: null, kept: kept as never, read: null, reference: null, actor: 'agent', by: 'agent', key: 'changement' }, desk.clock.now()));
  await told(id);
  for (const who of ['signatory', 'administrator']) expect(await ask(id, { kind: 'attest-signature', who, by: 'agent' })).toEqual(DONE);
  expect(await ask(id, { kind: 'verify-signatory', how: 'Délibération reçue.', by: 'agent' })).toEqual(DONE);
  expect(await ask(id, { kind: 'call-back', number: '+33353015911', result: 'reached', note: '', by: 'agent' })).toEqual(DONE);
  expect(await ask(id, { kind: 'check', by: 'agent' })).toEqual(DONE);
  await desk.until(later(desk.clock.now(), 12 * 86_400_000));
  expect(await ask(id, { kind: 'approve', note: '', by: 'manager' })).toEqual(DONE);
  expect(await ask(id, { kind: 'give-access', on: desk.clock.now().slice(0, 10), by: 'manager' })).toEqual(DONE);
  await expect.poll(() => ended(id)).toBe('COMPLETED');
}

describe('a convention through three years, in skipped time (Nord, signed on 29 February)', () => {
  it('is reviewed, met, assessed and renewed each year, through a change of administrator and a planned stop, and ends', { timeout: 300_000 }, async () => {
    await desk.sql.begin(async (tx) => {
      await enterAdministrators(tx, HERE, desk.clock.now());
      await tx`update convention_file set opened_on = '2024-03-01' where convention_id = ${HERE}`;
      await setConventionDate(tx, HERE, 'signed_on', '2024-02-29' as LocalDate, by());
    });
    const year = (await journeyByKey(desk.sql, `year/${HERE}`))?.id ?? 'none';
    await told(year);
    expect(await ask(year, { kind: 'set-renewal-told', to: ['administrator', 'manager'] })).toEqual(DONE);

    // First year: the review is made. The assessment is prepared thirty days before, told to the manager and offered to the administrators.
    await desk.until('2027-02-10T09:00:00.000Z');
    const made = await reviewOf('2027-02-28');
    expect(await kinds(made)).toEqual(['review-begun', 'review-told', 'review-told']);
    for (const act of [{ kind: 'record-result', how: 'mail', note: 'Liste jointe.' }, { kind: 'read-result', result: NOBODY }, { kind: 'accept-result' }]) expect(await ask(made, act)).toEqual(DONE);
    expect(await findJourney(desk.sql, made)).toMatchObject({ phase: 'accepted' });
    await expect.poll(() => ended(made)).toBe('COMPLETED');
    expect([lettersOf(year, 'assessment-prepared').length, lettersOf(year, 'assessment-offered').length]).toEqual([1, 2]);
    expect(await preparedAssessments(desk.sql, HERE)).toMatchObject([{ due_on: '2027-02-28', from_on: '2026-01-29', to_on: '2027-01-28' }]);
    const bilan = words((await assessmentPdf(desk.sql, HERE, '2027-02-28' as LocalDate)) ?? Buffer.alloc(0));
    for (const title of ['Demandes', 'Délais', 'Escalades', 'Revues inverses', 'Habilitations']) expect(bilan).toContain(title);
    expect(lettersOf(year, 'assessment-offered')[0]?.raw.toString()).toContain('application/pdf');

    // A meeting asked for by the partner: a date is proposed, moved, accepted; held; the Caf writes the first minutes.
    await desk.until('2027-03-01T09:00:00.000Z');
    expect(lettersOf(year, 'convention-renewed')).toHaveLength(2);
    const first = await meetingAsked('Quotas.', PARTNER);
    expect(await ask(first, { kind: 'propose-date', when: '2027-03-10T13:00:00.000Z', place: 'Lille', ...AGENT })).toEqual(DONE);
    expect(await ask(first, { kind: 'propose-date', when: '2027-03-15T13:00:00.000Z', place: 'Lille', ...PARTNER })).toEqual(DONE);
    expect(await ask(first, { kind: 'accept-date', ...AGENT })).toEqual(DONE);
    await desk.until('2027-03-16T10:00:00.000Z');
    expect([lettersOf(first, 'meeting-reminder').length, lettersOf(first, 'meeting-outcome').length]).toEqual([3, 1]);
    expect(await ask(first, { kind: 'note-held', on: '2027-03-15T13:00:00.000Z', ...AGENT })).toEqual(DONE);
    expect(await ask(first, { kind: 'write-minutes', text: 'Projet.', file: null, ...AGENT })).toEqual(DONE);
    expect(await ask(first, { kind: 'ask-corrections', text: 'Le quota est de 3.', ...PARTNER })).toEqual(DONE);
    expect(await ask(first, { kind: 'write-minutes', text: 'Le quota est de 3.', file: null, ...AGENT })).toEqual(DONE);
    expect(await ask(first, { kind: 'validate-minutes', ...PARTNER })).toEqual(DONE);
    await expect.poll(() => ended(first)).toBe('COMPLETED');
    expect(lettersOf(first, 'minutes-validated').every((mail) => mail.raw.toString().includes('application/pdf'))).toBe(true);

    // In the middle: a change of administrator.
    await changeOfAdministrator();
    expect((await habilitationsOf(desk.sql, HERE)).map(({ name }) => name)).toContain(`${FILLED.firstName} ${FILLED.lastName}`);

    // Second year: nobody makes the review; a meeting that the Caf asks for is met with silence, and a planned stop moves its limit.
    await desk.until('2027-11-02T09:00:00.000Z');
    await desk.sql.begin((tx) => planStop(tx, { id: 'essai', cafs: [NORD], services: null, title: 'Arrêt', meanwhile: '', from_at: '2027-12-02T00:00:00.000Z' as Instant, until_at: '2027-12-03T08:00:00.000Z' as Instant, announce_at: later(desk.clock.now(), 86_400_000), remind_at: null, planned_at: desk.clock.now(), planned_by: 'agent' }));
    await tellStop(desk.env.client, 'essai', { n: 1 });
    await desk.settled();
    const silent = await meetingAsked('Revue de l’an dernier.', AGENT);
    await desk.until('2028-07-01T09:00:00.000Z');
    expect(await kinds(silent)).toEqual(expect.arrayContaining(['meeting-requested', 'date-reminded', 'meeting-late', 'rung-decided', 'ladder-exhausted']));
    expect((await factsOfJourney(desk.sql, silent)).find(({ kind }) => kind === 'meeting-late')?.at).toBe('2027-12-03T08:00:00.000Z');
    expect([...(await frozenOfJourney(desk.sql, silent)).values()].some(({ adjusted }) => adjusted?.some(({ kind }) => kind === 'stop') === true)).toBe(true);
    expect(await ask(silent, { kind: 'call-off', reason: 'Sans réponse.', ...AGENT })).toEqual(DONE);
    const unmade = await reviewOf('2028-02-29');
    expect(await findJourney(desk.sql, unmade)).toMatchObject({ phase: 'overdue', exhausted: true, owes: 'partner' });
    const sent = lettersOf(unmade).map((mail) => mail.headers.get('x-guichet-letter'));
    expect(sent.length).toBeGreaterThan(0);
    expect(new Set(sent).size).toBe(sent.length);
    expect(await ask(unmade, { kind: 'call-off', reason: 'Faite avec la suivante.' })).toEqual(DONE);

    // Third year: the review is sent back before its date, its reminders go on, it is late, then done; read so late that the desk's own ladder
    // is climbed. Minutes that nobody validates are told to the manager.
    await desk.until('2028-09-04T09:00:00.000Z');
    const third = await meetingAsked('Bilan.', AGENT);
    expect(await ask(third, { kind: 'note-held', on: desk.clock.now(), ...AGENT })).toEqual(DONE);
    expect((await factsOfJourney(desk.sql, third)).at(-1)).toMatchObject({ kind: 'meeting-held', writer: 'partner' });
    await desk.until('2029-02-12T09:00:00.000Z');
    const back = await reviewOf('2029-02-28');
    await ask(back, { kind: 'record-result', how: 'portal', note: '' });
    expect(await ask(back, { kind: 'return-result', reason: 'Il manque la liste.' })).toEqual(DONE);
    await desk.until('2029-03-10T09:00:00.000Z');
    expect((await kinds(third)).slice(-3)).toEqual(['minutes-reminded', 'minutes-reminded', 'minutes-overdue']);
    expect([lettersOf(third, 'minutes-overdue').length, (await findJourney(desk.sql, third))?.phase]).toEqual([1, 'minutes-to-write']);
    expect((await kinds(back)).slice(4)).toEqual(['result-returned', 'review-told', 'rung-decided', 'rung-contacted', 'review-told', 'review-overdue']);
    expect(['review-returned', 'review-today', 'escalation'].map((kind) => lettersOf(back, kind).length)).toEqual([2, 2, 1]); // two administrators since the change
    expect(await findJourney(desk.sql, back)).toMatchObject({ phase: 'returned', owes: 'partner' });
    expect((await lateJourneys(desk.sql, [NORD], 10)).map(({ id }) => id)).toContain(back);
    expect(await ask(back, { kind: 'record-result', how: 'portal', note: '', result: NOBODY })).toEqual(DONE);
    expect((await findJourney(desk.sql, back))?.late_since).toBeNull();
    await desk.until('2029-03-28T09:00:00.000Z');
    // Nord's only rung is its own mailbox: a task, no letter.
    expect((await factsOfJourney(desk.sql, back)).slice(-2)).toMatchObject([{ kind: 'result-received' }, { kind: 'rung-contacted', side: 'desk', rung: 1 }]);
    expect(await findJourney(desk.sql, back)).toMatchObject({ phase: 'to-check', owes: 'desk', late_since: expect.any(String) as string });
    await ask(back, { kind: 'accept-result' });
    expect(await findJourney(desk.sql, back)).toMatchObject({ phase: 'accepted', late_since: null });

    // Terminated by registered letter: nothing is renewed while its months run, what was open is void at the day, accesses end.
    const letter = { caf: NORD, conventionId: HERE, by: 'partner', receivedOn: '2029-03-09' as LocalDate, effectiveOn: '2030-03-15' as LocalDate, tracking: '1A 234', reason: 'Service repris en régie.', actor: 'agent', key: 'lettre' } as const;
    const over = await desk.sql.begin((tx) => notifyTermination(tx, desk.tools, letter, desk.clock.now()));
    if ('refused' in over) throw new Error(over.refused);
    await toldAll();
    await desk.until('2030-03-16T09:00:00.000Z');
    await toldAll();
    expect(await conventionFile(desk.sql, HERE)).toMatchObject({ terminated_on: '2030-03-15' });
    expect((await habilitationsOf(desk.sql, HERE)).filter(({ state }) => state !== 'withdrawn')).toEqual([]);
    expect((await factsOfJourney(desk.sql, third)).at(-1)).toMatchObject({ kind: 'meeting-called-off', reason: 'La convention a pris fin.' });
    expect((await kinds(year)).filter((kind) => !['renewal-told-set', 'signature-corrected'].includes(kind))).toEqual([
      'followed', 'review-planned', 'assessment-prepared', 'renewed', 'review-planned', 'assessment-prepared', 'renewed', 'review-planned', 'assessment-prepared', 'renewed', 'convention-ends',
      // The year in which it ends is still assessed and reviewed, no longer renewed.
      'review-planned', 'assessment-prepared', 'convention-ended',
    ]);
    expect((await registerActsOf(desk.sql, HERE)).filter(({ kind }) => kind === 'renewed').map(({ label }) => label)).toEqual(['2029-02-28', '2028-02-29', '2027-02-28']);
    await expect.poll(() => Promise.all([year, back, unmade, third].map(ended))).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED', 'COMPLETED']);
    for (const id of [year, made, unmade, back, first, silent, third]) expect(await brokenJourneyLink(desk.sql, id)).toBeNull();
  });
});
