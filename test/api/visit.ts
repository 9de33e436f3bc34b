import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../clock';
import type { Sql } from '../../db/connect';
import { insertSession } from '../../db/session';
import { Browser } from './browser';

/** Someone of a partner who has used their link. */
export async function visit({ sql, clock, url }: { readonly sql: Sql; readonly clock: Clock; readonly url: string }, address: string): Promise<Browser> {
  const token = randomBytes(32).toString('base64url');
  const csrf = randomBytes(16).toString('base64url');
  await insertSession(sql, { tokenHash: createHash('sha256').update(token).digest(), id: csrf, who: { visitor: address }, csrf, way: 'link', address: '', userAgent: '', at: clock.now() });
  return Browser.holding(url, 'guichet', token);
}
