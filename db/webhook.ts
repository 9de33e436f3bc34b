import type { CafCode, Instant } from '../domain/ids';
import type { WebhookEvent } from '../domain/webhook-events';
import type { Db, Tx } from './connect';

/** Where a Caf's programs are told of facts. */
export interface WebhookRow {
  readonly id: string;
  readonly caf: CafCode;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  /** Sealed: what signs is known to the instance alone. */
  readonly secret: string;
  readonly made_by: string;
  readonly made_at: Instant;
  readonly ended_at: Instant | null;
}

/** With how its deliveries go. */
export interface ListedWebhook extends Omit<WebhookRow, 'secret'> {
  readonly pending: number;
  readonly given_up: number;
  readonly last_delivered_at: Instant | null;
}

export async function insertWebhook(tx: Tx, webhook: Omit<WebhookRow, 'ended_at'>): Promise<void> {
  const { id, caf, url, events, secret, made_by, made_at } = webhook;
  await tx`insert into webhook (id, caf, url, events, secret, made_by, made_at) values (${id}, ${caf}, ${url}, ${[...events]}, ${secret}, ${made_by}, ${made_at})`;
}

/** Those of these Cafs that have not ended, in the order in which they were made. */
export async function listWebhooks(db: Db, cafs: readonly CafCode[]): Promise<ListedWebhook[]> {
  return await db<ListedWebhook[]>`
    select webhook.id, caf, url, events, made_by, made_at, ended_at, counted.* from webhook left join lateral (
      select (count(*) filter (where state = 'pending'))::int as pending, (count(*) filter (where state = 'given-up'))::int as given_up,
        max(last_at) filter (where state = 'delivered') as last_delivered_at
      from webhook_delivery where webhook_id = webhook.id) counted on true
    where caf = any(${[...cafs]}) and ended_at is null order by made_at, webhook.id`;
}

/** One of these Cafs, ended or not. */
export async function findWebhook(db: Db, cafs: readonly CafCode[], id: string): Promise<WebhookRow | undefined> {
  const [row] = await db<WebhookRow[]>`select * from webhook where id = ${id} and caf = any(${[...cafs]})`;
  return row;
}

export async function countWebhooks(db: Db, caf: CafCode): Promise<number> {
  const [row] = await db<{ count: number }[]>`select count(*)::int as count from webhook where caf = ${caf} and ended_at is null`;
  return row?.count ?? 0;
}

/** No fact is told to it any more; what is under way is given up at its next attempt. @returns false when it had ended. */
export async function endWebhook(tx: Tx, id: string, at: Instant): Promise<boolean> {
  return (await tx`update webhook set ended_at = ${at} where id = ${id} and ended_at is null`).count === 1;
}
