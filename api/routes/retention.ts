import { Router } from 'express';
import { erasureFilePath, erasurePath, holdLiftPath, holdsPath, nextErasurePath, retentionPath, accessesPath } from '../../web/retention-paths';
import { AccessesPage } from '../../web/pages/retention/accesses';
import { ComingErasuresPage } from '../../web/pages/retention/coming';
import { ErasurePage } from '../../web/pages/retention/erasure';
import { RetentionPage } from '../../web/pages/retention/retention';
import { liftHold } from '../../db/retention-hold';
import { writePdf } from '../../paper/pdf';
import { NotFound } from '../errors';
import { sendCsv, sendFile } from '../files';
import { posted, signedIn } from '../guard';
import { once, refusalOf } from '../once';
import { accessesView } from '../retention/accesses';
import { putHold } from '../retention/hold';
import { erasureCsv, erasurePaper } from '../retention/report';
import { comingView, erasureReport, retentionView } from '../retention/views';
import type { WebTools } from '../tools';
import type { Visit } from '../visit';

const pattern = (path: string): string => path.replaceAll('%3A', ':');

/** What is kept and for how long (article 5): terms, disputes, reports of what was erased, what will be; and who opened what. */
export function retentionRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(retentionPath(), signedIn(tools, 'keep-retention', async (visit) => visit.show(RetentionPage(await retentionView(visit)))));
  router.get(nextErasurePath(), signedIn(tools, 'keep-retention', async (visit) => visit.show(ComingErasuresPage(await comingView(visit)))));
  router.get(pattern(erasureFilePath(':effacement', 'csv')), signedIn(tools, 'keep-retention', async (visit) => sendCsv(visit.res, `effacement-${idOf(visit)}.csv`, erasureCsv(await erasureReport(visit)))));
  router.get(pattern(erasureFilePath(':effacement', 'pdf')), signedIn(tools, 'keep-retention', async (visit) => sendFile(visit.res, `effacement-${idOf(visit)}.pdf`, 'application/pdf', await writePdf(erasurePaper(await erasureReport(visit), visit.now)))));
  router.get(pattern(erasurePath(':effacement')), signedIn(tools, 'keep-retention', async (visit) => visit.show(ErasurePage(await erasureReport(visit)))));
  router.post(holdsPath(), posted(tools, 'keep-retention', hold));
  router.post(pattern(holdLiftPath(':litige')), posted(tools, 'keep-retention', lift));
  router.get(accessesPath(), signedIn(tools, 'read-traces', async (visit) => visit.show(AccessesPage(await accessesView(visit)))));
  return router;
}

const idOf = (visit: Visit): string => visit.param('effacement').replace(/[^\w-]+/g, '-');

async function hold(visit: Visit): Promise<void> {
  try {
    const { path } = await once(visit, (tx) => putHold(tx, visit));
    await visit.goTo(path, { tone: 'done', text: 'Retenu : rien n’en sera effacé avant la fin.' });
  } catch (error) {
    const errors = refusalOf(error);
    visit.show(RetentionPage(await retentionView(visit, { values: visit.fields(), errors })), 422);
  }
}

async function lift(visit: Visit): Promise<void> {
  const { path } = await once(visit, async (tx) => {
    if (!(await liftHold(tx, visit.cafs, visit.param('litige'), visit.session.account_id, visit.now))) throw new NotFound('no such hold');
    return retentionPath();
  });
  await visit.goTo(path, { tone: 'done', text: 'Levé : les durées de conservation valent de nouveau.' });
}
