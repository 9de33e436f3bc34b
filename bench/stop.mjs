// Letters of a planned stop to thousands of addresses, and how long the desk's own acknowledgements take meanwhile, on real servers.
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../tools/paths.mjs';
import { measure, start, usage } from './intake.mjs';

const require = createRequire(import.meta.url);
/** @type {typeof import('../desk/planned-stop.ts')} */
const { planStop } = require(join(root, 'dist', 'desk', 'planned-stop.js'));
/** @type {typeof import('../engine/tell.ts')} */
const { tellStop } = require(join(root, 'dist', 'engine', 'tell.js'));
/** @type {typeof import('../engine/connect.ts')} */
const { connectClient } = require(join(root, 'dist', 'engine', 'connect.js'));

/**
 * `--addresses 5000 --per-second 20`: mails at one a second without a stop, then while its letters leave.
 * @param {string[]} args
 */
export async function bench(args) {
  const given = /** @param {string} name @param {number} otherwise */ (name, otherwise) => (args.includes(`--${name}`) ? Number(args[args.indexOf(`--${name}`) + 1]) : otherwise);
  const addresses = given('addresses', 5_000);
  process.env['GUICHET_ANNOUNCEMENTS_PER_SECOND'] = String(given('per-second', 20));
  const data = mkdtempSync(join(tmpdir(), 'guichet-bench-'));
  chmodSync(data, 0o755);
  const stack = await start(data);
  try {
    await administrators(stack.sql, addresses);
    const order = { connections: 1, rate: 2, seconds: given('seconds', 30) };
    await measure(stack, { ...order, seconds: 10 });
    const without = await measure(stack, order);
    const before = usage(stack);
    const began = Date.now();
    await announce(stack);
    const during = await measure(stack, order);
    const tookMs = await untilTold(stack.sql, began);
    const after = usage(stack);
    const cpu = Object.keys(after).reduce((sum, name) => sum + (after[name]?.cpuMs ?? 0) - (before[name]?.cpuMs ?? 0), 0);
    const [told] = await stack.sql`select count(*)::int as letters, count(distinct to_address)::int as addresses from letter where stop = 'bench' and state = 'sent'`;
    console.log(JSON.stringify({ addresses: told?.['addresses'], letters: told?.['letters'], seconds: Math.round(tookMs / 1_000), perSecond: Math.round((Number(told?.['letters']) * 10_000) / tookMs) / 10, cpuMsInAll: Math.round(cpu), ackWithout: without.toAcknowledgeMs, ackDuring: during.toAcknowledgeMs }));
    return 0;
  } finally {
    await stack.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** @param {import('postgres').Sql} sql @param {number} count */
async function administrators(sql, count) {
  await sql`insert into partner (id, caf, name) select 'arret-' || i, '31', 'Organisme ' || i from generate_series(1, ${count}::int) i`;
  await sql`insert into convention (id, partner_id, caf, number, services) select 'arret-' || i, 'arret-' || i, '31', 'arret-' || i, '{CDAP}' from generate_series(1, ${count}::int) i`;
  await sql`insert into contact (id, convention_id, of_caf, name, role, email) select 'arret-' || i, 'arret-' || i, '31', 'Personne ' || i, 'administrator', 'administrateur@organisme-' || i || '.example' from generate_series(1, ${count}::int) i`;
  await sql`analyze`;
}

/** @param {Awaited<ReturnType<typeof start>>} stack */
async function announce({ sql, temporalPort }) {
  const now = /** @type {any} */ (new Date().toISOString());
  const at = /** @param {number} ms */ (ms) => /** @type {any} */ (new Date(Date.now() + ms).toISOString());
  await sql.begin((tx) => planStop(tx, { id: 'bench', cafs: /** @type {any} */ (['31']), services: ['CDAP'], title: 'Arrêt', meanwhile: '', from_at: at(86_400_000), until_at: at(90_000_000), announce_at: now, remind_at: null, planned_at: now, planned_by: 'bench' }));
  const client = await connectClient({ address: `127.0.0.1:${temporalPort}`, namespace: 'default', tls: false, apiKey: null });
  await tellStop(client, 'bench', { n: 1 });
  await client.connection.close();
}

/** @param {import('postgres').Sql} sql @param {number} began */
async function untilTold(sql, began) {
  for (;;) {
    const [row] = await sql`select done_at is not null as done from stop_mailing where stop = 'bench'`;
    if (row?.['done'] === true) return Date.now() - began;
    await pause(500);
  }
}
