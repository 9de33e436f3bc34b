import { activityInfo, heartbeat } from '@temporalio/activity';
import { findStop } from '../db/planned-stop';
import { journeysInReach, noteWoken, ticketsInReach } from '../db/stop-told';
import { moveStopOnce, type StopStanding } from '../desk/planned-stop';
import { postBatch, type Round } from '../desk/stop-letters';
import type { Tools } from '../desk/tools';
import { instantAt, type Instant, type Reference } from '../domain/ids';
import type { JourneyName } from '../domain/journeys/types';

export type { StopStanding };

export interface StopMoveAsked {
  readonly id: string;
  /** The workflow's own clock, the only one that decides what is due. */
  readonly now: Instant;
}

export function createStopActivities({ sql }: Pick<Tools, 'sql'>) {
  return { /** Brings a stop up to date at `now` in one transaction. Safe to repeat. */ moveStop: ({ id, now }: StopMoveAsked): Promise<StopStanding> => moveStopOnce(sql, id, now) };
}
export type StopActivities = ReturnType<typeof createStopActivities>;

/** What announcements need: a relay's connection of their own, and to have tickets look again at their plan. */
export interface AnnouncementTools extends Tools {
  nudge(reference: Reference, n: number): Promise<void>;
  /** How many letters of one stop leave in a second at most; absent = as fast as they go. */
  readonly perSecond?: number;
  nudgeJourney(journey: { readonly id: string; readonly kind: JourneyName }, n: number): Promise<void>;
}

/** Tickets looked at again in one batch. */
const AT_ONCE = 25;

/** On a queue of their own, at a pace of their own: neither letters by thousands nor a desk's open tickets woken at once hold up the desk's work. */
export function createAnnouncementActivities(tools: AnnouncementTools) {
  const { sql } = tools;
  return {
    /** Posts one batch of a round of letters. */
    async postAnnouncements({ id, mailing }: { readonly id: string; readonly mailing: number }): Promise<Round> {
      return await postBatch(tools, id, mailing, instantAt(activityInfo().currentAttemptScheduledTimestampMs), () => heartbeat());
    },

    /** Has one batch of the tickets whose next instant the stop moves reckoned anew, in order of reference; then the journeys. Safe to repeat: a plan looked at again is the same plan. */
    async reckonAnew({ id }: { readonly id: string }): Promise<void> {
      const stop = await findStop(sql, id);
      if (stop === undefined || stop.woken_revision >= stop.revision) return;
      const tickets = await ticketsInReach(sql, stop, stop.woken_to, AT_ONCE);
      for (const { reference, last_n } of tickets) {
        await tools.nudge(reference, last_n);
        heartbeat();
      }
      const last = tickets.at(-1);
      if (last !== undefined) return await noteWoken(sql, stop, last.reference);
      for (const journey of await journeysInReach(sql, stop)) await tools.nudgeJourney(journey, journey.last_n);
      await noteWoken(sql, stop, null);
    },
  };
}
export type AnnouncementActivities = ReturnType<typeof createAnnouncementActivities>;
