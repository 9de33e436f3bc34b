import { Router } from 'express';
import { personErasurePath, personExportPath, personPath } from '../../web/retention-paths';
import { PersonPage } from '../../web/pages/retention/person';
import { sendFile } from '../files';
import { posted, signedIn } from '../guard';
import { refusalOf } from '../once';
import { personZip } from '../retention/export';
import { notePersonRequest, personView, tellAll } from '../retention/person';
import type { WebTools } from '../tools';
import type { Visit } from '../visit';

/** One person's data: found, handed over, erased where nothing obliges to keep them. */
export function personRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(personPath(), signedIn(tools, 'keep-retention', async (visit) => visit.show(PersonPage(await personView(visit, visit.query('q'))))));
  router.post(personExportPath(), posted(tools, 'keep-retention', (visit) => asked(visit, 'remettre', hand)));
  router.post(personErasurePath(), posted(tools, 'keep-retention', (visit) => asked(visit, 'effacer', erase)));
  return router;
}

async function hand(visit: Visit): Promise<void> {
  const { address } = await notePersonRequest(visit, 'export');
  sendFile(visit.res, 'donnees-personnelles.zip', 'application/zip', await personZip(visit, address));
}

async function erase(visit: Visit): Promise<void> {
  const { path } = await notePersonRequest(visit, 'erasure');
  await tellAll(visit);
  await visit.goTo(path, { tone: 'done', text: 'Demande enregistrée : ce qui peut être effacé l’est ; le compte rendu est ci-dessous.' });
}

async function asked(visit: Visit, quoi: string, work: (visit: Visit) => Promise<void>): Promise<void> {
  try {
    await work(visit);
  } catch (error) {
    const errors = refusalOf(error);
    visit.show(PersonPage(await personView(visit, visit.fields()['adresse'] ?? '', { values: { ...visit.fields(), quoi }, errors })), 422);
  }
}
