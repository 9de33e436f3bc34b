import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../clock';
import { planStop } from '../../desk/planned-stop';
import { later } from '../../desk/tools';
import type { CafCode } from '../../domain/ids';
import { tellStop } from '../../engine/tell';
import { eventually } from '../support/eventually';
import { addManyPartners } from '../support/many-partners';
import { startProcesses, type Processes } from '../support/processes';
import { request, writers } from '../support/senders';
import { StoryDesk } from '../support/story-desk';

const MANY = 5_000;
const KILLED_AFTER = 400;
const DESK = 'guichet@caf31.example';
let desk: Processes;
let story: StoryDesk;
let client: Client;
beforeAll(async () => {
  // As fast as the machine goes: what a pace does is Temporal's own.
  desk = await startProcesses({ env: { GUICHET_ANNOUNCEMENTS_PER_SECOND: '1000' } });
  await desk.asOwner((owner) => addManyPartners(owner, '31', MANY));
  story = await StoryDesk.of(desk);
  client = await desk.temporalClient();
});
afterAll(async () => {
  await client?.connection.close();
  await story?.close();
  await desk?.stop();
});

const announcements = () => desk.sink.mails.filter(({ headers }) => headers.get('x-guichet-letter')?.startsWith('stop/cdap/1/') === true);

it('tells 5,000 addresses of a stop, each once, the worker killed in the middle; the desk’s own letters leave meanwhile', { timeout: 300_000 }, async () => {
  const people = writers().filter(({ caf }) => caf === '31').slice(0, 3);
  const tickets = await Promise.all(people.map((from) => story.ticketOf(request(from, DESK))));
  const now = systemClock.now();
  await desk.sql.begin((tx) => planStop(tx, { id: 'cdap', cafs: ['31' as CafCode], services: ['CDAP'], title: 'Mise à jour de CDAP', meanwhile: '', from_at: later(now, 86_400_000), until_at: later(now, 90_000_000), announce_at: now, remind_at: null, planned_at: now, planned_by: 'agent' }));
  await tellStop(client, 'cdap', { n: 1 });

  await desk.sink.waitFor(() => announcements().length >= KILLED_AFTER, 60_000);
  await desk.kill('worker');
  for (const reference of tickets) await story.act(reference, { kind: 'ask', text: 'Quel est le message d’erreur ?' });

  const [{ addresses } = { addresses: 0 }] = await desk.sql<{ addresses: number }[]>`select count(*)::int as addresses from stop_address where stop = 'cdap' and address is not null`;
  await eventually('every letter of the stop is marked', () => desk.sql<{ done: boolean }[]>`select done_at is not null as done from stop_mailing where stop = 'cdap'`, ([mailing]) => mailing?.done === true, 240_000);

  const posted = announcements();
  const byAddress = new Map<string, Set<string>>();
  for (const { to: [address = ''], messageId } of posted) byAddress.set(address, (byAddress.get(address) ?? new Set()).add(messageId));
  const left = await desk.sql<{ letters: number }[]>`select count(*)::int as letters from letter where stop = 'cdap' and state = 'sent'`;
  console.log(`5,000 addresses, worker killed: ${JSON.stringify({ addresses, letters: left[0]?.letters, arrived: byAddress.size, postedAgain: posted.length - byAddress.size })}`);
  expect(addresses).toBeGreaterThanOrEqual(MANY);
  expect(left[0]?.letters).toBe(addresses);
  expect(byAddress.size).toBe(addresses);
  expect([...byAddress.values()].filter((ids) => ids.size > 1)).toEqual([]);
  // Only what the relay had and nobody had heard of when the worker died: as many as are posted at once.
  expect(posted.length - byAddress.size).toBeLessThanOrEqual(8);

  const order = desk.sink.mails.map(({ headers }) => headers.get('x-guichet-letter') ?? '');
  const lastAnnouncement = order.findLastIndex((letter) => letter.startsWith('stop/cdap/1/'));
  for (const reference of tickets) {
    const question = order.findIndex((letter) => letter.startsWith(`${reference}/`) && letter.endsWith('/question'));
    expect(question).toBeGreaterThan(-1);
    expect(question).toBeLessThan(lastAnnouncement);
  }
});
