import { Router } from 'express';
import { EscalationsPage } from '../../web/pages/escalations';
import { escalationsPath } from '../../web/paths';
import { escalationsView } from '../view/escalations';
import { shellOf } from '../view/shell';
import { signedIn } from '../guard';
import type { WebTools } from '../tools';

export function escalationRoutes(tools: WebTools): Router {
  return Router().get(escalationsPath(), signedIn(tools, 'read-escalations', async (visit) => {
    const [view, shell] = await Promise.all([escalationsView(visit), shellOf(visit, 'escalades')]);
    visit.show(EscalationsPage({ shell, ...view }));
  }));
}
