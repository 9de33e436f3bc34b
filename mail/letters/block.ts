/** What a letter is made of, once; text and HTML are both made from it, so they always say the same. `**…**` is bold. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: ReadonlyArray<readonly [label: string, value: string]> }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly numbered?: boolean }
  | {
      readonly kind: 'box';
      readonly tone: 'warn' | 'stop' | 'info';
      readonly title: string;
      readonly items: readonly string[];
      readonly after?: string;
    }
  /** What a person wrote: kept as it is. */
  | { readonly kind: 'verbatim'; readonly text: string }
  | { readonly kind: 'history'; readonly lines: readonly HistoryWords[] }
  | { readonly kind: 'button'; readonly text: string; readonly href: string };

export interface HistoryWords {
  readonly when: string;
  readonly what: string;
  /** A person's words, kept as they are. */
  readonly quote: string | null;
}

/** A letter before it is text and HTML. */
export interface LetterBody {
  /** Without the reference, which is put before it. */
  readonly subject: string;
  /** Shown by mail clients beside the subject. */
  readonly preview: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const heading = (text: string): Block => ({ kind: 'heading', text });
export const verbatim = (text: string): Block => ({ kind: 'verbatim', text });
export const list = (items: readonly string[], numbered = false): Block => ({ kind: 'list', items, numbered });

/** The block when the condition holds, else nothing. */
export function when(condition: boolean, ...blocks: readonly Block[]): readonly Block[] {
  return condition ? blocks : [];
}
