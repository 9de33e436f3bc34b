import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, type Worker } from '@temporalio/worker';
import { loadPublishedContracts } from '../../contracts/load';
import { loadSeed } from '../../contracts/seed';
import { connect, type Sql } from '../../db/connect';
import { loadContracts } from '../../db/contract';
import { insertSeed } from '../../db/seed';
import { createKeeper } from '../../api/intake/keep-mail';
import type { MailTools } from '../../api/intake/tools';
import type { Clock } from '../../clock';
import type { Contract } from '../../domain/contract-types';
import { instantAt, type Instant } from '../../domain/ids';
import { startAsleep, tellJourney, tellTicket } from '../../engine/tell';
import { askAct } from '../../engine/ask';
import type { Keeper } from '../../mail/arrived';
import { createPoster } from '../../mail/post';
import { ensureTestServer } from '../../tools/test-server.mjs';
import { createWorkers } from '../../worker/run';

import { createTools } from '../../worker/tools';
import type { Tools } from '../../desk/tools';
import { createTestDatabase } from './database';
import { startSink, type SmtpSink } from './smtp-sink';
import { workflowBundle } from './bundle';
import { TEST_SECRETS } from './secrets';

/** A whole desk whose time is skipped: the Java test server, a real PostgreSQL, a real SMTP sink, the product's own worker. */
export interface SkippedDesk {
  readonly env: TestWorkflowEnvironment;
  readonly sql: Sql;
  readonly sink: SmtpSink;
  readonly keeper: Keeper;
  readonly tools: Tools;
  readonly intake: MailTools;
  readonly clock: Clock;
  /** To look behind row security. */
  readonly superuserUrl: string;
  /** As the pages read it. */
  readonly webUrl: string;
  /** Lets time pass until `at`; what falls due meanwhile happens. */
  until(at: string): Promise<void>;
  /** Lets time pass until `at` without waiting for letters: the relay may be away. */
  skipTo(at: string): Promise<void>;
  /** Waits, without letting time pass, until every ticket has moved for all that was recorded. */
  settled(): Promise<void>;
  /** An account as the installation's own commands make it: door and worker may not. */
  addAccount(id: string, name: string): Promise<void>;
  act(reference: string, key: string, body: import('../../domain/acts').Act): Promise<import('../../engine/ask').ActAnswer>;
  stop(): Promise<void>;
}

Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR' } } });
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

interface SkippedOptions {
  readonly contracts?: readonly Contract[];
  /** Where its pages are, which names it among other desks. */
  readonly instance?: string;
}

/** @param from the instant at which the test server's clock is put before anything happens (its own clock starts today). */
export async function startSkippedDesk({ instance = 'https://guichet.example', contracts }: SkippedOptions = {}): Promise<SkippedDesk> {
  const env = await timeSkipping(await ensureTestServer());
  const [database, sink] = await Promise.all([createTestDatabase(), startSink()]);
  const owner = connect(database.ownerUrl, { max: 1 });
  await loadContracts(owner, contracts ?? loadPublishedContracts());
  await insertSeed(owner, loadSeed());
  const sql = connect(database.url, { max: 8 });
  const time = new SkippedClock();
  const poster = createPoster({ relayUrl: sink.url, name: 'guichet.example', logger: silent });
  const tools = createTools({ sql, client: env.client, poster, publicUrl: instance, instance, log: silent });
  const workers: Worker[] = await createWorkers({ connection: env.nativeConnection, namespace: env.namespace ?? 'default', tools, webhooks: { secrets: TEST_SECRETS, privateWebhooks: true }, workflowBundle: await workflowBundle() });
  const running = workers.map((worker) => worker.run());
  const intake: MailTools = {
    sql, clock: time, log: silent, instance, publicUrl: instance,
    tell: (reference, n) => tellTicket(env.client, reference, { n }),
    tellJourney: (journey, n) => tellJourney(env.client, journey, { n }),
    startAsleep: (reference, wakeAt) => startAsleep(env.client, reference, wakeAt, time.now()),
    post: tools.post,
  };
  await time.read(env);
  const keeper = createKeeper(intake, { maxInFlight: 1_000, waitMs: 0 });
  const skipTo = async (at: string): Promise<void> => {
    const now = await env.currentTimeMs();
    if (Date.parse(at) > now) await env.sleep(Date.parse(at) - now);
    await time.read(env);
  };
  return {
    superuserUrl: database.superuserUrl, webUrl: database.webUrl,
    env, sql, keeper, skipTo, sink, tools, intake, clock: time,
    until: async (at) => {
      const now = await env.currentTimeMs();
      await settled(sql, instantAt(now));
      await skipTo(at);
      await settled(sql, instantAt(Math.min(Date.parse(at), await env.currentTimeMs())));
    },
    settled: () => settled(sql, instantAt(0)),
    act: async (reference, key, body) => {
      await sql`insert into act (key, reference, kind, body, actor, asked_at) values (${key}, ${reference}, ${body.kind}, ${sql.json(body as never)}, 'agent', ${time.now()}) on conflict do nothing`;
      return await askAct(env.client, { key, reference: reference as never, kind: body.kind }, 30_000);
    },
    addAccount: async (id, name) => void (await owner`insert into account (id, login, name, password_hash) values (${id}, ${id}, ${name}, '-')`),
    stop: async () => {
      await keeper.posted();
      for (const worker of workers) worker.shutdown();
      await Promise.all(running);
      poster.close();
      await Promise.all([sql.end({ timeout: 5 }), owner.end({ timeout: 5 }), sink.close()]);
      await env.teardown();
      await database.drop();
    },
  };
}

/** The SDK gives the Java server five seconds to answer, which is short on a busy machine: it is started again then. */
async function timeSkipping(path: string, tries = 5): Promise<TestWorkflowEnvironment> {
  try {
    return await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } });
  } catch (error) {
    if (tries <= 1 || !String(error).includes('did not start')) throw error;
    return await timeSkipping(path, tries - 1);
  }
}

/** The test server's clock: it runs as ours does, ahead of it by what was skipped; read anew whenever time was moved. */
class SkippedClock implements Clock {
  private aheadMs = 0;

  now(): Instant {
    return instantAt(Date.now() + this.aheadMs);
  }

  async read(env: TestWorkflowEnvironment): Promise<void> {
    this.aheadMs = (await env.currentTimeMs()) - Date.now();
  }
}

/** Waits until every ticket has moved for all that was recorded and all that fell due by `now`, and its letters have left. */
async function settled(sql: Sql, now: Instant): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const [row] = await sql<{ waiting: number }[]>`
      select (select count(*) from ticket where told_n < last_n or (next_at <= ${now} and phase not in ('closed', 'merged', 'handed-over')))
        + (select count(*) from journey where told_n < last_n or (next_at <= ${now} and ended_at is null))
        + (select count(*) from letter where state = 'claimed' and (reference is not null or journey is not null or stop is not null))
        + (select count(*) from planned_stop where told_n < last_n or next_at <= ${now} or woken_revision < revision or exists (select from stop_mailing where stop = planned_stop.id and done_at is null)) as waiting`;
    if (Number(row?.waiting ?? 0) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  const left = await sql`select reference as id, phase, told_n, last_n, next_at from ticket where told_n < last_n union all select id, phase, told_n, last_n, next_at from journey where told_n < last_n or ended_at is null
    union all select id, state, null, null, queued_at from letter where state = 'claimed'`;
  throw new Error(`the tickets never came to rest: ${left.map((row) => JSON.stringify(row)).join(' ')}`);
}
