import { randomBytes } from 'node:crypto';
import type { CafCode, Instant } from '../domain/ids';
import type { Db, Tx } from './connect';

export interface TraceLine {
  readonly id: string;
  readonly caf: CafCode;
  readonly phase: string;
  readonly began_at: Instant;
  readonly ended_at: Instant | null;
  readonly late_since: Instant | null;
  readonly next_at: Instant | null;
  readonly partner: string | null;
}

/** Requests for traces that who asks may see, those under way first; of these Cafs, or (null) of any. */
export async function traceRequests(db: Db, cafs: readonly CafCode[] | null, limit = 200): Promise<TraceLine[]> {
  return await db<TraceLine[]>`
    select journey.id, journey.caf, phase, began_at, ended_at, late_since, next_at, partner.name as partner
    from journey left join convention on convention.id = convention_id left join partner on partner.id = convention.partner_id
    where kind = 'trace-request' and (${cafs === null} or journey.caf = any(${[...(cafs ?? [])]})) order by ended_at is not null, began_at desc, journey.id limit ${limit}`;
}

/** One's own requests for traces, latest first. */
export async function ownTraceRequests(db: Db, who: string): Promise<TraceLine[]> {
  return await db<TraceLine[]>`
    select id, caf, phase, began_at, ended_at, late_since, next_at, null as partner from journey where kind = 'trace-request' and ${who} = any(people) order by began_at desc, id`;
}

export interface TraceAnswer {
  readonly id: string;
  readonly journey: string;
  readonly caf: CafCode;
  readonly reader: string;
  readonly body: string;
  readonly at: Instant;
  readonly by_account: string;
}
export interface TraceFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
}

export async function insertAnswer(tx: Tx, answer: TraceAnswer): Promise<void> {
  await tx`insert into trace_answer ${tx(answer)}`;
}

export async function insertTraceFile(tx: Tx, { id, journey, caf, reader }: TraceAnswer, file: TraceFile, bytes: Buffer): Promise<void> {
  await tx`insert into trace_file ${tx({ ...file, answer: id, journey, caf, reader, bytes })}`;
}

export async function answerOf(db: Db, journey: string): Promise<TraceAnswer | undefined> {
  const [row] = await db<TraceAnswer[]>`select * from trace_answer where journey = ${journey} order by at desc limit 1`;
  return row;
}

export async function filesOfAnswer(db: Db, answer: string): Promise<TraceFile[]> {
  return await db<TraceFile[]>`select id, name, type, size, sha256 from trace_file where answer = ${answer} order by name, id`;
}

export async function traceFile(db: Db, journey: string, id: string): Promise<(TraceFile & { readonly bytes: Buffer }) | undefined> {
  const [row] = await db<(TraceFile & { bytes: Buffer })[]>`select id, name, type, size, sha256, bytes from trace_file where journey = ${journey} and id = ${id}`;
  return row;
}

export interface Reading {
  readonly journey: string;
  readonly caf: CafCode;
  readonly at: Instant;
  /** The account, or « partner:<address> ». */
  readonly who: string;
  readonly who_name: string;
  readonly what: 'request' | 'answer' | 'file';
  readonly file_name: string | null;
}

/** A reading is written down before anything is shown. */
export async function insertReading(db: Db, reading: Reading): Promise<void> {
  const { journey, caf, at, who, who_name, what, file_name } = reading;
  await db`insert into trace_reading (id, journey, caf, at, who, who_name, what, file_name)
    values (${randomBytes(12).toString('base64url')}, ${journey}, ${caf}, ${at}, ${who}, ${who_name}, ${what}, ${file_name})`;
}

/** The latest readings of these Cafs, or of one request. */
export async function readings(db: Db, cafs: readonly CafCode[], journey: string | null, limit = 200): Promise<Reading[]> {
  return await db<Reading[]>`
    select journey, caf, at, who, who_name, what, file_name from trace_reading
    where caf = any(${[...cafs]}) and (${journey}::text is null or journey = ${journey}) order by at desc, id limit ${limit}`;
}
