import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findJourney } from '../../db/journey';
import { actsOfJourney } from '../../db/journey-act';
import { brokenJourneyLink, factsOfJourney } from '../../db/journey-fact';
import { conventionFile, habilitationsOf } from '../../db/register';
import { livingJourneysAfter } from '../../db/journey-told';
import { lettersOfJourney } from '../../db/letter';
import { askJourney, beginJourney } from '../../desk/journey';
import { later } from '../../desk/tools';
import type { CafCode, Instant } from '../../domain/ids';
import type { NoticeAct } from '../../domain/journeys/formal-notice';
import { rebuildJourneys, tellUntoldJourneys } from '../../worker/journey-chores';
import { journeyWorkflowId } from '../../workflows/messages';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

const CONVENTION = '59-2024-105';
const PARTNER = ['anatole.desmazieres@petite-enfance-clos.example', 'godelieve.carpentier-roux@petite-enfance-clos.example', 'hermance.lotigier@petite-enfance-clos.example'];
let desk: SkippedDesk;
let acts = 0;
beforeAll(async () => {
  desk = await startSkippedDesk();
  await desk.until('2027-03-01T08:00:00.000Z');
});
afterAll(async () => {
  await desk?.stop();
});

async function begin(key: string): Promise<string> {
  const begun = await desk.sql.begin((tx) => beginJourney(tx, desk.tools, {
    kind: 'formal-notice', caf: '59' as CafCode, conventionId: CONVENTION, first: { kind: 'notice-decided', breach: 'Comptes partagés entre agents.' } as never, actor: 'agent', key,
  }, desk.clock.now()));
  await desk.tools.tellJourney(begun, 1);
  await desk.settled();
  return begun.id;
}

async function ask(journey: string, act: NoticeAct, key = `act-${(acts += 1)}`) {
  const answer = await desk.sql.begin((tx) => askJourney(tx, desk.tools, { key, journey, act, actor: 'agent' }, desk.clock.now()));
  const row = await findJourney(desk.sql, journey);
  await desk.tools.tellJourney({ id: journey, kind: 'formal-notice' }, row?.last_n ?? 0);
  await desk.settled();
  return answer;
}

const kinds = async (id: string) => (await factsOfJourney(desk.sql, id)).map(({ kind }) => kind);
const lettersOf = (id: string) => desk.sink.mails.filter((mail) => mail.headers.get('x-guichet-letter')?.startsWith(`${id}/`) === true);
const received = (id: string, letter: string) => lettersOf(id).filter((mail) => mail.headers.get('x-guichet-letter')?.endsWith(letter) === true).map((mail) => mail.headers.get('to') ?? '').sort();

describe('a formal notice in skipped time (Nord)', () => {
  it('is terminated one month after its receipt if nothing is done: everybody is written to once, the journal holds', { timeout: 240_000 }, async () => {
    const id = await begin('notice-1');
    expect(id).toBe('59-MED-2027-000001');
    expect(await begin('notice-1')).toBe(id);
    const posted = desk.clock.now();
    expect(await ask(id, { kind: 'post-notice', tracking: '1A 234 567 8901 2', on: posted }, 'post')).toEqual({ state: 'done' });
    expect(await ask(id, { kind: 'post-notice', tracking: '1A 234 567 8901 2', on: posted }, 'post')).toEqual({ state: 'done' });
    await desk.until('2027-03-04T08:00:00.000Z');
    expect(await ask(id, { kind: 'record-receipt', on: later(posted, 86_400_000) })).toEqual({ state: 'done' });
    expect(received(id, 'notice-received').map((to) => /<?([^<>\s]+@[^<>\s]+)>?$/.exec(to)?.[1]).sort()).toEqual(PARTNER);
    const due = (await findJourney(desk.sql, id))?.next_at as Instant;
    await desk.until(due);
    const row = await findJourney(desk.sql, id);
    expect([row?.owes, row?.next_step?.rule]).toEqual(['partner', 'terminate']);
    await desk.until('2027-06-01T08:00:00.000Z');
    expect(await kinds(id)).toEqual(['notice-decided', 'notice-posted', 'notice-received', 'notice-reminded', 'convention-terminated']);
    const facts = await factsOfJourney(desk.sql, id);
    const end = facts.at(-1)?.at ?? '';
    // The same local time one month later, in summer time.
    expect([end.slice(0, 10), Date.parse(end) - Date.parse(facts[2]?.at ?? '')]).toEqual(['2027-04-02', 31 * 86_400_000 - 3_600_000]);
    expect(received(id, 'convention-terminated')).toHaveLength(4);
    expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'terminated', owes: null, next_at: null, ended_at: end });
    expect(await brokenJourneyLink(desk.sql, id)).toBeNull();
    expect((await actsOfJourney(desk.sql, id)).map(({ kind, actor, state }) => [kind, actor, state])).toEqual([['post-notice', 'agent', 'done'], ['record-receipt', 'agent', 'done']]);
    expect(new Set((await lettersOfJourney(desk.sql, id)).map(({ state }) => state))).toEqual(new Set(['sent']));
    // The register follows: the convention and its two administrators' habilitations end that day.
    expect(await conventionFile(desk.sql, CONVENTION)).toMatchObject({ terminated_on: '2027-04-02' });
    expect((await habilitationsOf(desk.sql, CONVENTION)).map(({ rank, state, ended_at }) => [rank, state, ended_at])).toEqual([['administrator', 'withdrawn', end], ['deputy-administrator', 'withdrawn', end]]);
    await expect.poll(async () => (await desk.env.client.workflow.getHandle(journeyWorkflowId(id)).describe()).status.name).toBe('COMPLETED');
  });

  it('ends when something is done, is refused in French out of turn, and is rebuilt from PostgreSQL alone', { timeout: 240_000 }, async () => {
    const id = await begin('notice-2');
    expect(await ask(id, { kind: 'remedy', how: 'Comptes nominatifs.' })).toEqual({ state: 'refused', reason: 'La mise en demeure n’est pas encore reçue : retirez-la plutôt.' });
    await ask(id, { kind: 'post-notice', tracking: '1A', on: desk.clock.now() });
    await ask(id, { kind: 'record-receipt', on: desk.clock.now() });
    await desk.env.client.workflow.getHandle(journeyWorkflowId(id)).terminate('Temporal lost its memory');
    expect((await livingJourneysAfter(desk.sql, '', 10)).map((living) => living.id)).toEqual([id]);
    await desk.sql.begin((tx) => askJourney(tx, desk.tools, { key: 'remedied', journey: id, act: { kind: 'remedy', how: 'Comptes nominatifs.' } as NoticeAct, actor: 'agent' }, desk.clock.now()));
    expect(await tellUntoldJourneys({ client: desk.env.client, tools: desk.tools, clock: desk.clock }, -1_000)).toBe(1);
    await desk.settled();
    // Both are over: nothing is left to rebuild.
    expect(await rebuildJourneys({ client: desk.env.client, tools: desk.tools, clock: desk.clock })).toBe(0);
    expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'remedied', owes: null, next_at: null });
    expect(await kinds(id)).toEqual(['notice-decided', 'notice-posted', 'notice-received', 'remedied']);
    expect(received(id, 'notice-remedied')).toHaveLength(3);
  });
});
