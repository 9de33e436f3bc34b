import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Act } from '../../domain/acts';
import { instant, type Instant, type Reference } from '../../domain/ids';
import { ticketWorkflowId } from '../../workflows/messages';
import { references } from '../support/journal';
import { arrived, type MailText } from '../support/mail-from';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

/** The release whose histories are recorded; a file that exists is never rewritten. */
const RELEASE = '0.1.0';

let desk: SkippedDesk;
let acts = 0;
beforeAll(async () => {
  desk = await startSkippedDesk();
});
afterAll(async () => {
  await desk.stop();
});

async function mail(text: Partial<MailText> = {}): Promise<Reference> {
  await desk.keeper.keep(arrived({ from: 'joachim.peyrade@castelbrun.example', to: 'guichet@caf31.example', text: `Bonjour, erreur ${(acts += 1)} sur CDAP.`, ...text }, desk.clock.now()));
  await desk.settled();
  return (await references(desk.sql)).at(-1) as Reference;
}

async function act(reference: Reference, body: Act): Promise<void> {
  expect(await desk.act(reference, `act-${(acts += 1)}`, body)).toEqual({ state: 'done' });
}

async function later(days: number): Promise<Instant> {
  const at = instant(new Date(Date.parse(desk.clock.now()) + days * 86_400_000).toISOString());
  await desk.until(at);
  return at;
}

async function record(shape: string, reference: Reference): Promise<void> {
  const file = join(__dirname, 'histories', `ticket-${RELEASE}-${shape}.json`);
  if (existsSync(file)) throw new Error(`${file} exists: raise RELEASE instead of rewriting it`);
  const history = await desk.env.client.workflow.getHandle(ticketWorkflowId(reference)).fetchHistory();
  const plain = temporal.api.history.v1.History.toObject(temporal.api.history.v1.History.fromObject(history), { bytes: String, longs: String, enums: String });
  writeFileSync(file, `${JSON.stringify(plain, null, 1)}\n`);
}

it('records each shape of a ticket', async () => {
  const silent = await mail();
  await later(40);
  await record('desk-silent', silent);

  const asked = await mail();
  await act(asked, { kind: 'take-in-hand' });
  await act(asked, { kind: 'ask', text: 'Quel message ?' });
  await later(40);
  await desk.keeper.keep(arrived({ from: 'joachim.peyrade@castelbrun.example', to: 'guichet@caf31.example', subject: `Re: [${asked}]`, text: 'Erreur 12.' }, desk.clock.now()));
  await desk.settled();
  await act(asked, { kind: 'answer', text: 'C’est réparé.', then: 'resolved' });
  await later(12);
  await record('asked-answered-closed', asked);

  await desk.keeper.keep(arrived({ from: 'joachim.peyrade@castelbrun.example', to: 'guichet@caf31.example', subject: `Re: [${asked}]`, text: 'Cela recommence.' }, desk.clock.now()));
  await desk.settled();
  await act(asked, { kind: 'resolve', text: '' });
  await later(12);
  await record('reopened', asked);

  const urgent = await mail({ subject: '[URGENT] [CDAP] [MAIRIE] incident technique' });
  await later(12);
  await record('urgent', urgent);

  desk.sink.behave('*', { kind: 'refuse', at: 'data', code: 451 });
  await desk.keeper.keep(arrived({ from: 'joachim.peyrade@castelbrun.example', to: 'guichet@caf31.example', text: 'Bonjour, erreur 99 sur CDAP.' }, desk.clock.now()));
  const slow = (await references(desk.sql)).at(-1) as Reference;
  await desk.env.sleep('10 minutes');
  desk.sink.behave('*', { kind: 'accept' });
  await desk.env.sleep('1 hour');
  await desk.settled();
  await act(slow, { kind: 'resolve', text: '' });
  await later(12);
  await record('relay-down', slow);

  const [first, second] = [await mail(), await mail()];
  await act(first, { kind: 'merge', into: second });
  await desk.settled();
  await record('merged', first);
});
