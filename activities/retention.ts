import { heartbeat } from '@temporalio/activity';
import { eraseBatch, openErasure, type RetentionStanding } from '../desk/retention';
import type { Tools } from '../desk/tools';
import type { CafCode, Instant } from '../domain/ids';

export type { RetentionStanding };

/** Which erasure there is to carry out at a Caf, if any, in one transaction. Safe to repeat. */
export function createRetentionActivities({ sql }: Pick<Tools, 'sql'>) {
  return { openErasure: ({ caf, now }: { readonly caf: CafCode | ''; readonly now: Instant }): Promise<RetentionStanding> => openErasure(sql, caf, now) };
}
export type RetentionActivities = ReturnType<typeof createRetentionActivities>;

/** Batches, on the queue of what may wait. */
export function createErasureActivities({ sql }: Pick<Tools, 'sql'>) {
  return { /** Erases one batch. Safe to repeat: what is erased is no longer due. */ eraseBatch: ({ id, now }: { readonly id: string; readonly now: Instant }) => eraseBatch(sql, id, now, () => heartbeat()) };
}
export type ErasureActivities = ReturnType<typeof createErasureActivities>;
