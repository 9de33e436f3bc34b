import { Router } from 'express';
import { findIncident, scopeOf, updateKnown, type ListedIncident } from '../../db/incident';
import { attachedTickets, candidateTickets } from '../../db/incident-tickets';
import type { Reference } from '../../domain/ids';
import { IncidentPage } from '../../web/pages/incident';
import { INCIDENT_ACTS, incidentActPath, incidentPath, type IncidentAct } from '../../web/paths';
import { count } from '../../web/words/labels';
import type { FieldError } from '../act-forms';
import { Forbidden, NotFound } from '../errors';
import { posted } from '../guard';
import { attachMany, writeToMany, type AskedOfMany, type MessageToMany } from '../incident';
import { readIncidentForm, readMessageForm, ticked } from '../incident-form';
import { incidentView, readOnlyWords } from '../view/incident';
import { zoneOfDesk } from '../view/new-incident';
import { isOpenPhase } from '../view/open-phase';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';
import { formKeyOf } from '../form-key';

type Handle = (visit: Visit, incident: ListedIncident) => Promise<void>;
const HANDLES: Readonly<Record<IncidentAct, Handle>> = { rattachement: attach, message: write, cloture: close, etat: update };

/** What is done on one incident: POST /incidents/:incident/rattachement, …/message, …/cloture, …/etat. */
export function incidentActs(tools: WebTools): Router {
  const router = Router();
  for (const act of INCIDENT_ACTS) {
    router.post(incidentActPath(':incident', act).replace('%3A', ':'), posted(tools, 'write-incident', async (visit) => await HANDLES[act](visit, await incidentOf(visit))));
  }
  return router;
}

export async function incidentOf(visit: Visit): Promise<ListedIncident> {
  const incident = await findIncident(visit.tools.sql, visit.cafs, visit.param('incident'));
  if (incident === undefined) throw new NotFound('no such incident');
  return incident;
}

async function attach(visit: Visit, incident: ListedIncident): Promise<void> {
  const like = await candidateTickets(visit.tools.sql, visit.cafs, scopeOf(incident), 1_000);
  const chosen = chosenAmong(visit, like.map((ticket) => ticket.reference));
  if (chosen.length === 0) return await again(visit, incident, 'rattachement', [{ field: null, message: 'Cochez au moins une demande.' }]);
  const asked = await attachMany(visit, formKeyOf(visit), incident.id, chosen);
  await told(visit, incident, asked, `${count(asked.done, 'demande rattachée', 'demandes rattachées')}.`);
}

async function write(visit: Visit, incident: ListedIncident): Promise<void> {
  const read = readMessageForm(visit.fields());
  if ('errors' in read) return await again(visit, incident, 'message', read.errors);
  const references = await openOnes(visit, incident);
  await send(visit, incident, 'message', { ...read, references, closing: false }, (done) => `Message envoyé à ${count(done, 'demande')}.`);
}

async function close(visit: Visit, incident: ListedIncident): Promise<void> {
  mayChange(visit, incident);
  const references = chosenAmong(visit, await openOnes(visit, incident));
  const text = (visit.fields()['texte'] ?? '').trim();
  const errors = closingErrors(text, references.length);
  if (errors.length > 0) return await again(visit, incident, 'cloture', errors);
  await send(visit, incident, 'cloture', { text, after: 'resolved', references, closing: true }, (done) => (references.length === 0 ? 'Incident clos.' : `Incident clos, ${count(done, 'demande résolue', 'demandes résolues')}.`));
}

export function closingErrors(text: string, chosen: number): FieldError[] {
  if (chosen > 0 && text === '') return [{ field: 'texte', message: 'Écrivez le dernier message : les demandes cochées le recevront.' }];
  return chosen === 0 && text !== '' ? [{ field: 'demandes', message: 'Cochez les demandes à qui envoyer ce message, ou videz-le.' }] : [];
}

async function update(visit: Visit, incident: ListedIncident): Promise<void> {
  mayChange(visit, incident);
  const read = readIncidentForm(visit.fields(), await zoneOfDesk(visit), visit.now);
  if ('errors' in read) return await again(visit, incident, 'etat', read.errors);
  await updateKnown(visit.tools.sql, incident.id, read.details);
  await visit.goTo(incidentPath(incident.id), { tone: 'done', text: 'Enregistré : les prochains accusés de réception le diront.' });
}

/** @throws Forbidden for an incident of the national level, unless a manager asks. */
export function mayChange(visit: Visit, incident: ListedIncident): void {
  const no = readOnlyWords(visit, incident);
  if (no !== null) throw new Forbidden(no);
}

async function send(visit: Visit, incident: ListedIncident, act: IncidentAct, message: MessageToMany, words: (done: number) => string): Promise<void> {
  const asked = await writeToMany(visit, formKeyOf(visit), incident.id, message);
  if (asked === 'again') return await visit.goTo(incidentPath(incident.id));
  if (asked === 'closed') return await again(visit, incident, act, [{ field: null, message: 'Quelqu’un d’autre vient de clore cet incident.' }]);
  await told(visit, incident, asked, words(asked.done));
}

/** Said once on the page that follows; what waits is finished without anybody (rules: Door 9). */
async function told(visit: Visit, incident: ListedIncident, { waiting, refused }: AskedOfMany, done: string): Promise<void> {
  const rest = [waiting > 0 ? `${waiting} en cours, sans que vous ayez à revenir` : null, refused.length > 0 ? `${refused.length} non : ${refused[0]?.reference} : ${refused[0]?.reason}` : null].filter((part) => part !== null);
  await visit.goTo(incidentPath(incident.id), { tone: rest.length === 0 ? 'done' : 'warn', text: [done, ...rest].join(' ') });
}

async function again(visit: Visit, incident: ListedIncident, act: IncidentAct, errors: readonly FieldError[]): Promise<void> {
  visit.show(IncidentPage(await incidentView(visit, incident.id, { act, refused: { values: visit.fields(), errors }, ticked: ticked(visit.req.body, 'demandes') })), 422);
}

export async function openOnes(visit: Visit, incident: ListedIncident): Promise<Reference[]> {
  const attached = await attachedTickets(visit.tools.sql, visit.cafs, incident.id);
  return attached.filter((ticket) => isOpenPhase(ticket.phase)).map((ticket) => ticket.reference);
}

/** Only what was offered can be chosen. */
export function chosenAmong(visit: Visit, offered: readonly Reference[]): Reference[] {
  const chosen = new Set(ticked(visit.req.body, 'demandes'));
  return offered.filter((reference) => chosen.has(reference));
}
