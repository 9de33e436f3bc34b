import { Router } from 'express';
import type { Reference } from '../../domain/ids';
import { QueuePage } from '../../web/pages/queue';
import { SeveralPage } from '../../web/pages/several';
import { severalActsPath } from '../../web/paths';
import { posted } from '../guard';
import { carryOutSeveral, readSeveral } from '../several';
import { queueView } from '../view/queue';
import { shellOf } from '../view/shell';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';
import { formKeyOf } from '../form-key';

/** Several tickets at once, from the queue: each is asked for by itself, as on its own page, and answers for itself. */
export function severalRoutes(tools: WebTools): Router {
  return Router().post(severalActsPath(), posted(tools, 'read-queue', actOnSeveral));
}

async function actOnSeveral(visit: Visit): Promise<void> {
  const values = visit.fields();
  const address = values['adresse'] ?? '';
  const formKey = formKeyOf(visit);
  const asked = readSeveral(visit);
  if ('errors' in asked) {
    const several = { chosen: visit.values('demande') as Reference[], refused: { values, errors: asked.errors } };
    return visit.show(QueuePage(await queueView(visit, address, { several })), 422);
  }
  const results = await carryOutSeveral(visit, asked, formKey);
  visit.show(SeveralPage({ shell: await shellOf(visit, 'file'), act: asked.act, text: asked.fields['texte'] ?? '', results, back: address }));
}
