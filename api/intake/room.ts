import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from '../../db/connect';

export interface RoomSetting {
  /** Tickets whose workflow has not yet moved for what was kept, beyond which the 250 waits (rules: Door 5). */
  readonly maxInFlight: number;
  /** How long it waits, in milliseconds, before it takes the mail all the same: a dead worker means slow, not refused. */
  readonly waitMs: number;
}

const LOOK_EVERY_MS = 200;

/** Slows senders down before letters starve: counted in PostgreSQL, so that several doors share one bound. */
export function createRoom(sql: Sql, { maxInFlight, waitMs }: RoomSetting) {
  let count = 0;
  let counting: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from (select 1 from ticket where told_n < last_n limit ${maxInFlight + 1}) untold`;
    count = row?.count ?? 0;
    await pause(LOOK_EVERY_MS, undefined, { ref: false });
    counting = null;
  };
  return {
    /** Resolves when there is room, or after the longest wait. */
    async wait(): Promise<void> {
      for (let waited = 0; waited < waitMs; waited += LOOK_EVERY_MS) {
        counting ??= look();
        if (count < maxInFlight) return;
        await counting;
      }
    },
  };
}
