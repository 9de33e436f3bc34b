import { untoldOf } from '../db/convention-end';
import { findJourney } from '../db/journey';
import { claimLetter, waitingLetters } from '../db/letter';
import { moveJourneyOnce } from '../desk/journey';
import type { JourneyStanding } from '../desk/journeys/move';
import { postFirst } from '../desk/post-letter';
import { later, LEASE_MS, type Tools } from '../desk/tools';
import type { Instant } from '../domain/ids';

export interface JourneyMoveAsked {
  readonly id: string;
  /** The workflow's own clock, the only one that decides what is due. */
  readonly now: Instant;
}

export interface JourneyMoved extends JourneyStanding {
  /** Letters that did not leave at once. */
  readonly lettersToPost: readonly string[];
}

/** So many letters are tried at once; the others are the patient activity's. */
const AT_ONCE = 10;

export function createJourneyActivities(tools: Tools) {
  const moveJourney = async ({ id, now }: JourneyMoveAsked): Promise<JourneyMoved> => {
    const { standing, begun, touched } = await moveJourneyOnce(tools.sql, tools, id, now);
    for (const one of begun) await tools.tellJourney(one, (await findJourney(tools.sql, one.id))?.last_n ?? 1);
    if (touched !== null) await tellOthers(tools, touched, id);
    const waiting = await waitingLetters(tools.sql, id);
    const tried = waiting.slice(0, AT_ONCE);
    const left = await Promise.all(tried.map((letter) => postAtOnce(tools, letter, now)));
    const lettersToPost = [...tried.filter((_, i) => left[i] === 'later'), ...waiting.slice(AT_ONCE)];
    // A rung counts once its letter has left (rules: Ladder 1), and one that was refused may call for another: what comes next is planned from there.
    if (!left.includes('rung') && !(await hasNews(tools, id, standing.seen, tried))) return { ...standing, lettersToPost };
    const again = await moveJourney({ id, now });
    return { ...again, lettersToPost: [...new Set([...lettersToPost, ...again.lettersToPost])] };
  };
  return { /** Brings a journey up to date at `now` in one transaction, then tries its letters. Safe to repeat. */ moveJourney };
}
/** What a journey had recorded on others of its convention; who cannot be told now is told by the chores (rules: Door 8). */
async function tellOthers(tools: Tools, conventionId: string, but: string): Promise<void> {
  const { journeys, tickets } = await untoldOf(tools.sql, conventionId);
  for (const one of journeys) if (one.id !== but) await tools.tellJourney(one, one.last_n);
  for (const { reference, last_n } of tickets) await tools.tell(reference, last_n);
}
/** Whether the relay refused one of the letters just tried, which stands in the journal since. */
async function hasNews({ sql }: Tools, id: string, seen: number, tried: readonly string[]): Promise<boolean> {
  return tried.length > 0 && ((await findJourney(sql, id))?.last_n ?? 0) > seen;
}

export type JourneyActivities = ReturnType<typeof createJourneyActivities>;

async function postAtOnce(tools: Tools, id: string, now: Instant): Promise<'left' | 'rung' | 'later'> {
  const letter = await claimLetter(tools.sql, id, now, later(now, LEASE_MS));
  if (letter === undefined) return 'later';
  if (!(await postFirst(tools, letter, letter.rung === null ? now : letter.queued_at))) return 'later';
  return letter.rung === null ? 'left' : 'rung';
}
