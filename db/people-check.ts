import type { CafCode, Instant } from '../domain/ids';
import type { Db, Tx } from './connect';

/** When a convention's list of people was checked, and its administrator reminded to. */
export interface PeopleCheck {
  readonly convention_id: string;
  readonly remind_at: Instant;
  readonly reminded_at: Instant | null;
  readonly reminded_to: string | null;
  readonly checked_at: Instant | null;
  readonly checked_by: string | null;
  readonly checked_name: string | null;
}

export async function findCheck(db: Db, conventionId: string): Promise<PeopleCheck | undefined> {
  const [row] = await db<PeopleCheck[]>`select * from people_check where convention_id = ${conventionId}`;
  return row;
}

/** The checks of a partner's conventions, by convention. */
export async function checksOfPartner(db: Db, partnerId: string): Promise<Map<string, PeopleCheck>> {
  const rows = await db<PeopleCheck[]>`select people_check.* from people_check join convention on convention.id = convention_id where partner_id = ${partnerId}`;
  return new Map(rows.map((row) => [row.convention_id, row]));
}

/** Somebody checked the list; the next reminder is a year later. */
export async function recordCheck(tx: Tx, conventionId: string, by: { readonly address: string; readonly name: string }, at: Instant, remindAt: Instant): Promise<void> {
  await tx`insert into people_check (convention_id, remind_at, checked_at, checked_by, checked_name) values (${conventionId}, ${remindAt}, ${at}, ${by.address}, ${by.name})
    on conflict (convention_id) do update set remind_at = excluded.remind_at, checked_at = excluded.checked_at, checked_by = excluded.checked_by, checked_name = excluded.checked_name`;
}

/** Conventions that nobody has counted from yet: their first reminder is at that instant. */
export async function beginChecks(db: Db, remindAt: Instant): Promise<void> {
  await db`insert into people_check (convention_id, remind_at) select id, ${remindAt} from convention
    where not exists (select from people_check where convention_id = convention.id) on conflict do nothing`;
}

/** The Cafs of which a reminder is due. */
export async function cafsToRemind(db: Db, now: Instant): Promise<CafCode[]> {
  const rows = await db<{ caf: CafCode }[]>`select distinct caf from people_check join convention on convention.id = convention_id where remind_at <= ${now} order by caf`;
  return rows.map(({ caf }) => caf);
}

export interface DueCheck extends PeopleCheck {
  readonly caf: CafCode;
  readonly partner_name: string;
  readonly number: string;
}

/** Due reminders of these Cafs; another process leaves these alone until the transaction ends. */
export async function takeDueChecks(tx: Tx, cafs: readonly CafCode[], now: Instant, limit: number): Promise<DueCheck[]> {
  return await tx<DueCheck[]>`
    select people_check.*, convention.caf, convention.number, partner.name as partner_name
    from people_check join convention on convention.id = convention_id join partner on partner.id = partner_id
    where remind_at <= ${now} and convention.caf = any(${[...cafs]}) order by remind_at, convention_id limit ${limit} for update of people_check skip locked`;
}

export async function recordReminder(tx: Tx, conventionId: string, to: string | null, at: Instant, remindAt: Instant): Promise<void> {
  await tx`update people_check set reminded_at = ${at}, reminded_to = ${to}, remind_at = ${remindAt} where convention_id = ${conventionId}`;
}
