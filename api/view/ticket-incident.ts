import { findIncident, openIncidentsAt, scopeOf, type IncidentRow } from '../../db/incident';
import { countAlike } from '../../db/incident-tickets';
import { findStop } from '../../db/planned-stop';
import { likeness, MANY_ALIKE } from '../../domain/incident';
import type { TicketIncidentView } from '../../web/pages/ticket/incident';
import { SERVICE_SHORT } from '../../web/words/labels';
import type { Visit } from '../visit';
import { isOpenPhase } from './open-phase';
import type { TicketData } from './ticket-data';

const NOTHING: TicketIncidentView = { attached: null, like: null, alike: null, choices: null };

/** The outage that a request comes of, or seems to. */
export async function ticketIncident(visit: Visit, { row }: Pick<TicketData, 'row'>): Promise<TicketIncidentView> {
  if (!visit.mayOn('attach-incident', row)) return NOTHING;
  const [incident, stop] = await Promise.all([outageOf(visit, row), row.stop_id === null ? undefined : findStop(visit.tools.sql, row.stop_id)]);
  return stop === undefined ? incident : { ...incident, stop: { id: stop.id, title: stop.title, over: stop.ended_at !== null || stop.cancelled_at !== null } };
}

async function outageOf(visit: Visit, row: TicketData['row']): Promise<TicketIncidentView> {
  const { sql } = visit.tools;
  if (row.incident_id !== null) {
    const incident = await findIncident(sql, [row.caf], row.incident_id);
    return incident === undefined ? NOTHING : { ...NOTHING, attached: { id: incident.id, title: incident.title, closed: incident.closed_at !== null } };
  }
  if (!isOpenPhase(row.phase) || row.restricted) return NOTHING;
  const open = await openIncidentsAt(sql, row.caf);
  const like = likeOf(open, row);
  const alike = like === null && row.kind === 'technical-incident' ? await countAlike(sql, row.caf, row.service, row.received_at) : 0;
  return {
    attached: null,
    like,
    alike: alike >= MANY_ALIKE ? { count: alike, service: row.service === null ? 'service non précisé' : SERVICE_SHORT[row.service] } : null,
    choices: open.filter((incident) => incident.id !== like?.id).map((incident) => ({ value: incident.id, label: incident.title })),
  };
}

/** The likest first: the same service before the same hours alone. */
function likeOf(open: readonly IncidentRow[], row: TicketData['row']): TicketIncidentView['like'] {
  const { caf, service, kind, received_at: receivedAt, restricted } = row;
  const found = open.map((incident) => ({ incident, how: likeness(scopeOf(incident), { caf, service, kind, receivedAt, restricted }) }));
  const best = found.find(({ how }) => how === 'same') ?? found.find(({ how }) => how === 'possible');
  return best === undefined ? null : { id: best.incident.id, title: best.incident.title, since: best.incident.since, same: best.how === 'same' };
}
