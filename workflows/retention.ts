import { condition, continueAsNew, proxyActivities, proxyLocalActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { ErasureActivities, RetentionActivities } from '../activities/retention';
import { instantAt } from '../domain/ids';
import { ANNOUNCEMENTS_QUEUE, lookAgain, type RetentionInput } from './messages';

const { openErasure } = proxyLocalActivities<RetentionActivities>({ startToCloseTimeout: '20 seconds', localRetryThreshold: '5 seconds', retry: { initialInterval: '200 milliseconds', maximumInterval: '30 seconds' } });
const { eraseBatch } = proxyActivities<ErasureActivities>({ taskQueue: ANNOUNCEMENTS_QUEUE, startToCloseTimeout: '2 minutes', heartbeatTimeout: '10 seconds', retry: { initialInterval: '1 second', maximumInterval: '5 minutes' } });

/** A run of so many nights, whatever the server advises: about a month. */
const NIGHTS = 30;

/**
 * What is over its term at a Caf ('' = this installation's own) is erased: each night by batches until nothing is due, or at once when somebody asks;
 * for as long as the Caf lives, continuing as new each month. What is due is decided in PostgreSQL, with its holds.
 */
export async function retention({ caf }: RetentionInput): Promise<void> {
  let asked = false;
  setHandler(lookAgain, () => {
    asked = true;
  });
  const now = () => instantAt(Date.now());
  for (let nights = 0; (nights < NIGHTS && !workflowInfo().continueAsNewSuggested) || asked; ) {
    asked = false;
    const { erasure, wakeAt } = await openErasure({ caf, now: now() });
    if (erasure === null) {
      const ms = Date.parse(wakeAt) - Date.now();
      if (ms > 0) await condition(() => asked, ms);
      continue;
    }
    while (!(await eraseBatch({ id: erasure, now: now() })).done);
    nights += 1;
  }
  await continueAsNew<typeof retention>({ caf });
}
