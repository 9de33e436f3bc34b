import type { Sql, Tx } from '../db/connect';
import { contractAt } from '../db/contract';
import { insertLetter, renewClaim, type LetterRow } from '../db/letter';
import { finishMailing, lockMailing, nextAddresses, nextLease, noteWritten, type AddressToTell, type StopMailing } from '../db/stop-address';
import type { ContractDocument } from '../domain/contract-terms-types';
import type { CafCode, Instant } from '../domain/ids';
import { compose, letterHeaders, messageIdOf } from '../mail/compose';
import { plannedStop } from '../mail/letters/planned-stop';
import type { WrittenLetter } from '../mail/letters/context';
import { ownStopPath } from '../web/stop-paths';
import { settled, toPost } from './post-letter';
import { later, LEASE_MS, type Tools } from './tools';

/** How many letters one batch holds. */
export const STOP_BATCH = 100;
/** Posted at once, on connections of their own. */
const AT_ONCE = 8;
const PATIENT_MS = 20_000;
const LONGEST_WAIT_MS = 600_000;

type LetterTools = Pick<Tools, 'sql' | 'post' | 'publicUrl' | 'instance'> & {
  /** How many letters of one stop leave in a second at most; absent = as fast as they go. */
  readonly perSecond?: number;
};

/** What is left of a round of letters; `retryAt`: when the next batch may leave, or those that were put off be tried again; null = at once. */
export interface Round {
  readonly done: boolean;
  readonly retryAt: Instant | null;
}

/**
 * Posts one batch of a round: letters that a batch before did not finish, else the next ones, written and claimed in one transaction. Each
 * letter's key, and so its Message-ID, is made of the stop, the round and the address: whoever is killed and when, each address has it once.
 */
export async function postBatch(tools: LetterTools, stop: string, n: number, now: Instant, alive: () => void): Promise<Round> {
  const unfinished = await claimBatch(tools.sql, stop, n, now);
  const letters = unfinished.length > 0 ? unfinished : await writeBatch(tools, stop, n, now);
  await whileClaimed(tools.sql, letters, now, alive, () => eachOf(letters, (letter) => postOne(tools, letter, now)));
  if (await finishMailing(tools.sql, stop, n, now)) return { done: true, retryAt: null };
  return { done: false, retryAt: letters.length > 0 ? paced(tools, letters.length, now) : await nextLease(tools.sql, stop, n) };
}

/** A pace is waited for by the workflow, not by an activity: Temporal's own rate of a queue is shared out among its partitions, whatever their work. */
function paced({ perSecond }: LetterTools, letters: number, now: Instant): Instant | null {
  return perSecond === undefined ? null : later(now, Math.round((letters * 1_000) / perSecond));
}

/** Letters of the round that nobody holds: they were put off, or whoever held them died. */
async function claimBatch(sql: Sql, stop: string, n: number, now: Instant): Promise<LetterRow[]> {
  return await sql<LetterRow[]>`
    update letter set lease_until = ${later(now, LEASE_MS)}, attempts = attempts + 1
    where id in (select id from letter where stop = ${stop} and mailing = ${n} and state = 'claimed' and lease_until <= ${now} order by id limit ${STOP_BATCH} for update skip locked)
    returning *`;
}

async function writeBatch(tools: LetterTools, stop: string, n: number, now: Instant): Promise<LetterRow[]> {
  return await tools.sql.begin(async (tx) => {
    const mailing = await lockMailing(tx, stop, n);
    if (mailing === undefined || mailing.written) return [];
    const addresses = await nextAddresses(tx, mailing, STOP_BATCH);
    const desks = new Map<CafCode, ContractDocument>();
    const letters: LetterRow[] = [];
    for (const address of addresses.filter((one) => one.writable)) letters.push(await writeOne(tools, mailing, await deskOf(tx, desks, address.caf, now), address, now));
    await Promise.all(letters.map((letter) => insertLetter(tx, letter)));
    await noteWritten(tx, mailing, addresses.at(-1)?.key ?? mailing.written_to, addresses.length < STOP_BATCH);
    return letters;
  });
}

async function deskOf(tx: Tx, desks: Map<CafCode, ContractDocument>, caf: CafCode, now: Instant): Promise<ContractDocument> {
  const known = desks.get(caf);
  if (known !== undefined) return known;
  // What is kept of a version is its whole document (contracts/load, db/amendment).
  const contract = (await contractAt(tx, caf, now)) as ContractDocument;
  desks.set(caf, contract);
  return contract;
}

async function writeOne(tools: LetterTools, mailing: StopMailing, contract: ContractDocument, to: AddressToTell, now: Instant): Promise<LetterRow> {
  const from = contract.desk.mailboxes[0];
  if (from === undefined) throw new Error(`Caf ${contract.caf} has no desk mailbox`);
  const id = `stop/${mailing.stop}/${mailing.n}/${to.key}`;
  const words = wordsOf(contract, mailing, to, `${tools.publicUrl}${ownStopPath(mailing.stop)}`, now);
  const messageId = messageIdOf(id, from);
  const raw = await compose({ from: { name: contract.desk.name, address: from }, to: [{ name: to.name ?? '', address: to.address }], ...words, messageId, headers: letterHeaders(id, tools.instance, 'clock'), date: now });
  return {
    id, reference: null, journey: null, stop: mailing.stop, mailing: mailing.n, caf: contract.caf, kind: `stop-${mailing.notice}`, to_address: to.address, to_name: to.name, cc_addresses: [], from_address: from,
    subject: words.subject, message_id: messageId, raw, automatic: true, inbound_digest: null, rung: null, queued_at: now, state: 'claimed', lease_until: later(now, LEASE_MS), attempts: 1, left_at: null, problem: null,
  };
}

/** The words of a stop's letter to somebody: of the preview too. */
export function wordsOf(contract: ContractDocument, { notice, words }: Pick<StopMailing, 'notice' | 'words'>, to: Pick<AddressToTell, 'name' | 'partner_name'>, href: string, now: Instant): WrittenLetter {
  const context = { contract, reference: null, subject: words.title, service: null, kind: null, partner: to.partner_name, toName: to.name, now, url: null };
  return plannedStop({ context, notice, ...words, article: contract.plannedStops?.article ?? '', href });
}

/** One letter that fails, whatever the reason, keeps no other from leaving. */
async function postOne(tools: LetterTools, letter: LetterRow, now: Instant): Promise<void> {
  const outcome = await tools.post(toPost(letter), PATIENT_MS);
  if (await settled(tools, letter, outcome, now)) return;
  await renewClaim(tools.sql, letter.id, later(now, Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** letter.attempts)));
}

async function eachOf(letters: readonly LetterRow[], post: (letter: LetterRow) => Promise<void>): Promise<void> {
  const queue = [...letters];
  const work = async (): Promise<void> => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) await post(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Keeps the claims of a batch, and Temporal's patience, for as long as the relay takes. */
async function whileClaimed(sql: Sql, letters: readonly LetterRow[], now: Instant, alive: () => void, post: () => Promise<void>): Promise<void> {
  let heldMs = 0;
  const renewing = setInterval(() => {
    heldMs += RENEW_MS;
    alive();
    // What was put off keeps the later end that it was given.
    void sql`update letter set lease_until = greatest(lease_until, ${later(now, heldMs + LEASE_MS)}::timestamptz) where id = any(${letters.map(({ id }) => id)}) and state = 'claimed'`.catch(() => undefined);
  }, RENEW_MS);
  await post().finally(() => clearInterval(renewing));
}
const RENEW_MS = 3_000;
