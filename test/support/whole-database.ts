import type { Sql } from '../../db/connect';

/**
 * Where some words stand in the whole database: a walk over every table and every column, bytes too (as they are, and as mails encode them).
 * @param sql the superuser, whom no policy binds
 */
export async function placesOf(sql: Sql, words: string): Promise<string[]> {
  const columns = await sql<{ tbl: string; col: string; type: string }[]>`
    select c.relname as tbl, a.attname as col, format_type(a.atttypid, null) as type from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped order by 1, 2`;
  const found: string[] = [];
  for (const { tbl, col, type } of columns) {
    const [row] = type === 'bytea'
      ? await sql<{ n: number }[]>`select count(*)::int as n from ${sql(tbl)} where ${sql.unsafe(forms(words).map((form) => `position('\\x${form.toString('hex')}'::bytea in "${col}") > 0`).join(' or '))}`
      : await sql<{ n: number }[]>`select count(*)::int as n from ${sql(tbl)} where lower(${sql(col)}::text) like any(${patterns(words, type)})`;
    if ((row?.n ?? 0) > 0) found.push(`${tbl}.${col}`);
  }
  return found;
}

/** A mail may hold words as they are, or in base64 at any of its three places. */
function forms(words: string): Buffer[] {
  const encoded = [0, 1, 2].map((shift) => {
    const whole = Buffer.from(`${'x'.repeat(shift)}${words}`).toString('base64').replace(/=+$/, '');
    return Buffer.from(whole.slice(4, -3));
  });
  return [Buffer.from(words), ...encoded];
}

/** Words of a search index are stems: the beginning of each is looked for there. */
function patterns(words: string, type: string): string[] {
  if (type === 'tsvector') return words.toLowerCase().split(' ').map((word) => `%${word.slice(0, 6)}%`);
  return [`%${words.toLowerCase()}%`];
}
