import { readFileSync } from 'node:fs';
import pino from 'pino';
import { systemClock } from '../clock';
import { readConfig, type Config } from '../config';
import { connect } from '../db/connect';
import { connectClient } from '../engine/connect';
import { tellTicket } from '../engine/tell';
import { startDoor } from '../mail/receive';
import { runPart, type StartedPart } from '../part';
import { createKeeper } from './intake/keep-mail';

/** The mail doors: SMTP, and the mailboxes collected by IMAP. */
async function start(): Promise<StartedPart> {
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel, base: { part: 'door' } });
  const sql = connect(config.databaseUrl, { max: config.databaseMaxConnections });
  const client = await connectClient(config.temporal);
  const keeper = createKeeper(
    { sql, clock: systemClock, log, instance: config.http.publicUrl, publicUrl: config.http.publicUrl, tell: (reference, n) => tellTicket(client, reference, { n }) },
    { maxInFlight: config.smtpDoor.maxInFlight, waitMs: config.smtpDoor.inFlightWaitMs },
  );
  const door = await startDoor({ ...doorOptions(config), keeper, clock: systemClock, logger: log });
  return {
    urls: { smtp: `smtp://${config.smtpDoor.host}:${door.port}` },
    stop: async () => {
      await door.close();
      await Promise.all([client.connection.close(), sql.end({ timeout: 5 })]);
    },
  };
}

function doorOptions({ smtpDoor }: Config) {
  const { tlsKeyFile, tlsCertFile, ...rest } = smtpDoor;
  const tls = tlsKeyFile === null || tlsCertFile === null ? null : { key: readFileSync(tlsKeyFile, 'utf8'), cert: readFileSync(tlsCertFile, 'utf8') };
  return { ...rest, tls };
}

runPart(start);
