import { hash } from '@node-rs/argon2';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import type { Client } from '@temporalio/client';
import { createKeeper } from '../../api/intake/keep-mail';
import { createApp, startServer } from '../../api/server';
import type { WebTools } from '../../api/tools';
import { systemClock, type Clock } from '../../clock';
import { loadPublishedContracts } from '../../contracts/load';
import { loadSeed } from '../../contracts/seed';
import { connect, type Sql } from '../../db/connect';
import { loadContracts } from '../../db/contract';
import { insertAccount, insertSeed } from '../../db/seed';
import type { Contract } from '../../domain/contract-types';
import { connectClient } from '../../engine/connect';
import { startAsleep } from '../../engine/tell';
import type { Keeper } from '../../mail/arrived';
import { createPoster } from '../../mail/post';
import { every } from '../../every';
import { sendHeld } from '../../worker/chores';
import { createWorkers } from '../../worker/run';
import { createTools } from '../../worker/tools';
import { workflowBundle } from './bundle';
import { TEST_SECRETS } from './secrets';
import { createTestDatabase, type TestDatabase } from './database';
import { startSink, type SmtpSink } from './smtp-sink';
import { testNamespace } from './temporal-namespace';
import { silentLog, webTools } from './web-tools';

export { silentLog };

/** The password of every seeded account in tests. */
export const TEST_PASSWORD = 'un mot de passe de test';

/** A whole desk on real servers: PostgreSQL, Temporal, worker, SMTP sink, web pages; a namespace and a database of its own. */
export interface Stack {
  readonly url: string;
  readonly database: TestDatabase;
  readonly sql: Sql;
  readonly client: Client;
  readonly sink: SmtpSink;
  readonly keeper: Keeper;
  readonly tools: WebTools;
  readonly clock: Clock;
  /** Keeps a mail at a Caf's first mailbox, received now; resolves once its ticket is started or told. */
  receive(caf: string, raw: string | Buffer): Promise<void>;
  stop(): Promise<void>;
}

Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR' } } });

export interface StackOptions {
  readonly contracts?: readonly Contract[];
  readonly clock?: Clock;
  /** For how long what is sent may be taken back; 0 = it leaves at once. */
  readonly undoSendMs?: number;
}

export async function startStack({ contracts, clock = systemClock, undoSendMs = 0 }: StackOptions = {}): Promise<Stack> {
  const [database, place, sink] = await Promise.all([createTestDatabase(), testNamespace(), startSink()]);
  await fill(database, contracts ?? loadPublishedContracts());
  const [sql, pages] = [connect(database.url, { max: 8 }), connect(database.webUrl, { max: 8 })];
  const [client, connection] = await Promise.all([connectClient(place), NativeConnection.connect({ address: place.address })]);
  const poster = createPoster({ relayUrl: sink.url, name: 'guichet.example', logger: silentLog });
  const shared = { sql, publicUrl: 'http://127.0.0.1', instance: 'http://127.0.0.1', log: silentLog };
  const workers = await createWorkers({ connection, namespace: place.namespace, tools: createTools({ ...shared, client, poster }), webhooks: { secrets: TEST_SECRETS, privateWebhooks: true }, workflowBundle: await workflowBundle() });
  const running = workers.map((worker) => worker.run());
  const tools = webTools({ ...shared, sql: pages }, client, clock, undoSendMs);
  const stopping = new AbortController();
  const server = await startServer(createApp(tools, { stopping: stopping.signal }), '127.0.0.1', 0);
  const acting = createTools({ ...shared, client, poster });
  const { post } = acting;
  const held = undoSendMs === 0 ? null : every('held', 200, async () => void (await sendHeld({ client, tools: acting, clock })), silentLog);
  const keeper = createKeeper({ ...tools, sql, post, startAsleep: (reference, wakeAt) => startAsleep(client, reference, wakeAt, clock.now()) }, { maxInFlight: 1_000, waitMs: 0 });
  return {
    url: `http://127.0.0.1:${server.port}`, database, sql, client, sink, keeper, tools, clock,
    receive: async (caf, raw) => {
      const [mailbox] = await sql<{ address: string }[]>`select address from desk_mailbox where caf = ${caf} order by address limit 1`;
      if (mailbox === undefined) throw new Error(`Caf ${caf} has no mailbox`);
      await keeper.keep({ raw: Buffer.from(raw), receivedAt: clock.now(), deskMailboxes: [mailbox.address], envelopeFrom: null, source: { kind: 'smtp', remoteAddress: '127.0.0.1' } });
    },
    stop: async () => {
      stopping.abort();
      await held?.stop();
      await server.close();
      await keeper.posted();
      for (const worker of workers) worker.shutdown();
      await Promise.all(running);
      poster.close();
      await Promise.all([client.connection.close(), connection.close(), sql.end({ timeout: 5 }), pages.end({ timeout: 5 }), sink.close()]);
      await database.drop();
    },
  };
}

/** Quick to check, for the tests sign in hundreds of times; what the product makes is tested where passwords are changed. */
const testHash = hash(TEST_PASSWORD, { memoryCost: 64, timeCost: 1 });

/** Contracts, the fictional partners and their accounts, all with one password. */
export async function fill(database: TestDatabase, contracts: readonly Contract[] = loadPublishedContracts()): Promise<void> {
  const owner = connect(database.ownerUrl, { max: 1 });
  const seed = loadSeed();
  await loadContracts(owner, contracts);
  await insertSeed(owner, seed);
  for (const { email, name, role, cafs } of seed.accounts) await insertAccount(owner, { id: email, login: email, name, role, cafs, passwordHash: await testHash });
  await owner.end();
}
