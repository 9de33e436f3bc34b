import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { insertWebhook } from '../../db/webhook';
import { resendDelivery } from '../../db/webhook-delivery';
import { seal } from '../../desk/seal';
import { newWebhookSecret, webhookPurpose } from '../../desk/webhook';
import { instantAt, type CafCode, type Instant } from '../../domain/ids';
import type { WebhookEvent } from '../../domain/webhook-events';
import { tellWebhooks } from '../../worker/chores';
import { Actors } from '../support/actors';
import { eventually } from '../support/eventually';
import { TEST_SECRETS } from '../support/secrets';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
interface Row {
  readonly id: string;
  readonly event: string;
  readonly state: string;
  readonly attempts: number;
  readonly last_status: number | null;
  readonly problem: string | null;
}

const DAY_MS = 86_400_000;
const secret = newWebhookSecret();
const from = { from: 'leonie.tassigny@ccas-valmirande.example', to: 'guichet@caf95.example' };
let desk: SkippedDesk;
let people: Actors;
let receiver: Server;
const got: Got[] = [];
/** What the receiver answers, one after the other; then 200. */
const answers: number[] = [];

beforeAll(async () => {
  desk = await startSkippedDesk();
  people = new Actors(desk);
  receiver = await listen(0);
  await desk.sql.begin((tx) => insertWebhook(tx, {
    id: 'programme', caf: '95' as CafCode, url: `http://127.0.0.1:${port()}/guichet`, events: ['demande.received', 'demande.taken-in-hand'] satisfies WebhookEvent[],
    secret: seal(TEST_SECRETS, webhookPurpose('programme'), secret), made_by: 'ines.vigneroy@caf95.example', made_at: desk.clock.now(),
  }));
}, 120_000);
afterAll(async () => {
  receiver.close();
  await desk.stop();
});
beforeEach(() => {
  got.length = 0;
});

function listen(onPort: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer((req, res) => {
      let body = '';
      req.on('data', (part: Buffer) => (body += part.toString('utf8'))).on('end', () => {
        got.push({ headers: req.headers, body });
        res.writeHead(answers.shift() ?? 200, { location: 'http://127.0.0.1:9/' }).end();
      });
    });
    server.listen(onPort, '127.0.0.1', () => resolve(server));
  });
}

function port(): number {
  return (receiver.address() as AddressInfo).port;
}

const tell = (at: Instant = desk.clock.now()) => tellWebhooks({ client: desk.env.client, tools: desk.tools, clock: { now: () => at } });
const rows = () => desk.sql<Row[]>`select id, event, state, attempts, last_status, problem from webhook_delivery order by made_at, n`;
const lastRow = async () => (await rows()).at(-1);

/** Whether a request is signed as Standard Webhooks says. */
function isSigned({ headers, body }: Got): boolean {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signed = createHmac('sha256', key).update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`).digest('base64');
  return headers['webhook-signature'] === `v1,${signed}`;
}

it('tells a fact with its name, its instant and its ticket, signed, and nothing of what was written', async () => {
  const reference = await people.open(from);
  expect(await lastRow()).toMatchObject({ event: 'demande.received', state: 'pending', attempts: 0 });
  expect(await tell()).toBe(1);
  await eventually('the delivery', async () => (await lastRow())?.state === 'delivered', (it) => it);
  expect(got).toHaveLength(1);
  expect(isSigned(got[0] as Got)).toBe(true);
  expect(got[0]?.headers['webhook-id']).toBe((await lastRow())?.id);
  expect(JSON.parse(got[0]?.body ?? '')).toEqual({ type: 'demande.received', timestamp: expect.any(String) as string, data: { reference, caf: '95', n: 1 } });
  expect(await tell()).toBe(0);
});

it('tries again after a failure, with the same id and the same bytes, and follows no redirect', async () => {
  answers.push(500, 302, 503);
  await people.open(from);
  await tell();
  await eventually('a first attempt', async () => ((await lastRow())?.attempts ?? 0) >= 1, (it) => it);
  await desk.env.sleep(3_600_000);
  await eventually('the delivery', async () => (await lastRow())?.state === 'delivered', (it) => it);
  expect(await lastRow()).toMatchObject({ attempts: 4, last_status: 200, problem: null });
  expect(got.map(({ headers }) => headers['webhook-id'])).toEqual(Array(4).fill((await lastRow())?.id));
  expect(new Set(got.map(({ body }) => body)).size).toBe(1);
  expect(got.every(isSigned)).toBe(true);
});

it('gives up when nobody answers for three days; sent again, it arrives under the same id', async () => {
  const at = port();
  await new Promise((resolve) => receiver.close(resolve));
  await people.open(from);
  await tell();
  await desk.env.sleep(3 * DAY_MS + 3_600_000);
  await eventually('the giving up', async () => (await lastRow())?.state === 'given-up', (it) => it);
  expect(await lastRow()).toMatchObject({ problem: 'unreachable' });
  receiver = await listen(at);
  const id = (await lastRow())?.id ?? '';
  expect(await resendDelivery(desk.sql, 'programme', id)).toBe(true);
  expect(await resendDelivery(desk.sql, 'programme', id)).toBe(false);
  await tell();
  await eventually('the delivery', async () => (await lastRow())?.state === 'delivered', (it) => it);
  expect(got.map(({ headers }) => headers['webhook-id'])).toEqual([id]);
});

it('loses nothing when whoever was to start it died, and tells nothing of a security incident', async () => {
  const reference = await people.open(from);
  await desk.sql`update webhook_delivery set told_at = ${desk.clock.now()} where state = 'pending'`;
  expect(await tell()).toBe(0);
  expect(await tell(instantAt(Date.parse(desk.clock.now()) + 2 * 3_600_000))).toBe(1);
  await eventually('the delivery', async () => (await lastRow())?.state === 'delivered', (it) => it);
  const before = (await rows()).length;
  await desk.sql`update ticket set restricted = true where reference = ${reference}`;
  await people.act(reference, { kind: 'take-in-hand' });
  expect(await rows()).toHaveLength(before);
});
