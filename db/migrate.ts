import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql, Tx } from './connect';
import { rootFolder } from './root';

/** Numbered, forward only, each in its own transaction; safe to run from several processes at once. */
export async function migrate(sql: Sql, { appRole = null }: { appRole?: string | null } = {}): Promise<string[]> {
  const folder = join(rootFolder(), 'db', 'migrations');
  const files = (await readdir(folder)).filter((name) => /^\d{4}-.+\.sql$/.test(name)).sort();
  const done: string[] = [];
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(727001)`;
    await tx`create table if not exists migration (name text primary key, applied_at timestamptz not null default now())`;
    const known = new Set((await tx<{ name: string }[]>`select name from migration`).map((row) => row.name));
    for (const name of files.filter((file) => !known.has(file))) {
      await tx.unsafe(await readFile(join(folder, name), 'utf8'));
      await tx`insert into migration (name) values (${name})`;
      done.push(name);
    }
    if (appRole !== null) await grant(tx, appRole);
  });
  return done;
}

/** The role of the processes: it reads and writes rows, owns nothing, and erases only what expires, and the death of an address that lives again. */
async function grant(tx: Tx, role: string): Promise<void> {
  const name = tx(role);
  await tx`grant usage on schema public to ${name}`;
  await tx`grant select, insert, update on all tables in schema public to ${name}`;
  await tx`grant delete on session, sign_in_failure, form_key, presence, dead_address, mailbox_collection, recovery_code, sign_in_link, account_role to ${name}`;
  await tx`revoke update on fact, raw_mail, contract_version, setting_change from ${name}`;
  await tx`revoke insert, update on migration from ${name}`;
  await tx`revoke all on ticket_search, tally from ${name}`;
  await tx`grant execute on function search_references(text[], tsquery, int) to ${name}`;
  await tx`grant delete on saved_view to ${name}`;
}
