import type { Reckoning } from '../domain/calendar-types';
import type { Side } from '../domain/contract-types';
import type { CafCode, Instant, Reference } from '../domain/ids';
import { JOURNEY_CODES, type JourneyName } from '../domain/journeys/types';
import type { Db, Tx } from './connect';

/** A journey's row as the lists read it. */
export interface JourneyRow {
  readonly id: string;
  readonly kind: JourneyName;
  readonly caf: CafCode;
  readonly convention_id: string | null;
  readonly reference: Reference | null;
  readonly begin_key: string;
  readonly contract_version: number;
  readonly restricted: boolean;
  /** Who besides may read it: an account, or « partner:<address> ». */
  readonly people: readonly string[];
  readonly began_at: Instant;
  readonly phase: string;
  readonly owes: Side | null;
  readonly owes_since: Instant | null;
  readonly next_at: Instant | null;
  readonly next_step: JourneyNextStep | null;
  readonly late_since: Instant | null;
  readonly exhausted: boolean;
  readonly ended_at: Instant | null;
  /** Since when its content is erased, its term being over. */
  readonly erased_at: Instant | null;
  readonly last_n: number;
  readonly moved_n: number;
  readonly told_n: number;
  readonly chain: Buffer;
}

/** The next step as lists show it. */
export interface JourneyNextStep {
  readonly rule: string;
  readonly side: Side | null;
  readonly article: string | null;
  readonly key: string | null;
  /** The planned stop that moved its limit; absent = none. */
  readonly stop?: string;
}

export type NewJourneyRow = Pick<JourneyRow, 'id' | 'kind' | 'caf' | 'convention_id' | 'reference' | 'begin_key' | 'contract_version' | 'restricted' | 'began_at' | 'people'>;

/** The next number of a kind in a year of the Caf's calendar, « 59-MED-2026-000001 »; the counter stays locked until the transaction ends. */
export async function takeJourneyId(tx: Tx, caf: CafCode, kind: JourneyName, year: number): Promise<string> {
  const code = `${caf}-${JOURNEY_CODES[kind]}`;
  const [row] = await tx<{ last: number }[]>`
    insert into reference_counter (caf, year, last) values (${code}, ${year}, 1)
    on conflict (caf, year) do update set last = reference_counter.last + 1 returning last`;
  if (row === undefined) throw new Error('reference_counter gave no row');
  return `${code}-${year}-${String(row.last).padStart(6, '0')}`;
}

/** @returns false when a journey of the same key was begun by somebody else meanwhile: nothing was added. */
export async function insertJourney(tx: Tx, journey: NewJourneyRow): Promise<boolean> {
  const rows = await tx`insert into journey ${tx({ ...journey, people: [...journey.people], phase: 'beginning' })} on conflict (begin_key) do nothing returning 1`;
  return rows.length > 0;
}

export async function journeyByKey(db: Db, beginKey: string): Promise<JourneyRow | undefined> {
  const [row] = await db<JourneyRow[]>`select * from journey where begin_key = ${beginKey}`;
  return row;
}

/** The row, unless it is erased, locked until the transaction ends: doors, acts and moves follow one another. */
export async function lockJourney(tx: Tx, id: string): Promise<JourneyRow | undefined> {
  const [row] = await tx<JourneyRow[]>`select * from journey where id = ${id} and erased_at is null for update`;
  return row;
}

export async function findJourney(db: Db, id: string): Promise<JourneyRow | undefined> {
  const [row] = await db<JourneyRow[]>`select * from journey where id = ${id} and erased_at is null`;
  return row;
}

/** The journeys of a convention, latest first. */
export async function journeysOfConvention(db: Db, conventionId: string): Promise<JourneyRow[]> {
  return await db<JourneyRow[]>`select * from journey where convention_id = ${conventionId} and erased_at is null order by began_at desc, id desc`;
}

/** Of some Cafs and one kind, those under way first, soonest first. */
export async function journeysOfKind(db: Db, cafs: readonly CafCode[], kind: JourneyName, limit = 200): Promise<JourneyRow[]> {
  return await db<JourneyRow[]>`
    select * from journey where caf = any(${[...cafs]}) and kind = ${kind} and erased_at is null order by ended_at is not null, next_at nulls last, began_at desc, id limit ${limit}`;
}

export interface LateJourney {
  readonly id: string;
  readonly kind: JourneyName;
  readonly caf: CafCode;
  readonly partner: string | null;
  readonly owes: Side | null;
  readonly late_since: Instant;
  readonly exhausted: boolean;
  /** How many are late in all. */
  readonly total: number;
}

/** Journeys under way whose limit has passed, the longest late first. */
export async function lateJourneys(db: Db, cafs: readonly CafCode[], limit: number): Promise<LateJourney[]> {
  return await db<LateJourney[]>`
    select journey.id, kind, journey.caf, partner.name as partner, owes, late_since, exhausted, count(*) over ()::int as total
    from journey left join convention on convention.id = convention_id left join partner on partner.id = convention.partner_id
    where journey.caf = any(${[...cafs]}) and late_since is not null and ended_at is null order by late_since, journey.id limit ${limit}`;
}

export type JourneyView = Pick<JourneyRow, 'phase' | 'owes' | 'owes_since' | 'next_at' | 'next_step' | 'late_since' | 'exhausted' | 'ended_at'>;

/** @param toldN the last fact that its workflow knows of. */
export function updateJourney(tx: Tx, id: string, view: JourneyView, movedN: number, toldN: number) {
  const next = view.next_step === null ? null : tx.json(view.next_step as never);
  return tx`
    update journey set phase = ${view.phase}, owes = ${view.owes}, owes_since = ${view.owes_since}, next_at = ${view.next_at}, next_step = ${next}, late_since = ${view.late_since},
      exhausted = ${view.exhausted}, ended_at = ${view.ended_at}, moved_n = ${movedN}, told_n = greatest(told_n, ${toldN})
    where id = ${id}`;
}

export async function frozenOfJourney(db: Db, id: string): Promise<Map<string, Reckoning>> {
  const rows = await db<{ key: string; body: Reckoning }[]>`select key, body from journey_reckoning where journey = ${id}`;
  return new Map(rows.map((row) => [row.key, row.body]));
}

export function freezeJourney(tx: Tx, id: string, fresh: ReadonlyMap<string, Reckoning>) {
  const rows = [...fresh].map(([key, body]) => ({ journey: id, key, body: tx.json(body as never) }));
  return tx`insert into journey_reckoning ${tx(rows)} on conflict (journey, key) do update set body = excluded.body`;
}
