import type { Instant } from '../domain/ids';
import type { Db, Tx } from './connect';

/** A paper of a convention, without its bytes. */
export interface Paper {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
  readonly at: Instant;
}
export type NewPaper = Omit<Paper, 'at'> & { readonly convention_id: string; readonly journey: string | null; readonly bytes: Buffer };

export async function keepPaper(tx: Tx, paper: NewPaper, at: Instant, by: string): Promise<void> {
  await tx`insert into convention_paper ${tx({ ...paper, at, added_by: by })}`;
}

/** The papers of a journey, oldest first. */
export async function papersOfJourney(db: Db, journey: string, conventionId: string): Promise<Paper[]> {
  return await db<Paper[]>`select id, name, type, size, sha256, at from convention_paper where convention_id = ${conventionId} and journey = ${journey} order by at, id`;
}

/** A paper of this convention, with its bytes. */
export async function findPaper(db: Db, conventionId: string, id: string): Promise<{ readonly name: string; readonly bytes: Buffer } | undefined> {
  const [row] = await db<{ name: string; bytes: Buffer }[]>`select name, bytes from convention_paper where convention_id = ${conventionId} and id = ${id}`;
  return row;
}
