import { livingStops, takeUntoldStops } from '../db/stop-told';
import { later } from '../desk/tools';
import { tellStop } from '../engine/tell';
import type { Chores } from './chores';

const TELL_AGAIN_MS = 30_000;
const OVERDUE_MS = 120_000;

/** Stops whose workflow was never told of their last fact, or on which nothing happened at their hour, are told now (rules: Door 8). @returns how many. */
export async function tellUntoldStops({ client, tools, clock }: Chores, olderThanMs = TELL_AGAIN_MS): Promise<number> {
  const now = clock.now();
  const untold = await takeUntoldStops(tools.sql, now, { askedBefore: later(now, -olderThanMs), overdueBefore: later(now, -OVERDUE_MS) });
  for (const { id, last_n } of untold) await tellStop(client, id, { n: last_n, overdue: true });
  return untold.length;
}

/** Rebuilds when fewer stops run than are to come or under way. */
export async function rebuildStopsIfLost(chores: Chores): Promise<number> {
  const living = await livingStops(chores.tools.sql);
  if (living.length === 0) return 0;
  const { count } = await chores.client.workflow.count('WorkflowType = "plannedStop" AND ExecutionStatus = "Running"');
  return count < living.length ? await rebuildStops(chores) : 0;
}

/** Every stop on which something may still happen is told: Temporal's database was lost. Telling one that runs changes nothing. @returns how many. */
export async function rebuildStops({ client, tools }: Chores): Promise<number> {
  const living = await livingStops(tools.sql);
  for (const { id, last_n } of living) await tellStop(client, id, { n: last_n, overdue: true });
  return living.length;
}
