import * as z from 'zod';
import { listQueueAfter } from '../../db/queue';
import { forecast } from '../../domain/forecast';
import type { Instant, Reference } from '../../domain/ids';
import { QUEUE_VIEWS } from '../../web/paths';
import { ticketOf } from '../routes/acts';
import { found } from '../routes/search';
import { askedOf, DUE_CHOICES } from '../view/queue-asked';
import { queueRows } from '../view/queue-rows';
import { ticketData } from '../view/ticket-data';
import { ticketJson } from '../view/ticket-json';
import { afterOf, page, paged, pageOf } from './cursor';
import { Invalid, ok, operation, type Operation } from './operation';
import { kind, reference, service, ticket, ticketLine } from './shapes';
import type { ApiVisit } from './visit';

const LINE = 'Une ligne de critères, comme dans la recherche : « de:… », « partenaire:… », « doit:… », « échéance:… ». / A line of criteria, as in the search.';
const queueQuery = z.object({
  ...paged,
  vue: z.enum(QUEUE_VIEWS).exclude(['a-identifier']).default('toutes'),
  caf: z.string().optional(),
  service: service.optional(),
  nature: kind.optional(),
  doit: z.enum(['caf', 'partenaire']).optional(),
  secteur: z.string().max(100).optional(),
  partenaire: z.string().max(100).optional(),
  echeance: z.enum(DUE_CHOICES).optional(),
  q: z.string().max(500).optional().meta({ description: LINE }),
});
const place = z.object({ due: z.iso.datetime().transform((text) => text as Instant).nullable(), reference: z.string() });
const TICKET_NOT_SEEN = { find: (visit: ApiVisit) => ticketOf(visit) };

/** Tickets: the queue, the search, one ticket. */
export const TICKETS: readonly Operation[] = [
  operation({
    id: 'listTickets', method: 'get', path: '/demandes', tag: 'demandes', action: 'read-queue', scope: 'lecture', query: queueQuery,
    title: { fr: 'Les demandes ouvertes, la plus proche échéance d’abord', en: 'Open tickets, what falls due first' },
    answers: { 200: { words: { fr: 'Une page de la file', en: 'A page of the queue' }, schema: pageOf(ticketLine, 'TicketPage') } },
    handle: async (visit, { query }) => {
      const { filter, problems } = askedOf((name) => visit.query(name), visit.cafs, { now: visit.now, timeZone: 'Europe/Paris' });
      if (problems.length > 0) throw new Invalid(problems.map((message) => ({ field: 'q', message })));
      const rows = await listQueueAfter(visit.tools.sql, filter, afterOf(query, place), query.limite + 1);
      const listed = page(rows, query.limite, (last) => ({ due: last.late_since ?? last.next_at, reference: last.reference }), (row) => row);
      return ok({ items: await queueRows(visit.tools.sql, listed.items, visit.now), next: listed.next });
    },
  }),
  operation({
    id: 'searchTickets', method: 'get', path: '/recherche', tag: 'demandes', action: 'search-tickets', scope: 'lecture',
    query: z.object({ ...paged, q: z.string().min(1).max(500).meta({ description: LINE, example: 'page blanche' }) }),
    title: { fr: 'Chercher parmi toutes les demandes, ouvertes ou non', en: 'Search all tickets, open or not' },
    answers: { 200: { words: { fr: 'Une page de résultats', en: 'A page of results' }, schema: pageOf(ticketLine, 'FoundPage') } },
    handle: async (visit, { query }) => {
      const from = afterOf(query, z.number().int().min(0).max(100_000)) ?? 0;
      const { problems, rows, total } = await found(visit, query.q, query.limite, from);
      if (problems.length > 0) throw new Invalid(problems.map((message) => ({ field: 'q', message })));
      const next = from + rows.length < total && rows.length > 0 ? Buffer.from(String(from + rows.length)).toString('base64url') : null;
      return ok({ items: rows, next });
    },
  }),
  operation({
    id: 'getTicket', method: 'get', path: '/demandes/{reference}', tag: 'demandes', action: 'read-ticket', scope: 'lecture', ...TICKET_NOT_SEEN,
    title: { fr: 'Une demande : état, journal, échanges, suite prévue', en: 'A ticket: state, journal, messages, forecast' },
    answers: { 200: { words: { fr: 'La demande', en: 'The ticket' }, schema: ticket } },
    handle: async (visit) => {
      const data = await ticketData(visit, visit.param('reference') as Reference);
      return ok(ticketJson(data, forecast(data.ticket)));
    },
  }),
  operation({
    id: 'getForecast', method: 'get', path: '/demandes/{reference}/suite', tag: 'demandes', action: 'read-ticket', scope: 'lecture', ...TICKET_NOT_SEEN,
    title: { fr: 'Ce qui arrivera si personne n’agit', en: 'What happens if nobody acts' },
    answers: { 200: { words: { fr: 'La suite prévue', en: 'The forecast' }, schema: z.object({ reference, steps: ticket.shape.forecast }).meta({ id: 'Forecast' }) } },
    handle: async (visit) => {
      const data = await ticketData(visit, visit.param('reference') as Reference);
      const steps = (ticketJson(data, forecast(data.ticket)) as { forecast: unknown }).forecast;
      return ok({ reference: data.row.reference, steps });
    },
  }),
];
