import { activityInfo, ApplicationFailure, heartbeat } from '@temporalio/activity';
import { killPoint } from '../faults';
import { appendFacts } from '../db/fact';
import { claimLetter, findLetter, markDead, markLetter, renewClaim, type LetterRow } from '../db/letter';
import { lockTicket } from '../db/ticket';
import type { Tx } from '../db/connect';
import { epochMs, instantAt, type Instant } from '../domain/ids';
import type { FactBody } from '../domain/ticket-facts';
import { FIRST_ATTEMPT_MS, later, LEASE_MS, type PostOutcome, type Tools } from './tools';

const PATIENT_MS = 60_000;
/** How often a patient attempt says that it is alive: one that died is taken up again when its lease is over. */
const RENEW_MS = 4_000;

/** Letters that did not leave at the first attempt, on their own queue: a relay that hangs holds up no click. */
export function createLetterActivities(tools: Tools) {
  return {
    /** Posts one letter, again and again until the relay takes it or refuses it for good. @throws when it must be tried later. */
    async postLetter({ letter: id }: { readonly letter: string }): Promise<void> {
      const now = instantAt(activityInfo().currentAttemptScheduledTimestampMs);
      const letter = await claimLetter(tools.sql, id, now, later(now, LEASE_MS));
      if (letter === undefined) return await stillHeld(tools, id, now);
      killPoint('letter:after-claim');
      const outcome = await whileClaimed(tools, id, now, tools.post(toPost(letter), PATIENT_MS));
      if (await settled(tools, letter, outcome, now)) return;
      await renewClaim(tools.sql, id, now);
      throw ApplicationFailure.retryable(outcome.outcome === 'later' ? outcome.problem : 'not posted', 'later');
    },
  };
}
export type LetterActivities = ReturnType<typeof createLetterActivities>;

/** Another holds the claim: come back when it may be over, unless the letter has left. */
async function stillHeld(tools: Tools, id: string, now: Instant): Promise<void> {
  const letter = await findLetter(tools.sql, id);
  if (letter?.state !== 'claimed') return;
  const message = `letter ${id} is claimed until ${letter.lease_until}`;
  throw ApplicationFailure.create({ message, type: 'claimed', nextRetryDelay: Math.max(1_000, epochMs(letter.lease_until) - epochMs(now)) });
}

/** Keeps the claim, and Temporal's patience, for as long as the relay takes to answer. */
async function whileClaimed(tools: Tools, id: string, now: Instant, posting: Promise<PostOutcome>): Promise<PostOutcome> {
  let heldMs = 0;
  const renewing = setInterval(() => {
    heldMs += RENEW_MS;
    heartbeat();
    renewClaim(tools.sql, id, later(now, heldMs + LEASE_MS)).catch(() => tools.log.warn({ letter: id }, 'a claim could not be renewed'));
  }, RENEW_MS);
  return await posting.finally(() => clearInterval(renewing));
}

/** The first attempt, made by whoever wrote the letter; false = it must be posted later by `postLetter`. */
export async function postFirst(tools: Tools, letter: LetterRow, now: Instant): Promise<boolean> {
  killPoint('letter:after-claim');
  const outcome = await tools.post(toPost(letter), FIRST_ATTEMPT_MS);
  if (await settled(tools, letter, outcome, now)) return true;
  await renewClaim(tools.sql, letter.id, now);
  return false;
}

function toPost(letter: LetterRow) {
  return { raw: letter.raw, from: letter.from_address, to: [letter.to_address, ...letter.cc_addresses] };
}

/** Writes down what became of an attempt; false when the letter is still to be posted. */
async function settled(tools: Tools, letter: LetterRow, outcome: PostOutcome, at: Instant): Promise<boolean> {
  if (outcome.outcome === 'later') return false;
  killPoint('letter:before-marked');
  if (letter.rung === null && outcome.outcome !== 'refused') {
    await markLetter(tools.sql, letter.id, outcome.outcome, at);
    return true;
  }
  await tools.sql.begin(async (tx) => {
    if (outcome.outcome === 'refused') await refused(tx, letter, at, outcome);
    else if (await markLetter(tx, letter.id, outcome.outcome, at)) await rungFact(tx, letter, at, true);
  });
  return true;
}

/** The relay refused the letter for good: its rung came to nothing, and the address is dead if it is the address that was refused. */
async function refused(tx: Tx, letter: LetterRow, at: Instant, { problem, address, code }: Extract<PostOutcome, { outcome: 'refused' }>): Promise<void> {
  if (!(await markLetter(tx, letter.id, 'refused', at, problem))) return;
  if (address) await markDead(tx, letter.to_address, at, String(code), letter.id);
  await rungFact(tx, letter, at, false);
}

/** A rung counts only when its letter left (rules: Ladder 1). */
async function rungFact(tx: Tx, letter: LetterRow, at: Instant, left: boolean): Promise<void> {
  if (letter.rung === null || letter.reference === null) return;
  const { side, rung, because } = letter.rung;
  const fact: FactBody = left ? { kind: 'rung-contacted', side, rung, because, how: 'letter' } : { kind: 'rung-failed', side, rung };
  const ticket = await lockTicket(tx, letter.reference);
  if (ticket === undefined) throw new Error(`letter ${letter.id} has no ticket`);
  await Promise.all(appendFacts(tx, ticket, [{ body: fact, at, actor: null }], at).queries);
}
