import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '../../db/connect';
import { createTestDatabase, type TestDatabase } from '../support/database';

let one: TestDatabase;
let other: TestDatabase;
beforeAll(async () => {
  one = await createTestDatabase();
  other = await createTestDatabase();
});
afterAll(async () => {
  await one.drop();
  await other.drop();
});

it('gives each asker a migrated database of its own', async () => {
  const sql = connect(one.ownerUrl, { max: 1 });
  const rows = await sql<{ tables: number }[]>`select count(*)::int as tables from pg_tables where schemaname = 'public'`;
  await sql.end();
  expect(rows[0]?.tables).toBeGreaterThan(5);
  expect(other.name).not.toBe(one.name);
});

it('runs as a role that row security holds for', async () => {
  const sql = connect(one.url, { max: 1 });
  const rows = await sql`select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user`;
  await sql.end();
  expect(rows[0]).toEqual({ rolname: 'guichet_app', rolsuper: false, rolbypassrls: false });
});

it('lets the processes create no table', async () => {
  const sql = connect(one.url, { max: 1 });
  await expect(sql`create table mine (x int)`).rejects.toThrow('permission denied for schema public');
  await sql.end();
});
