import type { ServiceCode, Side, TicketKind } from '../domain/contract-types';
import { instantAt, epochMs, type CafCode, type Instant, type Reference } from '../domain/ids';
import { HOUR_BEFORE_MS, type IncidentScope } from '../domain/incident';
import type { Phase } from '../domain/ticket-state';
import type { Db } from './connect';

/** A request beside an incident: attached to it, or like it. */
export interface IncidentTicket {
  readonly reference: Reference;
  readonly caf: CafCode;
  readonly subject: string;
  readonly service: ServiceCode | null;
  readonly kind: TicketKind | null;
  readonly received_at: Instant;
  readonly restricted: boolean;
  readonly phase: Phase;
  readonly owes: Side | null;
  readonly next_at: Instant | null;
  readonly late_since: Instant | null;
  readonly partner_name: string | null;
}

/** The requests of these Cafs that are attached to an incident, as they were received. */
export async function attachedTickets(db: Db, cafs: readonly CafCode[], incident: string): Promise<IncidentTicket[]> {
  return await db<IncidentTicket[]>`
    select ${columns(db)} from ticket ${partner(db)} where ticket.incident_id = ${incident} and ticket.caf = any(${[...cafs]}) and not ticket.restricted order by received_at, reference`;
}

/** Open requests of these Cafs and of an incident's hours that are attached to none, oldest first; `likeness` tells which are like it. */
export async function candidateTickets(db: Db, cafs: readonly CafCode[], scope: IncidentScope, limit: number): Promise<IncidentTicket[]> {
  const seen = scope.caf === null ? cafs : cafs.filter((caf) => caf === scope.caf);
  const from = instantAt(epochMs(scope.since) - HOUR_BEFORE_MS);
  return await db<IncidentTicket[]>`
    select ${columns(db)} from ticket ${partner(db)}
    where ticket.caf = any(${[...seen]}) and ${open(db)} and received_at >= ${from} and (${scope.closedAt}::timestamptz is null or received_at <= ${scope.closedAt})
      and incident_id is null and not restricted and (kind is null or kind = 'technical-incident')
      and (${scope.service}::text is null or service is null or service = ${scope.service}) order by received_at, reference limit ${limit}`;
}

/** How many open requests of this Caf and service, attached to nothing, came within the hour around an instant. */
export async function countAlike(db: Db, caf: CafCode, service: ServiceCode | null, at: Instant): Promise<number> {
  const around = (ms: number) => instantAt(epochMs(at) + ms);
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from ticket where caf = ${caf} and ${open(db)} and received_at between ${around(-HOUR_BEFORE_MS)} and ${around(HOUR_BEFORE_MS)}
      and service is not distinct from ${service} and incident_id is null and not restricted and kind = 'technical-incident'`;
  return row?.count ?? 0;
}

/** Written as the partial indexes are, or they are not used. */
function open(db: Db) {
  return db`phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner')`;
}

function columns(db: Db) {
  return db`ticket.reference, ticket.caf, ticket.subject, ticket.service, ticket.kind, ticket.received_at, ticket.restricted, ticket.phase, ticket.owes, ticket.next_at, ticket.late_since, partner.name as partner_name`;
}

function partner(db: Db) {
  return db`left join convention on convention.id = ticket.convention_id left join partner on partner.id = convention.partner_id`;
}
