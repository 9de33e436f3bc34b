import type { CafCode, Instant } from '../domain/ids';
import type { Db } from './connect';

/** Who is in charge of a ticket now: the agent, or who stands in during an absence. */
export interface InCharge {
  readonly id: string;
  readonly name: string;
  /** Who stands in now; null when the agent is there. */
  readonly stand_in: string | null;
}

/** The agents of these ids, each with who stands in at `now`; the absence entered last holds. */
export async function inCharge(db: Db, ids: readonly string[], now: Instant): Promise<Map<string, InCharge>> {
  if (ids.length === 0) return new Map();
  const rows = await db<InCharge[]>`
    select account.id, account.name, (
      select other.name from absence join account other on other.id = absence.stand_in
      where absence.account_id = account.id and withdrawn_at is null and from_at <= ${now} and until_at > ${now} order by put_at desc limit 1) as stand_in
    from account where account.id = any(${[...ids]})`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** An agent's absence, as the list of a Caf shows it. */
export interface AbsenceRow {
  readonly id: string;
  readonly caf: CafCode;
  readonly account_id: string;
  readonly stand_in: string;
  readonly from_at: Instant;
  readonly until_at: Instant;
  readonly agent_name: string;
  readonly stand_in_name: string;
}

/** Absences that are not over, soonest first. */
export async function absencesOf(db: Db, caf: CafCode, now: Instant): Promise<AbsenceRow[]> {
  return await db<AbsenceRow[]>`
    select absence.id, absence.caf, account_id, stand_in, from_at, until_at, account.name as agent_name, other.name as stand_in_name
    from absence join account on account.id = account_id join account other on other.id = stand_in
    where absence.caf = ${caf} and withdrawn_at is null and until_at > ${now} order by from_at, absence.id`;
}

/** Keeps an absence once; the same id again changes nothing. */
export async function insertAbsence(db: Db, absence: Pick<AbsenceRow, 'id' | 'caf' | 'account_id' | 'stand_in' | 'from_at' | 'until_at'>, by: string, at: Instant): Promise<void> {
  const { id, caf, account_id, stand_in, from_at, until_at } = absence;
  await db`insert into absence (id, caf, account_id, stand_in, from_at, until_at, put_by, put_at)
    values (${id}, ${caf}, ${account_id}, ${stand_in}, ${from_at}, ${until_at}, ${by}, ${at}) on conflict (id) do nothing`;
}

export async function withdrawAbsence(db: Db, caf: CafCode, id: string, by: string, at: Instant): Promise<void> {
  await db`update absence set withdrawn_by = ${by}, withdrawn_at = ${at} where id = ${id} and caf = ${caf} and withdrawn_at is null`;
}
