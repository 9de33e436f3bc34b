import { Router } from 'express';
import { beginAgain } from '../../db/connect';
import { findJourney } from '../../db/journey';
import { askJourney } from '../../desk/journey';
import { ACCEPT_ESCALATION } from '../../domain/journeys/ladder';
import { EscalationsPage } from '../../web/pages/escalations';
import { acceptProposalPath, escalationsPath } from '../../web/paths';
import { tellJourneyNow } from '../change/tell';
import { NotFound } from '../errors';
import { posted, signedIn } from '../guard';
import { onceKey } from '../once';
import type { WebTools } from '../tools';
import { escalationsView } from '../view/escalations';
import { proposalsOf } from '../view/proposals';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';

export function escalationRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(escalationsPath(), signedIn(tools, 'read-escalations', async (visit) => {
    const [view, proposals, shell] = await Promise.all([escalationsView(visit), proposalsOf(visit), shellOf(visit, 'escalades')]);
    visit.show(EscalationsPage({ shell, ...view, proposals, tokens: visit.may('accept-escalation') ? visit.tokens() : null }));
  }));
  router.post(acceptProposalPath(':journey').replace('%3A', ':'), posted(tools, 'accept-escalation', acceptProposed));
  return router;
}

/** The contact is written to once, however often the form comes; who answered meanwhile is not written to. @throws NotFound for a journey of another Caf */
async function acceptProposed(visit: Visit): Promise<void> {
  const { tools, session, now } = visit;
  const row = await findJourney(tools.sql, visit.param('journey'));
  if (row === undefined || !visit.cafs.includes(row.caf)) throw new NotFound('no such journey');
  const answer = await beginAgain(tools.sql, async (tx) => await askJourney(tx, tools, { key: onceKey(visit), journey: row.id, act: { kind: ACCEPT_ESCALATION }, actor: session.account_id }, now));
  await tellJourneyNow(tools, row.id);
  await visit.goTo(escalationsPath(), answer.state === 'done' ? { tone: 'done', text: `${row.id} : le contact suivant est prévenu.` } : { tone: 'warn', text: answer.reason });
}
