import type { CafCode, Instant, Reference } from '../domain/ids';
import type { Db, Sql, Tx } from './connect';
import type { NextStep } from './ticket';

/** What says that it is alive: without the worker nothing leaves, without the door nothing arrives. */
export type BeatingPart = 'worker' | 'door';

/** A silence longer than this is an outage (rules: Ladder 7). */
export const OUTAGE_MS = 10 * 60_000;

export interface Outage {
  readonly from: Instant;
  readonly to: Instant;
}

/** Something that fell due during an outage, as the list of tickets knew it. */
export interface LateStep {
  readonly reference: Reference;
  readonly caf: CafCode;
  readonly subject: string;
  readonly step: NextStep;
  readonly limit: Instant;
}

export interface OutageRow {
  readonly began_at: Instant;
  readonly ended_at: Instant;
  readonly part: BeatingPart;
  readonly late: readonly LateStep[];
}

/** Notes that a part is alive at `now`; a silence of more than ten minutes before it is an outage, kept and returned. */
export async function recordHeartbeat(sql: Sql, part: BeatingPart, now: Instant): Promise<Outage | null> {
  return await sql.begin((tx) => beatIn(tx, part, now));
}

/** The same in a transaction under way: whoever finds the gap first notes what is late before anything moves. */
export async function beatIn(tx: Tx, part: BeatingPart, now: Instant): Promise<Outage | null> {
  const [last] = await tx<{ at: Instant }[]>`select at from heartbeat where part = ${part} for update`;
  await tx`insert into heartbeat (part, at) values (${part}, ${now}) on conflict (part) do update set at = greatest(heartbeat.at, excluded.at)`;
  if (last === undefined || !isGap(last.at, now)) return null;
  await keepOutage(tx, part, last.at, now);
  return { from: last.at, to: now };
}

/** Worker and door that were down together are one outage, told once. */
async function keepOutage(tx: Tx, part: BeatingPart, from: Instant, to: Instant): Promise<void> {
  await tx`select pg_advisory_xact_lock(727002)`;
  const late = await lateBetween(tx, from, to);
  const [same] = await tx<OutageRow[]>`select began_at, late from outage where began_at <= ${to} and ended_at >= ${from} order by began_at limit 1`;
  if (same === undefined) {
    await tx`insert into outage (began_at, ended_at, part, late) values (${from}, ${to}, ${part}, ${tx.json(late as never)})`;
    return;
  }
  const more = late.filter((step) => !same.late.some((known) => known.reference === step.reference));
  await tx`update outage set ended_at = greatest(ended_at, ${to}), late = ${tx.json([...same.late, ...more] as never)} where began_at = ${same.began_at}`;
}

export function isGap(last: Instant, now: Instant): boolean {
  return Date.parse(now) - Date.parse(last) > OUTAGE_MS;
}

/** Closings are not late: nobody waits for them. */
async function lateBetween(tx: Tx, from: Instant, to: Instant): Promise<LateStep[]> {
  const rows = await tx<(Omit<LateStep, 'limit'> & { next_at: Instant })[]>`
    select reference, caf, subject, next_step as step, next_at from ticket
    where phase not in ('closed', 'merged', 'handed-over', 'resolved') and next_step is not null
      and (next_at between ${from} and ${to} or (next_step->>'limit')::timestamptz between ${from} and ${to})
    order by next_at, reference`;
  return rows.map(({ next_at, ...row }) => ({ ...row, limit: row.step.limit ?? next_at }));
}

export interface Alive {
  readonly lastOutageEnd: Instant | null;
  readonly seen: Partial<Record<BeatingPart, Instant>>;
}

/** When the last outage ended, and when each part last said that it was alive; null or missing = never. */
export async function aliveness(db: Db): Promise<Alive> {
  const rows = await db<{ part: BeatingPart | 'outage'; at: Instant | null }[]>`select part, at from heartbeat union all select 'outage', max(ended_at) from outage`;
  const at = (part: BeatingPart | 'outage') => rows.find((row) => row.part === part)?.at ?? undefined;
  return { lastOutageEnd: at('outage') ?? null, seen: { worker: at('worker'), door: at('door') } };
}

/** Outages that the managers have not been told of, locked: several workers tell of each once. */
export async function untoldOutages(tx: Tx): Promise<OutageRow[]> {
  return await tx<OutageRow[]>`select began_at, ended_at, part, late from outage where not letter_sent order by began_at for update skip locked`;
}

export async function markOutageTold(tx: Tx, beganAt: Instant): Promise<void> {
  await tx`update outage set letter_sent = true where began_at = ${beganAt}`;
}
