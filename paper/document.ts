import type { Instant } from '../domain/ids';

/** Something to print, as data: what it says and in which order; how it looks is the writer's. Texts come with their French typography set. */
export interface PaperDocument {
  readonly title: string;
  /** Under the title: « Demande 31-2026-000123, page blanche sur CDAP ». */
  readonly subtitle: string | null;
  /** Whose paper it is: « Guichet de la Caf de la Haute-Garonne ». */
  readonly author: string;
  /** Printed at the foot of every page, with the title: « 31-2026-000123 ». */
  readonly reference: string;
  /** When it was made: the only date that the file carries. */
  readonly madeAt: Instant;
  readonly blocks: readonly PaperBlock[];
}

export type PaperBlock =
  /** Level 1 and 2 are bookmarks of the file; a level 1 may begin a page. */
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string; readonly newPage?: boolean }
  | { readonly kind: 'paragraph'; readonly text: string; readonly muted?: boolean }
  /** A sentence that must not be missed: all is well, or it is not. */
  | { readonly kind: 'note'; readonly tone: 'ok' | 'late' | 'info'; readonly text: string }
  /** What someone wrote, as it is: its lines and spaces are kept. */
  | { readonly kind: 'verbatim'; readonly text: string }
  /** Terms and what they stand for. */
  | { readonly kind: 'facts'; readonly rows: ReadonlyArray<readonly [term: string, value: string]> }
  | PaperTable;

export interface PaperTable {
  readonly kind: 'table';
  /** Read out before the table, and printed above it. */
  readonly caption: string | null;
  readonly columns: readonly PaperColumn[];
  /** One text a column; the first column names its row. */
  readonly rows: ReadonlyArray<readonly string[]>;
}

export interface PaperColumn {
  readonly title: string;
  /** Its part of the width, beside the others'. */
  readonly share: number;
  readonly align?: 'left' | 'right';
}
