import { activityInfo, ApplicationFailure, heartbeat } from '@temporalio/activity';
import { killPoint } from '../faults';
import { claimLetter, findLetter, renewClaim } from '../db/letter';
import { settled, toPost } from '../desk/post-letter';
import { withheldIfAnswered } from '../desk/withhold';
import { later, LEASE_MS, type PostOutcome, type Tools } from '../desk/tools';
import { epochMs, instantAt, type Instant } from '../domain/ids';

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
      if (await withheldIfAnswered(tools, letter, now)) return;
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
