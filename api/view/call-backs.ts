import { factsOfMany, promisedCallBacks } from '../../db/queue';
import { epochMs, type Instant, type Reference } from '../../domain/ids';
import { stateOf } from '../../domain/ticket-state';
import type { Visit } from '../visit';

/** A call promised to a partner and not made yet. */
export interface CallBack {
  readonly reference: Reference;
  readonly due: Instant;
}

const DAY_MS = 86_400_000;

/** Calls promised and due within a day, or overdue, the earliest first. */
export async function dueCallBacks({ tools, cafs, now }: Visit): Promise<CallBack[]> {
  const references = await promisedCallBacks(tools.sql, cafs);
  const facts = await factsOfMany(tools.sql, references);
  return references
    .flatMap((reference) => stateOf(facts.get(reference) ?? []).callBacks.map(({ due }) => ({ reference, due })))
    .filter(({ due }) => epochMs(due) <= epochMs(now) + DAY_MS)
    .sort((a, b) => (a.due < b.due ? -1 : 1));
}
