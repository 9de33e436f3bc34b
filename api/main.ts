import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import { systemClock } from '../clock';
import { processConfig } from '../environment';
import { connect } from '../db/connect';
import { requireRowSecurity } from '../db/row-security';
import { askAct } from '../engine/ask';
import { connectClient } from '../engine/connect';
import { tellRetention } from '../engine/retention';
import { tellJourney, tellStop, tellTicket } from '../engine/tell';
import { runPart, type StartedPart } from '../part';
import { readPasswordList } from './sign-in-settings';
import { writeAccesses } from './access-log';
import { createApp, startServer } from './server';
import { LIVE_EVERY_MS, type WebTools } from './tools';

/** The pages and the JSON API. */
async function start(): Promise<StartedPart> {
  const config = processConfig();
  const log = pino({ level: config.logLevel, base: { part: 'web' } });
  const sql = connect(config.webDatabaseUrl ?? config.databaseUrl, { max: config.databaseMaxConnections });
  await requireRowSecurity(sql);
  const client = await connectClient(config.temporal);
  const tools: WebTools = {
    sql,
    clock: systemClock,
    log,
    publicUrl: config.http.publicUrl,
    instance: config.http.publicUrl,
    trustProxy: config.http.trustProxy,
    undoSendMs: config.undoSendMs,
    accessibilityContact: config.accessibilityContact,
    liveEveryMs: LIVE_EVERY_MS,
    relayed: config.relay !== null,
    privateWebhooks: config.privateWebhooks,
    secrets: config.sessionSecrets.length > 0 ? config.sessionSecrets : [randomBytes(32).toString('hex')],
    signIn: { ...config.signIn, morePasswords: readPasswordList(config.passwordListFile) },
    ask: (act, waitMs) => askAct(client, act, waitMs),
    tell: (reference, n) => tellTicket(client, reference, { n }),
    tellJourney: (journey, n) => tellJourney(client, journey, { n }),
    tellStop: (id, n) => tellStop(client, id, { n }),
    tellRetention: (caf) => tellRetention(client, caf),
    temporalReady: async () => void (await client.connection.withDeadline(Date.now() + 2_000, () => client.workflowService.getSystemInfo({}))),
    pause: (ms) => pause(ms),
  };
  const stopping = new AbortController();
  const server = await startServer(createApp(tools, { stopping: stopping.signal, metricsToken: config.metricsToken }), config.http.host, config.http.port);
  return {
    urls: { web: config.http.publicUrl },
    stop: async () => {
      stopping.abort();
      await server.close();
      await writeAccesses(tools);
      await Promise.all([client.connection.close(), sql.end({ timeout: 5 })]);
    },
  };
}

runPart(start);
