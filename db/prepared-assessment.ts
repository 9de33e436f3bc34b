import type { Instant, LocalDate } from '../domain/ids';
import type { Db, Tx } from './connect';

/** The yearly assessment of a convention as it was prepared before its date. */
export interface PreparedAssessment {
  readonly convention_id: string;
  readonly due_on: LocalDate;
  readonly from_on: LocalDate;
  readonly to_on: LocalDate;
  readonly made_at: Instant;
}

/** Keeps an assessment once: the first that was made for a date is the one that was sent. */
export async function keepAssessment(tx: Tx, assessment: PreparedAssessment, pdf: Buffer): Promise<void> {
  await tx`insert into assessment ${tx({ ...assessment, pdf })} on conflict do nothing`;
}

export async function assessmentPdf(db: Db, conventionId: string, dueOn: LocalDate): Promise<Buffer | undefined> {
  const [row] = await db<{ pdf: Buffer }[]>`select pdf from assessment where convention_id = ${conventionId} and due_on = ${dueOn}`;
  return row?.pdf;
}

/** Those of a convention, latest first. */
export async function preparedAssessments(db: Db, conventionId: string): Promise<PreparedAssessment[]> {
  return await db<PreparedAssessment[]>`select convention_id, due_on, from_on, to_on, made_at from assessment where convention_id = ${conventionId} order by due_on desc`;
}
