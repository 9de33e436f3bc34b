import { createHash } from 'node:crypto';
import type { CafCode, Instant } from '../domain/ids';
import type { Db, Tx } from './connect';
import type { Stay } from './person';

/** What one person asked for of their data, and what became of it. */
export interface PersonRequestRow {
  readonly id: string;
  readonly caf: CafCode;
  readonly kind: 'export' | 'erasure';
  /** Null once it is done. */
  readonly address: string | null;
  readonly reason: string;
  readonly asked_at: Instant;
  readonly done_at: Instant | null;
  readonly stays: readonly Stay[];
}
export interface PersonRequestLine extends PersonRequestRow {
  readonly asked_name: string;
  /** The erasure that carried it out. */
  readonly erasure: string | null;
}

export interface NewPersonRequest {
  readonly id: string;
  readonly caf: CafCode;
  readonly kind: 'export' | 'erasure';
  readonly address: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}

/** Of an export, done at once, the address is not kept; of an erasure, until it is done. */
export async function insertPersonRequest(tx: Tx, { id, caf, kind, address, reason, by, at }: NewPersonRequest): Promise<void> {
  const done = kind === 'export';
  await tx`insert into person_request ${tx({ id, caf, kind, mark: markOf(id, address), address: done ? null : address, reason, asked_by: by, asked_at: at, done_at: done ? at : null })} on conflict do nothing`;
}

/** Tells whether an address was that of a request, to whoever knows the address. */
function markOf(id: string, address: string): Buffer {
  return createHash('sha256').update(`${id}/${address}`).digest();
}

export async function openPersonRequest(db: Db, caf: CafCode): Promise<PersonRequestRow | undefined> {
  const [row] = await db<PersonRequestRow[]>`select * from person_request where caf = ${caf} and kind = 'erasure' and done_at is null order by asked_at, id limit 1`;
  return row;
}

export async function findPersonRequest(db: Db, id: string): Promise<PersonRequestRow | undefined> {
  const [row] = await db<PersonRequestRow[]>`select * from person_request where id = ${id}`;
  return row;
}

/** Its address is forgotten with it. */
export async function endPersonRequest(tx: Tx, id: string, stays: readonly Stay[], at: Instant): Promise<void> {
  await tx`update person_request set done_at = ${at}, address = null, stays = ${tx.json(stays as never)} where id = ${id}`;
}

/** Requests of persons at some Cafs, latest first. */
export async function listPersonRequests(db: Db, cafs: readonly CafCode[], limit: number): Promise<PersonRequestLine[]> {
  return await db<PersonRequestLine[]>`
    select person_request.*, account.name as asked_name, (select erasure.id from erasure where request = person_request.id limit 1) as erasure
    from person_request join account on account.id = asked_by where caf = any(${[...cafs]}) order by asked_at desc, person_request.id limit ${limit}`;
}
