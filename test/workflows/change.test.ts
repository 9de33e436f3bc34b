import { afterAll, beforeAll, expect, it } from 'vitest';
import { findJourney } from '../../db/journey';
import { factsOfJourney } from '../../db/journey-fact';
import { askJourney } from '../../desk/journey';
import { receiveChange } from '../../desk/change';
import type { CafCode } from '../../domain/ids';
import type { ChangeAct } from '../../domain/journeys/change-acts';
import { journeyWorkflowId } from '../../workflows/messages';
import { FILLED } from '../support/change-case';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

let desk: SkippedDesk;
let acts = 0;
beforeAll(async () => {
  desk = await startSkippedDesk();
  await desk.until('2027-03-01T08:00:00.000Z');
});
afterAll(async () => {
  await desk?.stop();
});

async function tell(id: string): Promise<void> {
  const row = await findJourney(desk.sql, id);
  if (row !== undefined) await desk.tools.tellJourney(row, row.last_n);
  await desk.settled();
}
async function ask(id: string, act: ChangeAct): Promise<void> {
  expect(await desk.sql.begin((tx) => askJourney(tx, desk.tools, { key: `act-${(acts += 1)}`, journey: id, act, actor: 'agent' }, desk.clock.now()))).toEqual({ state: 'done' });
  await tell(id);
}
const kinds = async (id: string) => (await factsOfJourney(desk.sql, id)).map(({ kind, at }) => [kind, at.slice(0, 10)]);

it('a change of administrator in skipped time (Nord): nobody signs, so reminders then the partner’s ladder; refused, it ends', { timeout: 240_000 }, async () => {
  const kept = { form: FILLED, digest: 'd1', people: 'p1', wrong: [] };
  const given = { caf: '59' as CafCode, conventionId: '59-2024-105', channel: 'post' as const, requester: null, kept, read: null, reference: null, actor: 'agent', by: 'agent', key: 'one' };
  const { id } = await desk.sql.begin((tx) => receiveChange(tx, desk.tools, given, desk.clock.now()));
  expect(id).toBe('59-ADM-2027-000001');
  await tell(id);
  await desk.until('2027-03-20T08:00:00.000Z');
  expect(await kinds(id)).toEqual([
    ['received', '2027-03-01'], ['warned', '2027-03-01'], ['signatures-asked', '2027-03-01'], ['objection-time-over', '2027-03-08'], ['reminded', '2027-03-08'], ['reminded', '2027-03-15'], ['rung-decided', '2027-03-15'], ['rung-contacted', '2027-03-15'],
  ]);
  await ask(id, { kind: 'refuse', reason: 'Sans signature.', by: 'agent' });
  expect(await findJourney(desk.sql, id)).toMatchObject({ phase: 'refused', owes: null, next_at: null });
  await expect.poll(async () => (await desk.env.client.workflow.getHandle(journeyWorkflowId(id)).describe()).status.name).toBe('COMPLETED');
  expect(desk.sink.mails.filter((mail) => mail.headers.get('x-guichet-letter')?.startsWith(`${id}/`) === true && mail.headers.get('x-guichet-letter')?.endsWith('change-warning') === true).length).toBeGreaterThan(1);
});
