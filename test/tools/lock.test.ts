import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tryLock, withLock } from '../../tools/lock.mjs';
import { identify } from '../../tools/processes.mjs';
import { freshFolder } from './support';

let folder: string;
let file: string;
beforeEach(() => {
  folder = freshFolder();
  file = join(folder, 'lock');
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

describe('a lock', () => {
  it('has one holder, and is free after', () => {
    const first = tryLock(file);
    expect(tryLock(file)).toEqual({ heldBy: identify(process.pid) });
    if ('release' in first) first.release();
    expect(existsSync(file)).toBe(false);
    expect(tryLock(file)).toHaveProperty('release');
  });

  it.each(['', '{"pid":', JSON.stringify({ pid: process.pid, startTime: 'another boot:1' })])('whose file holds « %s » is nobody’s', (content) => {
    writeFileSync(file, content);
    expect(tryLock(file)).toHaveProperty('release');
  });

  it('is given back when what was done under it fails', async () => {
    await expect(withLock(file, 'failing', () => Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');
    expect(existsSync(file)).toBe(false);
  });

  it('lets one process at a time in, whoever comes, a dead holder’s lock included', async () => {
    writeFileSync(file, JSON.stringify({ pid: 1, startTime: 'another boot:1' }));
    const journal = join(folder, 'journal');
    const script = join(folder, 'comer.mjs');
    const lock = pathToFileURL(join(__dirname, '..', '..', 'tools', 'lock.mjs')).href;
    writeFileSync(
      script,
      `import { appendFileSync } from 'node:fs'; import { withLock } from '${lock}';
       await withLock(process.argv[2], 'writing', async () => {
         appendFileSync(process.argv[3], process.pid + ' in\\n');
         for (let turn = 0; turn < 200; turn += 1) await new Promise(setImmediate);
         appendFileSync(process.argv[3], process.pid + ' out\\n');
       });`,
    );
    const comers = Array.from({ length: 5 }, () => spawn(process.execPath, [script, file, journal], { stdio: 'ignore' }));
    const codes = await Promise.all(comers.map(async (comer) => (await once(comer, 'exit'))[0]));
    expect(codes).toEqual([0, 0, 0, 0, 0]);
    const lines = readFileSync(journal, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(10);
    for (let at = 0; at < lines.length; at += 2) expect(lines[at + 1]).toBe(lines[at]?.replace(' in', ' out'));
  });
});
