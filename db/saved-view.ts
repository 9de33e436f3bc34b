import type { CafCode, Instant } from '../domain/ids';
import type { Db } from './connect';

/** A view of the queue that somebody keeps: what was asked, under a name. */
export interface SavedView {
  readonly id: string;
  readonly account_id: string;
  readonly name: string;
  /** The queue's address after « ? ». */
  readonly query: string;
  /** The Caf whose people all see it; null = its owner alone. */
  readonly shared_with: CafCode | null;
  readonly created_at: Instant;
}

/** The views of an account, then those that its Cafs share, by name in French order. */
export async function savedViews(db: Db, account: string, cafs: readonly CafCode[]): Promise<SavedView[]> {
  return await db<SavedView[]>`
    select * from saved_view where account_id = ${account} or shared_with = any(${[...cafs]})
    order by shared_with is not null, name collate "fr-x-icu", id`;
}

export async function countOwnViews(db: Db, account: string): Promise<number> {
  const [row] = await db<{ count: number }[]>`select count(*)::int as count from saved_view where account_id = ${account}`;
  return row?.count ?? 0;
}

/** A view of the same id, given twice by a double click, is kept once. */
export async function insertSavedView(db: Db, view: SavedView): Promise<void> {
  await db`insert into saved_view ${db({ ...view } as never)} on conflict (id) do nothing`;
}

/** Removes a view of one's own, or one that is shared with a Caf of which one is a manager; false when there is none. */
export async function removeSavedView(db: Db, id: string, account: string, managed: readonly CafCode[]): Promise<boolean> {
  const rows = await db`delete from saved_view where id = ${id} and (account_id = ${account} or shared_with = any(${[...managed]}))`;
  return rows.count === 1;
}
