import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import iconv from 'iconv-lite';
import type { ReviewDecision } from '../../domain/journeys/review-facts';

/** What a line of a list that came back says. */
export interface ReadReviewLine {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly decision: ReviewDecision | null;
  readonly comment: string;
  readonly users: number | null;
}

const MOST_BYTES = 5_000_000;
/** Of the sheet, once inflated: a list of five thousand people is a tenth of it. */
const MOST_INFLATED = 20_000_000;
const MOST_LINES = 5_000;

/** The lines of a list that the partner filled, as CSV or OpenDocument; null = no such list can be read in it, an agent types it. */
export function readReviewList(name: string, bytes: Buffer): ReadReviewLine[] | null {
  if (bytes.length === 0 || bytes.length > MOST_BYTES) return null;
  const rows = bytes.subarray(0, 2).toString() === 'PK' ? odsRows(bytes) : /\.(?:csv|txt)$/i.test(name) ? csvRows(bytes) : null;
  return rows === null ? null : linesOf(rows);
}

function csvRows(bytes: Buffer): string[][] | null {
  const text = textOf(bytes);
  if (text.includes('\0')) return null;
  const [first = ''] = text.split(/\r?\n/);
  const delimiter = ([';', '\t', ','] as const).reduce((best, one) => (first.split(one).length > first.split(best).length ? one : best));
  try {
    const rows: unknown = parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, max_record_size: 50_000 });
    return rows as string[][];
  } catch {
    // What is no table is left to a person.
    return null;
  }
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // French spreadsheets save so by default.
    return iconv.decode(bytes, 'windows-1252');
  }
}

/** Rows of the first sheet of an OpenDocument file; null when it is another zip, broken, or would inflate to too much. */
function odsRows(bytes: Buffer): string[][] | null {
  try {
    const files = unzipSync(bytes, { filter: ({ name, originalSize }) => name === 'content.xml' && originalSize <= MOST_INFLATED });
    const content = files['content.xml'];
    return content === undefined ? null : sheetRows(Buffer.from(content).toString('utf8'));
  } catch {
    return null;
  }
}

function sheetRows(xml: string): string[][] {
  const sheet = /<table:table [\s\S]*?<\/table:table>/.exec(xml)?.[0] ?? '';
  return [...sheet.matchAll(/<table:table-row\b[^>]*?(?:\/>|>([\s\S]*?)<\/table:table-row>)/g)].slice(0, MOST_LINES + 1).map(([, row = '']) => rowCells(row));
}

function rowCells(row: string): string[] {
  return [...row.matchAll(/<table:(?:covered-)?table-cell\b([^>]*?)(?:\/>|>([\s\S]*?)<\/table:(?:covered-)?table-cell>)/g)].flatMap(([, attributes = '', inside = '']) => {
    const repeated = Number(/number-columns-repeated="(\d+)"/.exec(attributes)?.[1] ?? 1);
    const text = [...inside.matchAll(/<text:p\b[^>]*?(?:\/>|>([\s\S]*?)<\/text:p>)/g)].map(([, line = '']) => plain(line)).join('\n');
    return Array.from({ length: Math.min(repeated, 50) }, () => text);
  });
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
function plain(xml: string): string {
  return xml.replace(/<[^>]*>/g, '').replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (all, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? all;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

type Column = 'key' | 'name' | 'email' | 'decision' | 'comment' | 'users';
/** Columns by how their title begins, without accents. */
const TITLES: ReadonlyArray<readonly [Column, RegExp]> = [['key', /^repere/], ['name', /^nom\b/], ['email', /^(?:courriel|e-?mail|adresse)/], ['decision', /^decision/], ['comment', /^comment|^observation/], ['users', /^utilisateurs/]];

function linesOf([titles = [], ...rows]: string[][]): ReadReviewLine[] | null {
  const columns = titles.map((title) => TITLES.find(([, begins]) => begins.test(bare(title)))?.[0] ?? null);
  if (!columns.includes('decision') || !(columns.includes('key') || columns.includes('email') || columns.includes('name'))) return null;
  return rows.slice(0, MOST_LINES).flatMap((cells) => {
    const of = (column: Column): string => (cells[columns.indexOf(column)] ?? '').replace(/^'(?=[=+\-@])/, '').trim();
    const line = { key: of('key').toLowerCase(), name: of('name'), email: of('email').toLowerCase(), decision: decisionOf(of('decision')), comment: of('comment').slice(0, 2_000), users: /^\d{1,6}$/.test(of('users')) ? Number(of('users')) : null };
    return line.key === '' && line.name === '' && line.email === '' ? [] : [line];
  });
}

/** « Retiré », « à conserver », « modif » */
function decisionOf(text: string): ReviewDecision | null {
  const word = bare(text).replace(/^a /, '');
  if (/^(?:conserv|gard|mainten|ok\b|oui\b)/.test(word)) return 'keep';
  if (/^(?:retir|supprim|retrait)/.test(word)) return 'withdraw';
  return /^(?:modif|chang)/.test(word) ? 'change' : null;
}

function bare(text: string): string {
  return text.normalize('NFD').replace(/\p{Diacritic}/gu, '').replace(/^\ufeff/, '').trim().toLowerCase();
}
