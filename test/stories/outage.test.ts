import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadPublishedContracts } from '../../contracts/load';
import type { Instant } from '../../domain/ids';
import { eventually } from '../support/eventually';
import { inSeconds, publishedBut } from '../support/fast-contracts';
import { startProcesses, type Processes } from '../support/processes';
import { request, writerOf } from '../support/senders';
import { StoryDesk } from '../support/story-desk';

const LIMIT_SECONDS = 12;
const HOLD_MS = 60 * 60_000;
let processes: Processes;
let desk: StoryDesk;
beforeAll(async () => {
  processes = await startProcesses({ contracts: publishedBut(inSeconds('31', LIMIT_SECONDS), inSeconds('21', LIMIT_SECONDS)) });
  desk = await StoryDesk.of(processes);
});
afterAll(async () => {
  await desk?.close();
  await processes?.stop();
});

const mailTo = (caf: string) => request(writerOf(caf), `guichet@caf${caf}.example`);
const outages = async () => await desk.sql<{ began_at: Instant; ended_at: Instant; letter_sent: boolean }[]>`select began_at, ended_at, letter_sent from outage`;
const managers = loadPublishedContracts().map(({ manager }) => manager.email);
const outageLetters = () => desk.sink.mails.filter((mail) => mail.headers.get('x-guichet-letter')?.startsWith('outage/'));
const bodyOf = (raw: Buffer) => raw.toString('utf8').replace(/=\r\n/g, '');

it('after an outage, holds escalations by delay for an hour, tells the broken promises, and writes once to each manager', { timeout: 150_000 }, async () => {
  const [escalating, promised] = await Promise.all(['31', '21'].map((caf) => desk.ticketOf(mailTo(caf))));
  if (escalating === undefined || promised === undefined) throw new Error('no ticket');
  await desk.close();
  for (const name of ['door', 'worker', 'temporal', 'postgres'] as const) await processes.end(name);
  await processes.launch('postgres');
  await eventually('the limits have passed', async () => await desk.sql`select 1 from ticket where next_at > now()`, (rows) => rows.length === 0);
  await desk.sql`update heartbeat set at = at - interval '2 hours'`;
  await processes.launch('temporal');
  await Promise.all([processes.launch('worker'), processes.launch('door')]);
  desk = await StoryDesk.of(processes);

  await desk.fact(promised, 'pickup-breached');
  const held = await desk.row(escalating, ({ next_at, next_step }) => next_step?.limit !== undefined && next_at !== next_step.limit);
  const [outage, ...more] = await eventually('the managers are told', outages, ([one]) => one?.letter_sent === true);
  await eventually('worker and door both say that they are alive', async () => await desk.sql`select 1 from heartbeat where at > ${outage?.began_at ?? ''}::timestamptz + interval '1 hour'`, (rows) => rows.length === 2);
  const [settled] = await outages();
  expect(more).toEqual([]);
  expect(Date.parse(settled?.ended_at ?? '') - Date.parse(settled?.began_at ?? '')).toBeGreaterThan(2 * 3_600_000 - 60_000);
  expect(Date.parse(held.next_at ?? '')).toBeGreaterThanOrEqual(Date.parse(outage?.ended_at ?? '') + HOLD_MS - 60_000);
  expect((await desk.facts(escalating)).map(({ kind }) => kind)).toEqual(['received']);

  const isToldOnce = () => managers.every((email) => outageLetters().some((mail) => mail.to.includes(email)));
  await desk.sink.waitFor(isToldOnce, 30_000);
  expect(outageLetters().map(({ to }) => to.join()).sort()).toEqual([...managers].sort());
  await desk.sink.waitFor((mails) => mails.some((mail) => mail.to.includes('responsable@caf21.example') && mail.headers.get('x-guichet-letter') === `${promised}/2/pickup-breach`), 30_000);
  const letterOf = (email: string) => bodyOf(outageLetters().find(({ to }) => to.includes(email))?.raw ?? Buffer.alloc(0));
  expect(letterOf('responsable@caf31.example')).toContain(escalating);
  expect(letterOf('responsable@caf31.example')).not.toContain(promised);
});

it('and not again at the next start', { timeout: 60_000 }, async () => {
  const told = outageLetters().length;
  await processes.relaunch('worker');
  await desk.sink.waitFor((mails) => mails.length > 0);
  const ticket = await desk.ticketOf(mailTo('95'));
  await desk.sink.waitFor((mails) => mails.some((mail) => mail.headers.get('subject')?.includes(ticket)));
  expect(outageLetters()).toHaveLength(told);
  expect(await desk.sql`select 1 from letter where kind = 'outage'`).toHaveLength(managers.length);
});
