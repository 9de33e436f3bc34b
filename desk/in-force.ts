import type { Db } from '../db/connect';
import { contractAt } from '../db/contract';
import type { ConventionRow } from '../db/partner';
import { conventionFile } from '../db/register';
import { localDateOf } from '../domain/calendar';
import type { Instant } from '../domain/ids';

/** Whether a convention has ended, by its Caf's own day: nothing new is begun under it. */
export async function isTerminated(db: Db, { id, caf }: Pick<ConventionRow, 'id' | 'caf'>, now: Instant): Promise<boolean> {
  const [{ calendar }, file] = [await contractAt(db, caf, now), await conventionFile(db, id)];
  return file?.terminated_on != null && file.terminated_on <= localDateOf(calendar, now);
}
