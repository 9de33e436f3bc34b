import { typo } from './french/typography';

/** What a sentence is: the contract's own term, its silence, a reading of its words, a desk's setting, or an assumed clause. */
export type StatementKind = 'term' | 'silence' | 'reading' | 'setting' | 'assumed';

/** One sentence of a contract in plain French. */
export interface StatementLine {
  readonly kind: StatementKind;
  /** The article that says it, « art. 3.3 »; null for a reading, a setting, or a clause known without its number. */
  readonly article: string | null;
  readonly text: string;
  /** What to set in bold: parts of `text`, in order. */
  readonly strong: readonly string[];
  /** For a reading or a setting: the key of the contract's file that changes it, « escalation.whenClosed ». */
  readonly reading?: string;
}

/** A term of the contract. `**…**` in `text` is set in bold. */
export function term(article: string | null, text: string): StatementLine {
  return { kind: 'term', article, ...emphasis(text) };
}

/** What the contract does not say, said. */
export function silence(article: string | null, text: string): StatementLine {
  return { kind: 'silence', article, ...emphasis(text) };
}

export function reading(setting: string, text: string): StatementLine {
  return { kind: 'reading', article: null, ...emphasis(text), reading: setting };
}

/** What the desk has set; `key` null = a rule of the product that no setting changes. */
export function setting(key: string | null, text: string): StatementLine {
  const line: StatementLine = { kind: 'setting', article: null, ...emphasis(text) };
  return key === null ? line : { ...line, reading: key };
}

function emphasis(marked: string): Pick<StatementLine, 'text' | 'strong'> {
  const text = typo(marked);
  return { text: text.replaceAll('**', ''), strong: [...text.matchAll(/\*\*(.+?)\*\*/g)].flatMap((match) => match[1] ?? []) };
}

/** What stands before a sentence: its article, « lecture », « réglage », « modèle supposé ». */
export function labelOf(line: StatementLine): string {
  if (line.kind === 'reading') return 'lecture';
  if (line.kind === 'setting') return 'réglage';
  if (line.kind === 'assumed') return typo(`${line.article ?? 'convention'} (supposé)`);
  return line.article === null ? '–' : typo(line.article);
}

/** « a, b et c »; `word` is « et » or « ou ». */
export function listed(items: readonly string[], word: 'et' | 'ou' = 'et'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}
