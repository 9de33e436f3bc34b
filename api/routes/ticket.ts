import { Router } from 'express';
import type { Reference } from '../../domain/ids';
import { TicketPage } from '../../web/pages/ticket';
import { journalPath, ticketPath } from '../../web/paths';
import { ticketView } from '../view/ticket';
import { signedIn } from '../visit';
import type { WebTools } from '../tools';

const REFERENCE = ':reference' as Reference;
const pattern = (path: string): string => path.replaceAll('%3A', ':');

export function ticketRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(pattern(ticketPath(REFERENCE)), signedIn(tools, async (visit) => visit.show(TicketPage(await ticketView(visit, visit.param('reference') as Reference)))));
  router.get(pattern(journalPath(REFERENCE)), signedIn(tools, async (visit) => visit.res.redirect(303, `${ticketPath(visit.param('reference') as Reference)}#journal`)));
  return router;
}
