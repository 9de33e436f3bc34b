import type { Client } from '@temporalio/client';
import { TICKETS_QUEUE, webhookWorkflowId } from '../workflows/messages';

/** Starts the telling of a fact to a webhook; one that runs already is left as it is. `run`: how many times it was asked for. */
export async function startDelivery(client: Client, delivery: string, run: number): Promise<void> {
  await client.workflow.start('webhookDelivery', {
    workflowId: webhookWorkflowId(delivery, run),
    taskQueue: TICKETS_QUEUE,
    args: [{ delivery }],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
}
