import type { ServiceCode } from '../domain/contract-types';
import type { CafCode, Instant } from '../domain/ids';
import type { Notice } from '../domain/stop-procedure';
import type { Db, Tx } from './connect';

/** Somebody of a convention who is told of a stop; without address, nobody there can be. */
export interface AudienceRow {
  readonly caf: CafCode;
  readonly convention_id: string;
  readonly number: string;
  readonly partner_name: string;
  readonly address: string | null;
  readonly name: string | null;
}

/** Whoever is told of a stop, by each Caf's contract: of one's own Cafs, or of all for the national level. */
export async function audienceOf(db: Db, cafs: readonly CafCode[] | null, services: readonly ServiceCode[] | null, at: Instant): Promise<AudienceRow[]> {
  return await db<AudienceRow[]>`select * from stop_audience(${cafs === null ? null : [...cafs]}::text[], ${services === null ? null : [...services]}::text[], ${at}::timestamptz)`;
}

/** Keeps whoever is told of a stop, each address once at each Caf; those that were kept before stay. Asked by the worker, which sees every Caf. */
export async function keepAudience(tx: Tx, stop: string, cafs: readonly CafCode[] | null, services: readonly ServiceCode[] | null, at: Instant): Promise<void> {
  await tx`select set_config('guichet.national', 'true', true)`;
  await tx`
    insert into stop_address (stop, key, caf, convention_id, partner_name, address, name, added_at)
    select distinct on (key) ${stop}, case when address is null then caf || '//' || convention_id else caf || '/' || address end as key, caf, convention_id, partner_name, address, name, ${at}::timestamptz
    from stop_audience(${cafs === null ? null : [...cafs]}::text[], ${services === null ? null : [...services]}::text[], ${at}::timestamptz) order by key, convention_id
    on conflict do nothing`;
}

export interface StopMailing {
  readonly stop: string;
  readonly n: number;
  readonly notice: Notice;
  readonly words: StopWords;
  readonly begun_at: Instant;
  readonly written_to: string;
  readonly written: boolean;
  readonly done_at: Instant | null;
}

/** What the letters of one round say. */
export interface StopWords {
  readonly title: string;
  readonly meanwhile: string;
  readonly services: readonly ServiceCode[] | null;
  readonly from: Instant;
  readonly until: Instant;
}

/** Begins a round of letters; one that is not done yet gives way: nobody is told what is no longer true. */
export async function beginMailing(tx: Tx, stop: string, notice: Notice, words: StopWords, at: Instant): Promise<void> {
  await tx`update stop_mailing set written = true, done_at = ${at} where stop = ${stop} and done_at is null`;
  await tx`
    insert into stop_mailing (stop, n, notice, words, begun_at)
    select ${stop}, coalesce(max(n), 0) + 1, ${notice}, ${tx.json(words as never)}, ${at} from stop_mailing where stop = ${stop}`;
}

export async function openMailing(db: Db, stop: string): Promise<StopMailing | undefined> {
  const [row] = await db<StopMailing[]>`select * from stop_mailing where stop = ${stop} and done_at is null order by n limit 1`;
  return row;
}

export async function lockMailing(tx: Tx, stop: string, n: number): Promise<StopMailing | undefined> {
  const [row] = await tx<StopMailing[]>`select * from stop_mailing where stop = ${stop} and n = ${n} and done_at is null for update`;
  return row;
}

export interface AddressToTell {
  readonly key: string;
  readonly caf: CafCode;
  readonly convention_id: string;
  readonly partner_name: string;
  readonly address: string;
  readonly name: string | null;
  /** Somebody the convention still names, at an address that is not dead, and who was told of the stop if this is about a change to it. */
  readonly writable: boolean;
}

/** The next addresses of a round, in order of their keys. */
export async function nextAddresses(tx: Tx, { stop, notice, written_to }: StopMailing, limit: number): Promise<AddressToTell[]> {
  return await tx<AddressToTell[]>`
    select a.key, a.caf, a.convention_id, a.partner_name, a.address, a.name,
      exists (select from contact where contact.email = a.address and contact.ended_at is null) and not exists (select from dead_address d where d.address = a.address)
        and (${notice === 'announcement' || notice === 'reminder' || notice === 'change'} or exists (select from letter where letter.stop = a.stop and letter.caf = a.caf and letter.to_address = a.address)) as writable
    from stop_address a where a.stop = ${stop} and a.address is not null and a.key > ${written_to} order by a.key limit ${limit}`;
}

export async function noteWritten(tx: Tx, { stop, n }: StopMailing, to: string, all: boolean): Promise<void> {
  await tx`update stop_mailing set written_to = ${to}, written = ${all} where stop = ${stop} and n = ${n}`;
}

/** Ends a round whose letters have all been written and left; false when some have not. */
export async function finishMailing(db: Db, stop: string, n: number, at: Instant): Promise<boolean> {
  const rows = await db`
    update stop_mailing set done_at = ${at} where stop = ${stop} and n = ${n} and done_at is null and written
      and not exists (select from letter where letter.stop = ${stop} and letter.mailing = ${n} and letter.state = 'claimed')`;
  return rows.count === 1;
}

/** When the next letter of a round that was put off may be tried again; null = none waits. */
export async function nextLease(db: Db, stop: string, n: number): Promise<Instant | null> {
  const [row] = await db<{ at: Instant | null }[]>`select min(lease_until) as at from letter where stop = ${stop} and mailing = ${n} and state = 'claimed'`;
  return row?.at ?? null;
}
