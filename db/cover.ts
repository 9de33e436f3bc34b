import type { CafCode, Instant } from '../domain/ids';
import type { Db, Sql } from './connect';

/** Who is contacted instead of one of the Caf's people, for a time; `rung` null = the manager. */
export interface CoverRow {
  readonly id: string;
  readonly caf: CafCode;
  readonly rung: number | null;
  readonly from_at: Instant;
  readonly until_at: Instant;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
}

/** Covers that are not over, soonest first. */
export async function coversOf(db: Db, caf: CafCode, now: Instant): Promise<CoverRow[]> {
  return await db<CoverRow[]>`select id, caf, rung, from_at, until_at, name, email, phone from cover where caf = ${caf} and withdrawn_at is null and until_at > ${now} order by from_at, id`;
}

/** Keeps a cover once; its address is one of the Caf's own from now on, so that what it answers is an internal answer (rules: Door 2). */
export async function insertCover(sql: Sql, cover: CoverRow, by: string, at: Instant): Promise<void> {
  const { id, caf, rung, from_at, until_at, name, email, phone } = cover;
  await sql.begin(async (tx) => {
    await tx`insert into cover (id, caf, rung, from_at, until_at, name, email, phone, put_by, put_at)
      values (${id}, ${caf}, ${rung}, ${from_at}, ${until_at}, ${name}, ${email}, ${phone}, ${by}, ${at}) on conflict (id) do nothing`;
    await tx`insert into internal_address (caf, address, kind, code) select ${caf}, ${email}, ${rung === null ? 'manager' : 'ladder'}, null
      where not exists (select 1 from desk_mailbox where address = ${email}) on conflict do nothing`;
  });
}

export async function withdrawCover(db: Db, caf: CafCode, id: string, by: string, at: Instant): Promise<void> {
  await db`update cover set withdrawn_by = ${by}, withdrawn_at = ${at} where id = ${id} and caf = ${caf} and withdrawn_at is null`;
}
