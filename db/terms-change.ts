import type { DeskDay } from '../domain/desk-days';
import type { CafCode, Instant, Reference } from '../domain/ids';
import type { Db, Sql, Tx } from './connect';

/** A change of terms or of calendar on its way to the open tickets of its Caf. */
export interface TermsChangeRow {
  readonly id: string;
  readonly caf: CafCode;
  readonly kind: 'amendment' | 'days';
  readonly version: number | null;
  /** The desk's days before and after it. */
  readonly days: { readonly before: readonly DeskDay[]; readonly after: readonly DeskDay[] } | null;
  readonly actor: string;
  readonly at: Instant;
  readonly reached: string;
  readonly done: boolean;
}

export async function insertTermsChange(tx: Tx, change: Omit<TermsChangeRow, 'reached' | 'done'>): Promise<void> {
  const { id, caf, kind, version, days, actor, at } = change;
  await tx`insert into terms_change (id, caf, kind, version, days, actor, at)
    values (${id}, ${caf}, ${kind}, ${version}, ${days === null ? null : tx.json(days as never)}, ${actor}, ${at}) on conflict (id) do nothing`;
}

/** Changes that have not reached every open ticket, oldest first: a later one must find the earlier done. */
export async function unspreadChanges(sql: Sql): Promise<TermsChangeRow[]> {
  return await sql<TermsChangeRow[]>`select * from terms_change where not done order by at, id`;
}

/** The open tickets of a Caf after a reference, in order. */
export async function openAfter(sql: Sql, caf: CafCode, after: string, limit: number): Promise<Reference[]> {
  const rows = await sql<{ reference: Reference }[]>`
    select reference from ticket where caf = ${caf} and reference > ${after} and phase not in ('closed', 'merged', 'handed-over') order by reference limit ${limit}`;
  return rows.map((row) => row.reference);
}

export async function noteReached(db: Db, id: string, reached: string): Promise<void> {
  await db`update terms_change set reached = greatest(reached, ${reached}) where id = ${id}`;
}

export async function finishChange(db: Db, id: string): Promise<void> {
  await db`update terms_change set done = true where id = ${id}`;
}
