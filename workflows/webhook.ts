import { ActivityFailure, proxyActivities } from '@temporalio/workflow';
import type { WebhookActivities } from '../activities/webhook';
import { GIVE_UP_AFTER_MS } from '../domain/webhook-events';
import { WEBHOOKS_QUEUE, type WebhookInput } from './messages';

const { deliverWebhook } = proxyActivities<WebhookActivities>({
  taskQueue: WEBHOOKS_QUEUE,
  // An attempt takes 15 s at most: of a worker that died in the middle of one no more is waited for.
  startToCloseTimeout: '20 seconds',
  scheduleToCloseTimeout: GIVE_UP_AFTER_MS,
  retry: { initialInterval: '5 seconds', backoffCoefficient: 3, maximumInterval: '3 hours' },
});
const { giveUpWebhook } = proxyActivities<WebhookActivities>({ taskQueue: WEBHOOKS_QUEUE, startToCloseTimeout: '1 minute', retry: { maximumInterval: '5 minutes' } });

/** One fact told to one webhook: tried again, ever less often, until it is taken or three days have passed. */
export async function webhookDelivery({ delivery }: WebhookInput): Promise<void> {
  try {
    await deliverWebhook({ delivery });
  } catch (error) {
    if (!(error instanceof ActivityFailure)) throw error;
    await giveUpWebhook({ delivery });
  }
}
