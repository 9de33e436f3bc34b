import { Router } from 'express';
import { QueuePage } from '../../web/pages/queue';
import { queuePath } from '../../web/paths';
import { queueIsOpened } from '../queue-opened';
import { signedIn } from '../guard';
import { queueView } from '../view/queue';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';

export function queueRoutes(tools: WebTools): Router {
  return Router().get(queuePath(), signedIn(tools, 'read-queue', showQueue));
}

async function showQueue(visit: Visit): Promise<void> {
  await queueIsOpened(visit);
  visit.show(QueuePage(await queueView(visit, addressOf(visit))));
}

/** The fields of the address, as they were given. */
function addressOf({ req }: Visit): string {
  return req.originalUrl.split('?')[1]?.slice(0, 2_000) ?? '';
}
