import type { Instant, LocalDate } from '../domain/ids';
import type { Db, Tx } from './connect';

/** A signed amendment of one convention: what it changes is in its paper. */
export interface OwnAmendment {
  readonly id: string;
  readonly convention_id: string;
  readonly title: string;
  readonly signed_on: LocalDate;
  readonly effective_on: LocalDate;
  readonly paper: string | null;
  readonly entered_at: Instant;
  readonly entered_by: string;
  readonly entered_name: string;
}

export async function insertOwnAmendment(tx: Tx, amendment: OwnAmendment): Promise<void> {
  await tx`insert into convention_amendment ${tx({ ...amendment })}`;
}

/** Those of a convention, the latest to take effect first. */
export async function ownAmendmentsOf(db: Db, conventionId: string): Promise<OwnAmendment[]> {
  return await db<OwnAmendment[]>`select * from convention_amendment where convention_id = ${conventionId} order by effective_on desc, entered_at desc, id`;
}
