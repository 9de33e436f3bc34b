import type { Instant, Reference } from '../domain/ids';
import type { Db } from './connect';

/** Somebody who looks at a ticket. */
export interface PresenceRow {
  readonly reference: Reference;
  readonly account_id: string;
  readonly name: string;
  readonly seen_at: Instant;
}

/** These accounts look at these tickets now. */
export async function touchPresence(db: Db, seen: ReadonlyArray<{ readonly reference: Reference; readonly account: string }>, at: Instant): Promise<void> {
  if (seen.length === 0) return;
  await db`
    insert into presence (reference, account_id, seen_at)
    select distinct reference, account, ${at}::timestamptz from unnest(${seen.map((one) => one.reference)}::text[], ${seen.map((one) => one.account)}::text[]) as now (reference, account)
    on conflict (reference, account_id) do update set seen_at = greatest(presence.seen_at, excluded.seen_at)`;
}

/** Who was seen on these tickets since an instant, by name. */
export async function presentOn(db: Db, references: readonly Reference[], since: Instant, except: string | null = null): Promise<PresenceRow[]> {
  return await db<PresenceRow[]>`
    select presence.*, account.name from presence join account on account.id = presence.account_id
    where reference = any(${[...references]}) and seen_at > ${since} and account_id is distinct from ${except} order by account.name`;
}

/** They have left the page. */
export async function leave(db: Db, reference: Reference, account: string): Promise<void> {
  await db`delete from presence where reference = ${reference} and account_id = ${account}`;
}

export async function forgetPresence(db: Db, before: Instant): Promise<void> {
  await db`delete from presence where seen_at < ${before}`;
}
