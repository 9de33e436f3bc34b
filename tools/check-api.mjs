// @ts-check
// `npm run check:api`: schemathesis asks the API what its description says, and what it does not. Needs Python 3; installs it once in this user's cache.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, root } from './paths.mjs';
import { complain, say } from './say.mjs';

/** The version that the exclusions of test/check/api.check.ts were written for. */
const wanted = 'schemathesis>=4,<5';

try {
  process.exitCode = check(schemathesis());
} catch (error) {
  complain(error);
  process.exitCode = 1;
}

/** @returns {string} the program, installed when it is missing */
function schemathesis() {
  const given = process.env['GUICHET_SCHEMATHESIS'];
  if (given) return given;
  const folder = cacheDir('schemathesis');
  const program = join(folder, 'bin', 'schemathesis');
  if (existsSync(program)) return program;
  say('installing schemathesis…');
  run('python3', ['-m', 'venv', folder]);
  run(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', wanted]);
  return program;
}

/** @param {string} command @param {readonly string[]} args */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error || status !== 0) throw new Error(`${command} ${args.join(' ')} failed`, { cause: error });
}

/** @param {string} program @returns {number} */
function check(program) {
  const env = { ...process.env, GUICHET_SCHEMATHESIS: program };
  return spawnSync(process.execPath, [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', 'check'], { cwd: root, env, stdio: 'inherit' }).status ?? 1;
}
