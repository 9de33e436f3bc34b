import type { Client } from '@temporalio/client';
import { factRecorded, TICKETS_QUEUE, ticketWorkflowId, type FactRecorded } from '../workflows/messages';
import type { Reference } from '../domain/ids';

/** Tells a ticket's workflow of a fact, starting it when none runs: start, reopen and rebuild are this one path (rules: Door 7). */
export async function tellTicket(client: Client, reference: Reference, fact: FactRecorded): Promise<void> {
  await client.workflow.signalWithStart('ticket', {
    workflowId: ticketWorkflowId(reference),
    taskQueue: TICKETS_QUEUE,
    args: [{ reference }],
    signal: factRecorded,
    signalArgs: [fact],
  });
}
