import { activityInfo, ApplicationFailure } from '@temporalio/activity';
import type { Sql } from '../db/connect';
import { findPendingDelivery, giveUpDelivery, recordAttempt, type DeliveryToMake } from '../db/webhook-delivery';
import { unseal } from '../desk/seal';
import { webhookBody, webhookHeaders, webhookPurpose } from '../desk/webhook';
import { postWebhook } from '../desk/webhook-post';
import { instantAt, type Instant } from '../domain/ids';

/** What telling webhooks needs. */
export interface WebhookTools {
  readonly sql: Sql;
  /** Open what the pages sealed: the instance's own, the first last made. */
  readonly secrets: readonly string[];
  /** Webhooks may be at addresses inside, without TLS. */
  readonly privateWebhooks: boolean;
}

/** A receiver answers at once and works afterwards. */
const ATTEMPT_MS = 15_000;
/** It is gone, and says so. */
const GONE = 410;

/** Facts told to webhooks, on a queue of their own: a receiver that hangs holds up neither a ticket nor a letter. */
export function createWebhookActivities(tools: WebhookTools) {
  return {
    /** Makes one attempt. @throws when it must be tried later. */
    async deliverWebhook({ delivery: id }: { readonly delivery: string }): Promise<void> {
      const now = instantAt(activityInfo().currentAttemptScheduledTimestampMs);
      const delivery = await findPendingDelivery(tools.sql, id);
      if (delivery === undefined) return;
      if (delivery.ended) return await giveUpDelivery(tools.sql, id, 'ended');
      const secret = unseal(tools.secrets, webhookPurpose(delivery.webhook_id), delivery.secret);
      if (secret === null) return await giveUpDelivery(tools.sql, id, 'no-secret');
      const attempt = await attempted(tools, delivery, secret, now);
      await recordAttempt(tools.sql, id, { at: now, ...attempt });
      if (attempt.problem === null) return;
      if (attempt.status === GONE) return await giveUpDelivery(tools.sql, id);
      throw ApplicationFailure.retryable(`${attempt.problem} ${attempt.status ?? ''}`.trim(), 'later');
    },

    /** After the last attempt: it stays on screen, and may be sent again. */
    async giveUpWebhook({ delivery: id }: { readonly delivery: string }): Promise<void> {
      await giveUpDelivery(tools.sql, id);
    },
  };
}
export type WebhookActivities = ReturnType<typeof createWebhookActivities>;

async function attempted({ privateWebhooks }: WebhookTools, delivery: DeliveryToMake, secret: string, now: Instant) {
  const body = webhookBody(delivery);
  return await postWebhook({ url: delivery.url, headers: webhookHeaders(delivery.id, now, body, secret), body, timeoutMs: ATTEMPT_MS, priv: privateWebhooks });
}
