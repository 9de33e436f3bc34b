import { Router } from 'express';
import { getContract } from '../../db/contract';
import type { NewsRow } from '../../db/news';
import { findTicket, type TicketRow } from '../../db/ticket';
import type { Act } from '../../domain/acts';
import type { Reference } from '../../domain/ids';
import { ActKeptPage } from '../../web/pages/errors';
import { TicketPage } from '../../web/pages/ticket';
import { incidentPath, queuePath, TICKET_ACTS, ticketActPath, ticketPath, type TicketAct } from '../../web/paths';
import { readSeen, sendAct } from '../act-sent';
import { attachedFiles, FILE_LIMITS, keepFiles, withAttached, type Attached } from '../act-files';
import { readActForm, type FieldError, type ReadForm } from '../act-forms';
import { formKeyOf } from '../form-key';
import { withFiles } from '../upload';
import { shellOf } from '../view/shell';
import { KIND_OF } from '../view/ticket-acts';
import { ticketView } from '../view/ticket';
import { ACT_DONE, ACT_NAMES } from '../view/act-names';
import { type Visit } from '../visit';
import { posted, requireOn } from '../guard';
import type { WebTools } from '../tools';

/**
 * Each act of an agent is a thing one creates: POST /demandes/:reference/prise-en-charge, …/reponse, …
 * « national » takes two: whoever may record the national level's answer may ask for it, and the act itself is asked once read.
 */
export function actRoutes(tools: WebTools): Router {
  const router = Router();
  for (const act of TICKET_ACTS) router.post(routePath(act), withFiles(tools, FILE_LIMITS), posted(tools, act === 'national' ? 'record-national' : KIND_OF[act], (visit) => carryOut(visit, act)));
  return router;
}

function routePath(act: TicketAct): string {
  return ticketActPath(':reference' as Reference, act).replace('%3A', ':');
}

async function carryOut(visit: Visit, name: TicketAct): Promise<void> {
  const ticket = await ticketOf(visit);
  const unkept = await keepFiles(visit, ticket.reference);
  const contract = await getContract(visit.tools.sql, ticket.caf, ticket.contract_version);
  const read = withItsFiles(readActForm(name, visit.fields(), contract), await attachedFiles(visit, ticket.reference), unkept);
  if ('errors' in read) return await formAgain(visit, ticket.reference, name, read.errors);
  requireOn(visit, ticket, read.act.kind);
  const from = { form: name, formKey: formKeyOf(visit), seen: readSeen(visit.fields()['vu'] ?? '') };
  const answer = await sendAct(visit, ticket, read.act, from);
  if (answer.state === 'refused') return await formAgain(visit, ticket.reference, name, [{ field: null, message: answer.reason }]);
  if (answer.state === 'news') return await overtaken(visit, ticket.reference, name, answer.news);
  if (answer.state === 'unknown') return await kept(visit, ticket.reference, read.act);
  if (read.act.kind === 'rectify' && !(await sees(visit, ticket.reference))) {
    return await visit.goTo(queuePath(), { tone: 'done', text: `${ticket.reference} : incident de sécurité, remis au responsable de la sécurité. Vous ne le lisez plus.` });
  }
  await visit.goTo(backTo(visit, ticket.reference, name), answer.state === 'held' ? null : { tone: 'done', text: ACT_DONE[read.act.kind] });
}

/** The act with the files that its form names; each error of the form and of its files. */
export function withItsFiles(read: ReadForm, { files, errors }: Attached, unkept: readonly FieldError[]): ReadForm {
  const wrong = [...('errors' in read ? read.errors : []), ...unkept, ...errors];
  if ('errors' in read || wrong.length > 0) return { errors: wrong };
  const act = withAttached(read.act, files);
  return 'kind' in act ? { act } : { errors: [act] };
}

/** From an incident's page, a request is taken out of it and the page comes back. */
function backTo(visit: Visit, reference: Reference, name: TicketAct): string {
  const { retour, incident = '' } = visit.fields();
  return name === 'hors-incident' && retour === 'incident' ? incidentPath(incident) : ticketPath(reference);
}

/** The ticket that the address names. @throws NotFound or Forbidden as requireOn() does. */
export async function ticketOf(visit: Visit): Promise<TicketRow> {
  return requireOn(visit, await findTicket(visit.tools.sql, visit.param('reference') as Reference));
}

/** Whether this person sees a ticket that they have just opened: a security incident is no longer theirs once it is taken down. */
export async function sees(visit: Visit, reference: Reference): Promise<boolean> {
  const ticket = await findTicket(visit.tools.sql, reference);
  return ticket !== undefined && visit.mayOn('read-ticket', ticket);
}

/** The form comes back filled, each error beside its field (422). */
async function formAgain(visit: Visit, reference: Reference, act: TicketAct, errors: readonly FieldError[]): Promise<void> {
  const page = await ticketView(visit, reference, { act, refused: { values: visit.fields(), errors } });
  visit.show(TicketPage(page), 422);
}

/** Others acted while this was written: it says so, with the text, and can be sent all the same (409). */
async function overtaken(visit: Visit, reference: Reference, act: TicketAct, news: readonly NewsRow[]): Promise<void> {
  const page = await ticketView(visit, reference, { act, refused: { values: visit.fields(), errors: [] }, news });
  visit.show(TicketPage(page), 409);
}

/** The act is a row and will be carried out: the page says so, with the text (202). */
async function kept(visit: Visit, reference: Reference, act: Act): Promise<void> {
  const text = 'text' in act && act.text !== '' ? act.text : null;
  visit.show(ActKeptPage({ shell: await shellOf(visit, 'file'), act: ACT_NAMES[act.kind], back: ticketPath(reference), savedAt: visit.now, text }), 202);
}

