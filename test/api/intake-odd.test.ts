import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKeeper } from '../../api/intake/keep-mail';
import { loadPublishedContracts } from '../../contracts/load';
import { loadSeed } from '../../contracts/seed';
import { connect, type Sql } from '../../db/connect';
import { contractAt, loadContracts } from '../../db/contract';
import { insertSeed } from '../../db/seed';
import type { Contract } from '../../domain/contract-types';
import { instant, type CafCode, type LocalDate } from '../../domain/ids';
import type { Keeper } from '../../mail/arrived';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { journal, references } from '../support/journal';
import { arrived, type MailText } from '../support/mail-from';

const NOW = instant('2026-05-13T13:50:00Z');
const LEVEL_ONE = 'joachim.peyrade@castelbrun.example';
const DESK = 'guichet@caf31.example';
const SECOND = 'aide@caf31.example';
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** As long as a line may be, and as hard to compress as an index can meet. */
const LONG = randomBytes(6_000).toString('base64url');

let database: TestDatabase;
let sql: Sql;
let keeper: Keeper;

beforeAll(async () => {
  database = await createTestDatabase();
  const owner = connect(database.ownerUrl, { max: 1 });
  await loadContracts(owner, loadPublishedContracts().map(withTwoMailboxes));
  await insertSeed(owner, loadSeed());
  await owner.end();
  sql = connect(database.url, { max: 6 });
  keeper = createKeeper({ sql, clock: { now: () => NOW }, log: silent, instance: 'i', publicUrl: 'https://guichet.example', tell: async () => undefined, tellJourney: async () => undefined, startAsleep: async () => undefined, post: async () => ({ outcome: 'inside' }) }, { maxInFlight: 10_000, waitMs: 0 });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

/** Another version, for a version never changes: what was read of it is kept for as long as the process lives. */
function withTwoMailboxes(contract: Contract): Contract {
  return contract.caf === '31' ? { ...contract, version: contract.version + 100, desk: { ...contract.desk, mailboxes: [...contract.desk.mailboxes, SECOND] } } : contract;
}

async function open(text: string): Promise<string> {
  await keeper.keep(arrived({ from: LEVEL_ONE, to: DESK, text }, NOW));
  return (await references(sql)).at(-1) ?? '';
}

async function bytes(head: string, body = 'Bonjour, une erreur 500 sur CDAP.'): Promise<void> {
  const raw = Buffer.from(`${head}\r\n\r\n${body} ${randomBytes(4).toString('hex')}\r\n`, 'latin1');
  await keeper.keep({ raw, receivedAt: NOW, deskMailboxes: [DESK], envelopeFrom: LEVEL_ONE, source: { kind: 'smtp', remoteAddress: '127.0.0.1' } });
}

const utf16 = (text: string) => `=?utf-16be?B?${Buffer.from(text, 'utf16le').swap16().toString('base64')}?=`;
const head = (lines: Readonly<Record<string, string>>) =>
  Object.entries({ From: `<${LEVEL_ONE}>`, To: `<${DESK}>`, Subject: 'CDAP en panne', 'Message-ID': `<${randomBytes(6).toString('hex')}@x.example>`, ...lines }).map(([name, value]) => `${name}: ${value}`).join('\r\n');

describe('bytes that no memory can hold as they are', () => {
  const odd: [string, string, string?][] = [
    ['a NUL in the Message-ID', head({ 'Message-ID': '<a\0b@x.example>' })],
    ['a NUL in the Date', head({ Date: 'Wed, \0 May 2026' })],
    ['a NUL in the references', head({ 'In-Reply-To': '<a\0@x.example>', References: '<\0@x.example>' })],
    ['half of a surrogate pair in the organisation', head({ Subject: utf16('[CDAP] [MAI\ud800RIE] incident technique') })],
    ['half of a surrogate pair in the signature', head({ 'Content-Type': 'text/plain; charset=utf-16be', 'Content-Transfer-Encoding': 'base64' }), Buffer.from('Bonjour, panne\n-- \nJ\ud800B', 'utf16le').swap16().toString('base64')],
    ['a Message-ID of 8 kB', head({ 'Message-ID': `<${LONG}@x.example>` })],
    ['a sender of 8 kB', head({ From: `<${LONG}@x.example>` })],
    ['a subject of 96 kB', head({ Subject: LONG.repeat(12) })],
    ['a header line of 400 kB', head({ 'X-Long': LONG.repeat(50) })],
    ['three thousand references', head({ References: Array.from({ length: 3_000 }, (_, i) => `<${i}.${LONG.slice(0, 20)}@x>`).join(' ') })],
    ['a group without members as its sender', head({ From: 'undisclosed-recipients:;' })],
    ['odd names of an attachment', head({ 'Content-Type': 'multipart/mixed; boundary=b' }),
      '--b\r\nContent-Type: text/plain\r\n\r\nBonjour\r\n--b\r\nContent-Type: image/p\0ng; name="a\0b"\r\nContent-ID: <a\0b>\r\nContent-Disposition: attachment; filename*=utf-16be\'\'%D8%00%00a\r\n\r\nxx\r\n--b--\r\n'],
  ];
  it.each(odd)('%s: the mail is kept', async (_what, headers, body) => {
    const before = await count();
    await bytes(headers, body);
    expect(await count()).toBe(before + 1);
  });

  it('a long Message-ID is the same mail when it comes again', async () => {
    const before = await count();
    const mail = arrived({ from: LEVEL_ONE, to: DESK, messageId: `<${LONG}@partenaire.example>`, text: 'Bonjour, une erreur 521.' }, NOW);
    await keeper.keep(mail);
    await keeper.keep(mail);
    expect(await count()).toBe(before + 1);
  });

  async function count(): Promise<number> {
    return (await sql<{ count: number }[]>`select count(*)::int as count from arrived_mail`)[0]?.count ?? 0;
  }
});

describe('one desk, two mailboxes', () => {
  it('a mail to both at once is one ticket, kept at each', async () => {
    const before = (await references(sql)).length;
    const mail = arrived({ from: LEVEL_ONE, to: DESK, messageId: '<both@x.example>', text: 'Bonjour, une erreur 522.' }, NOW);
    await keeper.keep({ ...mail, deskMailboxes: [DESK, SECOND] });
    expect((await references(sql)).length).toBe(before + 1);
    expect(await sql`select count(distinct reference)::int as tickets, count(*)::int as kept from arrived_mail where message_id = '<both@x.example>'`).toEqual([{ tickets: 1, kept: 2 }]);
  });

  it('and so are two deliveries, one to each, at the same instant', async () => {
    const before = (await references(sql)).length;
    const mail = arrived({ from: LEVEL_ONE, to: DESK, text: 'Bonjour, une erreur 523.' }, NOW);
    await Promise.all([DESK, SECOND, DESK, SECOND].map((mailbox) => keeper.keep({ ...mail, deskMailboxes: [mailbox] })));
    expect((await references(sql)).length).toBe(before + 1);
  });
});

describe('a reply to a ticket that moves', () => {
  const reply = (reference: string, text: Partial<MailText> = {}) => arrived({ from: LEVEL_ONE, to: DESK, subject: `Re: [${reference}]`, text: 'Une précision.', ...text }, NOW);
  const merge = (one: string, into: string) => sql`update ticket set phase = 'merged', merged_into = ${into} where reference = ${one}`;

  it('goes to where it was merged, however many times', async () => {
    const [first, second, third] = [await open('Bonjour, erreur 531.'), await open('Bonjour, erreur 532.'), await open('Bonjour, erreur 533.')];
    await merge(first, second);
    await merge(second, third);
    await keeper.keep(reply(first));
    expect([await journal(sql, first as never), await journal(sql, second as never), await journal(sql, third as never)]).toEqual([['received'], ['received'], ['received', 'partner-wrote']]);
  });

  it('and to the other ticket when the merge is committed while the reply waits for the row', async () => {
    const [first, second] = [await open('Bonjour, erreur 534.'), await open('Bonjour, erreur 535.')];
    await whileLocked(first, async (tx) => void (await tx`update ticket set phase = 'merged', merged_into = ${second} where reference = ${first}`), reply(first));
    expect([await journal(sql, first as never), await journal(sql, second as never)]).toEqual([['received'], ['received', 'partner-wrote']]);
  });

  it('and before a person when the ticket is handed over meanwhile', async () => {
    const first = await open('Bonjour, erreur 536.');
    await whileLocked(first, async (tx) => void (await tx`update ticket set phase = 'handed-over' where reference = ${first}`), reply(first, { messageId: '<handed@x.example>' }));
    expect(await journal(sql, first as never)).toEqual(['received']);
    expect(await sql`select outcome, reason from arrived_mail where message_id = '<handed@x.example>'`).toEqual([{ outcome: 'to-identify', reason: 'handed-over' }]);
  });

  /** Holds a ticket's row until somebody waits for it, then changes it and lets go. */
  async function whileLocked(reference: string, change: (tx: Parameters<Parameters<Sql['begin']>[1]>[0]) => Promise<void>, mail: ReturnType<typeof arrived>): Promise<void> {
    let keeping: Promise<void> = Promise.resolve();
    await sql.begin(async (tx) => {
      await tx`select from ticket where reference = ${reference} for update`;
      keeping = keeper.keep(mail);
      for (let waiting = 0; waiting === 0; ) {
        waiting = (await sql<{ count: number }[]>`select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)[0]?.count ?? 0;
      }
      await change(tx);
    });
    await keeping;
  }
});

describe('the contract in force at an instant', () => {
  it('is that of the day where the Caf is', async () => {
    const [haute] = loadPublishedContracts().filter((contract) => contract.caf === '31');
    if (haute === undefined) throw new Error('no contract 31');
    const owner = connect(database.ownerUrl, { max: 1 });
    await loadContracts(owner, [{ ...haute, version: haute.version + 101, effectiveFrom: '2031-01-01' as LocalDate }]);
    await owner.end();
    const at = async (text: string) => (await contractAt(sql, '31' as CafCode, instant(text))).version - haute.version - 100;
    expect([await at('2030-12-31T22:59:59Z'), await at('2030-12-31T23:00:00Z'), await at('2031-06-01T12:00:00Z')]).toEqual([0, 1, 1]);
  });
});
