import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findJourney, journeyByKey } from '../../db/journey';
import { brokenJourneyLink, factsOfJourney } from '../../db/journey-fact';
import { askJourney, beginJourney } from '../../desk/journey';
import type { CafCode } from '../../domain/ids';
import type { ReviewAct } from '../../domain/journeys/reverse-review';
import type { YearAct } from '../../domain/journeys/convention-year';
import type { JourneyName } from '../../domain/journeys/types';
import { journeyWorkflowId } from '../../workflows/messages';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

const CONVENTION = '59-2024-105';
const NOBODY = { people: [], profiles: [] };
let desk: SkippedDesk;
let acts = 0;
beforeAll(async () => {
  desk = await startSkippedDesk();
  await desk.until('2026-12-01T08:00:00.000Z');
});
afterAll(async () => {
  await desk?.stop();
});

async function ask(kind: JourneyName, journey: string, act: ReviewAct | YearAct) {
  const answer = await desk.sql.begin((tx) => askJourney(tx, desk.tools, { key: `act-${(acts += 1)}`, journey, act, actor: 'agent' }, desk.clock.now()));
  await desk.tools.tellJourney({ id: journey, kind }, (await findJourney(desk.sql, journey))?.last_n ?? 0);
  await desk.settled();
  return answer;
}
const kinds = async (id: string) => (await factsOfJourney(desk.sql, id)).map(({ kind }) => kind);
const reviewOf = async (due: string) => (await journeyByKey(desk.sql, `review/${CONVENTION}/${due}`))?.id ?? 'none';
const lettersOf = (id: string) => desk.sink.mails.map((mail) => mail.headers.get('x-guichet-letter') ?? '').filter((name) => name.startsWith(`${id}/`));
const ended = async (id: string) => (await desk.env.client.workflow.getHandle(journeyWorkflowId(id)).describe()).status.name;

describe('a convention signed on 29 February, in skipped time (Nord)', () => {
  it('lives three years: a review made, one that nobody makes, one sent back and accepted; then it ends', { timeout: 240_000 }, async () => {
    const first = { kind: 'followed', signedOn: '2024-02-29', reviewFrom: null } as never;
    const { id: year } = await desk.sql.begin((tx) => beginJourney(tx, desk.tools, { kind: 'convention-year', caf: '59' as CafCode, conventionId: CONVENTION, first, actor: 'agent', key: `year/${CONVENTION}` }, desk.clock.now()));
    await desk.tools.tellJourney({ id: year, kind: 'convention-year' }, 1);

    await desk.until('2027-02-10T09:00:00.000Z');
    const made = await reviewOf('2027-02-28');
    expect(await kinds(made)).toEqual(['review-begun', 'review-told', 'review-told']);
    expect(await ask('reverse-review', made, { kind: 'record-result', how: 'mail', note: 'Liste jointe.' })).toEqual({ state: 'done' });
    expect(await ask('reverse-review', made, { kind: 'read-result', result: NOBODY })).toEqual({ state: 'done' });
    expect(await ask('reverse-review', made, { kind: 'accept-result' })).toEqual({ state: 'done' });
    expect((await findJourney(desk.sql, made))?.phase).toBe('accepted');
    await expect.poll(() => ended(made)).toBe('COMPLETED');

    await desk.until('2028-07-01T09:00:00.000Z');
    const unmade = await reviewOf('2028-02-29');
    // Told at -60, -30, -7, 0, +15 and +30, then three contacts, a fourth who is the same person as the third, and the manager.
    expect((await kinds(unmade)).filter((kind) => kind !== 'rung-contacted')).toEqual([
      'review-begun', 'review-told', 'review-told', 'review-told', 'review-told', 'review-overdue', 'review-told', 'review-told', 'rung-decided', 'rung-decided', 'rung-decided', 'rung-skipped', 'ladder-exhausted',
    ]);
    expect(await findJourney(desk.sql, unmade)).toMatchObject({ phase: 'overdue', exhausted: true, owes: 'partner' });
    expect(new Set(lettersOf(unmade)).size).toBe(lettersOf(unmade).length);
    expect(lettersOf(unmade)).toHaveLength(4 + 2 * 2 + 3 + 1);
    expect(await ask('reverse-review', unmade, { kind: 'call-off', reason: 'Faite avec la suivante.' })).toEqual({ state: 'done' });

    await desk.until('2029-03-10T09:00:00.000Z');
    const back = await reviewOf('2029-02-28');
    await ask('reverse-review', back, { kind: 'record-result', how: 'portal', note: '' });
    expect(await ask('reverse-review', back, { kind: 'return-result', reason: 'Il manque la liste.' })).toEqual({ state: 'done' });
    await ask('reverse-review', back, { kind: 'record-result', how: 'portal', note: '', result: NOBODY });
    await ask('reverse-review', back, { kind: 'accept-result' });
    expect((await findJourney(desk.sql, back))?.phase).toBe('accepted');

    expect(await kinds(year)).toEqual(['followed', 'review-planned', 'renewed', 'review-planned', 'renewed', 'review-planned', 'renewed']);
    await ask('convention-year', year, { kind: 'end', reason: 'Résiliée.' });
    await expect.poll(() => Promise.all([year, back, unmade].map(ended))).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
    for (const id of [year, made, unmade, back]) expect(await brokenJourneyLink(desk.sql, id)).toBeNull();
  });
});
