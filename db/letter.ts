import type { Side } from '../domain/contract-types';
import type { CafCode, Instant, Reference } from '../domain/ids';
import type { Because } from '../domain/ticket-facts';
import type { Db, Tx } from './connect';

export type LetterState = 'claimed' | 'sent' | 'inside' | 'refused' | 'bounced' | 'withheld';

/** Why a letter is withheld: the answer that it asked for had come before it could leave. */
export const ANSWERED = 'answered';

/** A letter with the bytes that are posted, made once: posted again they are the same, with the same Message-ID. */
export interface LetterRow {
  readonly id: string;
  readonly reference: Reference | null;
  /** The journey that it is of, if any; its `reference` is null then. */
  readonly journey: string | null;
  /** The planned stop that it tells of, and which of its rounds. */
  readonly stop?: string | null;
  readonly mailing?: number | null;
  readonly caf: CafCode;
  readonly kind: string;
  readonly to_address: string;
  readonly to_name: string | null;
  readonly cc_addresses: string[];
  readonly from_address: string;
  readonly subject: string;
  readonly message_id: string;
  readonly raw: Buffer;
  readonly automatic: boolean;
  /** Digest of the mail it answers by itself: the same text answered again and again is a loop. */
  readonly inbound_digest: Buffer | null;
  readonly rung: { readonly side: Side; readonly rung: number; readonly because: Because } | null;
  readonly queued_at: Instant;
  readonly state: LetterState;
  readonly lease_until: Instant;
  readonly attempts: number;
  readonly left_at: Instant | null;
  readonly problem: string | null;
}

export type NewLetter = Omit<LetterRow, 'left_at' | 'problem' | 'attempts' | 'journey'> & Partial<Pick<LetterRow, 'journey'>>;

/** Keeps a letter, already claimed by its writer until `lease_until`. A letter of the same key is left as it is; whoever writes one need not be able to read it. */
export function insertLetter(tx: Tx, letter: NewLetter) {
  return tx`insert into letter ${tx({ ...letter, rung: letter.rung === null ? null : tx.json(letter.rung as never), attempts: 1 } as never)} on conflict do nothing`;
}

/** Claims a letter whose lease is over; undefined when it has left or somebody else holds it. */
export async function claimLetter(db: Db, id: string, now: Instant, leaseUntil: Instant): Promise<LetterRow | undefined> {
  const [row] = await db<LetterRow[]>`
    update letter set lease_until = ${leaseUntil}, attempts = attempts + 1
    where id = ${id} and state = 'claimed' and lease_until <= ${now} returning *`;
  return row;
}

/** Moves the end of a claim: later while somebody is at it, to now when it is given back. */
export async function renewClaim(db: Db, id: string, leaseUntil: Instant): Promise<void> {
  await db`update letter set lease_until = ${leaseUntil} where id = ${id} and state = 'claimed'`;
}

export async function findLetter(db: Db, id: string): Promise<LetterRow | undefined> {
  const [row] = await db<LetterRow[]>`select * from letter where id = ${id}`;
  return row;
}

/** Marks what became of a claimed letter; false when it was marked before. */
export async function markLetter(db: Db, id: string, state: LetterState, at: Instant, problem: string | null = null): Promise<boolean> {
  const rows = await db`
    update letter set state = ${state}, left_at = case when ${state} in ('sent', 'inside') then ${at}::timestamptz else left_at end, problem = ${problem}
    where id = ${id} and state = 'claimed'`;
  return rows.count === 1;
}

/** Letters claimed by somebody who died: their lease is over and they have not left. */
export async function abandonedLetters(db: Db, now: Instant, limit = 200): Promise<{ id: string; reference: Reference | null }[]> {
  return await db<{ id: string; reference: Reference | null }[]>`
    select id, reference from letter where state = 'claimed' and stop is null and lease_until <= ${now} order by lease_until limit ${limit}`;
}

/** How many automatic letters went to an address since `since`. */
export async function automaticLettersTo(db: Db, address: string, since: Instant): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from letter where automatic and to_address = ${address} and queued_at > ${since} and state <> 'withheld'`;
  return row?.count ?? 0;
}

export interface Exchange {
  /** Automatic letters to the address within the hour. */
  readonly anHour: number;
  /** Those of a day that answered the same words. */
  readonly sameWords: number;
  /** Those that answered the same words, and had just left when the mail came: it may be their echo. */
  readonly justBefore: number;
}

/** What a Caf's desk sent by itself to an address before a mail of `digest` came from it: the guard against loops. */
export async function exchangeWith(db: Db, caf: CafCode, address: string, digest: Buffer, { receivedAt, echoFrom, hourAgo, dayAgo }: { receivedAt: Instant; echoFrom: Instant; hourAgo: Instant; dayAgo: Instant }): Promise<Exchange> {
  const [row] = await db<Exchange[]>`
    select count(*) filter (where queued_at > ${hourAgo})::int as "anHour", count(*) filter (where inbound_digest = ${digest})::int as "sameWords",
      count(*) filter (where inbound_digest = ${digest} and coalesce(left_at, queued_at) between ${echoFrom} and ${receivedAt})::int as "justBefore"
    from letter where automatic and to_address = ${address} and caf = ${caf} and queued_at > ${dayAgo} and state <> 'withheld'`;
  return row ?? { anHour: 0, sameWords: 0, justBefore: 0 };
}

/** Letters of ours by their Message-IDs, the latest first. */
export async function lettersByMessageIds(db: Db, messageIds: readonly string[]): Promise<Pick<LetterRow, 'id' | 'caf' | 'journey' | 'reference'>[]> {
  if (messageIds.length === 0) return [];
  return await db<Pick<LetterRow, 'id' | 'caf' | 'journey' | 'reference'>[]>`select id, caf, journey, reference from letter where message_id = any(${[...messageIds]}) order by queued_at desc`;
}

export async function letterByMessageId(db: Db, messageId: string): Promise<LetterRow | undefined> {
  const [row] = await db<LetterRow[]>`select * from letter where message_id = ${messageId}`;
  return row;
}

/** The letters of some Caf, newest first, for the page « Courriers ». */
export async function listLetters(db: Db, cafs: readonly CafCode[], limit: number, offset = 0): Promise<Omit<LetterRow, 'raw'>[]> {
  return await db<Omit<LetterRow, 'raw'>[]>`
    select id, reference, journey, caf, kind, to_address, to_name, cc_addresses, from_address, subject, message_id, automatic, rung, queued_at, state, lease_until, attempts, left_at, problem
    from letter where ${ofCafs(db, cafs)} order by queued_at desc, id limit ${limit} offset ${offset}`;
}

/** Of a single Caf as one: its letters are then read in their order, and no more of them than are shown. */
function ofCafs(db: Db, cafs: readonly CafCode[]) {
  const [only] = cafs;
  return cafs.length === 1 && only !== undefined ? db`caf = ${only}` : db`caf = any(${[...cafs]})`;
}

/** Letters after a place in the same order, latest first; null = from the first. */
export async function listLettersAfter(db: Db, cafs: readonly CafCode[], after: { readonly at: Instant; readonly id: string } | null, limit: number): Promise<Omit<LetterRow, 'raw'>[]> {
  return await db<Omit<LetterRow, 'raw'>[]>`
    select id, reference, journey, caf, kind, to_address, to_name, cc_addresses, from_address, subject, message_id, automatic, rung, queued_at, state, lease_until, attempts, left_at, problem
    from letter where ${ofCafs(db, cafs)} and ${after === null ? db`true` : db`(queued_at < ${after.at} or (queued_at = ${after.at} and id > ${after.id}))`}
    order by queued_at desc, id limit ${limit}`;
}

export async function lettersOfTicket(db: Db, reference: Reference): Promise<Omit<LetterRow, 'raw'>[]> {
  return await db<Omit<LetterRow, 'raw'>[]>`
    select id, reference, journey, caf, kind, to_address, to_name, cc_addresses, from_address, subject, message_id, automatic, rung, queued_at, state, lease_until, attempts, left_at, problem
    from letter where reference = ${reference} order by queued_at, id`;
}

export async function markDead(tx: Tx, address: string, since: Instant, status: string, letterId: string): Promise<void> {
  await tx`insert into dead_address (address, since, status, letter_id) values (${address.toLowerCase()}, ${since}, ${status}, ${letterId}) on conflict (address) do nothing`;
}

/** The letters of a journey, as « Courriers » lists them. */
export async function lettersOfJourney(db: Db, journey: string): Promise<Omit<LetterRow, 'raw'>[]> {
  return await db<Omit<LetterRow, 'raw'>[]>`
    select id, reference, journey, caf, kind, to_address, to_name, cc_addresses, from_address, subject, message_id, automatic, rung, queued_at, state, lease_until, attempts, left_at, problem
    from letter where journey = ${journey} order by queued_at, id`;
}

/** Letters of a journey that have not left and that nobody is posting. */
export async function waitingLetters(db: Db, journey: string): Promise<string[]> {
  return (await db<{ id: string }[]>`select id from letter where journey = ${journey} and state = 'claimed' order by queued_at, id`).map(({ id }) => id);
}
