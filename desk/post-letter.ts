import { killPoint } from '../faults';
import { appendFacts } from '../db/fact';
import { recordOnJourney } from '../db/journey-fact';
import { markDead, markLetter, renewClaim, type LetterRow } from '../db/letter';
import { lockTicket } from '../db/ticket';
import type { Tx } from '../db/connect';
import type { Instant } from '../domain/ids';
import type { JourneyFactBody } from '../domain/journeys/types';
import type { FactBody } from '../domain/ticket-facts';
import { FIRST_ATTEMPT_MS, type PostOutcome, type Tools } from './tools';

type PostTools = Pick<Tools, 'sql' | 'post'>;

/** The first attempt, made by whoever wrote the letter; false = it must be posted later by `postLetter`. */
export async function postFirst(tools: PostTools, letter: LetterRow, now: Instant): Promise<boolean> {
  killPoint('letter:after-claim');
  const outcome = await tools.post(toPost(letter), FIRST_ATTEMPT_MS);
  if (await settled(tools, letter, outcome, now)) return true;
  await renewClaim(tools.sql, letter.id, now);
  return false;
}

/** What the relay is given of a letter. */
export function toPost(letter: LetterRow) {
  return { raw: letter.raw, from: letter.from_address, to: [letter.to_address, ...letter.cc_addresses] };
}

/** Writes down what became of an attempt; false when the letter is still to be posted. */
export async function settled(tools: PostTools, letter: LetterRow, outcome: PostOutcome, at: Instant): Promise<boolean> {
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
  if (letter.rung === null && letter.journey !== null) return await cameBack(tx, letter.journey, letter, at);
  await rungFact(tx, letter, at, false);
}

/** A letter of a journey that nobody received is written in its journal, as one that comes back is: its kind may ask another way. */
async function cameBack(tx: Tx, journey: string, { id, to_address: to }: LetterRow, at: Instant): Promise<void> {
  const body: JourneyFactBody & Record<string, unknown> = { kind: 'letter-bounced', letter: id, to, permanent: true };
  await recordOnJourney(tx, journey, [{ body, at, actor: null }], at);
}

/** A rung counts only when its letter left (rules: Ladder 1). */
async function rungFact(tx: Tx, letter: LetterRow, at: Instant, left: boolean): Promise<void> {
  if (letter.rung === null) return;
  const { side, rung, because } = letter.rung;
  const fact: FactBody = left ? { kind: 'rung-contacted', side, rung, because, how: 'letter' } : { kind: 'rung-failed', side, rung };
  if (letter.journey !== null) return await recordOnJourney(tx, letter.journey, [{ body: fact, at, actor: null }], at);
  if (letter.reference === null) return;
  const ticket = await lockTicket(tx, letter.reference);
  if (ticket === undefined) throw new Error(`letter ${letter.id} has no ticket`);
  await Promise.all(appendFacts(tx, ticket, [{ body: fact, at, actor: null }], at).queries);
}
