import type { DeskDay } from '../domain/desk-days';
import type { CafCode, Instant, LocalDate } from '../domain/ids';
import type { Db, Tx } from './connect';

/** A day that the desk closes or opens by exception, as entered on screen. */
export interface DeskDayRow extends DeskDay {
  readonly id: string;
  readonly caf: CafCode;
  readonly reason: string;
  readonly put_by: string;
  readonly put_at: Instant;
  readonly put_by_name: string | null;
}

/** The days in force from a day on, soonest first. */
export async function deskDaysFrom(db: Db, caf: CafCode, from: LocalDate): Promise<DeskDayRow[]> {
  return await db<DeskDayRow[]>`
    select desk_day.*, account.name as put_by_name from desk_day left join account on account.id = put_by
    where caf = ${caf} and withdrawn_at is null and day >= ${from} order by day`;
}

export async function findDeskDay(db: Db, caf: CafCode, id: string): Promise<DeskDayRow | undefined> {
  const [row] = await db<DeskDayRow[]>`
    select desk_day.*, account.name as put_by_name from desk_day left join account on account.id = put_by where desk_day.id = ${id} and caf = ${caf} and withdrawn_at is null`;
  return row;
}

/** Locks the Caf's days against one another, and gives all that are in force. */
export async function lockDays(tx: Tx, caf: CafCode): Promise<DeskDay[]> {
  await tx`select pg_advisory_xact_lock(727012, hashtext(${caf}))`;
  return await daysInForce(tx, caf);
}

export async function daysInForce(db: Db, caf: CafCode): Promise<DeskDay[]> {
  return await db<DeskDay[]>`select day, kind, hours from desk_day where caf = ${caf} and withdrawn_at is null order by day`;
}

export async function insertDeskDay(tx: Tx, day: DeskDay & { readonly id: string; readonly caf: CafCode; readonly reason: string }, by: string, at: Instant): Promise<void> {
  await tx`insert into desk_day (id, caf, day, kind, hours, reason, put_by, put_at)
    values (${day.id}, ${day.caf}, ${day.day}, ${day.kind}, ${day.hours === null ? null : tx.json(day.hours as never)}, ${day.reason}, ${by}, ${at})`;
}

export async function withdrawDeskDay(tx: Tx, id: string, by: string, at: Instant): Promise<void> {
  await tx`update desk_day set withdrawn_by = ${by}, withdrawn_at = ${at} where id = ${id} and withdrawn_at is null`;
}
