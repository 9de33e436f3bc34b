// Mails a second accepted and acknowledged through the SMTP door, on real servers started for it and ended after.
import { fork, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, chmodSync, writeFileSync } from 'node:fs';
import { tmpdir, cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../tools/paths.mjs';
import { prepareStack } from '../tools/stack.mjs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
/** @type {typeof import('./processes.ts')} */
const { usageOf } = require(join(root, 'dist', 'bench', 'processes.js'));
/** @type {typeof import('./mails.ts')} */
const { WRITERS, writer } = require(join(root, 'dist', 'bench', 'mails.js'));
/** @type {typeof import('../db/connect.ts')} */
const { connect } = require(join(root, 'dist', 'db', 'connect.js'));

/**
 * `--rate 30 --connections 4 --seconds 60`: one run; without arguments, the runs of the document. Programs that have just started are
 * slower: what is measured comes after some hundred mails, unless `--cold`.
 * @param {string[]} args
 */
export async function bench(args) {
  const data = mkdtempSync(join(tmpdir(), 'guichet-bench-'));
  chmodSync(data, 0o755);
  const stack = await start(data);
  try {
    const runs = orders(args);
    const results = [];
    if (!args.includes('--cold')) await warmUp(stack);
    for (const order of runs) results.push(await measure(stack, order));
    print(results);
    return results.some((one) => one.failed) ? 1 : 0;
  } finally {
    await stack.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** @param {Awaited<ReturnType<typeof start>>} stack */
async function warmUp(stack) {
  console.log('warming up…');
  await measure(stack, { connections: 8, rate: 30, seconds: 15 });
  console.log('…the runs that count:');
}

/** @param {string[]} args */
function orders(args) {
  const given = /** @param {string} name */ (name) => {
    const i = args.indexOf(`--${name}`);
    return i < 0 ? undefined : Number(args[i + 1]);
  };
  const seconds = given('seconds') ?? 30;
  if (args.length > 0 && given('rate') !== undefined) return [{ connections: given('connections') ?? 4, rate: given('rate') ?? 0, seconds }];
  return [
    { connections: 1, rate: 1, seconds: Math.min(seconds, 20) },
    { connections: 1, rate: 0, seconds },
    { connections: 4, rate: 0, seconds },
    { connections: 16, rate: 0, seconds },
    { connections: 8, rate: 30, seconds },
    { connections: 8, rate: 40, seconds },
  ];
}

/** @param {string} data */
export async function start(data) {
  const sink = fork(join(root, 'dist', 'bench', 'sink.js'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const relayPort = await new Promise((resolve) => sink.once('message', (/** @type {any} */ message) => resolve(message.port)));
  /** @type {Record<string, number>} */
  const letters = {};
  sink.on('message', (/** @type {any} */ { answers, at }) => {
    if (answers !== undefined && answers !== null && letters[answers] === undefined) letters[answers] = at;
  });
  const env = {
    ...process.env, GUICHET_HTTP_PORT: '', GUICHET_SMTP_PORT: '', GUICHET_RELAY_URL: `smtp://127.0.0.1:${relayPort}?ignoreTLS=true`, GUICHET_LOG_LEVEL: 'warn',
    GUICHET_SMTP_RATE_PER_SENDER_PER_MINUTE: '100000', GUICHET_DATA_DIR: data, NODE_ENV: 'production',
  };
  const { servers, parts, env: own } = await prepareStack(data, env);
  /** @type {{ name: string, child: import('node:child_process').ChildProcess, part: any }[]} */
  const running = [];
  for (const part of servers) running.push(await launch(part));
  const whole = { ...env, ...own };
  for (const command of [['migrate'], ['seed', '--if-empty', '--password-file', join(data, 'first-password.txt')]]) {
    const done = spawnSync(process.execPath, [join(root, 'dist', 'cli', 'guichet.js'), ...command], { cwd: root, env: whole, stdio: ['ignore', 'ignore', 'inherit'] });
    if (done.status !== 0) throw new Error(`guichet ${command[0]} failed`);
  }
  const sql = connect(own.GUICHET_OWNER_DATABASE_URL ?? '', { max: 2 });
  await writers(sql);
  for (const part of parts.filter(({ name }) => name === 'worker' || name === 'door')) running.push(await launch(part));
  return {
    sql, letters, running, smtpPort: Number(own.GUICHET_SMTP_PORT), temporalPort: Number(String(own.GUICHET_TEMPORAL_ADDRESS).split(':').at(-1)),
    stop: async () => {
      await sql.end();
      for (const { child, part } of running.reverse()) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        const ended = new Promise((resolve) => child.once('exit', resolve));
        part.stop(child);
        await ended;
      }
      sink.kill();
    },
  };
}

/** A part that ends by itself ends the bench: its figures would mean nothing. @param {any} part */
async function launch(part) {
  const { child, ready } = await part.launch();
  await ready;
  child.once('exit', (/** @type {number | null} */ code) => {
    if (code !== 0) console.error(`${part.name} ended with ${code}: ${part.lastWords()}`);
  });
  return { name: part.name, child, part };
}

/** People a convention names. */
const A_CONVENTION = 10;

/** @param {import('postgres').Sql} sql */
async function writers(sql) {
  const partners = Array.from({ length: WRITERS / A_CONVENTION }, (_, i) => ({ id: `bench-${i}`, caf: '31', name: `Mairie ${i}` }));
  await sql`insert into partner ${sql(partners)}`;
  await sql`insert into convention ${sql(partners.map(({ id }) => ({ id, partner_id: id, caf: '31', number: id })))}`;
  const rows = Array.from({ length: WRITERS }, (_, i) => ({ id: `bench-${i}`, convention_id: `bench-${Math.floor(i / A_CONVENTION)}`, name: `Personne ${i}`, role: 'level-one-support', email: writer(i) }));
  for (let i = 0; i < rows.length; i += 1000) await sql`insert into contact ${sql(rows.slice(i, i + 1000))}`;
  await sql`analyze`;
}

/** @param {Awaited<ReturnType<typeof start>>} stack @param {{ connections: number, rate: number, seconds: number }} order */
export async function measure(stack, order) {
  const before = usage(stack);
  const generator = fork(join(root, 'dist', 'bench', 'generator.js'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let progress = 0;
  const done = new Promise((resolve, reject) => {
    generator.on('message', (/** @type {any} */ message) => (message.accepted ? resolve(message) : (progress = message.progress)));
    generator.once('exit', (code) => (code === 0 ? undefined : reject(new Error('the generator failed'))));
  });
  generator.send({ run: `r${Date.now().toString(36)}`, port: stack.smtpPort, ...order });
  const backlog = watchBacklog(stack, () => progress);
  const { accepted, refused, tookMs } = await done;
  const { grewFor, samples } = await backlog.stop();
  const owed = accepted.filter((/** @type {any} */ mail) => !mail.reply);
  for (let waited = 0; waited < 60 && owed.some((/** @type {any} */ mail) => stack.letters[mail.messageId] === undefined); waited += 1) await pause(500);
  if (owed.some((/** @type {any} */ mail) => stack.letters[mail.messageId] === undefined)) await explainMissing(stack);
  const after = usage(stack);
  const late = owed.flatMap((/** @type {any} */ mail) => (stack.letters[mail.messageId] === undefined ? [] : [Math.max(0, (stack.letters[mail.messageId] ?? 0) - mail.acceptedAt)]));
  const toAccept = accepted.map((/** @type {any} */ mail) => mail.acceptedAt - mail.askedAt);
  const cpu = Object.fromEntries(Object.keys(after).map((name) => [name, round(((after[name]?.cpuMs ?? 0) - (before[name]?.cpuMs ?? 0)) / Math.max(1, accepted.length))]));
  const result = {
    ...order, accepted: accepted.length, refused, acceptedPerSecond: round((accepted.length * 1000) / tookMs),
    acknowledged: late.length, owed: owed.length,
    toAcceptMs: percentiles(toAccept), toAcknowledgeMs: percentiles(late),
    cpuMsPerMail: { ...cpu, all: round(Object.values(cpu).reduce((sum, one) => sum + one, 0)) },
    memoryMb: Object.fromEntries(Object.entries(after).map(([name, one]) => [name, Math.round(one.residentKb / 1024)])),
    backlog: samples, failed: grewFor >= 30 || late.length < owed.length,
  };
  console.log(`${order.connections} connections, ${order.rate === 0 ? 'as fast as taken' : `${order.rate} a second`}: ${result.acceptedPerSecond}/s, ack p95 ${result.toAcknowledgeMs.p95} ms, ${result.cpuMsPerMail.all} ms CPU a mail`);
  return result;
}

/** What became of letters that never came. @param {Awaited<ReturnType<typeof start>>} stack */
async function explainMissing(stack) {
  console.table(await stack.sql`select state, problem, count(*)::int, max(attempts) as attempts from letter group by 1, 2`);
  console.table(await stack.sql`select phase, told_n < last_n as untold, count(*)::int from ticket group by 1, 2`);
  console.table(await stack.sql`select outcome, reason, count(*)::int from arrived_mail group by 1, 2`);
}

/** Letters that are owed and have not left, each second; a run fails when they grow for 30 s. @param {Awaited<ReturnType<typeof start>>} stack @param {() => number} progress */
function watchBacklog(stack, progress) {
  /** @type {number[]} */
  const samples = [];
  let grewFor = 0;
  let worst = 0;
  let stopped = false;
  const watch = (async () => {
    while (!stopped) {
      await pause(1000);
      const [row] = await stack.sql`select count(*)::int as count from ticket where told_n < last_n`;
      const count = Number(row?.['count'] ?? 0);
      grewFor = count > (samples.at(-1) ?? 0) ? grewFor + 1 : 0;
      worst = Math.max(worst, grewFor);
      samples.push(count);
      process.stdout.write(`  ${samples.length} s: ${progress()} accepted, backlog ${count}\n`);
    }
  })();
  return { stop: async () => { stopped = true; await watch; return { grewFor: worst, samples }; } };
}

/** @param {Awaited<ReturnType<typeof start>>} stack @returns {Record<string, { cpuMs: number, residentKb: number }>} */
export function usage(stack) {
  return Object.fromEntries(stack.running.map(({ name, child }) => [name, usageOf(child.pid ?? 0)]));
}

/** @param {number[]} values */
function percentiles(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = /** @param {number} q */ (q) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
  return { median: at(0.5), p95: at(0.95), max: sorted.at(-1) ?? 0 };
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}

/** @param {any[]} results */
function print(results) {
  console.table(results.map((one) => ({
    connections: one.connections, 'asked/s': one.rate || 'max', 'accepted/s': one.acceptedPerSecond, 'to 250 p95 ms': one.toAcceptMs.p95, 'ack p50 ms': one.toAcknowledgeMs.median, 'ack p95 ms': one.toAcknowledgeMs.p95,
    'CPU ms/mail': one.cpuMsPerMail.all, postgres: one.cpuMsPerMail.postgres, temporal: one.cpuMsPerMail.temporal, worker: one.cpuMsPerMail.worker, door: one.cpuMsPerMail.door, 'MB all': Object.values(one.memoryMb).reduce((/** @type {number} */ a, b) => a + Number(b), 0), failed: one.failed,
  })));
  const file = join(root, 'data', 'bench-intake.json');
  const report = { cpus: cpus().length, model: cpus()[0]?.model, node: process.version, results };
  console.log(JSON.stringify(report));
  try {
    writeFileSync(file, JSON.stringify(report, null, 2));
  } catch (error) {
    console.log(`(not written to ${file}: ${error instanceof Error ? error.message : error})`);
  }
}
