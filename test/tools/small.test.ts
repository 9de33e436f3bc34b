import { createServer } from 'node:net';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkNode } from '../../tools/install.mjs';
import { capLogs, openLog } from '../../tools/logs.mjs';
import { choosePort } from '../../tools/ports.mjs';
import { ensureSecrets } from '../../tools/secrets.mjs';
import { isRecent } from '../../tools/temporal.mjs';
import { count } from '../../tools/test-group.mjs';
import { freshFolder } from './support';

let folder: string;
let printed: string;
beforeEach(() => {
  folder = freshFolder();
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

async function withBusyPort(act: (port: number) => Promise<void>): Promise<void> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  await act(address.port).finally(() => server.close());
}

describe('a port in use', () => {
  const web = { name: 'the web pages', variable: 'GUICHET_HTTP_PORT' };

  it('gives way to the next free one, which is said', async () => {
    await withBusyPort(async (busy) => {
      const port = await choosePort({ ...web, usual: busy }, {});
      expect(port).toBeGreaterThan(busy);
      expect(printed).toContain(`port ${busy} is in use: the web pages takes ${port} (set GUICHET_HTTP_PORT to choose)`);
    });
  });

  it('is an error that names the variable when it was asked for', async () => {
    await withBusyPort(async (busy) => {
      await expect(choosePort({ ...web, usual: 3000 }, { GUICHET_HTTP_PORT: String(busy) })).rejects.toThrow(`Port ${busy} (GUICHET_HTTP_PORT) is in use`);
    });
  });

  it('must be a port', async () => {
    await expect(choosePort({ ...web, usual: 3000 }, { GUICHET_HTTP_PORT: 'http' })).rejects.toThrow('GUICHET_HTTP_PORT must be a port number');
  });
});

it.each([['20.18.3', false], ['18.20.0', false], ['20.19.0', true], ['22.0.0', true], ['24.1.0', true]])('Node %s: will do = %s', (version, good) => {
  const check = () => checkNode(version);
  if (good) expect(check).not.toThrow();
  else expect(check).toThrow(`Guichet needs Node 20.19 or later; this is Node ${version}`);
});

it.each([['temporal version 1.4.1 (Server 1.28.0, UI 2.39.0)', true], ['temporal version 0.0.0-DEV (Server 1.32.0, UI 2.54.1)', true], ['temporal version 0.12.0 (Server 1.23.0, UI 2.2)', false], ['bash: no such thing', false]])('« %s »: will do = %s', (said, good) => {
  expect(isRecent(said)).toBe(good);
});

describe('a log', () => {
  it('keeps one earlier file when it has grown, and goes on being written to', () => {
    const log = openLog(folder, 'web');
    writeFileSync(log.descriptor, 'x'.repeat(2_000));
    capLogs(folder, 1_000);
    writeFileSync(log.descriptor, 'after\n');
    expect(readFileSync(log.file, 'utf8')).toBe('after\n');
    expect(statSync(`${log.file}.1`).size).toBe(2_000);
  });

  it('is let alone while it is small', () => {
    const log = openLog(folder, 'web');
    writeFileSync(log.descriptor, 'one\ntwo\nthree\n');
    capLogs(folder, 1_000);
    expect(existsSync(`${log.file}.1`)).toBe(false);
    expect(log.lastLines(2)).toBe('two\nthree');
  });
});

describe('the secrets', () => {
  it('are made once, for their owner alone', () => {
    const first = ensureSecrets(folder);
    expect(first.made).toBe(true);
    expect(ensureSecrets(folder)).toEqual({ secrets: first.secrets, made: false });
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });
});

describe('the count of a group', () => {
  const file = (...states: string[]) => ({ status: states.includes('failed') ? 'failed' : 'passed', assertionResults: states.map((status) => ({ status })) });

  it('is of what passed and failed', () => {
    expect(count('unit', { testResults: [file('passed', 'passed'), file('failed')] }, 1)).toEqual({ passed: 2, failed: 1 });
  });

  it.each(['pending', 'skipped', 'todo', 'disabled'])('takes a test that is %s for a failed one', (state) => {
    expect(count('unit', { testResults: [file('passed', state)] }, 0)).toEqual({ passed: 1, failed: 1 });
  });

  it('takes a file that cannot be loaded for a failed test', () => {
    expect(count('unit', { testResults: [file('passed'), { status: 'failed', assertionResults: [] }] }, 1)).toEqual({ passed: 1, failed: 1 });
  });

  it.each([[null, 1], [{ testResults: [] }, 0]])('fails when nothing ran', (report, code) => {
    expect(count('unit', report, code)).toEqual({ passed: 0, failed: 1 });
  });

  it('fails on an error outside the tests', () => {
    expect(count('unit', { testResults: [file('passed')] }, 1)).toEqual({ passed: 1, failed: 1 });
  });
});
