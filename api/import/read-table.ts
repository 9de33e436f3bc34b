import { CsvError, parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import type { Matcher } from '../directory/columns';

export const MOST_LINES = 5_000;

/** A line of a file as it was typed, with its number there. */
export interface TableLine {
  readonly line: number;
  readonly cells: readonly string[];
}
/** A file read as a table, and how. */
export interface Table {
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252';
  readonly separator: ';' | ',' | '\t';
  readonly headings: readonly string[];
  readonly lines: readonly TableLine[];
}

/** Reads the bytes of a CSV file, its encoding and its separator guessed; or says in French why it is none. */
export function readTable<C extends string>(bytes: Buffer, match: Matcher<C>): Table | { readonly problem: string } {
  if (isWorkbook(bytes)) return { problem: 'C’est un classeur de tableur : enregistrez-le au format CSV, puis envoyez le fichier CSV.' };
  const { text, encoding } = decode(bytes);
  if (text.includes('\0')) return { problem: 'Ce fichier n’est pas un texte : un fichier CSV est attendu.' };
  const separator = separatorOf(text, match);
  const records = recordsOf(text, separator);
  if ('problem' in records) return records;
  const [first, ...rest] = records;
  if (first === undefined) return { problem: 'Ce fichier est vide.' };
  if (rest.length === 0) return { problem: 'Ce fichier n’a que des en-têtes : ajoutez au moins une ligne.' };
  if (rest.length > MOST_LINES) return { problem: `Ce fichier a ${rest.length} lignes : ${MOST_LINES} au plus, envoyez-le en plusieurs fois.` };
  return { encoding, separator, headings: first.cells, lines: rest };
}

/** A zip (.xlsx, .ods) or an old workbook (.xls). */
function isWorkbook(bytes: Buffer): boolean {
  return ['504b0304', 'd0cf11e0'].includes(bytes.subarray(0, 4).toString('hex'));
}

/** What is not UTF-8 from end to end is what French spreadsheets save by default. */
function decode(bytes: Buffer): { readonly text: string; readonly encoding: Table['encoding'] } {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') return { text: iconv.decode(bytes, mark === 'fffe' ? 'utf-16le' : 'utf-16be'), encoding: 'UTF-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { text: iconv.decode(bytes, 'windows-1252'), encoding: 'Windows-1252' };
  }
}

/** The separator under which most headings are understood; « sep=; » on the first line says it. */
function separatorOf<C extends string>(text: string, match: Matcher<C>): Table['separator'] {
  const said = /^sep=([;,\t])\r?\n/i.exec(text)?.[1];
  if (said === ';' || said === ',' || said === '\t') return said;
  const first = text.split(/\r?\n|\r/).find((line) => line.trim() !== '') ?? '';
  const scored = ([';', ',', '\t'] as const).map((separator) => {
    const cells = first.split(separator).map((cell) => cell.replace(/^\s*"|"\s*$/g, ''));
    return { separator, score: match(cells).columns.filter((column) => column !== null).length * 100 + cells.length };
  });
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).separator;
}

function recordsOf(text: string, delimiter: string): TableLine[] | { readonly problem: string } {
  try {
    const plain = text.replace(/^sep=[;,\t](?=\r?\n)/i, '');
    const read: unknown[] = parse(plain, { delimiter, info: true, relax_column_count: true, skip_empty_lines: true, skip_records_with_empty_values: true, max_record_size: 50_000 });
    return read.map(lineOf);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? `Ligne ${error['lines']} : ` : '';
    return { problem: `${line}des guillemets sont mal placés ou ne sont pas fermés. Corrigez le fichier, puis envoyez-le de nouveau.` };
  }
}

/** The number of a line is that of its first: a cell may hold several. */
function lineOf(read: unknown): TableLine {
  const { record, info } = read as { record: string[]; info: { lines: number } };
  const within = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
  return { line: info.lines - within, cells: record };
}
