import { Router } from 'express';
import type { Reference } from '../../domain/ids';
import { TicketPage } from '../../web/pages/ticket';
import { filledTemplatePath, insertTemplatePath, type TicketAct } from '../../web/paths';
import { WITH_TEMPLATES } from '../../web/view/acts';
import { filledTemplate } from '../template-values';
import { ticketData } from '../view/ticket-data';
import { ticketView } from '../view/ticket';
import { FILE_LIMITS, keepFiles } from '../act-files';
import { posted, signedIn } from '../guard';
import { withFiles } from '../upload';
import { KIND_OF } from '../view/ticket-acts';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';
import { ticketOf } from './acts';

/** A reply template put in a form: its words alone for the script, or the whole page again with the form filled. */
export function templateInsertRoutes(tools: WebTools): Router {
  const at = (path: string): string => path.replaceAll('%3A', ':');
  const router = Router().get(at(filledTemplatePath(':reference' as Reference, ':id')), signedIn(tools, 'answer', sendWords));
  for (const act of WITH_TEMPLATES) router.post(at(insertTemplatePath(':reference' as Reference, act)), withFiles(tools, FILE_LIMITS), posted(tools, KIND_OF[act], (visit) => insert(visit, act)));
  return router;
}

async function sendWords(visit: Visit): Promise<void> {
  const words = await filledTemplate(visit, await ticketData(visit, visit.param('reference') as Reference), visit.param('id'));
  visit.res.type('text/plain').set('Cache-Control', 'no-store').send(words);
}

/** What was typed stays above. */
async function insert(visit: Visit, act: TicketAct): Promise<void> {
  const { reference } = await ticketOf(visit);
  const unkept = await keepFiles(visit, reference);
  const { modele = '', texte = '', ...fields } = visit.fields();
  const words = modele === '' ? null : await filledTemplate(visit, await ticketData(visit, reference), modele);
  const values = { ...fields, texte: [texte.trimEnd(), words ?? ''].filter((part) => part !== '').join('\n\n') };
  const errors = [...unkept, ...(words === null ? [{ field: 'modele', message: 'Choisissez un modèle à insérer.' }] : [])];
  visit.show(TicketPage(await ticketView(visit, reference, { act, refused: { values, errors } })), errors.length > 0 ? 422 : 200);
}
