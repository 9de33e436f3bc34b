import type { ServiceCode, TicketKind } from './contract-types';
import { epochMs, type CafCode, type Instant } from './ids';
import type { Fact } from './ticket-facts';

/**
 * An unplanned outage that many requests come of. It stops no clock: there is no pause by default (rules: Clock 6), and only an answer
 * ends a debt (rules: Clock 2); what is written on it reaches each request as that request's own answer.
 */
export interface IncidentScope {
  /** null: the national level's, which every Caf sees. */
  readonly caf: CafCode | null;
  /** null: the whole of Mon Compte Partenaire. */
  readonly service: ServiceCode | null;
  readonly since: Instant;
  readonly closedAt: Instant | null;
}

/** What tells whether a request comes of an outage. */
export interface AboutOutage {
  readonly caf: CafCode;
  readonly service: ServiceCode | null;
  readonly kind: TicketKind | null;
  readonly receivedAt: Instant;
  /** A security incident is never told of, nor mixed with others. */
  readonly restricted: boolean;
}

/** Those who write first do so before anybody knows: the hour before its beginning belongs to an incident. */
export const HOUR_BEFORE_MS = 3_600_000;

/** « same »: the same service and hour. « possible »: the hour is right, and the service is not said. Null: another thing. */
export function likeness(incident: IncidentScope, request: AboutOutage): 'same' | 'possible' | null {
  if (request.restricted || (request.kind !== null && request.kind !== 'technical-incident')) return null;
  if (incident.caf !== null && incident.caf !== request.caf) return null;
  const at = epochMs(request.receivedAt);
  if (at < epochMs(incident.since) - HOUR_BEFORE_MS || (incident.closedAt !== null && at > epochMs(incident.closedAt))) return null;
  if (incident.service === null || incident.service === request.service) return 'same';
  return request.service === null ? 'possible' : null;
}

/** The incident that a request is attached to, by its facts; null when there is none. */
export function incidentOf(facts: readonly Fact[]): string | null {
  const last = facts.findLast((fact) => fact.kind === 'incident-attached' || fact.kind === 'incident-detached');
  return last?.kind === 'incident-attached' ? last.incident : null;
}

/** So many alike within an hour are no accident: an incident is proposed. */
export const MANY_ALIKE = 3;
