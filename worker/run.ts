import { Worker, type NativeConnection } from '@temporalio/worker';
import { createJourneyActivities } from '../activities/journey';
import { createLetterActivities } from '../activities/letter';
import { createAnnouncementActivities, createStopActivities, type AnnouncementTools } from '../activities/planned-stop';
import { createErasureActivities, createRetentionActivities } from '../activities/retention';
import { createTicketActivities } from '../activities/ticket';
import { createWebhookActivities, type WebhookTools } from '../activities/webhook';
import type { Tools } from '../desk/tools';
import { ANNOUNCEMENTS_QUEUE, LETTERS_QUEUE, TICKETS_QUEUE, WEBHOOKS_QUEUE } from '../workflows/messages';

export interface WorkerSetting {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly tools: AnnouncementTools;
  /** How announcements leave: over which connections, and how many a second at most for one stop; absent = as the other letters, at no set pace. */
  readonly announcements?: { readonly post: Tools['post']; readonly perSecond: number };
  readonly webhooks: Omit<WebhookTools, 'sql'>;
  readonly workflowBundle: { readonly codePath: string } | { readonly code: string };
}

/** The worker of tickets and journeys, the one of letters that did not leave at once, the one of webhooks, the one of announcements: a relay or a receiver that hangs holds up no ticket. */
export async function createWorkers(setting: WorkerSetting): Promise<Worker[]> {
  const { connection, namespace, tools, webhooks, workflowBundle, announcements } = setting;
  const tickets = await Worker.create({
    connection,
    namespace,
    taskQueue: TICKETS_QUEUE,
    workflowBundle,
    activities: { ...createTicketActivities(tools), ...createJourneyActivities(tools), ...createStopActivities(tools), ...createRetentionActivities(tools) },
    shutdownGraceTime: '10 seconds',
    maxCachedWorkflows: 500,
    maxConcurrentLocalActivityExecutions: 20,
  });
  const letters = await Worker.create({
    connection,
    namespace,
    taskQueue: LETTERS_QUEUE,
    activities: createLetterActivities(tools),
    shutdownGraceTime: '10 seconds',
    maxConcurrentActivityTaskExecutions: 10,
  });
  const told = await Worker.create({
    connection,
    namespace,
    taskQueue: WEBHOOKS_QUEUE,
    activities: createWebhookActivities({ ...webhooks, sql: tools.sql }),
    shutdownGraceTime: '10 seconds',
    maxConcurrentActivityTaskExecutions: 10,
  });
  const announced = await Worker.create({
    connection,
    namespace,
    taskQueue: ANNOUNCEMENTS_QUEUE,
    activities: { ...createAnnouncementActivities({ ...tools, ...announcements }), ...createErasureActivities(tools) },
    shutdownGraceTime: '10 seconds',
    maxConcurrentActivityTaskExecutions: 1,
  });
  return [tickets, letters, told, announced];
}
