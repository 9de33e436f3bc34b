import type { Reckoning } from '../domain/calendar-types';
import type { ServiceCode } from '../domain/contract-types';
import type { CafCode, Instant, LocalDate } from '../domain/ids';
import type { AgendaJourney } from '../domain/journeys/agenda';
import type { JourneyFact } from '../domain/journeys/types';
import type { Db } from './connect';

/** Whose agenda is asked: of some Cafs, or of one convention of theirs. */
export interface AgendaOf {
  readonly cafs: readonly CafCode[];
  readonly conventionId: string | null;
}
export type AgendaRow = Omit<AgendaJourney, 'surroundings'> & { readonly caf: CafCode; readonly convention_id: string; readonly number: string; readonly partner: string; readonly frozen: ReadonlyMap<string, Reckoning> };

/** Security incidents and requests for traces are their readers' alone. The other procedures of conventions that are not over, or were not over yet on `from`, with their facts and frozen reckonings; in three questions. */
export async function agendaJourneys(db: Db, { cafs, conventionId }: AgendaOf, from: Instant): Promise<AgendaRow[]> {
  const rows = await db<Omit<AgendaRow, 'facts' | 'frozen'>[]>`
    select journey.id, journey.kind, journey.caf, journey.convention_id, began_at, ended_at, phase, next_at, convention.number, partner.name as partner
    from journey join convention on convention.id = journey.convention_id join partner on partner.id = convention.partner_id
    where journey.caf = any(${[...cafs]}) and not restricted and journey.kind not in ('security-incident', 'trace-request') and (ended_at is null or ended_at >= ${from}) ${conventionId === null ? db`` : db`and journey.convention_id = ${conventionId}`} order by journey.id`;
  const ids = rows.map(({ id }) => id);
  const [facts, reckonings] = await Promise.all([
    db<{ journey: string; n: number; at: Instant; kind: string; body: object }[]>`select journey, n, at, kind, body from journey_fact where journey = any(${ids}) order by journey, n`,
    db<{ journey: string; key: string; body: Reckoning }[]>`select journey, key, body from journey_reckoning where journey = any(${ids})`,
  ]);
  const factsOf = grouped(facts, ({ body, kind, n, at }): JourneyFact => ({ ...body, kind, n, at }));
  const frozenOf = grouped(reckonings, ({ key, body }) => [key, body] as const);
  return rows.map((row) => ({ ...row, facts: factsOf.get(row.id) ?? [], frozen: new Map(frozenOf.get(row.id) ?? []) }));
}

function grouped<R extends { readonly journey: string }, V>(rows: readonly R[], valueOf: (row: R) => V): Map<string, V[]> {
  const by = new Map<string, V[]>();
  for (const row of rows) {
    const known = by.get(row.journey);
    if (known === undefined) by.set(row.journey, [valueOf(row)]);
    else known.push(valueOf(row));
  }
  return by;
}

export interface AgendaStop {
  readonly id: string;
  readonly cafs: CafCode[] | null;
  readonly services: ServiceCode[] | null;
  readonly from_at: Instant;
  readonly until_at: Instant;
}

/** Planned stops of these Cafs that touch a time, but for those cancelled. */
export async function agendaStops(db: Db, cafs: readonly CafCode[], from: Instant, to: Instant): Promise<AgendaStop[]> {
  return await db<AgendaStop[]>`
    select id, cafs, services, from_at, until_at from planned_stop
    where (cafs is null or cafs && ${[...cafs]}::text[]) and cancelled_at is null and until_at >= ${from} and from_at <= ${to} order by from_at, id`;
}

export interface AgendaAmendment {
  readonly id: string;
  readonly caf: CafCode;
  readonly convention_id: string;
  readonly number: string;
  readonly partner: string;
  readonly effective_on: LocalDate;
}

/** Conventions' own amendments that take effect between two days. */
export async function agendaAmendments(db: Db, { cafs, conventionId }: AgendaOf, from: LocalDate, to: LocalDate): Promise<AgendaAmendment[]> {
  return await db<AgendaAmendment[]>`
    select amendment.id, convention.caf, convention_id, convention.number, partner.name as partner, effective_on
    from convention_amendment amendment join convention on convention.id = convention_id join partner on partner.id = convention.partner_id
    where convention.caf = any(${[...cafs]}) and effective_on between ${from} and ${to} ${conventionId === null ? db`` : db`and convention_id = ${conventionId}`} order by effective_on, amendment.id`;
}
