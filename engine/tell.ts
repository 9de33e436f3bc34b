import type { Client } from '@temporalio/client';
import { factRecorded, journeyWorkflowId, stopWorkflowId, TICKETS_QUEUE, ticketWorkflowId, type FactRecorded } from '../workflows/messages';
import { kindOf } from '../domain/journeys/kinds';
import type { JourneyName } from '../domain/journeys/types';
import { epochMs, type Instant, type Reference } from '../domain/ids';

/** Tells a ticket's workflow of a fact, starting it when none runs: reopening and rebuilding are this one path (rules: Door 7). */
export async function tellTicket(client: Client, reference: Reference, fact: FactRecorded): Promise<void> {
  await client.workflow.signalWithStart('ticket', {
    workflowId: ticketWorkflowId(reference),
    taskQueue: TICKETS_QUEUE,
    args: [{ reference }],
    signal: factRecorded,
    signalArgs: [fact],
  });
}

/**
 * Starts the workflow of a ticket whose first move is made, asleep until `wakeAt`, the next instant of its plan: Temporal runs
 * nothing for it before, unless it is told of a fact or asked for an act, which wake it at once. Null = nothing is promised: it is
 * looked at after a year. One that runs already is left as it is.
 */
export async function startAsleep(client: Client, reference: Reference, wakeAt: Instant | null, now: Instant): Promise<void> {
  await client.workflow.start('ticket', {
    workflowId: ticketWorkflowId(reference),
    taskQueue: TICKETS_QUEUE,
    args: [{ reference }],
    workflowIdConflictPolicy: 'USE_EXISTING',
    startDelay: wakeAt === null ? A_YEAR_MS : Math.max(0, epochMs(wakeAt) - epochMs(now)),
  });
}
const A_YEAR_MS = 365 * 86_400_000;

/** Tells a journey's workflow of a fact, starting it when none runs: beginning, reopening and rebuilding are this one path. */
export async function tellJourney(client: Client, { id, kind }: { readonly id: string; readonly kind: JourneyName }, fact: FactRecorded): Promise<void> {
  await client.workflow.signalWithStart(kindOf(kind).workflow, {
    workflowId: journeyWorkflowId(id),
    taskQueue: TICKETS_QUEUE,
    args: [{ id }],
    signal: factRecorded,
    signalArgs: [fact],
  });
}

/** The same of a planned stop. */
export async function tellStop(client: Client, id: string, fact: FactRecorded): Promise<void> {
  await client.workflow.signalWithStart('plannedStop', {
    workflowId: stopWorkflowId(id),
    taskQueue: TICKETS_QUEUE,
    args: [{ id }],
    signal: factRecorded,
    signalArgs: [fact],
  });
}
