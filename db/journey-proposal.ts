import type { CafCode } from '../domain/ids';
import type { Db } from './connect';

/** The living journeys of these Cafs on whose ladder something was proposed since a side owes, those that wait longest first; their state says whether it still waits. */
export async function journeysWithProposal(db: Db, cafs: readonly CafCode[], limit: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select id from journey
    where caf = any(${cafs}) and ended_at is null and erased_at is null and owes is not null
      and exists (select from journey_fact where journey_fact.journey = journey.id and kind = 'rung-proposed' and at >= journey.owes_since)
    order by late_since, id limit ${limit}`;
  return rows.map(({ id }) => id);
}
