import type { ActKind } from '../domain/acts';
import type { Instant, Reference } from '../domain/ids';
import type { ActRow } from './act';
import type { Db } from './connect';

/** Takes back an act that is still held. @returns false when it was no longer: cancelled already, or on its way. */
export async function cancelHeldAct(db: Db, key: string, actor: string, at: Instant): Promise<boolean> {
  const rows = await db`update act set state = 'cancelled', done_at = ${at} where key = ${key} and actor = ${actor} and state = 'held' and not_before > ${at}`;
  return rows.count === 1;
}

/** Held acts whose time has come are asked from now on: whoever dies after this leaves orphans, which are finished. */
export async function releaseHeldActs(db: Db, now: Instant, limit = 100): Promise<{ key: string; reference: Reference; kind: ActKind }[]> {
  return await db<{ key: string; reference: Reference; kind: ActKind }[]>`
    update act set state = 'asked' where key in (
      select key from act where state = 'held' and not_before <= ${now} order by not_before, key limit ${limit} for update skip locked)
    returning key, reference, kind`;
}

/** Acts of this account that were held, then refused: they become drafts, whose texts the caller gives back. Each is given back once. */
export async function takeRefusedHeldActs(db: Db, reference: Reference, actor: string): Promise<ActRow[]> {
  return await db<ActRow[]>`
    update act set state = 'draft' where reference = ${reference} and actor = ${actor} and state = 'refused' and not_before is not null returning *`;
}
