import type { Instant } from '../../domain/ids';

/** A line of the preview: bad ones say why. */
export interface BadLineView {
  readonly line: number;
  readonly column: string | null;
  readonly reason: string;
  readonly excerpt: string;
}
export interface NewLineView {
  readonly line: number;
  readonly partner: string;
  readonly convention: string;
  readonly contact: string | null;
  readonly role: string | null;
  readonly email: string | null;
  /** « nouveau partenaire », « déjà connu »… */
  readonly brings: string;
}

export type ImportState =
  /** The file is not a table that can be understood. */
  | { readonly kind: 'unreadable'; readonly problem: string }
  /** Its content is no longer kept. */
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'checked';
      readonly encoding: string;
      readonly separator: string;
      readonly ignored: readonly string[];
      readonly total: number;
      readonly bad: readonly BadLineView[];
      /** How many bad lines there are, shown or not, and how many reasons. */
      readonly badLines: number;
      readonly reasons: number;
      readonly partners: number;
      readonly conventions: number;
      readonly contacts: number;
      readonly known: number;
      /** What it brings to the register, in French; absent for contacts alone. */
      readonly also?: readonly string[];
      readonly lines: readonly NewLineView[];
    }
  | { readonly kind: 'done'; readonly at: Instant; readonly who: string; readonly partners: readonly string[]; readonly conventions: readonly string[]; readonly contacts: ReadonlyArray<{ readonly name: string; readonly convention: string }>; readonly known: number; readonly also?: readonly string[] };

export type CheckedImport = Extract<ImportState, { kind: 'checked' }>;
export type DoneImport = Extract<ImportState, { kind: 'done' }>;
