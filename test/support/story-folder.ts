import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from '../../tools/lock.mjs';
import { postgresHome } from '../../tools/postgres-home.mjs';
import { ensureCluster } from '../../tools/postgres.mjs';
import { identify, isRunning } from '../../tools/processes.mjs';
import { endLeftovers } from '../../tools/run-state.mjs';
import { ensureSecrets } from '../../tools/secrets.mjs';

const PREFIX = 'guichet-stories-';

/** A data folder of a story's own, with an empty cluster, after clearing what killed runs left. */
export async function makeStoryFolder(): Promise<string> {
  await endDeadRuns();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  chmodSync(folder, 0o755); // PostgreSQL may run as another user
  writeFileSync(join(folder, 'owner.json'), JSON.stringify(identify(process.pid)));
  await quickCluster(folder);
  return folder;
}

/** What a run that was killed has left; one file at a time, for others start beside it. */
async function endDeadRuns(): Promise<void> {
  await withLock(join(tmpdir(), 'guichet-dead-stories.lock'), 'ending what killed stories left', async () => {
    for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
      const folder = join(tmpdir(), name);
      const owner = ownerOf(folder);
      if (owner === null || isRunning(owner)) continue;
      await endLeftovers(folder);
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

/** Null for a folder that is being made, or removed, at this very moment. */
function ownerOf(folder: string): { pid: number; startTime: string } | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')) as { pid: number; startTime: string };
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) return null;
    throw error;
  }
}

/** As npm start makes it, without waiting for the disk: it goes on from here. */
async function quickCluster(folder: string): Promise<void> {
  await ensureCluster(await postgresHome(join(folder, 'postgres')), ensureSecrets(folder).secrets, { quick: true });
}

/** The environment of the test without what points to other servers. */
export function cleanEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const own = Object.entries(env).filter(([name]) => !name.startsWith('GUICHET_') || name === 'GUICHET_TEMPORAL_CLI' || name === 'GUICHET_CACHE_DIR');
  return Object.fromEntries(own.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
