import { Router } from 'express';
import { findTicket, type TicketRow } from '../../db/ticket';
import type { CafCode, Reference } from '../../domain/ids';
import { IncidentPage } from '../../web/pages/incident';
import { NewIncidentPage } from '../../web/pages/incident/form';
import { IncidentsPage } from '../../web/pages/incidents';
import { incidentPath, incidentsPath, newIncidentPath } from '../../web/paths';
import type { FieldError } from '../act-forms';
import { attachMany, openIncident } from '../incident';
import { posted, signedIn } from '../guard';
import { readIncidentForm, readScope } from '../incident-form';
import { incidentsView, incidentView } from '../view/incident';
import { newIncidentView, zoneOfDesk } from '../view/new-incident';
import type { Visit } from '../visit';
import type { WebTools } from '../tools';
import { formKeyOf } from '../form-key';
import { incidentActs } from './incident-acts';

const pattern = (path: string): string => path.replaceAll('%3A', ':');

/** Unplanned outages: the list, the form that opens one, its page and what is done on it. */
export function incidentRoutes(tools: WebTools): Router {
  const router = Router();
  router.get(incidentsPath(), signedIn(tools, 'read-incidents', async (visit) => visit.show(IncidentsPage(await incidentsView(visit)))));
  router.get(newIncidentPath(), signedIn(tools, 'write-incident', showForm));
  router.post(incidentsPath(), posted(tools, 'write-incident', open));
  router.get(pattern(incidentPath(':incident')), signedIn(tools, 'read-incidents', async (visit) => visit.show(IncidentPage(await incidentView(visit, visit.param('incident'))))));
  return router.use(incidentActs(tools));
}

async function showForm(visit: Visit): Promise<void> {
  visit.show(NewIncidentPage(await newIncidentView(visit, await ticketToBegin(visit, visit.query('demande')), null)));
}

async function open(visit: Visit): Promise<void> {
  const fields = visit.fields();
  const ticket = await ticketToBegin(visit, fields['demande'] ?? '');
  const read = readIncidentForm(fields, await zoneOfDesk(visit), visit.now);
  const caf = readScope(fields['portee'] ?? '', visit.cafs, visit.may('keep-national-incident'));
  const errors: FieldError[] = [...('errors' in read ? read.errors : []), ...scopeErrors(caf, ticket)];
  if ('errors' in read || caf === undefined || errors.length > 0) {
    return visit.show(NewIncidentPage(await newIncidentView(visit, ticket, { values: fields, errors })), 422);
  }
  const key = formKeyOf(visit);
  const id = await openIncident(visit, key, caf, read.details);
  const asked = ticket === null ? null : await attachMany(visit, key, id, [ticket.reference]);
  const [no] = asked?.refused ?? [];
  await visit.goTo(incidentPath(id), no === undefined ? { tone: 'done', text: 'Incident ouvert. Rattachez les demandes qui en viennent.' } : { tone: 'warn', text: `Incident ouvert ; ${no.reference} : ${no.reason}` });
}

function scopeErrors(caf: CafCode | null | undefined, ticket: TicketRow | null): FieldError[] {
  if (caf === undefined) return [{ field: 'portee', message: 'Choisissez une de vos Caf.' }];
  return caf !== null && ticket !== null && ticket.caf !== caf ? [{ field: 'portee', message: `La demande ${ticket.reference} est de la Caf ${ticket.caf}.` }] : [];
}

/** The request that the incident begins with; one that this person may not attach is as if it did not exist. */
async function ticketToBegin(visit: Visit, reference: string): Promise<TicketRow | null> {
  const ticket = reference === '' ? undefined : await findTicket(visit.tools.sql, reference as Reference);
  return ticket !== undefined && visit.mayOn('attach-incident', ticket) ? ticket : null;
}
