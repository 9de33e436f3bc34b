// @ts-check
// `npm start`: from a fresh clone to a desk that answers, and back to nothing on Ctrl-C.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { checkNode, ensurePackages } from './install.mjs';
import { capLogs } from './logs.mjs';
import { dataDir, root } from './paths.mjs';
import { endLeftovers, forgetChildren, rememberChildren, takeDataFolder } from './run-state.mjs';
import { run } from './run.mjs';
import { complain, Plain, reason, say, seconds } from './say.mjs';
import { writePrivate } from './secrets.mjs';
import { prepareStack } from './stack.mjs';
import { Supervisor } from './supervisor.mjs';

const begun = performance.now();
const data = dataDir();
// A terminal that went away must not cut the stopping of what was started.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
try {
  process.exitCode = await main();
} catch (error) {
  complain(error);
  process.exitCode = 1;
}

async function main() {
  checkNode();
  const hold = takeDataFolder(data);
  try {
    await ensurePackages();
    await build();
    await endLeftovers(data);
    return await superviseUntilStopped();
  } finally {
    hold.release();
  }
}

/** Runs the stack until somebody asks it to stop (0) or a part dies too often (1). */
async function superviseUntilStopped() {
  const asked = askedToStop();
  const stack = await prepareStack(data, process.env);
  const supervisor = new Supervisor({ onChange: (pids) => rememberChildren(data, pids) });
  const capping = setInterval(() => capLogs(join(data, 'logs')), 30_000);
  try {
    const up = bringUp(supervisor, stack);
    const end = await Promise.race([asked, up.then(() => supervisor.failed).then((why) => new Plain(why))]);
    if (end instanceof Error) throw end;
    say(`${end}: stopping`);
    up.catch(() => undefined); // a start that was called off fails, as it should
    return 0;
  } finally {
    clearInterval(capping);
    await supervisor.stop();
    forgetChildren(data);
  }
}

/** Fulfilled with the signal. Repeated signals (npm passes Ctrl-C on) change nothing: each part has its grace, then is killed. @returns {Promise<string>} */
function askedToStop() {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => resolve(signal));
  });
}

/** @param {Supervisor} supervisor @param {import('./stack.mjs').Stack} stack */
async function bringUp(supervisor, { servers, parts, env }) {
  try {
    await supervisor.start(servers);
    writePrivate(join(data, 'environment.json'), JSON.stringify(env, null, 2));
    const whole = { ...process.env, ...env };
    for (const command of [['migrate'], ['seed', '--if-empty', '--password-file', join(data, 'first-password.txt')]]) await run(process.execPath, [join('dist', 'cli', 'guichet.js'), ...command], { cwd: root, env: whole });
    await supervisor.start(parts);
  } catch (error) {
    throw new Plain(`Guichet could not start: ${reason(error)}`);
  }
  summary(supervisor.urls, { ...process.env, ...env });
}

/** @param {Record<string, string>} urls @param {NodeJS.ProcessEnv} env */
function summary(urls, env) {
  const web = urls['web'] ?? `http://127.0.0.1:${env['GUICHET_HTTP_PORT']}`;
  const password = join(data, 'first-password.txt');
  const lines = [
    `Guichet is up (${seconds(performance.now() - begun)}). Ctrl-C stops it.`,
    ...Object.entries(urls).map(([name, url]) => `  ${name.padEnd(10)} ${url}`),
    `  ${'postgres'.padEnd(10)} ${placeOf(env['GUICHET_DATABASE_URL'])}`,
    `  ${'temporal'.padEnd(10)} ${env['GUICHET_TEMPORAL_ADDRESS']}`,
    `  ${'logs'.padEnd(10)} ${join(data, 'logs')}`,
    `  sign in    ${web}  ${existsSync(password) ? readFileSync(password, 'utf8').trim().replaceAll('\n', ' · ') : ''}`.trimEnd(),
    '  first mail npx guichet send-first-mail',
  ];
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}

/** Where a database is, without the password that its address holds. @param {string | undefined} address */
function placeOf(address) {
  const { protocol, host, pathname } = new URL(address ?? '');
  return `${protocol}//${host}${pathname}`;
}
