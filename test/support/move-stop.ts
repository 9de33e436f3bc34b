import { findStop } from '../../db/planned-stop';
import { journeysInReach, noteWoken, ticketsInReach } from '../../db/stop-told';
import { moveStopOnce } from '../../desk/planned-stop';
import { postBatch } from '../../desk/stop-letters';
import type { Tools } from '../../desk/tools';
import type { Instant, Reference } from '../../domain/ids';

/** What a stop's workflow does at an instant, without Temporal: limits reckoned anew, letters of the round under way. */
export async function moveStop(tools: Tools, id: string, now: Instant, move: (reference: Reference) => Promise<unknown>): Promise<void> {
  const { mailing, toReckon } = await moveStopOnce(tools.sql, id, now);
  const stop = await findStop(tools.sql, id);
  if (toReckon && stop !== undefined) {
    for (const { reference } of await ticketsInReach(tools.sql, stop, '', 1_000)) await move(reference);
    await journeysInReach(tools.sql, stop);
    await noteWoken(tools.sql, stop, null);
  }
  while (mailing !== null && !(await postBatch(tools, id, mailing, now, () => undefined)).done);
}
