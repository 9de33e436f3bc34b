import type { Client } from '@temporalio/client';
import type { CafCode } from '../domain/ids';
import { lookAgain, retentionWorkflowId, TICKETS_QUEUE } from '../workflows/messages';

/** Has a Caf's retention look at once whether there is something to erase, starting its workflow when none runs. */
export async function tellRetention(client: Client, caf: CafCode | ''): Promise<void> {
  await client.workflow.signalWithStart('retention', { workflowId: retentionWorkflowId(caf), taskQueue: TICKETS_QUEUE, args: [{ caf }], signal: lookAgain, signalArgs: [] });
}

/** Starts it where it does not run; one that runs is left as it is. */
export async function startRetention(client: Client, caf: CafCode | ''): Promise<void> {
  await client.workflow.start('retention', { workflowId: retentionWorkflowId(caf), taskQueue: TICKETS_QUEUE, args: [{ caf }], workflowIdConflictPolicy: 'USE_EXISTING' });
}
