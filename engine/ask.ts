import { isGrpcServiceError, WithStartWorkflowOperation, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError, type Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { ActKind } from '../domain/acts';
import type { Reference } from '../domain/ids';
import { carryOut, TICKETS_QUEUE, ticketWorkflowId, type Carried } from '../workflows/messages';

export interface ActAsk {
  readonly key: string;
  readonly reference: Reference;
  readonly kind: ActKind;
}

/** What became of an act that was asked: done, refused with the reason in French, or not known within the time. */
export type ActAnswer = { readonly state: 'done' } | { readonly state: 'refused'; readonly reason: string } | { readonly state: 'unknown' };

/**
 * Asks a ticket's workflow to carry out an act that is kept under its key, starting the workflow when none runs. The key is
 * the update's id: asking twice is asking once. Waits `waitMs` milliseconds at most (rules: Door 9).
 */
export async function askAct(client: Client, { key, reference, kind }: ActAsk, waitMs: number): Promise<ActAnswer> {
  const startWorkflowOperation = new WithStartWorkflowOperation('ticket', {
    workflowId: ticketWorkflowId(reference),
    taskQueue: TICKETS_QUEUE,
    args: [{ reference }],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
  try {
    const carried = await client.connection.withDeadline(Date.now() + waitMs, () =>
      client.workflow.executeUpdateWithStart(carryOut, { startWorkflowOperation, updateId: key, args: [{ key, kind }] }),
    );
    return answerOf(carried as Carried);
  } catch (error) {
    return answerOfError(error);
  }
}

function answerOf(carried: Carried): ActAnswer {
  return carried.refused === null ? { state: 'done' } : { state: 'refused', reason: carried.refused };
}

function answerOfError(error: unknown): ActAnswer {
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure && error.cause.type === 'refused') {
    return { state: 'refused', reason: error.cause.message };
  }
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcServiceError(error)) return { state: 'unknown' };
  throw error;
}
