import { Router } from 'express';
import { erasureFilePath, erasurePath, holdLiftPath, holdsPath, nextErasurePath, retentionPath, accessesPath } from '../../web/retention-paths';
import { AccessesPage } from '../../web/pages/retention/accesses';
import { ComingErasuresPage } from '../../web/pages/retention/coming';
import { ErasurePage } from '../../web/pages/retention/erasure';
import { RetentionPage } from '../../web/pages/retention/retention';
import { liftHold, liftingOf, type HoldRow } from '../../db/retention-hold';
import { frenchDate, frenchDateTime } from '../../domain/french/dates';
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
import { shellOf } from '../view/shell';
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
    let other: HoldRow | undefined;
    const { path } = await once(visit, async (tx) => {
      other = await putHold(tx, visit);
      return retentionPath();
    });
    const also = other === undefined ? '' : ` ${other.put_name} l’avait déjà retenu jusqu’au ${frenchDate(other.until)} : les deux retenues valent, chacune se lève à part.`;
    await visit.goTo(path, { tone: 'done', text: `Retenu : rien n’en sera effacé avant la fin.${also}` });
  } catch (error) {
    const errors = refusalOf(error);
    visit.show(RetentionPage(await retentionView(visit, { values: visit.fields(), errors })), 422);
  }
}

/** Two desks may lift it at once: the second is told who did. */
async function lift(visit: Visit): Promise<void> {
  const id = visit.param('litige');
  let before: Awaited<ReturnType<typeof liftingOf>>;
  const { path } = await once(visit, async (tx) => {
    if (await liftHold(tx, visit.cafs, id, visit.session.account_id, visit.now)) return retentionPath();
    before = await liftingOf(tx, visit.cafs, id);
    if (before === undefined) throw new NotFound('no such hold');
    return retentionPath();
  });
  const { timeZone } = await shellOf(visit, 'reglages');
  if (before !== undefined) return await visit.goTo(path, { tone: 'warn', text: `Déjà levé par ${before.name}, ${frenchDateTime(before.at, timeZone, { now: visit.now })} : rien n’a changé depuis.` });
  await visit.goTo(path, { tone: 'done', text: 'Levé : les durées de conservation valent de nouveau.' });
}
