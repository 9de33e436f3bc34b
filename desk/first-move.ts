import { loadCase } from '../db/case';
import type { Tx } from '../db/connect';
import type { LetterRow } from '../db/letter';
import type { Instant, Reference } from '../domain/ids';
import type { Begun } from './journey';
import type { WriteTools } from './tools';
import { Transition } from './transition';

/** What the first move of a ticket leaves to be done once it is kept. */
export interface FirstMove {
  readonly reference: Reference;
  /** The last fact that the move has seen. */
  readonly n: number;
  /** The next instant of its plan, if any: its workflow may sleep until then. */
  readonly wakeAt: Instant | null;
  /** The instant of the move, which its letters leave at. */
  readonly now: Instant;
  /** To be posted, the acknowledgement among them. */
  readonly letters: readonly LetterRow[];
  /** The incident of a request under restricted access, to be told. */
  readonly incident: Begun | null;
}

/**
 * The first move of a ticket, made by the door that opened it: what is promised, and the acknowledgement that says so (article 3). In a
 * transaction of its own, for the one that opens a ticket holds its Caf's counter. The ticket stays untold until its workflow is started
 * and its letters have left: a door that dies before is made good by the chores.
 */
export async function firstMove(tx: Tx, tools: WriteTools, reference: Reference, now: Instant): Promise<FirstMove> {
  const loaded = await loadCase(tx, reference, now);
  const transition = new Transition(tx, tools, loaded, now);
  transition.arrived();
  transition.fallDue();
  const { seen, wake, letters, incident = null } = await transition.write(false);
  return { reference, n: seen, wakeAt: wake?.at ?? null, now: transition.now, letters, incident };
}
