import { Router } from 'express';
import type { Reference } from '../../domain/ids';
import { TicketPage } from '../../web/pages/ticket';
import { journalPath, ticketPath } from '../../web/paths';
import { ticketView } from '../view/ticket';
import { signedIn } from '../guard';
import type { WebTools } from '../tools';
import { ticketOf } from './acts';

const REFERENCE = ':reference' as Reference;
const pattern = (path: string): string => path.replaceAll('%3A', ':');

export function ticketRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(pattern(ticketPath(REFERENCE)), signedIn(tools, 'read-ticket', async (visit) => visit.show(TicketPage(await ticketView(visit, visit.param('reference') as Reference)))));
  router.get(pattern(journalPath(REFERENCE)), signedIn(tools, 'read-ticket', async (visit) => visit.res.redirect(303, `${ticketPath((await ticketOf(visit)).reference)}#journal`)));
  return router;
}
