import type { CafCode } from '../domain/ids';
import type { Db } from './connect';
import { findLetter, type LetterRow } from './letter';

/** How many letters these Cafs have, counted up to `most`. */
export async function countLetters(db: Db, cafs: readonly CafCode[], most: number): Promise<number> {
  const [row] = await db<{ count: number }[]>`select count(*)::int as count from (select from letter where caf = any(${[...cafs]}) limit ${most}) counted`;
  return row?.count ?? 0;
}

/** A letter of one of these Cafs; undefined for any other. */
export async function findLetterOf(db: Db, cafs: readonly CafCode[], id: string): Promise<LetterRow | undefined> {
  const letter = await findLetter(db, id);
  return letter !== undefined && cafs.includes(letter.caf) ? letter : undefined;
}
