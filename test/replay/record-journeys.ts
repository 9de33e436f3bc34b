import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findJourney } from '../../db/journey';
import { askJourney, beginJourney, type Beginning } from '../../desk/journey';
import { findStop } from '../../db/planned-stop';
import { askStop, planStop } from '../../desk/planned-stop';
import { later } from '../../desk/tools';
import { tellRetention } from '../../engine/retention';
import { tellStop } from '../../engine/tell';
import type { CafCode } from '../../domain/ids';
import type { JourneyAct } from '../../domain/journeys/types';
import { journeyWorkflowId, retentionWorkflowId, stopWorkflowId } from '../../workflows/messages';
import { eventually } from '../support/eventually';
import { FILLED } from '../support/change-case';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

/** The release whose histories are recorded; a file that exists is left as it is: only new shapes are recorded. */
const RELEASE = '0.1.0';
const missing = (shape: string): boolean => !existsSync(fileOf(shape));
const fileOf = (shape: string): string => join(__dirname, 'histories', `${shape.replace('.', `-${RELEASE}-`)}.json`);

let desk: SkippedDesk;
let acts = 0;
beforeAll(async () => {
  desk = await startSkippedDesk();
});
afterAll(async () => {
  await desk?.stop();
});

async function begin(beginning: Pick<Beginning, 'kind' | 'first' | 'restricted'>): Promise<string> {
  const { id, kind } = await desk.sql.begin((tx) => beginJourney(tx, desk.tools, { ...beginning, caf: '59' as CafCode, conventionId: '59-2024-105', actor: 'agent', key: `begin-${(acts += 1)}` }, desk.clock.now()));
  await desk.tools.tellJourney({ id, kind }, 1);
  await desk.settled();
  return id;
}

async function act(id: string, asked: JourneyAct): Promise<void> {
  expect(await desk.sql.begin((tx) => askJourney(tx, desk.tools, { key: `act-${(acts += 1)}`, journey: id, act: asked, actor: 'agent' }, desk.clock.now()))).toEqual({ state: 'done' });
  const row = await findJourney(desk.sql, id);
  if (row !== undefined) await desk.tools.tellJourney(row, row.last_n);
  await desk.settled();
}

async function days(count: number): Promise<void> {
  await desk.until(later(desk.clock.now(), count * 86_400_000));
}

/** @param shape « <kind>.<shape> » */
async function record(shape: string, id: string, workflowId = journeyWorkflowId(id), runId?: string): Promise<void> {
  const history = await desk.env.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const plain = temporal.api.history.v1.History.toObject(temporal.api.history.v1.History.fromObject(history), { bytes: String, longs: String, enums: String });
  writeFileSync(fileOf(shape), `${JSON.stringify(plain, null, 1)}\n`);
}

it.runIf(missing('formal-notice.terminated'))('records a formal notice that nothing was done about', async () => {
  const id = await begin({ kind: 'formal-notice', first: { kind: 'notice-decided', breach: 'Comptes partagés.' } as never });
  await act(id, { kind: 'post-notice', tracking: '1A 234', on: desk.clock.now() } as never);
  await days(3);
  await act(id, { kind: 'record-receipt', on: desk.clock.now() } as never);
  await days(40);
  await record('formal-notice.terminated', id);
});

it.runIf(missing('termination.moved'))('records a termination that is moved, reminded, and takes effect', async () => {
  const day = (count: number): string => later(desk.clock.now(), count * 86_400_000).slice(0, 10);
  const first = { kind: 'termination-notified', by: 'partner', receivedOn: day(-1), effectiveOn: day(95), tracking: '', reason: '', enteredAt: desk.clock.now() };
  const id = await begin({ kind: 'termination', first: first as never });
  await act(id, { kind: 'move-effect', effectiveOn: day(120), reason: 'Plus tard.' } as never);
  await days(125);
  await record('termination.moved', id);
});

it.runIf(missing('subcontractor-notice.refused'))('records a subcontractor whose notice is incomplete until the ladder, then whole and refused', async () => {
  const given = { way: 'post', startsOn: later(desk.clock.now(), 300 * 86_400_000).slice(0, 10), announcedOn: desk.clock.now().slice(0, 10) };
  const id = await begin({ kind: 'subcontractor', first: { kind: 'subcontractor-announced', ...given, items: {}, missing: ['tasks'] } as never });
  await days(25);
  await act(id, { kind: 'give-items', way: 'post', startsOn: given.startsOn, items: { providers: 'A', locations: 'B', databases: 'C', 'legal-regime': 'D', tasks: 'E' } } as never);
  await days(12);
  await act(id, { kind: 'refuse-subcontractor', reason: 'Non.' } as never);
  await record('subcontractor-notice.refused', id);
});

it.runIf(missing('reverse-review.returned'))('records a reverse review that is late, sent back, then accepted', async () => {
  const due = later(desk.clock.now(), 40 * 86_400_000).slice(0, 10);
  const id = await begin({ kind: 'reverse-review', first: { kind: 'review-begun', due } as never });
  await days(75);
  await act(id, { kind: 'record-result', how: 'mail', note: '' } as never);
  await act(id, { kind: 'return-result', reason: 'Il manque la liste.' } as never);
  await act(id, { kind: 'record-result', how: 'mail', note: '', result: { people: [], profiles: [] } } as never);
  await act(id, { kind: 'accept-result' } as never);
  await record('reverse-review.returned', id);
});

it.runIf(missing('convention-year.two-years'))('records two years of a convention', async () => {
  const signedOn = later(desk.clock.now(), -600 * 86_400_000).slice(0, 10);
  const id = await begin({ kind: 'convention-year', first: { kind: 'followed', signedOn, reviewFrom: null } as never });
  await days(720);
  await act(id, { kind: 'end', reason: 'Résiliée.' } as never);
  await record('convention-year.two-years', id);
});

it.runIf(missing('administrator-change.carried-out'))('records a change of administrator that nobody signs until the ladder, then carried out', async () => {
  const kept = { form: { ...FILLED, replaces: false, replacedLastName: '', replacedFirstName: '', replacedEmail: '' }, digest: 'd1', people: 'p1', wrong: [] };
  const id = await begin({ kind: 'administrator-change', first: { kind: 'received', channel: 'post', requester: null, kept, read: null, by: 'agent' } as never });
  await days(20);
  for (const who of ['signatory', 'administrator']) await act(id, { kind: 'attest-signature', who, by: 'agent' } as never);
  await act(id, { kind: 'verify-signatory', how: 'Délibération reçue.', by: 'agent' } as never);
  await act(id, { kind: 'call-back', number: '+33353015911', result: 'reached', note: '', by: 'agent' } as never);
  await act(id, { kind: 'check', by: 'agent' } as never);
  await days(12);
  await act(id, { kind: 'approve', note: '', by: 'manager' } as never);
  await act(id, { kind: 'give-access', on: desk.clock.now().slice(0, 10), by: 'manager' } as never);
  await record('administrator-change.carried-out', id);
});

it.runIf(missing('security-incident.silent'))('records a security incident that nobody takes on until the ladder, then closed', async () => {
  const first = { kind: 'incident-reported', channel: 'portal', reporter: { name: 'Personne', address: null }, mail: null, acknowledge: false, readable: null };
  const id = await begin({ kind: 'security-incident', first: first as never, restricted: true });
  await days(20);
  await act(id, { kind: 'take-on', by: 'agent' } as never);
  await act(id, { kind: 'qualify', nature: 'phishing', severity: 'minor', personalData: true, summary: 'Courriel frauduleux.', by: 'agent' } as never);
  await days(8);
  await act(id, { kind: 'close', report: 'Clos.', by: 'agent' } as never);
  await record('security-incident.silent', id);
});

it.runIf(missing('trace-request.unclear'))('records a request for traces that must be made clear, late, then answered', async () => {
  const asked = { whose: 'Personne', from: '2026-01-01', until: '2026-02-01', why: 'Contrôle', basis: 'security', onBehalfOf: null };
  const asker = { name: 'Godelieve Carpentier-Roux', address: 'godelieve.carpentier-roux@petite-enfance-clos.example' };
  const id = await begin({ kind: 'trace-request', first: { kind: 'traces-asked', channel: 'portal', asked, asker, by: null } as never, restricted: true });
  await act(id, { kind: 'ask-precision', question: 'Qui ?', by: 'agent' } as never);
  await days(20);
  await act(id, { kind: 'give-precision', text: 'Elle.', asker: asker.address } as never);
  await days(20);
  await act(id, { kind: 'answer-traces', answer: 'r', way: 'portal', by: 'agent' } as never);
  await record('trace-request.unclear', id);
});

it.runIf(missing('planned-stop.changed'))('records a planned stop that is told, reminded, changed, and ends', async () => {
  const from = later(desk.clock.now(), 10 * 86_400_000);
  await desk.sql.begin((tx) => planStop(tx, { id: 'essai', cafs: ['31' as CafCode], services: null, title: 'Arrêt', meanwhile: '', from_at: from, until_at: later(from, 86_400_000), announce_at: later(desk.clock.now(), 86_400_000), remind_at: later(from, -86_400_000), planned_at: desk.clock.now(), planned_by: 'agent' }));
  await tellStop(desk.env.client, 'essai', { n: 1 });
  await desk.settled();
  await days(5);
  const row = await findStop(desk.sql, 'essai');
  if (row === undefined) throw new Error('no stop');
  await desk.sql.begin((tx) => askStop(tx, 'essai', { kind: 'change', terms: { ...row, until_at: later(from, 2 * 86_400_000) } }, 'agent', desk.clock.now()));
  await tellStop(desk.env.client, 'essai', { n: (await findStop(desk.sql, 'essai'))?.last_n ?? 0 });
  await desk.settled();
  await days(15);
  await record('planned-stop.changed', 'essai', stopWorkflowId('essai'));
});

it.runIf(missing('meeting.minutes-corrected'))('records a meeting that is moved and held, whose minutes are corrected, then validated late', async () => {
  const [agent, partner] = [{ by: 'desk', who: null }, { by: 'partner', who: null }] as const;
  const id = await begin({ kind: 'meeting', first: { kind: 'meeting-requested', subject: 'Quotas.', date: null, ...partner } as never });
  const date = (days_: number) => ({ when: later(desk.clock.now(), days_ * 86_400_000), place: 'Lille' });
  await act(id, { kind: 'propose-date', ...date(5), ...agent } as never);
  await act(id, { kind: 'propose-date', ...date(12), ...partner } as never);
  await act(id, { kind: 'accept-date', ...agent } as never);
  await days(14);
  await act(id, { kind: 'note-held', on: later(desk.clock.now(), -2 * 86_400_000), ...agent } as never);
  await act(id, { kind: 'write-minutes', text: 'Dit.', file: null, ...agent } as never);
  await act(id, { kind: 'ask-corrections', text: 'À revoir.', ...partner } as never);
  await days(35);
  await act(id, { kind: 'write-minutes', text: 'Dit, revu.', file: null, ...agent } as never);
  await act(id, { kind: 'validate-minutes', ...partner } as never);
  await record('meeting.minutes-corrected', id);
});

it.runIf(missing('convention-year.assessed'))('records a convention’s year that is assessed and renewed, told of', async () => {
  const signedOn = later(desk.clock.now(), -300 * 86_400_000).slice(0, 10);
  const id = await begin({ kind: 'convention-year', first: { kind: 'followed', signedOn, reviewFrom: null } as never });
  await act(id, { kind: 'set-renewal-told', to: ['administrator', 'signatory', 'manager'] } as never);
  await days(100);
  await act(id, { kind: 'end', reason: 'Résiliée.' } as never);
  await record('convention-year.assessed', id);
});

it.runIf(missing('retention.continued'))('records the nights of a Caf’s retention until it continues as new', async () => {
  const nights = later(desk.clock.now(), 0);
  await tellRetention(desk.env.client, '31' as CafCode);
  const handle = desk.env.client.workflow.getHandle(retentionWorkflowId('31' as CafCode));
  const { runId } = await handle.describe();
  await desk.until(later(nights, 34 * 86_400_000));
  await eventually('it is another run', async () => (await handle.describe()).runId, (now) => now !== runId);
  await record('retention.continued', '31', retentionWorkflowId('31' as CafCode), runId);
});
