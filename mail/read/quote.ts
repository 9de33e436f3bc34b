import { perhapsQuoteMark, quoteMark } from './html-text';
import { attributionLength, bare, headLabel, isHeadBlock, isMarked, isRule, isSeparator } from './quote-lines';
import { isFooterLine } from './footers';
import { fold, trimLines } from './tidy';

export interface Split {
  /** What the sender newly wrote as far as can be told, signature included. */
  readonly fresh: string;
  readonly quoted: string;
  /** New text may stand among the quoted one: the whole must be shown. */
  readonly uncertain: boolean;
}

/** Parts the new text from the quoted one, in a text that may hold the marks of html-text.ts. */
export function splitQuoted(text: string): Split {
  const lines = text.split('\n');
  const start = quoteStart(lines);
  if (start === null) return { fresh: withoutMarks(text), quoted: '', uncertain: false };
  const above = withoutMarks(lines.slice(0, start).join('\n'));
  const below = lines.slice(start).filter((line) => !isMark(line));
  return decide(above, below);
}

function isMark(line: string): boolean {
  const trimmed = line.trim();
  return trimmed === quoteMark || trimmed === perhapsQuoteMark;
}

/** A mail's text as a person should see it whole. */
export function withoutMarks(text: string): string {
  const marked = text.includes(quoteMark) || text.includes(perhapsQuoteMark);
  return trimLines(marked ? text.replace(/^[ \t]*[\ue000\ue001][ \t]*(?:\n|$)/gm, '').replace(/[\ue000\ue001]/g, '') : text);
}

/** The first line that is quoted, or introduces what is; null when nothing is. */
function quoteStart(lines: readonly string[]): number | null {
  for (let at = 0; at < lines.length; at += 1) {
    if (startsQuote(lines, at)) return at;
  }
  return null;
}

function startsQuote(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (line.trim() === '') return false;
  if (line.trim() === quoteMark || isMarked(line) || isSeparator(line)) return true;
  if (line.trim() === perhapsQuoteMark || isRule(line)) return copiedHeadFollows(lines, at);
  return isHeadBlock(lines, at) || attributionLength(lines, at) > 0;
}

/** Within three lines, a copied head, a separator or a mark. */
function copiedHeadFollows(lines: readonly string[], at: number): boolean {
  for (let next = at + 1; next < Math.min(lines.length, at + 5); next += 1) {
    const line = lines[next] ?? '';
    if (isHeadBlock(lines, next) || isSeparator(line) || line.trim() === quoteMark || attributionLength(lines, next) > 0) return true;
    if (line.trim() !== '' && !isMark(line) && !isRule(line)) return false;
  }
  return false;
}

/** Below the first quoted line: all quoted, or an answer under it, or answers among it. */
function decide(above: string, below: readonly string[]): Split {
  const quoted = below.join('\n').trimEnd();
  if (saysAnswersBelow(above)) return { fresh: above, quoted, uncertain: true };
  const { strangers, lastMarked } = unmarkedAmong(below);
  if (strangers.length === 0) return above.trim() === '' ? { fresh: '', quoted, uncertain: quoted !== '' } : { fresh: above, quoted, uncertain: false };
  const allAfter = strangers.every((at) => at > lastMarked);
  if (above.trim() === '' && allAfter) {
    const from = strangers[0] ?? below.length;
    return { fresh: trimLines(below.slice(from).join('\n')), quoted: trimLines(below.slice(0, from).join('\n')), uncertain: false };
  }
  const fresh = [above, ...strangers.map((at) => below[at] ?? '')].join('\n');
  return { fresh: trimLines(fresh), quoted, uncertain: true };
}

/**
 * Lines of people that carry no « > » although the quoted text does. Where a copied head or a separator without marks begins,
 * all that follows is quoted without marks; so is everything when what is quoted first carries none.
 */
function unmarkedAmong(below: readonly string[]): { strangers: number[]; lastMarked: number } {
  const strangers: number[] = [];
  let lastMarked = -1;
  if (!isMarked(below[firstContent(below)] ?? '')) return { strangers, lastMarked };
  for (let at = 0; at < below.length; at += 1) {
    const line = below[at] ?? '';
    if (isMarked(line)) {
      lastMarked = at;
      continue;
    }
    if (isSeparator(line) || isHeadBlock(below, at)) break;
    const attribution = attributionLength(below, at);
    if (attribution > 0) at += attribution - 1;
    else if (bare(line) !== '' && !isRule(line) && headLabel(line) === null && !isFooterLine(line)) strangers.push(at);
  }
  return { strangers: withoutSignature(below, strangers, lastMarked), lastMarked };
}

/** The first quoted line after the attribution, separator or rule that introduces it. */
function firstContent(below: readonly string[]): number {
  let at = 0;
  while (at < below.length) {
    const line = below[at] ?? '';
    const attribution = attributionLength(below, at);
    if (bare(line) !== '' && attribution === 0 && !isSeparator(line) && !isRule(line)) return at;
    at += Math.max(1, attribution);
  }
  return at;
}

/** A signature or a footer left under the quoted text is no answer. */
function withoutSignature(below: readonly string[], strangers: readonly number[], lastMarked: number): number[] {
  const delimiter = below.findIndex((line, at) => at > lastMarked && /^--\s?$/.test(line));
  return strangers.filter((at) => delimiter < 0 || at < delimiter);
}

const answersBelow = [
  /\b(reponses?|commentaires?|remarques?|precisions?|annotations?|complements?|elements?)\b.{0,60}(ci[- ]?dessous|plus bas|dans (le|votre) (texte|corps|message|mail|courriel)|en (rouge|bleu|vert|gras|couleur)\b)/,
  /\bje (vous )?(reponds|repond|precise).{0,40}(ci[- ]?dessous|dans (le|votre) (texte|corps|message|mail|courriel)|en (rouge|bleu|vert|gras|couleur)\b)/,
  /\b(answers?|comments?|replies|see)\b.{0,30}\b(below|in ?line|in red|in blue)\b/,
];

function saysAnswersBelow(above: string): boolean {
  const words = fold(above.slice(0, 3000)).replace(/\n/g, ' ');
  return answersBelow.some((pattern) => pattern.test(words));
}
