import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { identify, isRunning, waitForEnd } from '../../tools/processes.mjs';
import { endLeftovers, rememberChildren, takeDataFolder } from '../../tools/run-state.mjs';
import { freshFolder } from './support';

let data: string;
let children: ChildProcess[] = [];
beforeEach(() => {
  data = freshFolder();
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const child of children) child.kill('SIGKILL');
  children = [];
  rmSync(data, { recursive: true, force: true });
});

function sleeper(): { pid: number; child: ChildProcess } {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
  children.push(child);
  if (child.pid === undefined) throw new Error('not started');
  return { pid: child.pid, child };
}

function identityOf(pid: number) {
  const identity = identify(pid);
  if (identity === null) throw new Error('no such process');
  return identity;
}

/** Another process that takes the data folder and stays. */
async function otherSupervisor(): Promise<ChildProcess> {
  const script = join(data, 'holder.mjs');
  const module = pathToFileURL(join(__dirname, '..', '..', 'tools', 'run-state.mjs')).href;
  writeFileSync(script, `import { takeDataFolder } from '${module}'; takeDataFolder(process.argv[2]); process.send('held'); setInterval(() => undefined, 1000);`);
  const child = fork(script, [data]);
  children.push(child);
  await once(child, 'message');
  return child;
}

describe('a data folder', () => {
  it('is refused to a second start, which is told who holds it', async () => {
    const holder = await otherSupervisor();
    expect(() => takeDataFolder(data)).toThrow(`Guichet already runs on ${data} (process ${holder.pid}).`);
  });

  it('is free again when its holder was killed', async () => {
    const holder = await otherSupervisor();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const hold = takeDataFolder(data);
    expect(JSON.parse(readFileSync(join(data, 'supervisor.lock'), 'utf8'))).toEqual(identify(process.pid));
    hold.release();
  });
});

describe('what a killed start has left', () => {
  it('is ended by the next one', async () => {
    const { pid } = sleeper();
    const identity = identityOf(pid);
    rememberChildren(data, { worker: pid });
    await endLeftovers(data);
    expect(await waitForEnd(identity, 5_000)).toBe(true);
  });

  it('is let alone when its pid is another process by now', async () => {
    const { pid } = sleeper();
    const identity = identityOf(pid);
    writeFileSync(join(data, 'run.json'), JSON.stringify({ children: [{ name: 'worker', pid, startTime: 'another boot:1' }] }));
    await endLeftovers(data);
    expect(isRunning(identity)).toBe(true);
  });

  it('is nothing after a start that stopped in order, or one cut while writing', async () => {
    await endLeftovers(data);
    writeFileSync(join(data, 'run.json'), '{"children": [');
    await expect(endLeftovers(data)).resolves.toBeUndefined();
  });
});
