import { join } from 'node:path';
import { NativeConnection, Runtime } from '@temporalio/worker';
import pino from 'pino';
import { systemClock } from '../clock';
import { processConfig } from '../environment';
import { connect } from '../db/connect';
import { rootFolder } from '../db/root';
import { connectClient, type TemporalPlace } from '../engine/connect';
import { postOutcome } from '../desk/relay';
import { errorFacts } from '../mail/log';
import { createPoster } from '../mail/post';
import { runPart, type StartedPart } from '../part';
import { beat, finishOrphanActs, forgetApiAnswers, nudgeOverdue, postAbandoned, rebuildIfLost, remindLists, sendHeld, sendSignInLinks, spreadTerms, tellOutages, tellPeople, tellUntold, tellWebhooks, type Chores } from './chores';
import { followConventions, followIncidents, nudgeOverdueJourneys, rebuildJourneysIfLost, tellUntoldJourneys } from './journey-chores';
import { keepRetention } from './retention-chores';
import { rebuildStopsIfLost, tellUntoldStops } from './stop-chores';
import { every, type Repeating } from '../every';
import { createWorkers } from './run';
import { createTools } from './tools';

async function start(): Promise<StartedPart> {
  const config = processConfig();
  const log = pino({ level: config.logLevel, base: { part: 'worker' } });
  Runtime.install({ shutdownSignals: [], telemetryOptions: { logging: { filter: 'WARN' } } });
  const sql = connect(config.databaseUrl, { max: config.databaseMaxConnections });
  const client = await connectClient(config.temporal);
  const connection = await connectWorker(config.temporal);
  const poster = createPoster({ relayUrl: config.relay?.url ?? null, name: config.smtpDoor.name, logger: log });
  // Of their own: thousands of announcements do not wait before the desk's letters for a connection to the relay.
  const announcer = createPoster({ relayUrl: config.relay?.url ?? null, name: config.smtpDoor.name, logger: log, maxConnections: 4 });
  const tools = createTools({ sql, client, poster, publicUrl: config.http.publicUrl, instance: config.http.publicUrl, log });
  const chores: Chores = { client, tools, clock: systemClock };
  const { outage } = await beat(chores);
  if (outage !== null) log.warn(outage, 'the desk was down: escalations by delay wait');
  const workers = await createWorkers({ connection, namespace: config.temporal.namespace, tools, announcements: { post: (letter, timeoutMs) => postOutcome(announcer, letter, timeoutMs), perSecond: config.announcementsPerSecond }, webhooks: { secrets: config.sessionSecrets, privateWebhooks: config.privateWebhooks }, workflowBundle: { codePath: join(rootFolder(), 'dist', 'workflow-bundle.js') } });
  const running = workers.map((worker) => worker.run());
  const repeating = startChores(chores, log);
  const stop = async (): Promise<void> => {
    await Promise.all(repeating.map((chore) => chore.stop()));
    for (const worker of workers) worker.shutdown();
    await Promise.all(running);
    poster.close();
    announcer.close();
    await Promise.all([connection.close(), client.connection.close(), sql.end({ timeout: 5 })]);
  };
  for (const run of running) run.catch((error: unknown) => leave(error, log));
  return { stop };
}

async function connectWorker({ address, tls, apiKey }: TemporalPlace): Promise<NativeConnection> {
  return await NativeConnection.connect({ address, tls, ...(apiKey === null ? {} : { apiKey }) });
}

/** A worker that ended by itself is a part that died: the supervisor starts it again. */
function leave(error: unknown, log: pino.Logger): void {
  log.fatal(errorFacts(error), 'a worker ended');
  process.exit(1);
}

/** Not at once: an installation that has just started is seen whole first. */
function afterFirst(chore: () => Promise<void>): () => Promise<void> {
  let first = true;
  return async () => {
    if (!first) await chore();
    first = false;
  };
}

function startChores(chores: Chores, log: pino.Logger): Repeating[] {
  const told = (name: string) => (count: number) => {
    if (count > 0) log.info({ chore: name, count }, 'done');
  };
  return [
    every('heartbeat', 30_000, async () => void (await beat(chores)), log),
    every('outages', 30_000, async () => told('outages')(await tellOutages(chores)), log),
    every('rebuild', 30_000, async () => told('rebuild')(await rebuildIfLost(chores)), log),
    every('tell', 5_000, async () => told('tell')(await tellUntold(chores)), log),
    every('journeys', 5_000, async () => told('journeys')(await tellUntoldJourneys(chores)), log),
    every('overdue-journeys', 60_000, async () => told('overdue-journeys')(await nudgeOverdueJourneys(chores)), log),
    every('rebuild-journeys', 30_000, async () => told('rebuild-journeys')(await rebuildJourneysIfLost(chores)), log),
    every('incidents', 3_000, async () => told('incidents')(await followIncidents(chores)), log),
    every('stops', 5_000, async () => told('stops')(await tellUntoldStops(chores)), log),
    every('rebuild-stops', 30_000, async () => told('rebuild-stops')(await rebuildStopsIfLost(chores)), log),
    every('conventions', 60_000, afterFirst(async () => told('conventions')(await followConventions(chores))), log),
    every('retention', 300_000, async () => void (await keepRetention(chores)), log),
    every('terms', 5_000, async () => told('terms')(await spreadTerms(chores)), log),
    every('overdue', 60_000, async () => told('overdue')(await nudgeOverdue(chores)), log),
    every('acts', 30_000, async () => told('acts')(await finishOrphanActs(chores)), log),
    every('held', 1_000, async () => told('held')(await sendHeld(chores)), log),
    every('links', 1_000, async () => told('links')(await sendSignInLinks(chores)), log),
    every('people', 60_000, async () => told('people')(await tellPeople(chores)), log),
    every('lists', 300_000, async () => told('lists')(await remindLists(chores)), log),
    every('webhooks', 1_000, async () => told('webhooks')(await tellWebhooks(chores)), log),
    every('answers', 3_600_000, async () => told('answers')(await forgetApiAnswers(chores)), log),
    every('letters', 2_000, async () => told('letters')(await postAbandoned(chores)), log),
  ];
}

runPart(start);
