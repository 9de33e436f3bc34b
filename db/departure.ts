import type { Channel } from '../domain/contract-types';
import type { Instant, LocalDate } from '../domain/ids';
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

/** The departures of a contact whose access is still to be closed in MCP. */
export async function openDeparturesOf(tx: Tx, contactId: string): Promise<DepartureRow[]> {
  return await tx<DepartureRow[]>`select departure.* from departure join habilitation on habilitation.id = habilitation_id where contact_id = ${contactId} and closed_at is null`;
}
