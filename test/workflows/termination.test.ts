import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findJourney, journeyByKey } from '../../db/journey';
import { brokenJourneyLink, factsOfJourney } from '../../db/journey-fact';
import { conventionFile, habilitationsOf, registerActsOf } from '../../db/register';
import { brokenLink } from '../../db/fact';
import { findTicket } from '../../db/ticket';
import { receiveChange } from '../../desk/change';
import { followConvention, yearKey } from '../../desk/convention-year';
import { askJourney, beginJourney } from '../../desk/journey';
import { notifyTermination, type TerminationLetter } from '../../desk/termination';
import type { CafCode, LocalDate, Reference } from '../../domain/ids';
import type { TerminationAct } from '../../domain/journeys/termination';
import { journeyWorkflowId, ticketWorkflowId } from '../../workflows/messages';
import { FILLED } from '../support/change-case';
import { journal, references } from '../support/journal';
import { arrived } from '../support/mail-from';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

const NORD = '59-2024-105';
const COTE_DOR = '21-2023-009';
const LEVEL_ONE = 'perrine.vandaele@petite-enfance-clos.example';
const day = (text: string): LocalDate => text as LocalDate;
let desk: SkippedDesk;
let keys = 0;
beforeAll(async () => {
  desk = await startSkippedDesk();
  await desk.addAccount('agent', 'Inès Agent');
  await desk.until('2027-03-01T08:00:00.000Z');
});
afterAll(async () => {
  await desk?.stop();
});

async function tellAll(): Promise<void> {
  const rows = await desk.sql<{ id: string; kind: never; last_n: number }[]>`select id, kind, last_n from journey where told_n < last_n`;
  for (const row of rows) await desk.tools.tellJourney(row, row.last_n);
  await desk.settled();
}
const letter = (over: Partial<TerminationLetter>): TerminationLetter => ({ caf: '59' as CafCode, conventionId: NORD, by: 'partner', receivedOn: day('2027-02-26'), effectiveOn: null, tracking: '1A 234', reason: 'Service repris en régie.', actor: 'agent', key: `lettre-${(keys += 1)}`, ...over });
async function notify(over: Partial<TerminationLetter> = {}): Promise<string> {
  const begun = await desk.sql.begin((tx) => notifyTermination(tx, desk.tools, letter(over), desk.clock.now()));
  if ('refused' in begun) throw new Error(begun.refused);
  await tellAll();
  return begun.id;
}
async function ask(journey: string, act: TerminationAct) {
  const answer = await desk.sql.begin((tx) => askJourney(tx, desk.tools, { key: `act-${(keys += 1)}`, journey, act, actor: 'agent' }, desk.clock.now()));
  await tellAll();
  return answer;
}
async function mail(subject: string): Promise<Reference> {
  await desk.keeper.keep(arrived({ from: LEVEL_ONE, to: 'guichet@caf59.example', subject }, desk.clock.now()));
  await desk.settled();
  const reference = (await references(desk.sql)).at(-1);
  if (reference === undefined) throw new Error('no ticket');
  return reference;
}
const kinds = async (id: string) => (await factsOfJourney(desk.sql, id)).map(({ kind }) => kind);
const written = (id: string, kind: string) => desk.sink.mails.filter((one) => one.headers.get('x-guichet-letter')?.startsWith(`${id}/`) === true && one.headers.get('x-guichet-letter')?.endsWith(kind) === true).length;
const status = async (workflow: string) => (await desk.env.client.workflow.getHandle(workflow).describe()).status.name;

describe('a convention is terminated, in skipped time (Nord)', () => {
  it('by the partner: both sides reminded; on the day of effect everything of it ends, and nothing is renewed nor begun beyond', { timeout: 240_000 }, async () => {
    await desk.sql.begin((tx) => followConvention(tx, NORD, desk.clock.now()));
    const given = { caf: '59' as CafCode, conventionId: NORD, channel: 'post' as const, requester: null, kept: { form: FILLED, digest: 'd1', people: 'p1', wrong: [] }, read: null, reference: null, actor: 'agent', by: 'agent', key: 'change' };
    await tellAll();
    const open = await mail('[CDAP] [CLOS] incident technique');
    const security = await mail('Compte piraté');
    await desk.sql`update ticket set restricted = true where reference = ${security}`;

    const id = await notify();
    expect(id).toBe('59-RES-2027-000001');
    expect(await conventionFile(desk.sql, NORD)).toMatchObject({ terminated_on: '2027-05-26' });
    // The signatory, both administrators and the manager.
    expect(written(id, 'termination-received')).toBe(4);
    expect(await desk.sql.begin((tx) => notifyTermination(tx, desk.tools, letter({}), desk.clock.now()))).toEqual({ refused: 'Une résiliation est déjà en cours : déplacez sa date, ou retirez-la.', of: null });

    await desk.until('2027-05-20T08:00:00.000Z');
    expect(await kinds(id)).toEqual(['termination-notified', 'termination-reminded', 'termination-reminded']);
    const change = await desk.sql.begin((tx) => receiveChange(tx, desk.tools, given, desk.clock.now()));
    const { id: review } = await desk.sql.begin((tx) => beginJourney(tx, desk.tools, { kind: 'reverse-review', caf: '59' as CafCode, conventionId: NORD, first: { kind: 'review-begun', due: '2027-06-30', endsOn: '2027-05-26' } as never, actor: null, key: 'review' }, desk.clock.now()));
    await tellAll();
    await desk.until('2027-05-27T08:00:00.000Z');

    const end = '2027-05-25T22:00:00.000Z';
    expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'terminated', ended_at: end, next_at: null });
    expect(written(id, 'convention-over')).toBe(4);
    expect((await habilitationsOf(desk.sql, NORD)).map(({ state, ended_at }) => [state, ended_at])).toEqual([['withdrawn', end], ['withdrawn', end]]);
    const [act] = (await registerActsOf(desk.sql, NORD)).filter(({ kind }) => kind === 'withdrawn');
    expect(act).toMatchObject({ actor_name: 'Résiliation par le partenaire, saisie par Inès Agent', reason: id });
    expect((await findTicket(desk.sql, open))?.phase).toBe('closed');
    expect((await journal(desk.sql, open)).at(-1)).toBe('convention-ended');
    expect(written(open, 'convention-ended')).toBe(1);
    expect((await findTicket(desk.sql, security))?.phase).not.toBe('closed');
    expect(await findJourney(desk.sql, change.id)).toMatchObject({ phase: 'cancelled', next_at: null });
    expect(await findJourney(desk.sql, review)).toMatchObject({ phase: 'called-off', next_at: null });
    const year = await journeyByKey(desk.sql, yearKey(NORD));
    expect(year).toMatchObject({ phase: 'ended', next_at: null });
    const mails = desk.sink.mails.length;
    await desk.until('2028-06-01T08:00:00.000Z');
    expect(await kinds(year?.id ?? '')).not.toContain('renewed');
    expect(desk.sink.mails.slice(mails).filter((one) => one.headers.get('x-guichet-letter')?.startsWith(security) !== true)).toEqual([]);
    for (const one of [id, change.id, review, year?.id ?? '']) expect([await brokenJourneyLink(desk.sql, one), await status(journeyWorkflowId(one))]).toEqual([null, 'COMPLETED']);
    expect([await brokenLink(desk.sql, open), await status(ticketWorkflowId(open))]).toEqual([null, 'COMPLETED']);
  });

  it('by the Caf: too early a date is refused in French, a later one moves, and it is withdrawn before its effect: the convention goes on', { timeout: 240_000 }, async () => {
    const now = desk.clock.now();
    expect(now.slice(0, 10)).toBe('2028-06-01');
    const cote = { caf: '21' as CafCode, conventionId: COTE_DOR, by: 'desk', receivedOn: day('2028-05-31'), reason: '' } as const;
    const refused = await desk.sql.begin((tx) => notifyTermination(tx, desk.tools, letter({ ...cote, effectiveOn: day('2028-08-30') }), now));
    expect(refused).toEqual({ of: 'effectiveOn', refused: expect.stringMatching(/^Trop tôt\s: la résiliation reçue le mer\.\s31\smai 2028 ne prend pas effet avant le jeu\.\s31\saoût 2028\.$/) as string });
    const id = await notify(cote);
    expect(await ask(id, { kind: 'move-effect', effectiveOn: day('2028-08-01'), reason: 'Plus tôt' })).toMatchObject({ state: 'refused' });
    expect(await ask(id, { kind: 'move-effect', effectiveOn: day('2028-12-31'), reason: 'Fin de l’année.' })).toEqual({ state: 'done' });
    expect(await conventionFile(desk.sql, COTE_DOR)).toMatchObject({ terminated_on: '2028-12-31' });
    await desk.until('2028-12-02T08:00:00.000Z');
    expect(await kinds(id)).toEqual(['termination-notified', 'effect-moved', 'termination-reminded']);
    expect(await ask(id, { kind: 'withdraw-termination', reason: 'Accord trouvé.' })).toEqual({ state: 'done' });
    expect(await ask(id, { kind: 'withdraw-termination', reason: 'Encore.' })).toEqual({ state: 'refused', reason: 'Cette résiliation est déjà retirée.' });
    await desk.until('2029-02-01T08:00:00.000Z');
    expect(await conventionFile(desk.sql, COTE_DOR)).toMatchObject({ terminated_on: null });
    expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'withdrawn', next_at: null });
    expect((await habilitationsOf(desk.sql, COTE_DOR)).filter(({ state }) => state === 'withdrawn')).toEqual([]);
    expect([written(id, 'termination-moved'), written(id, 'termination-withdrawn'), written(id, 'convention-over')]).toEqual([written(id, 'termination-received'), written(id, 'termination-received'), 0]);
    expect(await status(journeyWorkflowId(id))).toBe('COMPLETED');
  });
});
