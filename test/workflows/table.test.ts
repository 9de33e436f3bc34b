import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPublishedContract } from '../../contracts/load';
import { loadSeed, type SeedConvention } from '../../contracts/seed';
import { appendFacts, factsOf } from '../../db/fact';
import { insertSeed } from '../../db/seed';
import { lockTicket } from '../../db/ticket';
import { epochMs, instant, instantAt, type Instant, type Reference } from '../../domain/ids';
import type { Scripted } from '../../domain/simulation';
import type { Fact, FactBody } from '../../domain/ticket-facts';
import { TABLE, titleOf, type Expected, type Row } from '../expected/table';
import { references } from '../support/journal';
import { arrived, type MailText } from '../support/mail-from';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';
import { report as reportOf } from '../support/smtp-sink-bounce';

/** The test server's clock starts today: 2037 has the weekdays, the Easter and the clock changes of 2026. */
const inTwinYear = (at: string): Instant => instant(at.replace(/^2026-/, '2037-'));

/** A row at work: a partner of its own, so that an address that dies is dead for nobody else. */
interface Played {
  readonly row: Row;
  readonly convention: SeedConvention;
  reference: Reference | null;
  asked: boolean;
}

let desk: SkippedDesk;
const played: Played[] = TABLE.map((row, i) => ({ row, convention: conventionOf(row, i), reference: null, asked: false }));

beforeAll(async () => {
  desk = await startSkippedDesk();
  await insertSeed(desk.sql, { partners: played.map(({ convention }) => ({ code: convention.partner, name: convention.partner })), conventions: played.map(({ convention }) => convention) });
  for (const [i, { row }] of played.entries()) for (const address of row.dead) await bury(ownAddress(address, i));
  for (const event of events()) {
    await desk.until(event.at);
    await event.happen();
    await desk.settled();
  }
  await desk.until('2038-01-15T12:00:00.000Z');
}, 300_000);
afterAll(async () => {
  await desk.stop();
});

describe('the workflow in skipped time, against the table written by hand', () => {
  it.each(played.map((one) => [titleOf(one.row), one] as const))('%s', async (_title, { row, reference }) => {
    if (reference === null) throw new Error('no ticket was opened');
    const happened = (await factsOf(desk.sql, reference)).flatMap(asExpected);
    expect(happened).toEqual(row.expected.map((one) => ({ ...one, at: inTwinYear(one.at) })));
  });

  it('writes one letter to each person contacted, and none to our own mailboxes', () => {
    const contacted = played.flatMap(lettersOf);
    const written = desk.sink.mails.filter((one) => one.headers.get('x-guichet-letter')?.includes('escalation') === true).map((one) => one.to.join());
    expect(written.sort()).toEqual(contacted.sort());
    expect(played.flatMap(({ row }) => loadPublishedContract(row.caf).desk.mailboxes.flatMap((mailbox) => desk.sink.mailsTo(mailbox)))).toEqual([]);
  });
});

/** Val-d'Oise's and Nord's own contacts are behind the desk's mailbox: told inside Guichet (rules: Ladder 4). */
function lettersOf({ row, convention }: Played): string[] {
  const { desk: own, deskLadder } = loadPublishedContract(row.caf);
  return row.expected.filter(({ what }) => what === 'contact-rung').flatMap(({ side, rung }) => {
    const email = side === 'desk' ? deskLadder.find(({ rank }) => rank === rung)?.email : convention.contacts.find(({ ladderRank }) => ladderRank === rung)?.email;
    return email === undefined || email === null || own.mailboxes.includes(email) ? [] : [email];
  });
}

function conventionOf({ caf, convention }: Row, i: number): SeedConvention {
  const found = loadSeed().conventions.find((one) => one.caf === caf && one.number === convention);
  if (found === undefined) throw new Error(`no convention ${convention}`);
  const contacts = found.contacts.map((contact) => ({ ...contact, id: `${contact.id}-${i}`, email: contact.email === null ? null : ownAddress(contact.email, i) }));
  return { ...found, number: `${found.number}-${i}`, partner: `${found.partner}-${i}`, contacts };
}

function ownAddress(address: string, i: number): string {
  return address.replace('@', `@p${i}.`);
}

interface Event {
  readonly at: Instant;
  happen(): Promise<unknown>;
}

function events(): Event[] {
  const all = played.flatMap((one) => [
    { at: inTwinYear(one.row.received), happen: () => open(one) },
    ...one.row.script.map((told) => ({ at: inTwinYear(told.at), happen: () => tell(one, { ...told, at: inTwinYear(told.at) }) })),
  ]);
  return all.sort((a, b) => epochMs(a.at) - epochMs(b.at));
}

async function open(one: Played): Promise<void> {
  const before = new Set(await references(desk.sql));
  await mail(one, inTwinYear(one.row.received), {});
  one.reference = (await references(desk.sql)).find((reference) => !before.has(reference)) ?? null;
}

/** What arrives comes by mail, received at that very instant; what an agent does is asked of the workflow where an act can say when it was done. */
async function tell(one: Played, { at, body }: Scripted): Promise<unknown> {
  switch (body.kind) {
    case 'partner-wrote':
      return await mail(one, at, body.counts ? {} : { subject: `Réponse automatique : [${one.reference}]`, headers: ['Auto-Submitted: auto-replied'], text: 'Je suis absent.' });
    case 'desk-wrote':
      return await deskSpeaks(one, at, body.then);
    case 'urgent':
      return body.by === 'partner' ? await mail(one, at, { subject: `[URGENT] [${one.reference}]` }) : await record(one, body, at);
    case 'rung-failed':
      return await bounce(one, at, body.rung);
    default:
      return await record(one, body, at);
  }
}

/** By telephone, for a call says when it was taken; a second question is a letter, which must change nothing. */
async function deskSpeaks(one: Played, at: Instant, then: 'owes' | 'asks' | 'resolved'): Promise<void> {
  const again = one.asked && then === 'asks';
  one.asked ||= then === 'asks';
  const act = again ? ({ kind: 'ask', text: 'Avez-vous pu regarder ?' } as const) : ({ kind: 'call', result: 'reached', then, text: 'Vu ensemble.', takenAt: at } as const);
  expect(await desk.act(one.reference ?? '', `${one.convention.number}/${at}`, act)).toEqual({ state: 'done' });
}

async function mail({ row, convention, reference }: Played, at: Instant, text: Partial<MailText>): Promise<void> {
  const from = convention.contacts.find((contact) => contact.role === 'level-one-support')?.email ?? '';
  const [to = ''] = loadPublishedContract(row.caf).desk.mailboxes;
  const subject = reference === null ? {} : { subject: `Re: [${reference}]` };
  await desk.keeper.keep(arrived({ from, to, ...subject, ...text }, at));
}

async function bounce({ row, convention }: Played, at: Instant, rung: number): Promise<void> {
  const address = convention.contacts.find((contact) => contact.ladderRank === rung)?.email ?? '';
  const letter = desk.sink.mailsTo(address).at(-1);
  if (letter === undefined) throw new Error(`no letter to ${address}`);
  const [mailbox = ''] = loadPublishedContract(row.caf).desk.mailboxes;
  await desk.keeper.keep({ raw: Buffer.from(reportOf(letter)), receivedAt: at, deskMailboxes: [mailbox], envelopeFrom: '', source: { kind: 'smtp', remoteAddress: '127.0.0.1' } });
}

/** A fact recorded as a door does it: in the journal first, then told. */
async function record({ reference }: Played, body: FactBody, at: Instant): Promise<void> {
  if (reference === null) throw new Error('no ticket yet');
  const n = await desk.sql.begin(async (tx) => {
    const ticket = await lockTicket(tx, reference);
    if (ticket === undefined) throw new Error(`no ticket ${reference}`);
    const { after, queries } = appendFacts(tx, ticket, [{ body, at, actor: null }], at);
    await Promise.all(queries);
    return after.last_n;
  });
  await desk.intake.tell(reference, n);
}

async function bury(address: string): Promise<void> {
  await desk.sql`insert into dead_address (address, since, status) values (${address}, ${desk.clock.now()}, '5.1.1')`;
}

/** What of the journal happened by itself, to the second. */
function asExpected(fact: Fact): Expected[] {
  const at = instantAt(Math.floor(epochMs(fact.at) / 1000) * 1000);
  switch (fact.kind) {
    case 'rung-contacted':
      return [{ at, what: 'contact-rung', side: fact.side, rung: fact.rung }];
    case 'rung-skipped':
      return [{ at, what: 'skip-rung', side: fact.side, rung: fact.rung }];
    case 'ladder-exhausted':
      return [{ at, what: 'ladder-exhausted', side: fact.side, rung: null }];
    case 'pickup-warned':
      return [{ at, what: 'pickup-warning', side: 'desk', rung: null }];
    case 'pickup-breached':
      return [{ at, what: 'pickup-breach', side: 'desk', rung: null }];
    case 'urgent-flagged':
      return [{ at, what: 'urgent-flag', side: fact.by, rung: null }];
    case 'closed':
      return [{ at, what: 'close', side: null, rung: null }];
    default:
      return [];
  }
}
