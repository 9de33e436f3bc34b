import { Router } from 'express';
import type { Reference } from '../../domain/ids';
import { disputeFilePath } from '../../web/paths';
import { disputeData, disputePdf, disputeZip } from '../dispute/file';
import { sendFile } from '../files';
import { signedIn } from '../guard';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';

const pattern = (as: 'pdf' | 'zip'): string => disputeFilePath(':reference' as Reference, as).replaceAll('%3A', ':');

/** The file of one request for a dispute: GET /demandes/:reference/dossier.pdf, …/dossier.zip. */
export function disputeRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(pattern('pdf'), signedIn(tools, 'read-dispute-file', (visit) => send(visit, 'pdf')));
  router.get(pattern('zip'), signedIn(tools, 'read-dispute-file', (visit) => send(visit, 'zip')));
  return router;
}

async function send(visit: Visit, as: 'pdf' | 'zip'): Promise<void> {
  const data = await disputeData(visit, visit.param('reference') as Reference);
  const name = `dossier-${data.row.reference}.${as}`;
  if (as === 'pdf') sendFile(visit.res, name, 'application/pdf', await disputePdf(data));
  else sendFile(visit.res, name, 'application/zip', await disputeZip(data));
}
