import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identify, waitForEnd } from '../../tools/processes.mjs';
import { Supervisor } from '../../tools/supervisor.mjs';
import { fakePart, freshFolder, handTime, listener } from './support';

let logs: string;
let time: ReturnType<typeof handTime>;
let ears: ReturnType<typeof listener>;
let pids: Record<string, number>;
let supervisor: Supervisor;
beforeEach(() => {
  logs = freshFolder();
  time = handTime();
  ears = listener();
  supervisor = new Supervisor({ time, say: ears.say, onChange: (running) => remember(running) });
});
afterEach(async () => {
  const stopped = supervisor.stop();
  time.advance(3_600_000); // whoever is deaf is killed
  await stopped;
  rmSync(logs, { recursive: true, force: true });
});

function remember(running: Record<string, number>): void {
  pids = running;
  ears.say(`launched ${JSON.stringify(running)}`);
}

function kill(name: string): void {
  const pid = pids[name];
  if (pid === undefined) throw new Error(`${name} does not run`);
  process.kill(pid, 'SIGKILL');
}

describe('the supervisor', () => {
  it('starts a part after those it needs, gathers where they are, and stops them in the reverse order', async () => {
    await supervisor.start([fakePart('base', logs), fakePart('top', logs, { needs: ['base'] })]);
    expect(supervisor.urls).toEqual({ base: `fake:${pids['base']}`, top: `fake:${pids['top']}` });
    expect(ears.said[0]).toBe(`launched {"base":${pids['base']}}`);
    await supervisor.stop();
    expect(ears.said.slice(-2)).toEqual(['top stopped', 'base stopped']);
  });

  it('starts a dead part again, waiting twice as long each time, and stops everything at the fifth death in a minute', async () => {
    await supervisor.start([fakePart('web', logs)]);
    for (const [deaths, wait] of [[1, 0.2], [2, 0.4], [3, 0.8], [4, 1.6]] as const) {
      kill('web');
      expect(await ears.hears('web was ended by SIGKILL', deaths)).toBe(`web was ended by SIGKILL; started again in ${wait} s`);
      time.advance(wait * 1000);
      await ears.hears('launched', deaths + 1);
    }
    kill('web');
    expect(await supervisor.failed).toContain('web died 5 times in a minute (the last time it was ended by SIGKILL)');
  });

  it('gives the last words of a part that cannot start', async () => {
    const starting = supervisor.start([fakePart('worker', logs, { behaviour: 'dies' })]);
    starting.catch(() => undefined);
    for (const deaths of [1, 2, 3, 4]) {
      await ears.hears('worker ended with code 7', deaths);
      time.advance(2_000);
    }
    await expect(starting).rejects.toThrow(/worker died 5 times in a minute .*ended with code 7.*\n.*my last words/s);
  });

  it('never waits more than 10 s, and forgets old deaths', async () => {
    await supervisor.start([fakePart('door', logs)]);
    for (const [deaths, wait] of [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10, 10].entries()) {
      time.advance(20_000);
      kill('door');
      expect(await ears.hears('door was ended', deaths + 1)).toContain(`started again in ${wait} s`);
      time.advance(wait * 1000);
      await ears.hears('launched', deaths + 2);
    }
    time.advance(60_000);
    kill('door');
    expect(await ears.hears('door was ended', 9)).toContain('started again in 0.2 s');
  });

  it('waits for what a dead part needs before it is started again', async () => {
    await supervisor.start([fakePart('base', logs), fakePart('top', logs, { needs: ['base'] })]);
    kill('base');
    await ears.hears('base was ended');
    kill('top');
    await ears.hears('top was ended');
    time.advance(200);
    await ears.hears('launched', 4);
    const [baseAgain, topAgain] = ears.said.filter((line) => line.startsWith('launched')).slice(2);
    expect(baseAgain).not.toContain('top');
    expect(topAgain).toContain('top');
  });

  it('kills a part that does not stop within its grace', async () => {
    await supervisor.start([fakePart('deaf', logs, { behaviour: 'deaf' })]);
    const identity = identify(pids['deaf'] ?? 0);
    const stopped = supervisor.stop();
    time.advance(5_000);
    await stopped;
    expect(ears.said).toContain('deaf does not stop: killed');
    expect(identity !== null && (await waitForEnd(identity, 5_000))).toBe(true);
  });

  it('kills a part that is not ready within a minute, which counts as a death', async () => {
    const starting = supervisor.start([fakePart('slow', logs, { behaviour: 'never-ready' })]);
    starting.catch(() => undefined);
    await ears.hears('launched');
    time.advance(60_000);
    expect(await ears.hears('slow was ended')).toBe('slow was ended by SIGKILL; started again in 0.2 s');
  });
});
