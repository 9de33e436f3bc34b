import type { Channel } from '../domain/contract-types';
import type { CafCode, Instant, LocalDate } from '../domain/ids';
import type { Db, Tx } from './connect';
import type { HabilitationRank } from './register';

/** Somebody who left or changed jobs, as it was reported. */
export interface DepartureRow {
  readonly id: string;
  readonly convention_id: string;
  readonly habilitation_id: string | null;
  readonly name: string;
  readonly rank: HabilitationRank;
  readonly cause: 'left' | 'changed-job';
  readonly left_on: LocalDate;
  readonly note: string;
  readonly channel: Channel;
  readonly reported_at: Instant;
  readonly reported_by: string;
  readonly actor: string;
  readonly closed_at: Instant | null;
  readonly closed_by: string | null;
}

export async function insertDeparture(tx: Tx, row: Omit<DepartureRow, 'closed_at' | 'closed_by'>): Promise<void> {
  await tx`insert into departure ${tx({ ...row })}`;
}

/** Departures whose access is still to be closed in MCP, the oldest first. */
export async function openDepartures(db: Db, conventionId: string): Promise<DepartureRow[]> {
  return await db<DepartureRow[]>`select * from departure where convention_id = ${conventionId} and closed_at is null order by reported_at`;
}

/** @returns the row, or undefined when it is not of this convention or closed already */
export async function closeDeparture(tx: Tx, conventionId: string, id: string, at: Instant, by: string): Promise<DepartureRow | undefined> {
  const [row] = await tx<DepartureRow[]>`update departure set closed_at = ${at}, closed_by = ${by} where id = ${id} and convention_id = ${conventionId} and closed_at is null returning *`;
  return row;
}

/** An administrator or a deputy who left and has no successor. */
export interface DueChange {
  readonly convention_id: string;
  readonly number: string;
  readonly partner_name: string;
  readonly name: string;
  readonly rank: HabilitationRank;
  readonly reported_at: Instant;
}

/** Changes of administrator that departures made necessary, at these Cafs: until somebody holds the rank again. */
export async function dueChanges(db: Db, cafs: readonly CafCode[], conventionId: string | null = null): Promise<DueChange[]> {
  return await db<DueChange[]>`
    select distinct on (departure.convention_id, departure.rank) departure.convention_id, convention.number, partner.name as partner_name, departure.name, departure.rank, departure.reported_at
    from departure join convention on convention.id = departure.convention_id join partner on partner.id = convention.partner_id
    where convention.caf = any(${[...cafs]}) and departure.rank <> 'user' and ${conventionId === null ? db`true` : db`departure.convention_id = ${conventionId}`}
      and not exists (select from contact where contact.convention_id = departure.convention_id and contact.role = departure.rank and contact.ended_at is null)
      and not exists (select from convention_file file where file.convention_id = departure.convention_id and file.terminated_on <= departure.reported_at::date)
    order by departure.convention_id, departure.rank, departure.reported_at desc`;
}
