import type { Sql } from '../../db/connect';
import { eraseBatch, openErasure } from '../../desk/retention';
import type { CafCode, Instant } from '../../domain/ids';

/** What the workflow of a Caf's retention does once it is told, without Temporal: all that is due now. */
export async function eraseNow(sql: Sql, caf: CafCode | '', now: Instant): Promise<void> {
  for (let open = await openErasure(sql, caf, now); open.erasure !== null; open = await openErasure(sql, caf, now)) {
    while (!(await eraseBatch(sql, open.erasure, now)).done);
  }
}
