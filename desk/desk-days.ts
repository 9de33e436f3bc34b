import { daysInForce, findDeskDay, insertDeskDay, lockDays, withdrawDeskDay } from '../db/desk-day';
import type { Sql, Tx } from '../db/connect';
import { insertTermsChange } from '../db/terms-change';
import type { DeskDay } from '../domain/desk-days';
import type { CafCode, Instant } from '../domain/ids';

/** Days to put in force together (a strike of two days is one change), with why. */
export interface DaysToPut {
  /** Names the change: the same again is done already. */
  readonly id: string;
  readonly caf: CafCode;
  readonly days: readonly DeskDay[];
  readonly reason: string;
}

/**
 * Puts days in force: from now on they are part of the desk's calendar, and the change is on its way to the open tickets (rules: Clock 5).
 * @returns why it is refused, in French; null when it is done.
 */
export async function putDays(sql: Sql, { id, caf, days, reason }: DaysToPut, by: string, at: Instant): Promise<string | null> {
  return await sql.begin(async (tx) => {
    const before = await lockDays(tx, caf);
    if (await isKnown(tx, id)) return null;
    const taken = days.find((one) => before.some((known) => known.day === one.day));
    if (taken !== undefined) return 'L’un de ces jours est déjà changé : retirez-le d’abord.';
    for (const day of days) await insertDeskDay(tx, { ...day, id: `${id}-${day.day}`, caf, reason }, by, at);
    await insertTermsChange(tx, { id, caf, kind: 'days', version: null, days: { before, after: await daysInForce(tx, caf) }, actor: by, at });
    return null;
  });
}

/** Takes a day away again; what it had moved is reckoned anew. @returns why it is refused, in French. */
export async function withdrawDay(sql: Sql, caf: CafCode, dayId: string, by: string, at: Instant): Promise<string | null> {
  return await sql.begin(async (tx) => {
    const before = await lockDays(tx, caf);
    const day = await findDeskDay(tx, caf, dayId);
    if (day === undefined) return 'Ce jour a déjà été retiré.';
    await withdrawDeskDay(tx, dayId, by, at);
    await insertTermsChange(tx, { id: `${dayId}-retrait`, caf, kind: 'days', version: null, days: { before, after: await daysInForce(tx, caf) }, actor: by, at });
    return null;
  });
}

async function isKnown(tx: Tx, id: string): Promise<boolean> {
  return (await tx`select 1 from terms_change where id = ${id}`).length > 0;
}
