import type { CafCode } from '../domain/ids';
import type { Db, Tx } from './connect';
import type { BulletinRow, ConventionFile, HabilitationRow, QuotaRow, RegisterActRow } from './register';

/** What the register holds of the conventions that a file names, by their numbers. */
export interface RegisterMemory {
  readonly files: ReadonlyArray<ConventionFile & { readonly number: string }>;
  readonly bulletins: ReadonlyArray<BulletinRow & { readonly number: string }>;
  readonly quotas: readonly Pick<QuotaRow, 'bulletin_id' | 'profile' | 'users'>[];
  /** Those that hold. */
  readonly habilitations: ReadonlyArray<HabilitationRow & { readonly number: string }>;
}

/** Asked once for the whole file, at one Caf. */
export async function registerMemory(db: Db, caf: CafCode, numbers: readonly string[]): Promise<RegisterMemory> {
  const named = db`select id, number from convention where caf = ${caf} and number = any(${[...numbers]})`;
  const [files, bulletins, quotas, habilitations] = await Promise.all([
    db<RegisterMemory['files'][number][]>`select convention_file.*, named.number from convention_file join (${named}) named on named.id = convention_id`,
    db<RegisterMemory['bulletins'][number][]>`select bulletin.*, named.number from bulletin join (${named}) named on named.id = convention_id`,
    db<Pick<QuotaRow, 'bulletin_id' | 'profile' | 'users'>[]>`select bulletin_id, profile, users from bulletin_quota join (${named}) named on named.id = convention_id`,
    db<RegisterMemory['habilitations'][number][]>`select habilitation.*, named.number from habilitation join (${named}) named on named.id = convention_id where state <> 'withdrawn'`,
  ]);
  return { files, bulletins, quotas, habilitations };
}

/** Rows of a whole file, each table in one statement. */
export interface RegisterRows {
  readonly bulletins: readonly BulletinRow[];
  readonly quotas: ReadonlyArray<{ readonly bulletin_id: string; readonly convention_id: string; readonly profile: string; readonly users: number | null }>;
  readonly habilitations: readonly Omit<HabilitationRow, 'ended_at' | 'password_change_at' | 'journey'>[];
  readonly acts: readonly RegisterActRow[];
}

/** Adds what is new; a bulletin's date is completed or corrected, a quota that was to be entered is completed. */
export async function insertRegister(tx: Tx, { bulletins, quotas, habilitations, acts }: RegisterRows): Promise<void> {
  await tx`
    insert into bulletin (id, convention_id, service, unit, signed_on)
    select id, convention_id, service, unit, signed_on from jsonb_to_recordset(${tx.json(bulletins as never)}) as row(id text, convention_id text, service text, unit text, signed_on date)
    on conflict (id) do update set signed_on = coalesce(excluded.signed_on, bulletin.signed_on)`;
  await tx`
    insert into bulletin_quota (bulletin_id, convention_id, profile, users)
    select bulletin_id, convention_id, profile, users from jsonb_to_recordset(${tx.json(quotas as never)}) as row(bulletin_id text, convention_id text, profile text, users int)
    on conflict (bulletin_id, profile) do update set users = coalesce(bulletin_quota.users, excluded.users)`;
  await tx`
    insert into habilitation (id, convention_id, rank, contact_id, bulletin_id, profile, name, email, job_title, state, given_at)
    select id, convention_id, rank, contact_id, bulletin_id, profile, name, email, job_title, state, given_at
    from jsonb_to_recordset(${tx.json(habilitations as never)}) as row(id text, convention_id text, rank text, contact_id text, bulletin_id text, profile text, name text, email text, job_title text, state text, given_at timestamptz)`;
  await tx`
    insert into register_act (id, convention_id, habilitation_id, kind, label, reason, at, actor, actor_name, recorded_at)
    select id, convention_id, habilitation_id, kind, label, reason, at, actor, actor_name, recorded_at
    from jsonb_to_recordset(${tx.json(acts as never)}) as row(id text, convention_id text, habilitation_id text, kind text, label text, reason text, at timestamptz, actor text, actor_name text, recorded_at timestamptz)`;
}
