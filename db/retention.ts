import type { CafCode, Instant } from '../domain/ids';
import type { RetentionRule, RetentionTerms, Sweep } from '../domain/retention/terms';
import type { Db, Tx } from './connect';

/** An erasure under way or over: of a night at a Caf, or of what one person asked for. */
export interface ErasureRow {
  readonly id: string;
  /** '' = what is of no Caf. */
  readonly caf: CafCode | '';
  readonly request: string | null;
  readonly began_at: Instant;
  readonly done_at: Instant | null;
  readonly step: number;
  readonly after: string;
  readonly ticket_months: number | null;
  readonly years: number;
  readonly months: number;
}

/** What was erased of one table, under one rule. */
export interface Erased {
  readonly what: string;
  readonly n: number;
  readonly from: Instant | null;
  readonly to: Instant | null;
}

export async function findErasure(db: Db, id: string): Promise<ErasureRow | undefined> {
  const [row] = await db<ErasureRow[]>`select * from erasure where id = ${id}`;
  return row;
}

export async function lockErasure(tx: Tx, id: string): Promise<ErasureRow | undefined> {
  const [row] = await tx<ErasureRow[]>`select * from erasure where id = ${id} for update`;
  return row;
}

/** The one that has not come to its end, if any; else null with when the last night's began. */
export async function erasureState(db: Db, caf: CafCode | ''): Promise<{ readonly open: string | null; readonly last: Instant | null }> {
  const [row] = await db<{ open: string | null; last: Instant | null }[]>`
    select (select id from erasure where caf = ${caf} and done_at is null order by began_at, id limit 1) as open,
      (select began_at from erasure where caf = ${caf} and request is null order by began_at desc limit 1) as last`;
  return row ?? { open: null, last: null };
}

export async function insertErasure(tx: Tx, row: Pick<ErasureRow, 'id' | 'caf' | 'request' | 'began_at'>, { ticketMonths, years, months }: RetentionTerms): Promise<void> {
  await tx`insert into erasure ${tx({ ...row, ticket_months: ticketMonths, years, months })} on conflict do nothing`;
}

/** How far an erasure has come. */
export async function noteStep(tx: Tx, id: string, step: number, after: string): Promise<void> {
  await tx`update erasure set step = ${step}, after = ${after} where id = ${id}`;
}

export async function endErasure(tx: Tx, id: string, at: Instant): Promise<void> {
  await tx`update erasure set done_at = ${at} where id = ${id} and done_at is null`;
}

/** Adds to an erasure's report, in the transaction that erases. */
export async function addErased(tx: Tx, id: string, rule: RetentionRule | 'request', erased: readonly Erased[]): Promise<void> {
  for (const { what, n, from, to } of erased) {
    await tx`insert into erasure_count (erasure, what, rule, n, from_day, to_day) values (${id}, ${what}, ${rule}, ${n}, caf_day((select caf from erasure where id = ${id}), ${from ?? null}::timestamptz), caf_day((select caf from erasure where id = ${id}), ${to ?? null}::timestamptz))
      on conflict (erasure, what, rule) do update set n = erasure_count.n + excluded.n, from_day = least(erasure_count.from_day, excluded.from_day), to_day = greatest(erasure_count.to_day, excluded.to_day)`;
  }
}

export interface DueRow {
  readonly id: string;
  readonly since: Instant;
}

/** What is due of a kind after a place, in order; held or proof of what is kept: not due. */
export async function retentionDue(db: Db, caf: CafCode | '', { what }: Sweep, before: Instant, now: Instant, after: string, most: number): Promise<DueRow[]> {
  return await db<DueRow[]>`select * from retention_due(${caf}, ${what}, ${before}, ${now}, ${after}, ${most})`;
}

/** How many are due of a kind, and of which days. */
export async function retentionCount(db: Db, caf: CafCode | '', { what }: Sweep, before: Instant, now: Instant): Promise<Erased> {
  const [row] = await db<{ n: number; from_at: Instant | null; to_at: Instant | null }[]>`select * from retention_count(${caf}, ${what}, ${before}, ${now})`;
  return { what, n: row?.n ?? 0, from: row?.from_at ?? null, to: row?.to_at ?? null };
}

const WHOLE: Readonly<Record<string, string>> = { ticket: 'erase_ticket', journey: 'erase_journey', habilitation: 'erase_habilitation', administrator: 'erase_contact', contact: 'erase_contact' };

/** Empties one thing with all that is of it; nothing when it is no longer due. */
export async function eraseWhole(tx: Tx, { what }: Sweep, { id, since }: DueRow, before: Instant, now: Instant): Promise<Erased[]> {
  const rows = await tx<{ what: string; n: number }[]>`select * from ${tx(WHOLE[what] ?? '')}(${id}, ${before}, ${now})`;
  return rows.map((row) => ({ ...row, from: since, to: since }));
}

/** Erases some of what goes by age alone. */
export async function eraseAged(tx: Tx, caf: CafCode | '', { what }: Sweep, before: Instant, now: Instant, most: number): Promise<Erased[]> {
  const rows = await tx<{ what: string; n: number; from_at: Instant; to_at: Instant }[]>`select * from erase_aged(${caf}, ${what}, ${before}, ${now}, ${most})`;
  return rows.map((row) => ({ what: row.what, n: row.n, from: row.from_at, to: row.to_at }));
}
