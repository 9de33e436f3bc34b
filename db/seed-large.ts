import type { CafCode } from '../domain/ids';
import type { Sql, Tx } from './connect';

export async function hasTickets(sql: Sql): Promise<boolean> {
  const [row] = await sql`select 1 from ticket limit 1`;
  return row !== undefined;
}

/** The last number given, by « Caf/year ». */
export async function lastNumbers(sql: Sql): Promise<Map<string, number>> {
  const rows = await sql<{ caf: string; year: number; last: number }[]>`select caf, year, last from reference_counter`;
  return new Map(rows.map(({ caf, year, last }) => [`${caf}/${year}`, last]));
}

export async function setNumbers(tx: Tx, numbers: ReadonlyMap<string, number>): Promise<void> {
  const rows = [...numbers].map(([key, last]) => ({ caf: (key.split('/')[0] ?? '') as CafCode, year: Number(key.split('/')[1]), last }));
  await tx`insert into reference_counter ${tx(rows)} on conflict (caf, year) do update set last = excluded.last`;
}

const QUIET = ['ticket', 'message', 'letter', 'arrived_mail'] as const;

/**
 * Carries `fill` out in one transaction with the triggers of search and counts off; both are then made at once for all, which takes a
 * fraction of the time. Needs the owner's role. Cut in the middle, nothing is kept.
 */
export async function fillAtOnce(sql: Sql, fill: (tx: Tx) => Promise<void>): Promise<void> {
  await sql.begin(async (tx) => {
    for (const table of QUIET) await tx`alter table ${tx(table)} disable trigger user`;
    await fill(tx);
    for (const table of QUIET) await tx`alter table ${tx(table)} enable trigger user`;
    await tx`set local maintenance_work_mem = '256MB'`;
    await tx`drop index ticket_search_words`;
    await tx`select search_again(array(select reference from ticket where not exists (select from ticket_search where ticket_search.reference = ticket.reference)))`;
    await tx`create index ticket_search_words on ticket_search using gin (words) with (gin_pending_list_limit = 512)`;
    await tx`delete from tally`;
    await tx`insert into tally select 'ticket', phase, count(*) from ticket group by phase union all select 'letter', state, count(*) from letter group by state
      union all select 'mail', outcome, count(*) from arrived_mail group by outcome`;
  });
  await sql`vacuum analyze`;
}
