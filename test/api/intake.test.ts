import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createKeeper, type PostingKeeper } from '../../api/intake/keep-mail';
import { loadPublishedContracts } from '../../contracts/load';
import { loadSeed } from '../../contracts/seed';
import { connect, type Sql } from '../../db/connect';
import { loadContracts } from '../../db/contract';
import { brokenLink } from '../../db/fact';
import { insertSeed } from '../../db/seed';
import { findTicket } from '../../db/ticket';
import { instant, type Instant } from '../../domain/ids';
import type { ArrivedMail } from '../../mail/arrived';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { journal, references } from '../support/journal';
import { arrived, rawMail } from '../support/mail-from';

const NOW = instant('2026-05-13T13:50:00Z');
const LEVEL_ONE = 'joachim.peyrade@castelbrun.example';
const DESK = 'guichet@caf31.example';

let database: TestDatabase;
let sql: Sql;
let keeper: PostingKeeper;
let told: string[] = [];
let tellFails = false;
let forged = false;

beforeAll(async () => {
  database = await createTestDatabase();
  const owner = connect(database.ownerUrl, { max: 1 });
  await loadContracts(owner, loadPublishedContracts());
  await insertSeed(owner, loadSeed());
  await owner.end();
  sql = connect(database.url, { max: 6 });
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const tell = async (reference: string, n: number): Promise<void> => {
    if (tellFails) throw new Error('Temporal is away');
    told.push(`${reference} ${n}`);
  };
  const authenticate = async () => (forged ? ('fail' as const) : ('none' as const));
  keeper = createKeeper({ sql, clock: { now: () => NOW }, log: silent, instance: 'i', publicUrl: 'https://guichet.example', tell, tellJourney: async () => undefined, startAsleep: async (reference) => await tell(reference, 1), post: async () => ({ outcome: 'inside' }), authenticate }, { maxInFlight: 10_000, waitMs: 0 });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});
beforeEach(() => {
  told = [];
  tellFails = false;
  forged = false;
});

async function newest(): Promise<Instant | string> {
  return (await references(sql)).at(-1) ?? '';
}

async function outcome(messageId: string): Promise<unknown> {
  const rows = await sql`select outcome, reason from arrived_mail where message_id = ${messageId} order by mailbox`;
  return rows.map((row) => [row['outcome'], row['reason']]);
}

describe('a mail is kept once', () => {
  it('the same mail again makes no second ticket, however its trace headers changed', async () => {
    const raw = rawMail({ from: LEVEL_ONE, to: DESK, text: 'Bonjour, une erreur 501 sur CDAP.' });
    const mail: ArrivedMail = { raw, receivedAt: NOW, deskMailboxes: [DESK], envelopeFrom: LEVEL_ONE, source: { kind: 'smtp', remoteAddress: '127.0.0.1' } };
    await keeper.keep(mail);
    const reference = await newest();
    await keeper.keep({ ...mail, raw: Buffer.concat([Buffer.from('Received: from elsewhere by here\r\n'), raw]), source: { kind: 'imap', account: 'a', uidValidity: '1', uid: 7 } });
    await Promise.all([keeper.keep(mail), keeper.keep(mail), keeper.keep(mail)]);
    expect(await newest()).toBe(reference);
    expect(new Set(told)).toEqual(new Set([`${reference} 1`]));
  });

  it('ten deliveries at once make one ticket', async () => {
    const before = (await references(sql)).length;
    const mail = arrived({ from: LEVEL_ONE, to: DESK, text: 'Bonjour, une erreur 502 sur CDAP.' }, NOW);
    await Promise.all(Array.from({ length: 10 }, () => keeper.keep(mail)));
    expect((await references(sql)).length).toBe(before + 1);
  });

  it('a Message-ID used twice for two texts makes two tickets', async () => {
    const before = (await references(sql)).length;
    for (const text of ['Bonjour, une erreur 503 sur CDAP.', 'Bonjour, une erreur 504 sur CDAP.']) await keeper.keep(arrived({ from: LEVEL_ONE, to: DESK, text, messageId: '<same@x.example>' }, NOW));
    expect((await references(sql)).length).toBe(before + 2);
  });

  it('rejects when Temporal cannot be told; tried again, the same ticket is told', async () => {
    const mail = arrived({ from: LEVEL_ONE, to: DESK, text: 'Bonjour, une erreur 505 sur CDAP.' }, NOW);
    tellFails = true;
    await expect(keeper.keep(mail)).rejects.toThrow('Temporal is away');
    tellFails = false;
    const reference = await newest();
    await keeper.keep(mail);
    expect([await newest(), told]).toEqual([reference, [`${reference} 1`]]);
  });

  it('one DATA for two desks makes a ticket at each that knows the sender', async () => {
    const raw = rawMail({ from: LEVEL_ONE, to: DESK, text: 'Bonjour, une erreur 506 sur CDAP.', messageId: '<two@x.example>' });
    await keeper.keep({ raw, receivedAt: NOW, deskMailboxes: ['guichet@caf95.example', DESK], envelopeFrom: LEVEL_ONE, source: { kind: 'smtp', remoteAddress: '127.0.0.1' } });
    const rows = await sql`select caf, outcome from arrived_mail where message_id = '<two@x.example>' order by caf`;
    expect(rows.map((row) => [row['caf'], row['outcome']])).toEqual([['31', 'ticket'], ['95', 'to-identify']]);
  });

  it('keeps any bytes at all', async () => {
    await keeper.keep({ raw: Buffer.from([0, 255, 13, 10, 0]), receivedAt: NOW, deskMailboxes: [DESK], envelopeFrom: null, source: { kind: 'smtp', remoteAddress: '127.0.0.1' } });
    const rows = await sql`select outcome, reason from arrived_mail order by received_at desc, id`;
    expect(rows.some((row) => row['outcome'] === 'to-identify' && row['reason'] === 'no-sender')).toBe(true);
  });
});

describe('who writes', () => {
  it('someone else of a known partner gets one letter, once', async () => {
    const from = 'sidonie.roquebert@castelbrun.example';
    await keeper.keep(arrived({ from, to: DESK, text: 'Bonjour, mon mot de passe ne marche plus.', messageId: '<user1@x.example>' }, NOW));
    await keeper.keep(arrived({ from, to: DESK, text: 'Bonjour, personne ne répond ?', messageId: '<user2@x.example>' }, NOW));
    expect([await outcome('<user1@x.example>'), await outcome('<user2@x.example>')]).toEqual([[['told-level-one', null]], [['told-level-one', null]]]);
    expect((await sql`select kind from letter where to_address = ${from}`).map((row) => row['kind'])).toEqual(['not-authorised']);
  });

  it('a contact of two conventions waits for a person', async () => {
    await keeper.keep(arrived({ from: 'nadege.courtial@castelbrun.example', to: DESK, messageId: '<two-conventions@x.example>' }, NOW));
    expect(await outcome('<two-conventions@x.example>')).toEqual([['to-identify', 'several-conventions']]);
  });

  it('a forged sender waits for a person', async () => {
    forged = true;
    await keeper.keep(arrived({ from: LEVEL_ONE, to: DESK, messageId: '<forged@x.example>' }, NOW));
    expect(await outcome('<forged@x.example>')).toEqual([['to-identify', 'unauthenticated']]);
  });

  it('an outsider who quotes a reference does not join the ticket', async () => {
    await keeper.keep(arrived({ from: LEVEL_ONE, to: DESK, text: 'Bonjour, une erreur 507 sur CDAP.' }, NOW));
    const reference = await newest();
    await keeper.keep(arrived({ from: 'inconnu@ailleurs.example', to: DESK, subject: `Re: [${reference}]`, text: 'Voici.', messageId: '<outsider@x.example>' }, NOW));
    expect(await outcome('<outsider@x.example>')).toEqual([['to-identify', 'outsider-reply']]);
    expect(await journal(sql, reference as never)).toEqual(['received']);
  });
});

describe('what is kept of it', () => {
  it('the receipt is the door’s, what the contract requires and is missing is listed, the journal’s chain holds', async () => {
    await keeper.keep(arrived({ from: LEVEL_ONE, to: DESK, subject: 'souci', text: 'ça ne marche pas', headers: ['Date: Mon, 1 Jan 1990 00:00:00 +0000'] }, NOW));
    const reference = (await newest()) as never;
    const ticket = await findTicket(sql, reference);
    expect([ticket?.received_at, ticket?.missing]).toEqual([NOW, ['caller-contact', 'service', 'description', 'error-message', 'screenshot']]);
    expect(await brokenLink(sql, reference)).toBeNull();
  });

  it('what a reply gives is no longer missing', async () => {
    await keeper.keep(arrived({ from: LEVEL_ONE, to: DESK, subject: 'souci', text: 'ça ne marche toujours pas' }, NOW));
    const reference = (await newest()) as never;
    await keeper.keep(arrived({ from: LEVEL_ONE, to: DESK, subject: `Re: [${reference}]`, text: 'Pour CDAP, rappelez-moi au 05 36 49 01 10.' }, NOW));
    expect((await findTicket(sql, reference))?.missing).toEqual(['error-message', 'screenshot']);
  });

  it('a journal that was tampered with shows where', async () => {
    await keeper.keep(arrived({ from: LEVEL_ONE, to: DESK, subject: '[URGENT] [CDAP] [MAIRIE] incident technique', text: 'Bonjour, une erreur 508 sur CDAP.' }, NOW));
    await keeper.posted();
    const reference = (await newest()) as never;
    expect(await journal(sql, reference)).toEqual(['received', 'urgent', 'rung-decided desk 1', 'rung-contacted desk 1']);
    const owner = connect(database.ownerUrl, { max: 1 });
    await owner`update fact set at = at - interval '1 day' where reference = ${reference} and n = 2`;
    await owner.end();
    expect(await brokenLink(sql, reference)).toBe(2);
  });
});
