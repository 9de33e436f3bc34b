import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, type Sql } from '../../db/connect';
import { rootFolder } from '../../db/root';
import { CAF_SWEEPS, OWN_SWEEPS } from '../../domain/retention/terms';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await createTestDatabase();
  sql = connect(database.ownerUrl, { max: 1 });
});
afterAll(async () => {
  await sql?.end({ timeout: 5 });
  await database?.drop();
});

/** Tables by their line of docs/retention.md. */
function named(): string[] {
  const [tables = ''] = readFileSync(join(rootFolder(), 'docs', 'retention.md'), 'utf8').split('## Outside');
  return tables.split('\n').filter((line) => line.startsWith('| `')).flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, table]) => table ?? '')).sort();
}

it('docs/retention.md names every table of the database, and none besides', async () => {
  const tables = await sql<{ name: string }[]>`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`;
  expect(named()).toEqual(tables.map(({ name }) => name).sort());
});

it('every kind that is looked for has its question', async () => {
  for (const { what } of [...CAF_SWEEPS, ...OWN_SWEEPS]) {
    const [row] = await sql<{ question: string | null }[]>`select retention_query(${what}) as question`;
    expect(row?.question, what).toMatch(/\bsince from\b/);
  }
});
