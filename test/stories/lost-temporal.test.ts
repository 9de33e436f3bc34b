import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Reference } from '../../domain/ids';
import { eventually } from '../support/eventually';
import { inSeconds, publishedBut } from '../support/fast-contracts';
import { startProcesses, type Processes } from '../support/processes';
import { request, writerOf } from '../support/senders';
import { StoryDesk } from '../support/story-desk';

const LIMIT_SECONDS = 25;
let processes: Processes;
let desk: StoryDesk;
beforeAll(async () => {
  processes = await startProcesses({ contracts: publishedBut(inSeconds('31', LIMIT_SECONDS)) });
  desk = await StoryDesk.of(processes);
});
afterAll(async () => {
  await desk?.close();
  await processes?.stop();
});

const mailTo = (caf: string) => request(writerOf(caf), `guichet@caf${caf}.example`);
const deadlines = async () => await desk.sql<{ reference: Reference; owes: string; next_at: string | null; rule: string | null }[]>`
  select reference, owes, next_at, next_step->>'what' as rule from ticket order by reference`;

async function youngest(): Promise<number> {
  const [row] = await desk.sql<{ seconds: number }[]>`select extract(epoch from now() - max(received_at))::float as seconds from ticket`;
  return row?.seconds ?? 0;
}

it('starts every open ticket again with the same deadlines when Temporal has lost its database', { timeout: 120_000 }, async () => {
  const fast = await desk.ticketOf(mailTo('31'));
  const [asked, ...others] = await Promise.all(['59', '95', '21', '76'].map((caf) => desk.ticketOf(mailTo(caf))));
  if (asked === undefined) throw new Error('no ticket');
  expect(await desk.act(asked, { kind: 'ask', text: 'Quel est le message d’erreur ?' })).toEqual({ state: 'done' });
  expect((await desk.moved(asked)).owes).toBe('partner');
  const before = await deadlines();
  expect(before.filter(({ next_at }) => next_at !== null).length).toBeGreaterThanOrEqual(4);
  const slow = [asked, ...others];
  const wakes = await Promise.all(slow.map(async (reference) => (await desk.awake(reference)).wakeAt));

  await Promise.all([processes.end('worker'), processes.end('temporal')]);
  for (const end of ['', '-wal', '-shm']) rmSync(join(processes.folder, 'temporal', `temporal.db${end}`), { force: true });
  await processes.launch('temporal');
  await expect(desk.progress(asked)).rejects.toThrow();
  await eventually('the tickets are older than what Temporal may not have counted yet', youngest, (seconds) => seconds > 5);
  await processes.launch('worker');

  const again = slow.map((reference) => eventually(`${reference} runs again`, () => desk.progress(reference), ({ seen }) => seen > 0, 60_000));
  expect((await Promise.all(again)).map(({ wakeAt }) => wakeAt)).toEqual(wakes);
  const limit = before.find(({ reference }) => reference === fast)?.next_at;
  const facts = await desk.fact(fast, 'rung-contacted', () => true, 60_000);
  expect(facts.find(({ kind }) => kind === 'rung-decided')).toMatchObject({ side: 'desk', rung: 1, limit });
  expect((await deadlines()).filter(({ reference }) => reference !== fast)).toEqual(before.filter(({ reference }) => reference !== fast));
});
