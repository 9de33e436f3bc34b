import type { Calendar, Reckoning } from './calendar-types';
import type { ServiceCode, TicketKind } from './contract-types';
import { reckon } from './deadline';
import type { Instant } from './ids';
import type { Fact } from './ticket-facts';

/** As much of a planned stop (article 4) as a plan is made of. */
export interface StopAhead {
  readonly id: string;
  /** How often it was changed: a limit that it moved is reckoned anew when it changes. */
  readonly revision: number;
  readonly title: string;
  readonly from: Instant;
  /** Not included: what falls exactly at the end stays. */
  readonly until: Instant;
  /** null = the whole of Mon Compte Partenaire. */
  readonly services: readonly ServiceCode[] | null;
}

/** The stops that concern a request about `service`: those of everything, and those of its own service. */
export function stopsFor(stops: readonly StopAhead[], service: ServiceCode | null): StopAhead[] {
  return stops.filter((stop) => stop.services === null || (service !== null && stop.services.includes(service)));
}

/** The stops that concern a convention: those that leave none of its services. */
export function stopsOfConvention(stops: readonly StopAhead[], services: readonly ServiceCode[]): StopAhead[] {
  return stops.filter((stop) => stop.services === null || (services.length > 0 && services.every((service) => stop.services?.includes(service))));
}

/** The stops that a limit passes through, in turn: moved to the end of one it may fall inside the next. */
export function stopsThrough(reckoning: Reckoning, stops: readonly StopAhead[], calendar: Calendar): StopAhead[] {
  const passed: StopAhead[] = [];
  for (let limit = reckoning.deadline; ; ) {
    const stop = stops.find((one) => one.from <= limit && limit < one.until && !passed.includes(one));
    if (stop === undefined) return passed;
    passed.push(stop);
    limit = afterStop(reckoning, stop, calendar);
  }
}

/** The limit moved to the end of each of these stops, as a closed day moves it; then to the next opening, as the contract says (rules: Clock 6). @throws NeverOpens, LimitTooFar */
export function movedBy(reckoning: Reckoning, stops: readonly StopAhead[], calendar: Calendar): Reckoning {
  return stops.reduce((moved, stop): Reckoning => {
    const to = afterStop(reckoning, stop, calendar);
    const line = { kind: 'stop' as const, n: stop.revision, from: moved.deadline, raw: stop.until, to, stop: stop.id, title: stop.title, stoppedFrom: stop.from, stoppedUntil: stop.until };
    return { ...moved, deadline: to, adjusted: [...(moved.adjusted ?? []), line] };
  }, reckoning);
}

function afterStop({ whenClosed }: Reckoning, { until }: StopAhead, calendar: Calendar): Instant {
  return reckon(calendar, until, { elapsedSeconds: 0 }, whenClosed, null).deadline;
}

/** What tells whether a request comes of a stop. */
export interface AboutStop {
  readonly service: ServiceCode | null;
  readonly kind: TicketKind | null;
  readonly receivedAt: Instant;
  readonly restricted: boolean;
}

/** The stop under way that a request is about: of its service (a service that is not said is not guessed), and no question of another kind. */
export function stopOfRequest(stops: readonly StopAhead[], { service, kind, receivedAt, restricted }: AboutStop): StopAhead | null {
  if (restricted || (kind !== null && kind !== 'technical-incident')) return null;
  return stopsFor(stops, service).find((stop) => stop.from <= receivedAt && receivedAt < stop.until) ?? null;
}

/** The stop that a request is linked to, by its facts; null when there is none. */
export function linkedStop(facts: readonly Fact[]): string | null {
  const last = facts.findLast((fact) => fact.kind === 'stop-linked' || fact.kind === 'stop-unlinked');
  return last?.kind === 'stop-linked' ? last.stop : null;
}
