import type { CafCode, Instant } from '../domain/ids';
import type { Sql } from './connect';

/** A mail whose sender waits to be identified, as the morning page shows it. */
export interface WaitingMail {
  readonly id: string;
  readonly caf: CafCode;
  readonly received_at: Instant;
  readonly from_address: string | null;
  readonly subject: string;
  /** How many wait, shown or not. */
  readonly total: number;
}

/** The oldest mails that wait for a person. */
export async function oldestToIdentify(sql: Sql, cafs: readonly CafCode[], limit: number): Promise<WaitingMail[]> {
  return await sql<WaitingMail[]>`
    select id, caf, received_at, from_address, subject, count(*) over ()::int as total from arrived_mail where outcome = 'to-identify' and caf = any(${[...cafs]}) order by received_at, id limit ${limit}`;
}

export async function countToIdentify(sql: Sql, cafs: readonly CafCode[]): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from arrived_mail where outcome = 'to-identify' and caf = any(${[...cafs]})`;
  return row?.count ?? 0;
}
