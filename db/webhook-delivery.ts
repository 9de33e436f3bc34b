import type { CafCode, Instant, Reference } from '../domain/ids';
import type { WebhookEvent } from '../domain/webhook-events';
import type { Db } from './connect';

/** Why an attempt failed, beside a status that is no success. */
export type DeliveryProblem = 'unreachable' | 'too-slow' | 'private-address' | 'status' | 'ended' | 'no-secret';

/** One fact to tell one webhook. Its id is the `webhook-id` of every attempt. */
export interface DeliveryRow {
  readonly id: string;
  readonly webhook_id: string;
  readonly caf: CafCode;
  readonly reference: Reference;
  readonly n: number;
  readonly event: WebhookEvent;
  readonly happened_at: Instant;
  readonly made_at: Instant;
  readonly state: 'pending' | 'delivered' | 'given-up';
  /** How many times it was asked for: once, then « Envoyer de nouveau ». */
  readonly run: number;
  readonly attempts: number;
  readonly last_at: Instant | null;
  readonly last_status: number | null;
  readonly problem: DeliveryProblem | null;
}

const COLUMNS = ['id', 'webhook_id', 'caf', 'reference', 'n', 'event', 'happened_at', 'made_at', 'state', 'run', 'attempts', 'last_at', 'last_status', 'problem'] as const;

/** Deliveries whose workflow was never started, or was so long ago that it may be lost; marked as started now. */
export async function takeUntoldDeliveries(db: Db, now: Instant, startedBefore: Instant, limit = 200): Promise<Pick<DeliveryRow, 'id' | 'run'>[]> {
  return await db<Pick<DeliveryRow, 'id' | 'run'>[]>`
    update webhook_delivery set told_at = ${now} where id in (
      select id from webhook_delivery where state = 'pending' and (told_at is null or told_at < ${startedBefore}) order by told_at nulls first limit ${limit} for update skip locked)
    returning id, run`;
}

/** Its workflow could not be started: the next turn tries again. */
export async function untellDelivery(db: Db, id: string): Promise<void> {
  await db`update webhook_delivery set told_at = null where id = ${id} and state = 'pending'`;
}

/** A delivery that waits, with where it goes. */
export interface DeliveryToMake extends DeliveryRow {
  readonly url: string;
  readonly secret: string;
  readonly ended: boolean;
}

export async function findPendingDelivery(db: Db, id: string): Promise<DeliveryToMake | undefined> {
  const [row] = await db<DeliveryToMake[]>`
    select ${db(COLUMNS.map((name) => `webhook_delivery.${name}`))}, url, secret, ended_at is not null as ended
    from webhook_delivery join webhook on webhook.id = webhook_id where webhook_delivery.id = ${id} and state = 'pending'`;
  return row;
}

export interface Attempt {
  readonly at: Instant;
  readonly status: number | null;
  readonly problem: DeliveryProblem | null;
}

/** Writes down one attempt, and that it was taken when nothing went wrong. */
export async function recordAttempt(db: Db, id: string, { at, status, problem }: Attempt): Promise<void> {
  await db`update webhook_delivery set attempts = attempts + 1, last_at = ${at}, last_status = ${status}, problem = ${problem},
    state = case when ${problem === null} then 'delivered' else state end where id = ${id} and state = 'pending'`;
}

export async function giveUpDelivery(db: Db, id: string, problem: DeliveryProblem | null = null): Promise<void> {
  await db`update webhook_delivery set state = 'given-up', problem = coalesce(${problem}, problem) where id = ${id} and state = 'pending'`;
}

/** The deliveries of a webhook after a place in the same order, latest first; null = from the first. */
export async function deliveriesOf(db: Db, webhook: string, after: { readonly at: Instant; readonly id: string } | null, limit: number): Promise<DeliveryRow[]> {
  return await db<DeliveryRow[]>`
    select ${db(COLUMNS)} from webhook_delivery where webhook_id = ${webhook}
      and ${after === null ? db`true` : db`(made_at < ${after.at} or (made_at = ${after.at} and id > ${after.id}))`}
    order by made_at desc, id limit ${limit}`;
}

/** Asks for it once more, with the same id. @returns false when it is under way, or not of that webhook. */
export async function resendDelivery(db: Db, webhook: string, id: string): Promise<boolean> {
  return (await db`update webhook_delivery set state = 'pending', run = run + 1, told_at = null where id = ${id} and webhook_id = ${webhook} and state <> 'pending'`).count === 1;
}

export async function findDelivery(db: Db, webhook: string, id: string): Promise<DeliveryRow | undefined> {
  const [row] = await db<DeliveryRow[]>`select ${db(COLUMNS)} from webhook_delivery where id = ${id} and webhook_id = ${webhook}`;
  return row;
}
