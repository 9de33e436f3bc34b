import type { CafCode } from '../domain/ids';
import type { Db } from './connect';

/** A text for each of these Cafs that differs whenever its queue or its mails to identify do; read from indexes alone. */
export async function queueMarks(db: Db, cafs: readonly CafCode[]): Promise<Map<CafCode, string>> {
  const rows = await db<{ caf: CafCode; mark: string }[]>`
    select desk.caf, concat_ws('/', open.tickets, open.moved, waiting.mails) as mark
    from unnest(${[...cafs]}::text[]) desk(caf)
    left join (select caf, count(*) as tickets, sum(moved_n) as moved from ticket
      where phase in ('received', 'in-hand', 'waiting-desk', 'waiting-partner') and caf = any(${[...cafs]}) group by caf) open on open.caf = desk.caf
    left join (select caf, count(*) as mails from arrived_mail where outcome = 'to-identify' and caf = any(${[...cafs]}) group by caf) waiting on waiting.caf = desk.caf`;
  return new Map(rows.map(({ caf, mark }) => [caf, mark]));
}
