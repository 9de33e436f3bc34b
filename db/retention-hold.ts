import type { CafCode, Instant, LocalDate, Reference } from '../domain/ids';
import type { Db, Tx } from './connect';

/** Something that is not erased before its end: a dispute. */
export interface HoldRow {
  readonly id: string;
  readonly caf: CafCode;
  readonly reference: Reference | null;
  readonly convention_id: string | null;
  /** The convention's number, when it holds one. */
  readonly number: string | null;
  readonly reason: string;
  /** The last day on which it holds. */
  readonly until: LocalDate;
  readonly put_name: string;
  readonly put_at: Instant;
  readonly lifted_at: Instant | null;
}

export type NewHold = Pick<HoldRow, 'id' | 'caf' | 'reference' | 'convention_id' | 'reason' | 'until' | 'put_at'> & { readonly put_by: string };

export async function insertHold(tx: Tx, hold: NewHold): Promise<void> {
  await tx`insert into retention_hold ${tx(hold)}`;
}

/** @returns false when it holds no more, or is not of these Cafs. */
export async function liftHold(tx: Tx, cafs: readonly CafCode[], id: string, by: string, at: Instant): Promise<boolean> {
  return (await tx`update retention_hold set lifted_at = ${at}, lifted_by = ${by} where id = ${id} and caf = any(${[...cafs]}) and lifted_at is null`).count === 1;
}

/** Who lifted a hold, and when; undefined when there is none of these Cafs, or it still holds. */
export async function liftingOf(db: Db, cafs: readonly CafCode[], id: string): Promise<{ readonly name: string; readonly at: Instant } | undefined> {
  const [row] = await db<{ name: string; at: Instant }[]>`select account.name, lifted_at as at from retention_hold join account on account.id = lifted_by where retention_hold.id = ${id} and caf = any(${[...cafs]}) and lifted_at is not null`;
  return row;
}

/** What holds at some Cafs on a day, the soonest to end first. */
export async function holdsOf(db: Db, cafs: readonly CafCode[], day: LocalDate): Promise<HoldRow[]> {
  return await db<HoldRow[]>`${holds(db)} where retention_hold.caf = any(${[...cafs]}) and lifted_at is null and until >= ${day} order by until, retention_hold.id limit 200`;
}

/** What holds a request or a convention itself on a day, the latest to end first. */
export async function holdOnSubject(db: Db, { reference, convention_id }: Pick<HoldRow, 'reference' | 'convention_id'>, day: LocalDate): Promise<HoldRow | undefined> {
  const [row] = await db<HoldRow[]>`
    ${holds(db)} where retention_hold.reference is not distinct from ${reference} and retention_hold.convention_id is not distinct from ${convention_id} and lifted_at is null and until >= ${day} order by until desc limit 1`;
  return row;
}

/** What holds a request on a day: its own, or its convention's. */
export async function holdOfTicket(db: Db, reference: Reference, conventionId: string | null, day: LocalDate): Promise<HoldRow | undefined> {
  const [row] = await db<HoldRow[]>`${holds(db)} where (retention_hold.reference = ${reference} or retention_hold.convention_id = ${conventionId}) and lifted_at is null and until >= ${day} order by until desc limit 1`;
  return row;
}

function holds(db: Db) {
  return db`select retention_hold.*, convention.number, account.name as put_name from retention_hold join account on account.id = put_by left join convention on convention.id = retention_hold.convention_id`;
}
