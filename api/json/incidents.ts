import * as z from 'zod';
import { listIncidents, scopeOf, updateKnown } from '../../db/incident';
import { attachedTickets, candidateTickets } from '../../db/incident-tickets';
import type { Reference } from '../../domain/ids';
import { attachMany, openIncident, writeToMany, type AskedOfMany, type MessageToMany } from '../incident';
import { readIncidentForm, readMessageForm, readScope } from '../incident-form';
import { chosenAmong, closingErrors, incidentOf, mayChange, openOnes } from '../routes/incident-acts';
import { viewOfIncident } from '../view/incident';
import { zoneOfDesk } from '../view/new-incident';
import { Conflict, Invalid, ok, operation, type Operation } from './operation';
import { done, instant, phase, reference, service } from './shapes';
import type { ApiVisit } from './visit';

const incident = z.object({ id: z.string(), title: z.string(), scope: z.string(), since: instant, closedAt: instant.nullable(), openedBy: z.string(), attached: z.number().int(), attachedOpen: z.number().int() }).meta({ id: 'Incident' });
const oneIncident = incident.extend({ known: z.string(), tickets: z.array(z.object({ reference, subject: z.string(), phase })), proposals: z.array(reference) }).meta({ id: 'IncidentWithTickets' });
const many = z.object({ done: z.number().int(), waiting: z.number().int(), refused: z.array(z.object({ reference, reason: z.string() })) }).meta({ id: 'DoneToMany', description: 'Ce que les demandes sont devenues ; `waiting` sera fait. / What became of the tickets; `waiting` will be done.' });
const details = { titre: z.string().max(500), connu: z.string().max(5_000).default(''), service: z.union([service, z.literal('')]).default(''), depuis: z.string().max(40).meta({ description: 'Heure locale. / Local time.', example: '2026-11-03T08:30' }) };
const chosen = { demandes: z.array(z.string()).max(1_000).default([]) };
const of = { method: 'post', tag: 'incidents', action: 'write-incident', scope: 'demandes', find: (visit: ApiVisit) => incidentOf(visit) } as const;
const ASKED = { 200: { words: { fr: 'Demandé à chacune', en: 'Asked of each' }, schema: many } } as const;
const MOST = 100;

/** Unplanned outages. */
export const INCIDENTS: readonly Operation[] = [
  operation({
    id: 'listIncidents', method: 'get', path: '/incidents', tag: 'incidents', action: 'read-incidents', scope: 'lecture',
    title: { fr: 'Les incidents, ceux en cours d’abord', en: 'Incidents, those that go on first' },
    answers: { 200: { words: { fr: 'Les incidents', en: 'The incidents' }, schema: z.object({ items: z.array(incident) }).meta({ id: 'Incidents' }) } },
    handle: async ({ tools, cafs }) => ok({ items: (await listIncidents(tools.sql, cafs, MOST)).map(viewOfIncident) }),
  }),
  operation({
    id: 'getIncident', method: 'get', path: '/incidents/{incident}', tag: 'incidents', action: 'read-incidents', scope: 'lecture', find: (visit) => incidentOf(visit),
    title: { fr: 'Un incident, ses demandes et celles qui lui ressemblent', en: 'An incident, its tickets and those like it' },
    answers: { 200: { words: { fr: 'L’incident', en: 'The incident' }, schema: oneIncident } },
    handle: async (visit) => {
      const { tools: { sql }, cafs } = visit;
      const row = await incidentOf(visit);
      const [tickets, like] = await Promise.all([attachedTickets(sql, cafs, row.id), candidateTickets(sql, cafs, scopeOf(row), MOST)]);
      return ok({ ...viewOfIncident(row), known: row.known, tickets: tickets.map(({ reference: one, subject, phase: at }) => ({ reference: one, subject, phase: at })), proposals: like.map((ticket) => ticket.reference) });
    },
  }),
  operation({
    id: 'openIncident', method: 'post', path: '/incidents', tag: 'incidents', action: 'write-incident', scope: 'demandes',
    title: { fr: 'Ouvrir un incident', en: 'Open an incident' },
    body: z.object({ ...details, portee: z.string().meta({ description: '« national » ou le code d’une de vos Caf. / “national” or one of your Cafs.', example: '31' }) }),
    answers: { 201: { words: { fr: 'Ouvert', en: 'Opened' }, schema: z.object({ id: z.string() }).meta({ id: 'IncidentOpened' }) } },
    handle: async (visit, { body }) => {
      const read = readIncidentForm(visit.fields(), await zoneOfDesk(visit), visit.now);
      const scope = readScope(body.portee, visit.cafs, visit.may('keep-national-incident'));
      const errors = [...('errors' in read ? read.errors : []), ...(scope === undefined ? [{ field: 'portee', message: 'Choisissez une de vos Caf.' }] : [])];
      if ('errors' in read || scope === undefined || errors.length > 0) throw new Invalid(errors);
      return ok({ id: await openIncident(visit, visit.key, scope, read.details) }, 201);
    },
  }),
  operation({
    ...of, id: 'attachToIncident', path: '/incidents/{incident}/rattachement', body: z.object(chosen),
    title: { fr: 'Rattacher des demandes proposées', en: 'Attach tickets that are proposed' },
    answers: ASKED,
    handle: async (visit) => {
      const row = await incidentOf(visit);
      const like = await candidateTickets(visit.tools.sql, visit.cafs, scopeOf(row), 1_000);
      const references = chosenAmong(visit, like.map((ticket) => ticket.reference));
      if (references.length === 0) throw new Invalid([{ field: 'demandes', message: 'Donnez au moins une demande proposée.' }]);
      return asked(await attachMany(visit, visit.key, row.id, references));
    },
  }),
  operation({
    ...of, id: 'writeToIncident', path: '/incidents/{incident}/message', body: z.object({ texte: z.string().max(50_000), suite: z.enum(['encore', 'resolu']) }),
    title: { fr: 'Écrire à toutes ses demandes ouvertes', en: 'Write to all of its open tickets' },
    answers: ASKED,
    handle: async (visit) => {
      const read = readMessageForm(visit.fields());
      if ('errors' in read) throw new Invalid(read.errors);
      return await send(visit, { ...read, references: await openOnes(visit, await incidentOf(visit)), closing: false });
    },
  }),
  operation({
    ...of, id: 'closeIncident', path: '/incidents/{incident}/cloture', body: z.object({ ...chosen, texte: z.string().max(50_000).default('') }),
    title: { fr: 'Clore, avec un dernier message aux demandes données', en: 'Close, with a last message to the given tickets' },
    answers: ASKED,
    handle: async (visit, { body }) => {
      const row = await incidentOf(visit);
      mayChange(visit, row);
      const references = chosenAmong(visit, await openOnes(visit, row));
      const errors = closingErrors(body.texte.trim(), references.length);
      if (errors.length > 0) throw new Invalid(errors);
      return await send(visit, { text: body.texte.trim(), after: 'resolved', references, closing: true });
    },
  }),
  operation({
    ...of, id: 'updateIncident', path: '/incidents/{incident}/etat', body: z.object(details),
    title: { fr: 'Ce que l’on sait de l’incident', en: 'What is known of the incident' },
    answers: { 200: { words: { fr: 'Enregistré', en: 'Kept' }, schema: done } },
    handle: async (visit) => {
      const row = await incidentOf(visit);
      mayChange(visit, row);
      const read = readIncidentForm(visit.fields(), await zoneOfDesk(visit), visit.now);
      if ('errors' in read) throw new Invalid(read.errors);
      await updateKnown(visit.tools.sql, row.id, read.details);
      return ok({ state: 'done' });
    },
  }),
];

function asked({ done: made, waiting, refused }: AskedOfMany) {
  return ok({ done: made, waiting, refused });
}

async function send(visit: ApiVisit, message: Omit<MessageToMany, 'references'> & { readonly references: readonly Reference[] }) {
  const sent = await writeToMany(visit, visit.key, (await incidentOf(visit)).id, message);
  if (sent === 'closed') throw new Conflict('Quelqu’un d’autre vient de clore cet incident.');
  return asked(sent === 'again' ? { done: message.references.length, waiting: 0, refused: [] } : sent);
}
