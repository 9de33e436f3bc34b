import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Tx } from './connect';

export type Cell = string | number | boolean | null | Buffer | readonly string[] | { readonly json: unknown };

/**
 * Rows of one table, given to PostgreSQL by COPY: much faster than inserting them one by one. COPY does not go into a table under forced
 * row security, its owner's included: the rows are copied beside it first.
 */
export async function copyRows(db: Tx, table: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): Promise<void> {
  if (rows.length === 0) return;
  const [beside, names] = [db(`copied_${table}`), db.unsafe(columns.map((name) => `"${name}"`).join(', '))];
  await db`create temp table ${beside} on commit drop as select ${names} from ${db(table)} with no data`;
  const to = await db`copy ${beside} from stdin`.writable();
  await pipeline(Readable.from(chunks(rows)), to);
  await db`insert into ${db(table)} (${names}) select ${names} from ${beside}`;
  await db`drop table ${beside}`;
}

function* chunks(rows: readonly (readonly Cell[])[]): Generator<string> {
  for (let at = 0; at < rows.length; at += 200) yield rows.slice(at, at + 200).map((row) => `${row.map(textOf).join('\t')}\n`).join('');
}

function textOf(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'string') return escaped(cell);
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'boolean') return cell ? 't' : 'f';
  if (Buffer.isBuffer(cell)) return `\\\\x${cell.toString('hex')}`;
  return escaped('json' in cell ? JSON.stringify(cell.json) : arrayOf(cell));
}

function escaped(text: string): string {
  return text.replace(/[\\\n\r\t]/g, (char) => ESCAPES[char] ?? char);
}
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function arrayOf(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
