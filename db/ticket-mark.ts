import type { Reference } from '../domain/ids';
import type { Db } from './connect';

/** A text for each ticket that differs whenever its journal, or what is on its way to its partner, does. */
export async function ticketMarks(db: Db, references: readonly Reference[]): Promise<Map<Reference, string>> {
  const rows = await db<{ reference: Reference; mark: string }[]>`select reference, mark from ticket_marks(${[...references]})`;
  return new Map(rows.map(({ reference, mark }) => [reference, mark]));
}
