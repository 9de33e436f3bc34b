import { openSync, closeSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporal } from '@temporalio/proto';
import { NativeConnection } from '@temporalio/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadPublishedContracts } from '../../contracts/load';
import { loadSeed } from '../../contracts/seed';
import { systemClock } from '../../clock';
import { connect, type Sql } from '../../db/connect';
import { loadContracts } from '../../db/contract';
import { insertSeed } from '../../db/seed';
import { beginJourney } from '../../desk/journey';
import { later } from '../../desk/tools';
import type { CafCode } from '../../domain/ids';
import { connectClient } from '../../engine/connect';
import { tellJourney } from '../../engine/tell';
import { anyPort } from '../../tools/ports.mjs';
import { ensureTemporal } from '../../tools/temporal.mjs';
import { startTemporal } from '../../tools/temporal-server.mjs';
import { journeyWorkflowId } from '../../workflows/messages';
import { createWorkers } from '../../worker/run';
import { createTools } from '../../worker/tools';
import { workflowBundle } from '../support/bundle';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { TEST_SECRETS } from '../support/secrets';

const FILE = join(__dirname, 'histories', 'convention-year-0.1.0-continued.json');
/** A server that says so early: of itself it would after 4,096 events. */
const LONG_EVENTS = 12;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

let database: TestDatabase;
let server: ReturnType<typeof startTemporal>;
let sql: Sql;
let port = 0;
beforeAll(async () => {
  database = await createTestDatabase();
  port = await anyPort();
  const log = openSync('/dev/null', 'w');
  server = startTemporal(await ensureTemporal(), { port, log, more: ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${LONG_EVENTS}`] });
  closeSync(log);
  await server.ready;
  const owner = connect(database.ownerUrl, { max: 1 });
  await loadContracts(owner, loadPublishedContracts());
  await insertSeed(owner, loadSeed());
  await owner.end();
  sql = connect(database.url, { max: 4 });
});
afterAll(async () => {
  await sql?.end({ timeout: 5 });
  server?.child.kill('SIGTERM');
  await database?.drop();
});

it.runIf(!existsSync(FILE))('records the run of a convention’s year that continues as new, by the server’s own advice', async () => {
  const place = { address: `127.0.0.1:${port}`, namespace: 'default', tls: false, apiKey: null };
  const [client, connection] = [await connectClient(place), await NativeConnection.connect({ address: place.address })];
  const tools = createTools({ sql, client, poster: { post: async () => ({ outcome: 'inside' }), close: () => undefined } as never, publicUrl: 'https://guichet.example', instance: 'https://guichet.example', log: silent });
  const workers = await createWorkers({ connection, namespace: 'default', tools, webhooks: { secrets: TEST_SECRETS, privateWebhooks: true }, workflowBundle: await workflowBundle() });
  const running = workers.map((worker) => worker.run());
  const now = systemClock.now();
  const first = { kind: 'followed', signedOn: later(now, -200 * 86_400_000).slice(0, 10), reviewFrom: null } as never;
  const { id, kind } = await sql.begin((tx) => beginJourney(tx, tools, { kind: 'convention-year', caf: '59' as CafCode, conventionId: '59-2024-105', first, actor: 'agent', key: 'année' }, now));
  await tellJourney(client, { id, kind }, { n: 1 });
  const handle = client.workflow.getHandle(journeyWorkflowId(id));
  const { runId } = await handle.describe();
  await expect.poll(async () => {
    await tellJourney(client, { id, kind }, { n: 1, overdue: true });
    return (await handle.describe()).runId;
  }, { timeout: 60_000, interval: 200 }).not.toBe(runId);
  const history = await client.workflow.getHandle(journeyWorkflowId(id), runId).fetchHistory();
  expect(history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes).toBeDefined();
  writeFileSync(FILE, `${JSON.stringify(temporal.api.history.v1.History.toObject(temporal.api.history.v1.History.fromObject(history), { bytes: String, longs: String, enums: String }), null, 1)}\n`);
  for (const worker of workers) worker.shutdown();
  await Promise.all(running);
  await Promise.all([connection.close(), client.connection.close()]);
});
