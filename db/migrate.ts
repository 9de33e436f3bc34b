import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql, Tx } from './connect';
import { rootFolder } from './root';

/** Numbered, forward only, each in its own transaction; safe to run from several processes at once. */
export async function migrate(sql: Sql, { appRole = null, webRole = null }: { appRole?: string | null; webRole?: string | null } = {}): Promise<string[]> {
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
    if (appRole !== null) await grantDesk(tx, appRole);
    if (webRole !== null && webRole !== appRole) await grantPages(tx, webRole);
  });
  return done;
}

/** The role of door and worker: it serves every Caf, and knows of no session and no password. Erases what is no longer counted. */
async function grantDesk(tx: Tx, role: string): Promise<void> {
  const name = tx(role);
  await grantRows(tx, role);
  await tx`grant delete on form_key, presence, dead_address, mailbox_collection, api_answer to ${name}`;
  await tx`revoke all on session, sign_in_failure, recovery_code, account_identity, account_link, api_token, account from ${name}`;
  await tx`grant select (${tx(ACCOUNT_COLUMNS)}) on account to ${name}`;
  // What is over its term, through functions that look for themselves whether it is (0062).
  await tx`grant execute on function retention_due(text, text, timestamptz, timestamptz, text, int), retention_count(text, text, timestamptz, timestamptz), erase_aged(text, text, timestamptz, timestamptz, int),
    erase_ticket(text, timestamptz, timestamptz), erase_journey(text, timestamptz, timestamptz), erase_habilitation(text, timestamptz, timestamptz), erase_contact(text, timestamptz, timestamptz),
    person_stays(text, text, timestamptz, timestamptz, timestamptz), erase_person(text, text, timestamptz, timestamptz, timestamptz) to ${name}`;
  await tx`select let_desk_through(${role})`;
}
/** All but the password and what goes with it. */
const ACCOUNT_COLUMNS = ['id', 'login', 'name', 'disabled'];

/** The role of the pages: under row security, it sees what each transaction says it may (db/scope.ts). Erases what expires, and what is its own. */
async function grantPages(tx: Tx, role: string): Promise<void> {
  const name = tx(role);
  await grantRows(tx, role);
  await tx`grant delete on session, sign_in_failure, form_key, presence, dead_address, mailbox_collection, saved_view, recovery_code, sign_in_link, account_role, api_answer to ${name}`;
  await tx`grant execute on function retention_count(text, text, timestamptz, timestamptz), person_stays(text, text, timestamptz, timestamptz, timestamptz) to ${name}`;
  // What fell due during an outage names tickets; pages are told when it ended.
  await tx`revoke all on outage from ${name}`;
  await tx`grant select (began_at, ended_at, part) on outage to ${name}`;
}

/** What both may: read and write rows. Neither owns anything, nor passes by row security. */
async function grantRows(tx: Tx, role: string): Promise<void> {
  const name = tx(role);
  await tx`grant usage on schema public to ${name}`;
  await tx`grant select, insert, update on all tables in schema public to ${name}`;
  await tx`revoke update on fact, journey_fact, trace_reading, raw_mail, contract_version, setting_change, access_log from ${name}`;
  await tx`revoke insert, update on migration from ${name}`;
  await tx`revoke all on ticket_search, tally from ${name}`;
  await tx`grant execute on function search_references(text[], tsquery, int) to ${name}`;
}
