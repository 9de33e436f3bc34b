import { Router } from 'express';
import { MorningPage } from '../../web/pages/steering/morning';
import { OpenListPage } from '../../web/pages/steering/open-list';
import { morningPath, openListRoute } from '../../web/paths';
import { shellOf } from '../view/shell';
import { morningView } from '../view/steering/morning';
import { openListView } from '../view/steering/open-list';
import { signedIn } from '../guard';
import type { WebTools } from '../tools';

/** « Ce matin », and the lists behind its figures. */
export function steeringRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(morningPath(), signedIn(tools, 'read-morning', async (visit) => {
    const [view, shell] = await Promise.all([morningView(visit), shellOf(visit, 'pilotage')]);
    visit.show(MorningPage({ shell, ...view }));
  }));
  router.get(openListRoute(), signedIn(tools, 'read-morning', async (visit) => {
    const [view, shell] = await Promise.all([openListView(visit), shellOf(visit, 'pilotage')]);
    visit.show(OpenListPage({ shell, tokens: visit.tokens(), ...view }));
  }));
  return router;
}
