import pino from 'pino';
import { createJourneyActivities } from '../../activities/journey';
import { createTicketActivities } from '../../activities/ticket';
import type { Tools } from '../../desk/tools';
import { createKeeper } from '../../api/intake/keep-mail';
import { createApp, startServer, type AppOptions } from '../../api/server';
import { DEFAULT_SIGN_IN, type SignInSettings } from '../../api/sign-in-settings';
import type { WebTools } from '../../api/tools';
import type { Clock } from '../../clock';
import { connect, type Sql } from '../../db/connect';
import { epochMs, instant, instantAt, type Instant, type Reference } from '../../domain/ids';
import type { ActAnswer, ActAsk } from '../../engine/ask';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { fill, TEST_PASSWORD } from '../support/stack';
import { eraseNow } from '../support/erase-now';
import { moveStop } from '../support/move-stop';
import { TEST_SECRETS } from '../support/secrets';
import { Browser } from './browser';

export { TEST_PASSWORD };
export const MELISANDE = 'melisande.aucamville@caf31.example';
export const INES = 'ines.vigneroy@caf95.example';
export const RENFORT = 'renfort@cafs.example';

/** A clock moved by hand: 3 November 2026, a Tuesday, 10:00 in Paris. */
export class HandClock implements Clock {
  private at: Instant = instant('2026-11-03T10:00:00+01:00');

  now(): Instant {
    return this.at;
  }

  pass(ms: number): void {
    this.at = instantAt(epochMs(this.at) + ms);
  }
}

/** The web pages on a real PostgreSQL; tickets are moved by the product's own transition, called without Temporal. */
export interface Office {
  readonly url: string;
  /** As the superuser, to look behind row security; the pages are `guichet_web`, the door and the moves `guichet_app`. */
  readonly sql: Sql;
  /** What the worker is given. */
  readonly desk: Sql;
  readonly database: TestDatabase;
  readonly clock: HandClock;
  readonly tools: WebTools;
  /** Lines of the log, as JSON. */
  readonly log: readonly string[];
  /** How long each refused sign-in was made to wait. */
  readonly pauses: readonly number[];
  /** What the workflow answers from now on instead of carrying out; null = carries out. */
  answer(answer: ((act: ActAsk) => Promise<ActAnswer>) | null): void;
  signIn(login: string): Promise<Browser>;
  /** Keeps a mail at a Caf's desk and moves the ticket it makes. @returns the latest ticket of that Caf, if any. */
  receive(caf: string, raw: string | Buffer): Promise<Reference | null>;
  move(reference: Reference, acts?: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

export interface OfficeOptions extends AppOptions {
  /** For how long what is sent may be taken back; 0 = it leaves at once. */
  readonly undoSendMs?: number;
  readonly signIn?: Partial<SignInSettings>;
}

export async function startOffice(options: OfficeOptions = {}): Promise<Office> {
  const database = await createTestDatabase();
  await fill(database);
  const [sql, pages, desk] = [connect(database.superuserUrl, { max: 3 }), connect(database.webUrl, { max: 6 }), connect(database.url, { max: 4 })];
  const clock = new HandClock();
  const log: string[] = [];
  const pauses: number[] = [];
  const acting: Tools = { sql: desk, post: async () => ({ outcome: 'inside' }), publicUrl: 'http://guichet.example', instance: 'http://guichet.example', tell: async () => undefined, tellJourney: async () => undefined, log: { info: () => undefined, warn: () => undefined, error: (facts, text) => void log.push(JSON.stringify({ ...facts, msg: text })) } };
  const { moveTicket } = createTicketActivities(acting);
  const { moveJourney } = createJourneyActivities(acting);
  const move = (reference: Reference, acts: readonly string[] = []) => moveTicket({ reference, now: clock.now(), acts });
  let answer: ((act: ActAsk) => Promise<ActAnswer>) | null = null;
  const carryOut = async ({ key, reference }: ActAsk): Promise<ActAnswer> => {
    const refused = (await move(reference, [key])).refused[key];
    return refused === undefined ? { state: 'done' } : { state: 'refused', reason: refused };
  };
  const tools: WebTools = {
    sql: pages, clock, publicUrl: 'http://guichet.example', instance: 'http://guichet.example', trustProxy: 0, relayed: false, undoSendMs: options.undoSendMs ?? 0, accessibilityContact: null, liveEveryMs: 50, secrets: TEST_SECRETS, privateWebhooks: false, signIn: { ...DEFAULT_SIGN_IN, ...options.signIn },
    log: pino({ level: 'info' }, { write: (line: string) => void log.push(line) }),
    ask: (act) => (answer ?? carryOut)(act),
    tell: async (reference) => void (await move(reference)),
    tellJourney: async ({ id }) => void (await moveJourney({ id, now: clock.now() })),
    tellStop: (id) => moveStop(acting, id, clock.now(), move),
    tellRetention: (caf) => eraseNow(desk, caf, clock.now()),
    temporalReady: async () => undefined,
    pause: async (ms) => void pauses.push(ms),
  };
  const server = await startServer(createApp(tools, { apiPerMinute: 1_000_000, ...options }), '127.0.0.1', 0);
  const url = `http://127.0.0.1:${server.port}`;
  const keeper = createKeeper({ ...tools, sql: desk, post: acting.post, startAsleep: async () => undefined }, { maxInFlight: 1_000, waitMs: 0 });
  return {
    url, sql, desk, database, clock, tools, log, pauses,
    answer: (now) => void (answer = now),
    signIn: (login) => Browser.signIn(url, login, TEST_PASSWORD),
    receive: async (caf, raw) => {
      const [mailbox] = await sql<{ address: string }[]>`select address from desk_mailbox where caf = ${caf} order by address limit 1`;
      await keeper.keep({ raw: Buffer.from(raw), receivedAt: clock.now(), deskMailboxes: [mailbox?.address ?? ''], envelopeFrom: null, source: { kind: 'smtp', remoteAddress: '127.0.0.1' } });
      await keeper.posted();
      const [ticket] = await sql<{ reference: Reference }[]>`select reference from ticket where caf = ${caf} order by reference desc limit 1`;
      return ticket?.reference ?? null;
    },
    move: async (reference, acts) => void (await move(reference, acts)),
    stop: async () => {
      await server.close();
      await Promise.all([sql, pages, desk].map((one) => one.end({ timeout: 5 })));
      await database.drop();
    },
  };
}

let mails = 0;
/** A plain mail in UTF-8, never twice the same. */
export function mail(from: string, subject: string, text: string): string {
  mails += 1;
  return [`From: ${from}`, `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`, `Message-ID: <m${mails}@essai.example>`, 'Date: Tue, 03 Nov 2026 10:00:00 +0100', 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', text, ''].join('\r\n');
}

export const FROM_31 = 'Joachim Peyrade <joachim.peyrade@castelbrun.example>';
export const FROM_95 = 'Léonie Tassigny <leonie.tassigny@ccas-valmirande.example>';

/** The ticket a mail opened. @throws Error when it opened none. */
export async function opened(office: Office, caf: string, raw: string): Promise<Reference> {
  const reference = await office.receive(caf, raw);
  if (reference === null) throw new Error('no ticket was opened');
  return reference;
}
