import type { CafCode, Instant, Reference } from '../domain/ids';
import type { JourneyName } from '../domain/journeys/types';
import type { StopRow } from './planned-stop';
import type { Db } from './connect';

/** Stops whose workflow has not moved for their last fact and was not told since `askedBefore`, or whose next instant passed before `overdueBefore` (rules: Door 8). */
export async function takeUntoldStops(db: Db, now: Instant, { askedBefore, overdueBefore }: { askedBefore: Instant; overdueBefore: Instant }): Promise<Pick<StopRow, 'id' | 'last_n'>[]> {
  return await db<Pick<StopRow, 'id' | 'last_n'>[]>`
    update planned_stop set told_asked_at = ${now} where id in (
      select id from planned_stop where (told_n < last_n or next_at < ${overdueBefore})
        and (told_asked_at is null or told_asked_at < ${askedBefore}) and planned_at < ${askedBefore}
      order by id limit 50 for update skip locked)
    returning id, last_n`;
}

/** Stops on which something may still happen. */
export async function livingStops(db: Db): Promise<Pick<StopRow, 'id' | 'last_n'>[]> {
  return await db<Pick<StopRow, 'id' | 'last_n'>[]>`
    select id, last_n from planned_stop where next_at is not null or told_n < last_n or woken_revision < revision or exists (select from stop_mailing where stop = planned_stop.id and done_at is null) order by id limit 1000`;
}

/** Tickets whose next instant falls in the hours of a stop, or was moved by it, after a reference; by the index of each Caf when there are few. */
export async function ticketsInReach(db: Db, stop: StopRow, after: string, limit: number): Promise<{ reference: Reference; last_n: number }[]> {
  return await db<{ reference: Reference; last_n: number }[]>`
    select reference, last_n from ticket
    where reference > ${after} and ${ofCafs(db, stop.cafs)} and phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner', 'resolved')
      and ((next_at >= ${stop.reach_from} and next_at < ${stop.reach_until}) or next_step->>'stop' = ${stop.id})
    order by reference limit ${limit}`;
}

/** The journeys of the same. */
export async function journeysInReach(db: Db, stop: StopRow): Promise<{ id: string; kind: JourneyName; last_n: number }[]> {
  return await db<{ id: string; kind: JourneyName; last_n: number }[]>`
    select id, kind, last_n from journey where ended_at is null and ${ofCafs(db, stop.cafs)}
      and ((next_at >= ${stop.reach_from} and next_at < ${stop.reach_until}) or next_step->>'stop' = ${stop.id}) order by id`;
}

function ofCafs(db: Db, cafs: readonly CafCode[] | null) {
  return cafs === null ? db`true` : db`caf = any(${[...cafs]})`;
}

/** How far a stop's tickets have been reckoned anew for this revision; null = all are. */
export async function noteWoken(db: Db, { id, revision }: StopRow, to: string | null): Promise<void> {
  // One that was changed meanwhile begins again from the first.
  await db`update planned_stop set woken_to = ${to ?? ''}, woken_revision = case when ${to === null} then revision else woken_revision end where id = ${id} and revision = ${revision}`;
}
