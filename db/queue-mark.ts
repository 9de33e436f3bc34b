import type { CafCode } from '../domain/ids';
import type { Db } from './connect';

/** A text for each of these Cafs that differs whenever its queue or its mails to identify do; read from indexes alone, for all who listen at once. */
export async function queueMarks(db: Db, cafs: readonly CafCode[]): Promise<Map<CafCode, string>> {
  const rows = await db<{ caf: CafCode; mark: string }[]>`select caf, mark from queue_marks(${[...cafs]})`;
  return new Map(rows.map(({ caf, mark }) => [caf, mark]));
}
