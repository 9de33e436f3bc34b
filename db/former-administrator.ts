import type { CafCode, Instant } from '../domain/ids';
import type { PartnerRole } from '../domain/contract-types';
import type { FormerAdministrator } from '../domain/journeys/types';
import type { Db } from './connect';
import { toPartnerContact, type ContactRow } from './partner';

/** The administrators and deputies of a convention whose card ended, the latest first. */
export async function formerAdministrators(db: Db, conventionId: string): Promise<FormerAdministrator[]> {
  const rows = await db<(ContactRow & { readonly ended_at: Instant })[]>`
    select * from contact where convention_id = ${conventionId} and role in ('administrator', 'deputy-administrator') and ended_at is not null order by ended_at desc, id`;
  return rows.map((row) => ({ ...toPartnerContact(row), endedAt: row.ended_at }));
}

/** The ranks that somebody of a convention holds, or held: on a card, or in the register. */
export async function ranksEverHeld(db: Db, conventionId: string): Promise<ReadonlySet<PartnerRole>> {
  const rows = await db<{ role: PartnerRole }[]>`
    select role from contact where convention_id = ${conventionId} and role in ('administrator', 'deputy-administrator')
    union select rank from habilitation where convention_id = ${conventionId} and rank <> 'user'`;
  return new Set(rows.map(({ role }) => role));
}

/** An administrator or a deputy who is no longer, and has no successor. */
export interface DueChange {
  readonly convention_id: string;
  readonly caf: CafCode;
  readonly number: string;
  readonly partner_name: string;
  readonly name: string;
  readonly rank: 'administrator' | 'deputy-administrator';
  /** When a departure was reported, else when the access ended. */
  readonly since: Instant;
  /** They left, or changed jobs, as it was reported; else their access was withdrawn: by hand, by a review, by a change. */
  readonly departed: boolean;
  /** A change of administrator of that convention that is under way. */
  readonly under_way: string | null;
}

/** Changes of administrator that are due at these Cafs, however the access ended: until somebody holds the rank again, or the convention ends. */
export async function dueChanges(db: Db, cafs: readonly CafCode[], now: Instant, conventionId: string | null = null): Promise<DueChange[]> {
  return await db<DueChange[]>`
    select distinct on (contact.convention_id, contact.role) contact.convention_id, convention.caf, convention.number, partner.name as partner_name, contact.name, contact.role as rank,
      coalesce(left_on.reported_at, contact.ended_at) as since, left_on.reported_at is not null as departed,
      (select journey.id from journey where journey.convention_id = contact.convention_id and kind = 'administrator-change' and journey.ended_at is null order by began_at desc limit 1) as under_way
    from contact join convention on convention.id = contact.convention_id join partner on partner.id = convention.partner_id
      left join lateral (select reported_at from departure join habilitation on habilitation.id = habilitation_id where contact_id = contact.id order by reported_at desc limit 1) left_on on true
    where convention.caf = any(${[...cafs]}) and contact.role in ('administrator', 'deputy-administrator') and contact.ended_at is not null and ${conventionId === null ? db`true` : db`contact.convention_id = ${conventionId}`}
      and not exists (select from contact other where other.convention_id = contact.convention_id and other.role = contact.role and other.ended_at is null)
      and not exists (select from convention_file file where file.convention_id = contact.convention_id and file.terminated_on <= caf_day(convention.caf, ${now}::timestamptz))
    order by contact.convention_id, contact.role, contact.ended_at desc`;
}
