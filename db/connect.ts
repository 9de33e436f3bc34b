import postgres from 'postgres';

export type Sql = postgres.Sql;
export type Tx = postgres.TransactionSql;
/** A connection pool or a transaction: what a question is asked of. */
export type Db = Sql | Tx;

/** Opens a pool. Instants travel as ISO text, never as Date; notices are not printed. */
export function connect(url: string, { max = 8 }: { max?: number } = {}): Sql {
  return postgres(url, {
    max,
    onnotice: () => undefined,
    // Its questions are short: starting helpers for them costs more than they bring (18 ms of a page's 40, measured).
    connection: { TimeZone: 'UTC', application_name: 'guichet', max_parallel_workers_per_gather: 0 },
    types: {
      date: { to: 25, from: [1082], serialize: (value: string) => value, parse: (value: string) => value },
      instant: { to: 1184, from: [1184], serialize: (value: string) => value, parse: (text: string) => isoOf(text) },
    },
  });
}

/** « 2026-05-13 13:50:00+00 » as PostgreSQL writes it in UTC → « 2026-05-13T13:50:00.000Z ». A page reads some hundreds: most are only cut and joined. */
function isoOf(text: string): string {
  if (text.length === 22 && text.endsWith('+00')) return `${text.slice(0, 10)}T${text.slice(11, 19)}.000Z`;
  return new Date(text.replace(' ', 'T').replace(/\+00$/, 'Z')).toISOString();
}

/** PostgreSQL broke a deadlock, or a conflict of serialisation, at the cost of this transaction: nothing of it is kept. */
const BROKEN: ReadonlySet<unknown> = new Set(['40P01', '40001']);

/**
 * A transaction, done once again from its beginning when PostgreSQL broke it to let another through: for work whose only effects are its own
 * rows. @throws what the work throws, and what breaks the second time
 */
export async function beginAgain<T>(sql: Sql, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return (await sql.begin(work)) as T;
  } catch (error) {
    if (!(typeof error === 'object' && error !== null && 'code' in error && BROKEN.has(error.code))) throw error;
    return (await sql.begin(work)) as T;
  }
}

/** SQLSTATE classes of what may go better the next time: connection, deadlock or serialisation, lock, resources, an administrator's order. */
const PASSING = /^(08|40|53|55|57)|^(CONNECT|ECONN|EPIPE|ETIMEDOUT)/;

/** Whether an error is the memory's passing trouble, rather than a mistake that would come again. */
export function isPassing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' && PASSING.test(error.code);
}
