import { createHash, randomBytes } from 'node:crypto';
import { insertSession } from '../../db/session';
import { Browser } from './browser';
import type { Office } from './office';

export const CASTELBRUN = {
  support: 'joachim.peyrade@castelbrun.example',
  administrator: 'clemence.astugue@castelbrun.example',
  deputy: 'timothee.larrouy@castelbrun.example',
  signatory: 'philibert.dastugue@castelbrun.example',
  security: 'rodolphe.minvielle@castelbrun.example',
  dpo: 'ysaure.cazalot@castelbrun.example',
} as const;
/** Level-1 support of another partner of the same Caf: nothing of Castelbrun's town hall is theirs. */
export const ELSEWHERE = 'ombeline.fourcade@ccas-castelbrun.example';

/** Someone of a partner who has used their link. */
export async function visit({ sql, clock, url }: Office, address: string): Promise<Browser> {
  const token = randomBytes(32).toString('base64url');
  const csrf = randomBytes(16).toString('base64url');
  await insertSession(sql, { tokenHash: createHash('sha256').update(token).digest(), id: csrf, who: { visitor: address }, csrf, way: 'link', address: '', userAgent: '', at: clock.now() });
  return Browser.holding(url, 'guichet', token);
}
