import type { Instant } from '../domain/ids';
import type { JourneyName } from '../domain/journeys/types';
import type { Db } from './connect';

/** As much of a journey as its workflow is told. */
export interface ToldJourney {
  readonly id: string;
  readonly kind: JourneyName;
  readonly last_n: number;
}

/** Takes, at `now`, the journeys whose workflow has not moved for their last fact, and was not told since `askedBefore` (rules: Door 8). */
export async function takeUntoldJourneys(db: Db, now: Instant, { beganBefore, askedBefore }: { beganBefore: Instant; askedBefore: Instant }, limit = 200): Promise<ToldJourney[]> {
  return await db<ToldJourney[]>`
    update journey set told_asked_at = ${now} where id in (
      select id from journey where told_n < last_n and began_at < ${beganBefore} and (told_asked_at is null or told_asked_at < ${askedBefore})
      order by id limit ${limit} for update skip locked)
    returning id, kind, last_n`;
}

/** Journeys under way whose next instant passed before `before`. */
export async function overdueJourneys(db: Db, before: Instant, limit = 200): Promise<ToldJourney[]> {
  return await db<ToldJourney[]>`select id, kind, last_n from journey where ended_at is null and next_at < ${before} order by next_at limit ${limit}`;
}

/** A page of the journeys that something may still happen on, by their numbers. */
export async function livingJourneysAfter(db: Db, after: string, limit: number): Promise<ToldJourney[]> {
  return await db<ToldJourney[]>`
    select id, kind, last_n from journey
    where id > ${after} and (ended_at is null or told_n < last_n or exists (select from letter where letter.journey = journey.id and letter.state = 'claimed'))
    order by id limit ${limit}`;
}

/** How many are under way that began before `before`. */
export async function countLivingJourneys(db: Db, before: Instant): Promise<number> {
  const [row] = await db<{ living: number }[]>`select count(*)::int as living from journey where ended_at is null and began_at < ${before}`;
  return row?.living ?? 0;
}
