import type { ServiceCode } from '../domain/contract-types';
import type { CafCode, Instant } from '../domain/ids';
import type { StopState } from '../domain/stop-procedure';
import type { Db, Tx } from './connect';

export interface StopRow {
  readonly id: string;
  /** null = every Caf. */
  readonly cafs: CafCode[] | null;
  /** null = the whole of Mon Compte Partenaire. */
  readonly services: ServiceCode[] | null;
  readonly title: string;
  readonly meanwhile: string;
  readonly from_at: Instant;
  readonly until_at: Instant;
  readonly announce_at: Instant;
  readonly remind_at: Instant | null;
  readonly revision: number;
  readonly planned_at: Instant;
  readonly planned_by: string;
  readonly announced_at: Instant | null;
  readonly reminded_at: Instant | null;
  readonly began_at: Instant | null;
  readonly ended_at: Instant | null;
  readonly cancelled_at: Instant | null;
  readonly next_at: Instant | null;
  readonly last_n: number;
  readonly told_n: number;
  readonly reach_from: Instant;
  readonly reach_until: Instant;
  readonly woken_revision: number;
  readonly woken_to: string;
}

export function stateOfStop(row: StopRow): StopState {
  return {
    announceAt: row.announce_at, remindAt: row.remind_at, from: row.from_at, until: row.until_at,
    announcedAt: row.announced_at, remindedAt: row.reminded_at, beganAt: row.began_at, endedAt: row.ended_at, cancelledAt: row.cancelled_at,
  };
}

export type NewStop = Pick<StopRow, 'id' | 'cafs' | 'services' | 'title' | 'meanwhile' | 'from_at' | 'until_at' | 'announce_at' | 'remind_at' | 'planned_at' | 'planned_by' | 'next_at'>;

/** Keeps a stop once for its id; false when it was kept before. */
export async function insertStop(tx: Tx, stop: NewStop): Promise<boolean> {
  const rows = await tx`insert into planned_stop ${tx({ ...stop, reach_from: stop.from_at, reach_until: stop.until_at } as never)} on conflict do nothing`;
  return rows.count === 1;
}

export async function findStop(db: Db, id: string): Promise<StopRow | undefined> {
  const [row] = await db<StopRow[]>`select * from planned_stop where id = ${id}`;
  return row;
}

/** The row, locked until the transaction ends: its form, its moves and its letters follow one another. */
export async function lockStop(tx: Tx, id: string): Promise<StopRow | undefined> {
  const [row] = await tx<StopRow[]>`select * from planned_stop where id = ${id} for no key update`;
  return row;
}

export type StopTerms = Pick<StopRow, 'title' | 'meanwhile' | 'services' | 'from_at' | 'until_at' | 'announce_at' | 'remind_at'>;

/** Other hours, other words: limits of the hours that it covers or covered are reckoned anew. */
export async function changeStop(tx: Tx, id: string, { title, meanwhile, services, from_at, until_at, announce_at, remind_at }: StopTerms): Promise<void> {
  await tx`
    update planned_stop set title = ${title}, meanwhile = ${meanwhile}, services = ${services}, from_at = ${from_at}, until_at = ${until_at}, announce_at = ${announce_at}, remind_at = ${remind_at},
      revision = revision + 1, reach_from = least(reach_from, ${from_at}::timestamptz), reach_until = greatest(reach_until, ${until_at}::timestamptz), woken_to = ''
    where id = ${id}`;
}

/** It is no longer one: what it moved goes back. */
export async function cancelStop(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx`update planned_stop set cancelled_at = ${at}, revision = revision + 1, woken_to = '' where id = ${id}`;
}

/** What has happened of it, and when something happens next. @param toldN the last fact that its workflow knows of */
export async function updateStop(tx: Tx, id: string, { announcedAt, remindedAt, beganAt, endedAt }: StopState, nextAt: Instant | null, toldN: number): Promise<void> {
  await tx`
    update planned_stop set announced_at = ${announcedAt}, reminded_at = ${remindedAt}, began_at = ${beganAt}, ended_at = ${endedAt}, next_at = ${nextAt}, told_n = greatest(told_n, ${toldN})
    where id = ${id}`;
}

export interface StopFact {
  readonly n: number;
  readonly at: Instant;
  readonly kind: string;
  readonly body: Record<string, unknown>;
  readonly actor: string | null;
}

/** Adds a line to the journal of a locked stop. @returns its number. */
export async function appendStopFact(tx: Tx, id: string, { at, kind, body, actor }: Omit<StopFact, 'n'>): Promise<number> {
  const [row] = await tx<{ last_n: number }[]>`update planned_stop set last_n = last_n + 1 where id = ${id} returning last_n`;
  if (row === undefined) throw new Error(`no stop ${id}`);
  await tx`insert into stop_fact (stop, n, at, kind, body, actor) values (${id}, ${row.last_n}, ${at}, ${kind}, ${tx.json(body as never)}, ${actor})`;
  return row.last_n;
}

export async function journalOfStop(db: Db, id: string): Promise<(StopFact & { readonly name: string | null })[]> {
  return await db<(StopFact & { name: string | null })[]>`
    select n, at, kind, body, actor, account.name from stop_fact left join account on account.id = actor where stop = ${id} order by n`;
}

/** A stop with how many are told of it, in a list. */
export interface ListedStop extends StopRow {
  readonly addresses: number;
  readonly linked: number;
}

/** The stops of some Cafs and of every Caf: those to come and under way first, soonest first; then the latest. Null = all. */
export async function listStops(db: Db, cafs: readonly CafCode[] | null, limit: number): Promise<ListedStop[]> {
  return await db<ListedStop[]>`
    select planned_stop.*, (select count(*)::int from stop_address where stop = planned_stop.id and address is not null) as addresses,
      (select count(*)::int from ticket where stop_id = planned_stop.id) as linked
    from planned_stop where ${cafs === null ? db`true` : db`(cafs is null or cafs && ${[...cafs]}::text[])`}
    order by next_at is null, case when next_at is not null then from_at end, from_at desc, id limit ${limit}`;
}

/** What partners are shown of the stops of some Cafs: announced, and not over. */
export async function stopsToShow(db: Db, cafs: readonly CafCode[], now: Instant): Promise<StopRow[]> {
  return await db<StopRow[]>`
    select * from planned_stop where announced_at is not null and cancelled_at is null and ended_at is null and until_at > ${now} and (cafs is null or cafs && ${[...cafs]}::text[])
    order by from_at, id limit 5`;
}
