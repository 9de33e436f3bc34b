import type { ServiceCode } from '../domain/contract-types';
import type { CafCode, Instant, LocalDate } from '../domain/ids';
import type { ConventionDates, Mode, Quota } from '../domain/register/rules';
import type { Db, Tx } from './connect';

export interface ConventionFile extends ConventionDates {
  readonly convention_id: string;
  readonly mode: Mode | null;
  readonly delegation_taken_back_at: Instant | null;
}
export interface QuotaRow extends Quota {
  readonly bulletin_id: string;
  readonly reported: number | null;
  readonly reported_at: Instant | null;
}
export interface BulletinRow {
  readonly id: string;
  readonly convention_id: string;
  readonly service: ServiceCode;
  /** '' = the partner as a whole. */
  readonly unit: string;
  readonly signed_on: LocalDate | null;
}
export type HabilitationRank = 'administrator' | 'deputy-administrator' | 'user';
export interface HabilitationRow {
  readonly id: string;
  readonly convention_id: string;
  readonly rank: HabilitationRank;
  readonly contact_id: string | null;
  readonly bulletin_id: string | null;
  readonly profile: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly job_title: string | null;
  readonly state: 'active' | 'suspended' | 'withdrawn';
  readonly given_at: Instant;
  readonly ended_at: Instant | null;
  /** Their password must be changed, since then. */
  readonly password_change_at: Instant | null;
  readonly journey: string | null;
}
export interface RegisterActRow {
  readonly id: string;
  readonly convention_id: string;
  readonly habilitation_id: string | null;
  readonly kind: string;
  readonly label: string;
  readonly reason: string;
  readonly at: Instant;
  readonly actor: string | null;
  readonly actor_name: string;
  readonly recorded_at: Instant;
  /** The addresses that it was written to. */
  readonly told: readonly string[];
}

export async function conventionFile(db: Db, conventionId: string): Promise<ConventionFile | null> {
  const [row] = await db<ConventionFile[]>`select * from convention_file where convention_id = ${conventionId}`;
  return row ?? null;
}

/** Sets some of a convention's dates, or its mode; the others stay. */
export async function setConventionFile(tx: Tx, conventionId: string, values: Partial<Omit<ConventionFile, 'convention_id'>>): Promise<void> {
  await tx`insert into convention_file ${tx({ convention_id: conventionId })} on conflict do nothing`;
  if (Object.keys(values).length > 0) await tx`update convention_file set ${tx(values as Record<string, string | null>)} where convention_id = ${conventionId}`;
}

export async function bulletinsOf(db: Db, conventionId: string): Promise<BulletinRow[]> {
  return await db<BulletinRow[]>`select * from bulletin where convention_id = ${conventionId} order by service, unit`;
}
export async function quotasOf(db: Db, conventionId: string): Promise<QuotaRow[]> {
  return await db<QuotaRow[]>`select bulletin_id, profile, users, reported, reported_at from bulletin_quota where convention_id = ${conventionId} order by bulletin_id, length(profile), profile`;
}

export async function insertBulletin(tx: Tx, bulletin: BulletinRow): Promise<void> {
  await tx`insert into bulletin ${tx({ ...bulletin })} on conflict do nothing`;
}
/** Corrects a bulletin: when it was signed, whose it is. */
export async function setBulletin(tx: Tx, id: string, values: Partial<Pick<BulletinRow, 'unit' | 'signed_on'>>): Promise<void> {
  await tx`update bulletin set ${tx(values as Record<string, string | null>)} where id = ${id}`;
}
export async function setQuota(tx: Tx, { bulletin_id, profile, users }: Pick<QuotaRow, 'bulletin_id' | 'profile' | 'users'>, conventionId: string): Promise<void> {
  await tx`insert into bulletin_quota (bulletin_id, convention_id, profile, users) values (${bulletin_id}, ${conventionId}, ${profile}, ${users})
    on conflict (bulletin_id, profile) do update set users = excluded.users`;
}
/** How many the partner says it has. */
export async function reportCount(tx: Tx, bulletinId: string, profile: string, reported: number, at: Instant, by: string): Promise<void> {
  await tx`update bulletin_quota set reported = ${reported}, reported_at = ${at}, reported_by = ${by} where bulletin_id = ${bulletinId} and profile = ${profile}`;
}

/** The habilitations of a convention, those that hold first. */
export async function habilitationsOf(db: Db, conventionId: string): Promise<HabilitationRow[]> {
  return await db<HabilitationRow[]>`
    select * from habilitation where convention_id = ${conventionId}
    order by state = 'withdrawn', array_position(array['administrator', 'deputy-administrator', 'user'], rank), lower(name), given_at desc`;
}
/** Those of all conventions of these Cafs, in the same order. */
export async function habilitationsOfCafs(db: Db, cafs: readonly CafCode[]): Promise<HabilitationRow[]> {
  return await db<HabilitationRow[]>`
    select habilitation.* from habilitation join convention on convention.id = convention_id where convention.caf = any(${[...cafs]})
    order by convention_id, state = 'withdrawn', array_position(array['administrator', 'deputy-administrator', 'user'], rank), lower(habilitation.name), given_at desc`;
}
export async function findHabilitation(db: Db, id: string, lock = false): Promise<HabilitationRow | undefined> {
  const [row] = await db<HabilitationRow[]>`select * from habilitation where id = ${id} ${lock ? db`for update` : db``}`;
  return row;
}
/** How many hold a profile of a bulletin: whoever is suspended still counts. */
export async function countHeld(db: Db, bulletinId: string, profile: string): Promise<number> {
  const [row] = await db<{ held: number }[]>`select count(*)::int as held from habilitation where bulletin_id = ${bulletinId} and profile = ${profile} and state <> 'withdrawn'`;
  return row?.held ?? 0;
}
export async function insertHabilitation(tx: Tx, row: Omit<HabilitationRow, 'state' | 'ended_at' | 'password_change_at'>): Promise<void> {
  await tx`insert into habilitation ${tx({ ...row })}`;
}
export async function setHabilitation(tx: Tx, id: string, values: Partial<Pick<HabilitationRow, 'state' | 'ended_at' | 'password_change_at'>>): Promise<void> {
  await tx`update habilitation set ${tx(values as Record<string, string | null>)} where id = ${id}`;
}

/** Ends a line of access on a day of its own: never before it was given, a day first noted when the line was, however long the access had been there. */
export async function withdrawLine(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx`update habilitation set state = 'withdrawn', ended_at = ${at}, given_at = least(given_at, ${at}::timestamptz) where id = ${id}`;
}

/** The lines of somebody whose card was corrected say the same; those that were withdrawn stay as they were. */
export async function nameHabilitations(tx: Tx, contactId: string, { name, email, job_title }: Pick<HabilitationRow, 'name' | 'email' | 'job_title'>): Promise<void> {
  await tx`update habilitation set name = ${name}, email = ${email}, job_title = ${job_title} where contact_id = ${contactId} and state <> 'withdrawn'`;
}

export async function insertRegisterAct(tx: Tx, act: RegisterActRow): Promise<void> {
  await tx`insert into register_act ${tx({ ...act, told: [...act.told] } as never)}`;
}
/** What was decided of a convention, latest first. */
export async function registerActsOf(db: Db, conventionId: string, limit = 200): Promise<RegisterActRow[]> {
  return await db<RegisterActRow[]>`select * from register_act where convention_id = ${conventionId} order by at desc, recorded_at desc, id limit ${limit}`;
}
