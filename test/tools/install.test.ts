import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensurePackages } from '../../tools/install.mjs';
import { ensureTemporal } from '../../tools/temporal.mjs';
import { freshFolder } from './support';

let checkout: string;
let calls: string;
beforeEach(() => {
  checkout = freshFolder();
  calls = join(checkout, 'npm-calls');
  const bin = join(checkout, 'programs');
  mkdirSync(bin);
  vi.stubEnv('PATH', `${bin}${delimiter}${process.env['PATH']}`);
  vi.stubEnv('GUICHET_CACHE_DIR', join(checkout, 'cache'));
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  program('npm', `echo "$@" >> ${calls}; mkdir -p node_modules`);
  lock({ a: '1.0.0' });
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(checkout, { recursive: true, force: true });
});

function program(name: string, script: string): string {
  const file = join(checkout, 'programs', name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

function packages(versions: Record<string, string>): string {
  return JSON.stringify({ packages: { '': {}, ...Object.fromEntries(Object.entries(versions).map(([name, version]) => [`node_modules/${name}`, { version }])) } });
}

const lock = (versions: Record<string, string>): void => writeFileSync(join(checkout, 'package-lock.json'), packages(versions));

function installedByHand(versions: Record<string, string>): void {
  mkdirSync(join(checkout, 'node_modules'), { recursive: true });
  writeFileSync(join(checkout, 'node_modules', '.package-lock.json'), packages(versions));
}

describe('the packages', () => {
  it('are installed when there are none, once', async () => {
    await ensurePackages(checkout);
    await ensurePackages(checkout);
    expect(readFileSync(calls, 'utf8')).toBe('ci --no-audit --no-fund\n');
  });

  it('are installed again when the lock has changed', async () => {
    await ensurePackages(checkout);
    lock({ a: '1.0.1' });
    await ensurePackages(checkout);
    expect(readFileSync(calls, 'utf8').split('\n')).toHaveLength(3);
  });

  it('are let alone when npm itself installed those of the lock', async () => {
    installedByHand({ a: '1.0.0' });
    await ensurePackages(checkout);
    expect(existsSync(calls)).toBe(false);
  });

  it('are installed when npm installed others', async () => {
    installedByHand({ a: '0.9.0' });
    await ensurePackages(checkout);
    expect(existsSync(calls)).toBe(true);
  });

  it('bring the command `npx guichet` with them', async () => {
    await ensurePackages(checkout);
    expect(readlinkSync(join(checkout, 'node_modules', '.bin', 'guichet'))).toBe(join('..', '..', 'bin', 'guichet.cjs'));
  });

  it('that cannot be installed say why, in npm’s first words', async () => {
    program('npm', 'echo "npm error code ENOTFOUND"; echo "npm error registry.example cannot be reached"; exit 1');
    await expect(ensurePackages(checkout)).rejects.toThrow('Is the npm registry reachable?\nnpm error code ENOTFOUND\nnpm error registry.example cannot be reached');
  });
});

describe('the Temporal server', () => {
  it('is the one that the environment names', async () => {
    const mine = program('my-temporal', 'exit 0');
    expect(await ensureTemporal({ GUICHET_TEMPORAL_CLI: mine })).toBe(mine);
  });

  it('that the environment names must be there', async () => {
    await expect(ensureTemporal({ GUICHET_TEMPORAL_CLI: '/nowhere/temporal' })).rejects.toThrow('GUICHET_TEMPORAL_CLI is « /nowhere/temporal », which is not an executable file.');
  });

  it('is the one on PATH when it is recent, else the cached one', async () => {
    const path = program('temporal', 'echo "temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)"');
    expect(await ensureTemporal({})).toBe(path);
    const cached = join(checkout, 'cache', 'temporal', '1.9.1', 'temporal');
    mkdirSync(join(cached, '..'), { recursive: true });
    writeFileSync(cached, '', { mode: 0o755 });
    program('temporal', 'echo "temporal version 0.12.0 (Server 1.23.0, UI 2.2)"');
    expect(await ensureTemporal({})).toBe(cached);
  });

  describe('that no machine has yet', () => {
    beforeEach(() => {
      program('temporal', 'echo "temporal version 0.12.0 (Server 1.23.0, UI 2.2)"');
      vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND temporal.download') })));
    });
    afterEach(() => {
      vi.unstubAllGlobals();
    });

    it('cannot be had: each way says why, and what may be done is said', async () => {
      program('go', 'echo "go: no module can be fetched" >&2; exit 1');
      const refused = await ensureTemporal({}).catch(String);
      expect(refused).toMatch(/No Temporal server can be had on this machine:\n- download: .*ENOTFOUND.*\n- Go build: .*failed \(1\):\ngo: no module can be fetched/);
      expect(refused).toContain('Put `temporal` on PATH');
      expect(refused).toContain('or set GUICHET_TEMPORAL_ADDRESS to a server that runs elsewhere.');
    });

    it('is built by Go where it cannot be downloaded, at the next start after one that failed, and kept', async () => {
      program('go', 'exit 1');
      await expect(ensureTemporal({})).rejects.toThrow('No Temporal server can be had');
      // What follows « -o » is what Go makes.
      program('go', `echo build >> ${calls}; while [ "$1" != -o ]; do shift; done; printf '#!/bin/sh\\necho built\\n' > "$2"`);
      const built = await ensureTemporal({});
      expect(built).toBe(join(checkout, 'cache', 'temporal', '1.9.1', 'temporal'));
      expect(await ensureTemporal({})).toBe(built);
      expect(readFileSync(calls, 'utf8')).toBe('build\n');
    });

    it('is not kept when what was made does not run', async () => {
      program('go', `while [ "$1" != -o ]; do shift; done; printf '#!/bin/sh\\nexit 3\\n' > "$2"`);
      await expect(ensureTemporal({})).rejects.toThrow('Go build: ');
      expect(readdirSync(join(checkout, 'cache', 'temporal', '1.9.1')).filter((name) => name.startsWith('temporal'))).toEqual([]);
    });
  });
});
