import type { Problems } from './problems';
import { splitQuoted, withoutMarks } from './quote';
import { splitSignature } from './signature';
import type { ReadMail } from './types';

/** A mail's text in its parts. */
export interface Words {
  readonly whole: string;
  readonly text: string;
  readonly quoted: string;
  readonly signature: string;
  /** New text and signature as far as can be told, even where `text` shows the whole. */
  readonly own: string;
  readonly fresh: string;
  /** New text with its signature. */
  readonly unsigned: string;
  readonly uncertain: boolean;
}

/** @param text may hold the marks of html-text.ts. @param names how the sender may sign. */
export function readWords(text: string, names: readonly string[], problems: Problems): Words {
  const whole = withoutMarks(text);
  const { fresh, quoted, uncertain } = splitQuoted(text);
  const signed = splitSignature(fresh, names);
  if (uncertain) problems.add('split-uncertain');
  return {
    whole, quoted, uncertain, text: uncertain ? whole : signed.text, signature: uncertain ? '' : signed.signature,
    own: `${signed.text}\n${signed.signature}`, fresh: signed.text, unsigned: withoutMarks(fresh),
  };
}

/** A machine signs nothing: its text stays whole but for what it quotes. */
export function shownWords(words: Words, automatic: boolean): Pick<ReadMail, 'text' | 'signature'> {
  return automatic && !words.uncertain ? { text: words.unsigned, signature: '' } : { text: words.text, signature: words.signature };
}
