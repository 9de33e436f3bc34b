import { readFileSync } from 'node:fs';
import pino from 'pino';
import { systemClock } from '../clock';
import type { Config } from '../config';
import { processConfig } from '../environment';
import { connect, type Sql } from '../db/connect';
import { recordHeartbeat } from '../db/outage';
import { takeUntoldTickets } from '../db/ticket';
import { connectNativeClient } from '../engine/connect-native';
import { startAsleep, tellJourney, tellTicket } from '../engine/tell';
import { postOutcome } from '../desk/relay';
import { every, type Repeating } from '../every';
import { createAuthenticator } from '../mail/authenticate';
import type { Log } from '../mail/log';
import { createPoster } from '../mail/post';
import { startDoor } from '../mail/receive';
import { runPart, type StartedPart } from '../part';
import { startCollectors } from './collectors';
import { createKeeper } from './intake/keep-mail';
import type { IntakeTools, MailTools } from './intake/tools';

/** The mail doors: SMTP, and the mailboxes collected by IMAP. */
async function start(): Promise<StartedPart> {
  const config = processConfig();
  const log = pino({ level: config.logLevel, base: { part: 'door' } });
  const sql = connect(config.databaseUrl, { max: config.databaseMaxConnections });
  const temporal = await connectNativeClient(config.temporal);
  const { client } = temporal;
  const tell: IntakeTools['tell'] = (reference, n) => tellTicket(client, reference, { n });
  const poster = createPoster({ relayUrl: config.relay?.url ?? null, name: config.smtpDoor.name, logger: log });
  const keeper = createKeeper(
    {
      sql, clock: systemClock, log, instance: config.http.publicUrl, publicUrl: config.http.publicUrl, tell, tellJourney: (journey, n) => tellJourney(client, journey, { n }), authenticate: authenticated(config, log),
      startAsleep: (reference, wakeAt) => startAsleep(client, reference, wakeAt, systemClock.now()),
      post: (letter, timeoutMs) => postOutcome(poster, letter, timeoutMs),
    },
    { maxInFlight: config.smtpDoor.maxInFlight, waitMs: config.smtpDoor.inFlightWaitMs },
  );
  const door = await startDoor({ ...doorOptions(config), keeper, clock: systemClock, logger: log });
  const collectors = await startCollectors(config, { sql, keeper, clock: systemClock, log });
  const repeating = startChores(sql, tell, log);
  return {
    urls: { smtp: `smtp://${config.smtpDoor.host}:${door.port}` },
    stop: async () => {
      await Promise.all([door.close(), ...[...collectors, ...repeating].map((one) => ('close' in one ? one.close() : one.stop()))]);
      await keeper.posted();
      poster.close();
      await Promise.all([temporal.close(), sql.end({ timeout: 5 })]);
    },
  };
}

/** Asks whether a mail comes from whom it says, as the setting has it. */
function authenticated({ mailAuthentication }: Config, log: Log): MailTools['authenticate'] {
  const authenticator = createAuthenticator({ setting: mailAuthentication, logger: log });
  return async ({ raw, envelopeFrom, source }) =>
    (await authenticator.authenticate({ raw, envelopeFrom, remoteAddress: source.kind === 'smtp' ? source.remoteAddress : null })).verdict;
}

/** It says that it is alive, and tells at once what a door that was killed had kept and not told (rules: Door 8). */
function startChores(sql: Sql, tell: IntakeTools['tell'], log: Log): Repeating[] {
  const heartbeat = every('heartbeat', 30_000, async () => void (await recordHeartbeat(sql, 'door', systemClock.now())), log);
  const untold = every('tell', null, async () => await tellUntold(sql, tell), log);
  return [heartbeat, untold];
}

async function tellUntold(sql: Sql, tell: IntakeTools['tell']): Promise<void> {
  const now = systemClock.now();
  for (const { reference, last_n } of await takeUntoldTickets(sql, now, { receivedBefore: now, askedBefore: now })) await tell(reference, last_n);
}

function doorOptions({ smtpDoor }: Config) {
  const { tlsKeyFile, tlsCertFile, ...rest } = smtpDoor;
  const tls = tlsKeyFile === null || tlsCertFile === null ? null : { key: readFileSync(tlsKeyFile, 'utf8'), cert: readFileSync(tlsCertFile, 'utf8') };
  return { ...rest, tls };
}

runPart(start);
