import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { forgetContracts } from '../../db/contract';
import { connect } from '../../db/connect';
import { migrate } from '../../db/migrate';
import { withLock } from '../../tools/lock.mjs';
import { sharedPostgres } from '../../tools/test-servers.mjs';
import { testRun } from './run';

/** A migrated, empty database of one's own on the run's shared PostgreSQL. */
export interface TestDatabase {
  readonly name: string;
  /** As `guichet_app`: what door and worker are, who serve every Caf. */
  readonly url: string;
  /** As `guichet_web`: what the pages are, under row security. */
  readonly webUrl: string;
  /** As `guichet_owner`, who owns the tables. */
  readonly ownerUrl: string;
  /** As the superuser: to look behind row security, or to end connections. */
  readonly superuserUrl: string;
  /** Removes it, ending the connections that are left. */
  drop(): Promise<void>;
}

/** Makes a database from the migrated template (some 50 ms; the first of a run starts the server, some 3 s). */
export async function createTestDatabase(): Promise<TestDatabase> {
  forgetContracts();
  const server = await sharedPostgres(testRun());
  await migrateTemplateOnce(server.url('guichet_owner'));
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(server.url('postgres', 'postgres'), `create database ${name} template guichet owner guichet_owner`);
  return {
    name,
    url: server.url('guichet_app', name),
    webUrl: server.url('guichet_web', name),
    ownerUrl: server.url('guichet_owner', name),
    superuserUrl: server.url('postgres', name),
    drop: () => asSuperuser(server.url('postgres', 'postgres'), `drop database if exists ${name} with (force)`),
  };
}

/** Nobody may be connected to a template while it is copied: one test file migrates it, the others wait. */
async function migrateTemplateOnce(url: string): Promise<void> {
  const done = join(testRun(), 'template-migrated');
  if (existsSync(done)) return;
  await withLock(join(testRun(), 'template.lock'), 'migrating the template database', async () => {
    if (existsSync(done)) return;
    const sql = connect(url, { max: 1 });
    await migrate(sql, { appRole: 'guichet_app', webRole: 'guichet_web' }).finally(() => sql.end());
    writeFileSync(done, '');
  });
}

async function asSuperuser(url: string, statement: string): Promise<void> {
  const sql = connect(url, { max: 1 });
  await sql.unsafe(statement).finally(() => sql.end());
}
