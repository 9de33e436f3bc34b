import type { CafCode, Instant, LocalDate } from '../domain/ids';
import type { RetentionRule } from '../domain/retention/terms';
import type { Db } from './connect';
import type { ErasureRow } from './retention';

export interface ErasureLine extends ErasureRow {
  /** How many rows, of all kinds. */
  readonly rows: number;
  readonly tickets: number;
}

/** Erasures of some Cafs and of the installation itself that erased something or go on, latest first. */
export async function listErasures(db: Db, cafs: readonly CafCode[], limit: number): Promise<ErasureLine[]> {
  return await db<ErasureLine[]>`
    select erasure.*, counted.rows, counted.tickets from erasure cross join lateral (
      select coalesce(sum(n), 0)::int as rows, coalesce(sum(n) filter (where what = 'ticket'), 0)::int as tickets from erasure_count where erasure_count.erasure = erasure.id) counted
    where (caf = any(${[...cafs]}) or caf = '') and (counted.rows > 0 or done_at is null) order by began_at desc, erasure.id limit ${limit}`;
}

/** When the last erasure of each of some Cafs came to its end, whether it found anything or not. */
export async function lastErasures(db: Db, cafs: readonly CafCode[]): Promise<Map<CafCode, Instant>> {
  const rows = await db<{ caf: CafCode; at: Instant }[]>`select caf, max(done_at) as at from erasure where caf = any(${[...cafs]}) and request is null and done_at is not null group by caf`;
  return new Map(rows.map(({ caf, at }) => [caf, at]));
}

export interface CountRow {
  readonly what: string;
  readonly rule: RetentionRule | 'request';
  readonly n: number;
  readonly from_day: LocalDate | null;
  readonly to_day: LocalDate | null;
}

/** What an erasure erased, by rule, most first. */
export async function countsOfErasure(db: Db, id: string): Promise<CountRow[]> {
  return await db<CountRow[]>`select what, rule, n, from_day, to_day from erasure_count where erasure = ${id} order by rule, n desc, what`;
}
