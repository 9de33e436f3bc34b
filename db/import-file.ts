import type { CafCode, Instant } from '../domain/ids';
import type { Db, Tx } from './connect';

/** What a file holds: partners and their contacts, or the register of habilitations. */
export type ImportKind = 'contacts' | 'register';

/** What an import made. */
export interface ImportResult {
  readonly partners: readonly string[];
  readonly conventions: readonly string[];
  readonly contacts: readonly { readonly name: string; readonly convention: string }[];
  /** Lines that were known already, exactly so. */
  readonly known: number;
  /** What it brought to the register, in French. */
  readonly also?: readonly string[];
}

/** A file put up for import. */
export interface ImportRow {
  readonly id: string;
  readonly caf: CafCode;
  readonly account_id: string;
  readonly account_name: string;
  readonly at: Instant;
  readonly name: string;
  readonly done_at: Instant | null;
  readonly result: ImportResult | null;
}

export async function insertImport(tx: Tx, row: { readonly id: string; readonly caf: CafCode; readonly account: string; readonly at: Instant; readonly name: string; readonly bytes: Buffer; readonly kind: ImportKind }): Promise<void> {
  await tx`insert into import_file (id, caf, account_id, at, name, bytes, kind) values (${row.id}, ${row.caf}, ${row.account}, ${row.at}, ${row.name}, ${row.bytes}, ${row.kind})`;
}

/** Contents of files that nobody brought in since then are forgotten. */
export async function forgetImports(tx: Tx, before: Instant): Promise<void> {
  await tx`update import_file set bytes = null where done_at is null and at < ${before} and bytes is not null`;
}

export async function findImport(db: Db, cafs: readonly CafCode[], id: string, kind: ImportKind = 'contacts'): Promise<ImportRow | undefined> {
  const [row] = await db<ImportRow[]>`
    select import_file.id, caf, account_id, account.name as account_name, at, import_file.name, done_at, result
    from import_file join account on account.id = account_id where import_file.id = ${id} and kind = ${kind} and caf = any(${[...cafs]})`;
  return row;
}

/** The content of a file, its row locked; null when it is no longer kept. */
export async function importBytes(db: Db, id: string, lock = false): Promise<Buffer | null> {
  const [row] = await db<{ bytes: Buffer | null }[]>`select bytes from import_file where id = ${id} ${lock ? db`for update` : db``}`;
  return row?.bytes ?? null;
}

export async function finishImport(tx: Tx, id: string, at: Instant, result: ImportResult): Promise<void> {
  await tx`update import_file set done_at = ${at}, result = ${tx.json(result as never)}, bytes = null where id = ${id}`;
}

/** Imports that were brought in, newest first. */
export async function lastImports(db: Db, cafs: readonly CafCode[], limit: number, kind: ImportKind = 'contacts'): Promise<ImportRow[]> {
  return await db<ImportRow[]>`
    select import_file.id, caf, account_id, account.name as account_name, at, import_file.name, done_at, result
    from import_file join account on account.id = account_id where kind = ${kind} and caf = any(${[...cafs]}) and done_at is not null order by at desc limit ${limit}`;
}
