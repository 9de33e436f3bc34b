import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../clock';
import { connect } from '../../db/connect';
import { insertSession } from '../../db/session';
import { insertWebhook } from '../../db/webhook';
import { seal } from '../../desk/seal';
import { newWebhookSecret, webhookPurpose } from '../../desk/webhook';
import type { CafCode } from '../../domain/ids';
import { Browser } from '../api/browser';
import { eventually } from '../support/eventually';
import { startProcesses, type Processes } from '../support/processes';
import { request, writerOf } from '../support/senders';
import { StoryDesk } from '../support/story-desk';

const DESK = 'guichet@caf31.example';
let desk: Processes;
let story: StoryDesk;
let receiver: Server;
const got: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
/** What the receiver does with a request it has read: by default it takes it. */
let answer: (res: ServerResponse) => void = (res) => void res.writeHead(200).end();

beforeAll(async () => {
  desk = await startProcesses({ env: { GUICHET_WEBHOOK_PRIVATE: 'true' } });
  story = await StoryDesk.of(desk);
  receiver = createServer((req, res) => {
    let body = '';
    req.on('data', (part: Buffer) => (body += part.toString('utf8'))).on('end', () => {
      got.push({ headers: req.headers, body });
      answer(res);
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  receiver?.closeAllConnections();
  receiver?.close();
  await story?.close();
  await desk?.stop();
});

/** Somebody of a partner whose link has opened a session. */
async function visitor(address: string): Promise<Browser> {
  const token = randomBytes(32).toString('base64url');
  const web = connect(desk.url('GUICHET_WEB_DATABASE_URL'), { max: 1 });
  const csrf = randomBytes(16).toString('base64url');
  await insertSession(web, { tokenHash: createHash('sha256').update(token).digest(), id: csrf, who: { visitor: address }, csrf, way: 'link', address: '', userAgent: '', at: systemClock.now() }).finally(() => web.end());
  return Browser.holding(`http://127.0.0.1:${desk.httpPort}`, 'guichet', token);
}

const webIsUp = () => eventually('the pages answer', async () => (await fetch(`http://127.0.0.1:${desk.httpPort}/sante`)).status, (status) => status === 200, 60_000);

it('a message of the portal is kept, once, when the pages are killed between its commit and their answer', { timeout: 120_000 }, async () => {
  const from = writerOf('31');
  const reference = await story.ticketOf(request(from, DESK));
  await desk.launch('web', { killAt: ['portal:after-commit'] });
  await webIsUp();
  const person = await visitor(from.email);
  const path = `/partenaire/demandes/${reference}`;
  const page = await person.get(path);
  expect(page.status).toBe(200);
  const again = desk.nextStart('web');
  const form = () => person.post(`${path}/reponse`, { texte: 'Voici ce que vous demandiez.' }, page);
  await expect(form()).rejects.toThrow();
  await again;
  const kept = () => desk.sql<{ id: string }[]>`select id from message where reference = ${reference} and channel = 'portal'`;
  expect(await kept()).toHaveLength(1);
  // Whoever was to tell the workflow died: the worker does, then the partner sends the same form again.
  expect((await story.moved(reference)).moved_n).toBe(2);
  await webIsUp();
  expect(await form()).toMatchObject({ status: 303, location: path });
  expect(await kept()).toHaveLength(1);
  expect((await story.facts(reference)).filter(({ kind }) => kind === 'partner-wrote')).toHaveLength(1);
  expect((await person.get(path)).body.match(/Voici ce que vous demandiez\./g)).toHaveLength(1);
});

it('a webhook’s delivery is made when the worker is killed in the middle of it, under the same id', { timeout: 120_000 }, async () => {
  const secrets = desk.url('GUICHET_SESSION_SECRETS').split(',');
  await desk.asOwner((owner) => owner.begin(async (tx) => {
    await insertWebhook(tx, { id: 'programme', caf: '31' as CafCode, url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`, events: ['demande.received'], secret: seal(secrets, webhookPurpose('programme'), newWebhookSecret()), made_by: 'responsable@caf31.example', made_at: systemClock.now() });
  }));
  let held: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (held = resolve));
  answer = () => held();
  const reference = await story.ticketOf(request(writerOf('31'), DESK));
  await reached;
  answer = (res) => void res.writeHead(200).end();
  await desk.kill('worker');
  const row = async () => (await desk.sql<{ id: string; state: string }[]>`select id, state from webhook_delivery where reference = ${reference}`)[0];
  const delivered = await eventually('the delivery', row, (one) => one?.state === 'delivered', 90_000);
  expect(got.map(({ headers }) => headers['webhook-id'])).toEqual([delivered?.id, delivered?.id]);
  expect(new Set(got.map(({ body }) => body)).size).toBe(1);
  expect(await desk.sql`select id from webhook_delivery where reference = ${reference}`).toHaveLength(1);
});
