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
    connection: { TimeZone: 'UTC', application_name: 'guichet' },
    types: {
      date: { to: 25, from: [1082], serialize: (value: string) => value, parse: (value: string) => value },
      instant: { to: 1184, from: [1184], serialize: (value: string) => value, parse: (text: string) => isoOf(text) },
    },
  });
}

/** « 2026-05-13 13:50:00+00 » as PostgreSQL writes it in UTC → « 2026-05-13T13:50:00.000Z ». */
function isoOf(text: string): string {
  return new Date(text.replace(' ', 'T').replace(/\+00$/, 'Z')).toISOString();
}
