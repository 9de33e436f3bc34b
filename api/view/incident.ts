import { accountNames } from '../../db/around';
import { findIncident, listIncidents, messagesOfIncident, scopeOf, type IncidentMessage, type ListedIncident } from '../../db/incident';
import { attachedTickets, candidateTickets, type IncidentTicket } from '../../db/incident-tickets';
import { likeness } from '../../domain/incident';
import type { IncidentProps } from '../../web/pages/incident';
import type { IncidentsProps } from '../../web/pages/incidents';
import { PHASE_WORDS, SERVICE_LONG, SERVICE_SHORT } from '../../web/words/labels';
import type { IncidentFields, IncidentMessageView, IncidentTicketView, IncidentView } from '../../web/view/incident';
import type { Option } from '../../web/components/form';
import { NotFound } from '../errors';
import type { Visit } from '../visit';
import { isOpenPhase } from './open-phase';
import { localOfInstant, zoneWords } from './local-time';
import { shellOf } from './shell';

/** More would not be ticked one by one; what is like an incident comes back as these are attached. */
const MOST_PROPOSED = 80;
const MOST_LISTED = 100;

export const SERVICE_OPTIONS: readonly Option[] = Object.entries(SERVICE_LONG).map(([value, label]) => ({ value, label }));

export async function incidentsView(visit: Visit): Promise<IncidentsProps> {
  const [rows, shell] = await Promise.all([listIncidents(visit.tools.sql, visit.cafs, MOST_LISTED), shellOf(visit, 'incidents')]);
  return { shell, incidents: rows.map(viewOfIncident) };
}

/** Incidents that go on, for the head of the queue; null for those whose role has nothing to do with them. */
export async function incidentsNow(visit: Visit): Promise<IncidentView[] | null> {
  const cafs = visit.cafsFor('read-incidents');
  if (cafs.length === 0) return null;
  const rows = await listIncidents(visit.tools.sql, cafs, 10);
  return rows.filter((row) => row.closed_at === null).map(viewOfIncident);
}

/** @throws NotFound when there is no such incident, or when it is of another Caf. */
export async function incidentView(visit: Visit, id: string, sent: IncidentProps['sent'] = null): Promise<IncidentProps> {
  const { tools: { sql }, cafs } = visit;
  const row = await findIncident(sql, cafs, id);
  if (row === undefined) throw new NotFound('no such incident');
  const [attached, messages, candidates, names, shell] = await Promise.all([
    attachedTickets(sql, cafs, id),
    messagesOfIncident(sql, cafs, id),
    candidateTickets(sql, cafs, scopeOf(row), MOST_PROPOSED + 1),
    accountNames(sql, row.closed_by === null ? [] : [row.closed_by]),
    shellOf(visit, 'incidents'),
  ]);
  return {
    shell,
    tokens: visit.tokens(),
    incident: viewOfIncident(row),
    known: row.known,
    closedBy: names.get(row.closed_by ?? '') ?? null,
    attached: attached.map(ticketOf),
    proposals: proposalsOf(row, candidates),
    messages: messages.map(messageOf),
    details: detailsOf(row, shell.timeZone, sent?.act === 'etat' ? sent.refused.values : null),
    services: SERVICE_OPTIONS,
    zoneWords: zoneWords(shell.timeZone),
    sent,
    readOnly: readOnlyWords(visit, row),
  };
}

/** What an incident of the national level says goes out in every Caf: its manager answers for it. */
export function readOnlyWords(visit: Visit, { caf }: Pick<ListedIncident, 'caf'>): string | null {
  return caf !== null || visit.may('keep-national-incident') ? null : 'Incident national : seul un responsable le met à jour et le clôt. Vous pouvez rattacher vos demandes et leur écrire.';
}

function proposalsOf(row: ListedIncident, candidates: readonly IncidentTicket[]): IncidentProps['proposals'] {
  const like = (how: 'same' | 'possible') =>
    candidates.slice(0, MOST_PROPOSED).filter((ticket) => likeness(scopeOf(row), { ...ticket, receivedAt: ticket.received_at }) === how).map(ticketOf);
  return { same: like('same'), possible: like('possible'), more: candidates.length > MOST_PROPOSED };
}

export function viewOfIncident(row: ListedIncident): IncidentView {
  return {
    id: row.id,
    title: row.title,
    scope: `${row.caf === null ? 'National' : `Caf ${row.caf}`} · ${row.service === null ? 'tout Mon Compte Partenaire' : SERVICE_SHORT[row.service]}`,
    since: row.since,
    closedAt: row.closed_at,
    openedBy: row.opened_by_name ?? 'le guichet',
    attached: row.attached,
    attachedOpen: row.attached_open,
  };
}

function ticketOf(ticket: IncidentTicket): IncidentTicketView {
  return {
    reference: ticket.reference,
    partner: ticket.partner_name ?? 'Partenaire à identifier',
    subject: ticket.subject,
    service: ticket.service,
    receivedAt: ticket.received_at,
    phase: PHASE_WORDS[ticket.phase],
    owes: ticket.owes,
    open: isOpenPhase(ticket.phase),
    due: ticket.owes === null ? null : (ticket.late_since ?? ticket.next_at),
  };
}

function messageOf({ at, author_name, text, after, closing, posts }: IncidentMessage): IncidentMessageView {
  const refused = posts.filter((post) => post.state === 'refused' || post.state === 'draft');
  return {
    at,
    author: author_name ?? 'Le guichet',
    text,
    resolves: after === 'resolved',
    closing,
    sent: posts.filter((post) => post.state === 'done').length,
    waiting: posts.filter((post) => post.state === 'asked').length,
    refused: refused.map((post) => ({ reference: post.reference, reason: post.refused ?? '' })),
  };
}

function detailsOf({ service, title, known, since }: ListedIncident, timeZone: string, sent: Readonly<Record<string, string>> | null): Omit<IncidentFields, 'portee' | 'demande'> {
  const field = (name: string, kept: string): string => sent?.[name] ?? kept;
  return { service: field('service', service ?? ''), titre: field('titre', title), connu: field('connu', known), depuis: field('depuis', localOfInstant(since, timeZone)) };
}
