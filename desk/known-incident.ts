import type { Tx } from '../db/connect';
import { openIncidentsAt, scopeOf } from '../db/incident';
import type { TicketRow } from '../db/ticket';
import { likeness } from '../domain/incident';
import type { KnownIncident } from '../mail/letters/acknowledgement';

/** The open incident of the same service and hour as a request, if there is one: its acknowledgement says that it is known. */
export async function knownIncident(tx: Tx, row: TicketRow): Promise<KnownIncident | null> {
  const { caf, service, kind, received_at: receivedAt, restricted } = row;
  const incidents = await openIncidentsAt(tx, caf);
  return incidents.find((incident) => likeness(scopeOf(incident), { caf, service, kind, receivedAt, restricted }) === 'same') ?? null;
}
