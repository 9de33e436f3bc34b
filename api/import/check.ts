import type { Db } from '../../db/connect';
import { importMemory, type ImportMemory } from '../../db/import-memory';
import type { Contract } from '../../domain/contract-types';
import { HEADINGS, matchColumns, type Column, type Matched } from '../directory/columns';
import { ranksOf } from '../directory/contact-form';
import { checkLine, type CheckedLine, type ReadLine } from './check-line';
import { readTable, type Table, type TableLine } from './read-table';
import { Together, type NewOfLine } from './together';

/** A line that cannot be brought in: its number in the file, which column, why, and how it begins. */
export interface BadLine {
  readonly line: number;
  readonly column: string | null;
  readonly reason: string;
  readonly excerpt: string;
}
/** A line that can be, with what it brings. */
export interface GoodLine {
  readonly read: ReadLine;
  readonly brings: NewOfLine;
}
export interface CheckedFile {
  readonly table: Omit<Table, 'lines'>;
  readonly matched: Matched;
  readonly total: number;
  readonly bad: readonly BadLine[];
  readonly good: readonly GoodLine[];
  readonly memory: ImportMemory;
}

/** Looks at a whole file against what is known at its Caf. `problem`: it is no table, or its headings lack something. */
export async function checkFile(db: Db, contract: Contract, bytes: Buffer): Promise<CheckedFile | { readonly problem: string }> {
  const table = readTable(bytes, matchColumns);
  if ('problem' in table) return table;
  const matched = matchColumns(table.headings);
  const unclear = headingProblem(matched);
  if (unclear !== null) return { problem: unclear };
  const ranks = ranksOf(contract);
  const checked = table.lines.map((line) => checkLine(line, matched.columns, ranks));
  const read = checked.flatMap((one) => ('read' in one ? [one.read] : []));
  const memory = await importMemory(db, contract.caf, {
    names: [...new Set(read.map(({ partner }) => partner.name))],
    sirets: [...new Set(read.flatMap(({ partner }) => partner.siret ?? []))],
    numbers: [...new Set(read.map(({ convention }) => convention))],
  });
  return { table, matched, total: table.lines.length, memory, ...sorted(table.lines, checked, new Together(memory)) };
}

/** Why the headings cannot be understood, in French; null when they can. */
export function headingProblem({ missing, twice }: Pick<Matched, 'missing' | 'twice'>): string | null {
  if (missing.length > 0) return `Il manque ${missing.length === 1 ? 'la colonne' : 'les colonnes'} ${missing.map((name) => `« ${name} »`).join(', ')} sur la première ligne.`;
  return twice.length === 0 ? null : `Deux colonnes disent la même chose : ${twice.map((name) => `« ${name} »`).join(', ')}. Gardez-en une.`;
}

function sorted(lines: readonly TableLine[], checked: readonly CheckedLine[], together: Together): { bad: BadLine[]; good: GoodLine[] } {
  const bad: BadLine[] = [];
  const good: GoodLine[] = [];
  checked.forEach((one, i) => {
    const line = 'read' in one ? one.read.line : one.line;
    const outcome = 'read' in one ? together.add(one.read) : one;
    if ('read' in one && 'brings' in outcome) good.push({ read: one.read, brings: outcome.brings });
    const errors = 'errors' in outcome ? outcome.errors : [];
    for (const { field, message } of errors) bad.push({ line, column: titleOf(field), reason: message, excerpt: excerptOf(lines[i]?.cells ?? []) });
  });
  return { bad, good };
}

const TITLES: ReadonlyMap<string, string> = new Map<Column, string>([...HEADINGS, ['telephone2', 'Téléphone']]);

function titleOf(field: string | null): string | null {
  return field === null ? null : (TITLES.get(field) ?? field);
}

/** How a line begins, to be found again in the file. */
export function excerptOf(cells: readonly string[]): string {
  const text = cells.map((cell) => cell.replace(/\s+/g, ' ').trim()).filter((cell) => cell !== '').join(' · ');
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
