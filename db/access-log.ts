import type { CafCode, Instant, Reference } from '../domain/ids';
import type { Db } from './connect';

/** Something that somebody opened. */
export interface Access {
  readonly at: Instant;
  /** An account's id, or « partner:<address> ». */
  readonly who: string;
  readonly cafs: readonly string[];
  readonly action: string;
  readonly path: string;
  readonly reference: string | null;
}

/** Writes several lines at once. */
export async function insertAccesses(db: Db, lines: readonly Access[]): Promise<void> {
  await db`insert into access_log ${db(lines.map((line) => ({ ...line, cafs: [...line.cafs] })))}`;
}

export interface AccessRow extends Access {
  readonly id: string;
  /** The account's name; null = somebody of a partner. */
  readonly name: string | null;
}

export interface AccessFilter {
  readonly cafs: readonly CafCode[];
  /** A login or an address; '' = everybody. */
  readonly who: string;
  readonly reference: Reference | '';
  /** From and until an instant; null = without end. */
  readonly from: Instant | null;
  readonly until: Instant | null;
}

/** What was opened at some Cafs, latest first. */
export async function listAccesses(db: Db, filter: AccessFilter, limit: number, offset: number): Promise<AccessRow[]> {
  return await db<AccessRow[]>`
    select access_log.*, account.name from access_log left join account on account.id = access_log.who
    where ${matching(db, filter)} order by at desc, access_log.id desc limit ${limit} offset ${offset}`;
}

/** How many there are, counted no further than `most`. */
export async function countAccesses(db: Db, filter: AccessFilter, most: number): Promise<number> {
  const [row] = await db<{ count: number }[]>`select count(*)::int as count from (select from access_log where ${matching(db, filter)} limit ${most}) counted`;
  return row?.count ?? 0;
}

function matching(db: Db, { cafs, who, reference, from, until }: AccessFilter) {
  const whom = who === '' ? db`true` : db`(who in (${who}, ${`partner:${who}`}) or who in (select id from account where login = ${who}))`;
  return db`cafs && ${[...cafs]}::text[] and ${whom} and ${reference === '' ? db`true` : db`reference = ${reference}`}
    and ${from === null ? db`true` : db`at >= ${from}`} and ${until === null ? db`true` : db`at < ${until}`}`;
}
