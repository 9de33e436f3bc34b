import { perhapsQuoteMark, quoteMark } from './html-text';
import { attributionLength, headLabel, isHeadBlock, isMarked, isNotesHead, isRule, isSeparator, QuoteLines } from './quote-lines';
import { isFooterLine } from './footers';
import { fold, trimLines } from './tidy';

export interface Split {
  /** What the sender newly wrote as far as can be told, signature included. */
  readonly fresh: string;
  readonly quoted: string;
  /** New text may stand among the quoted one: the whole must be shown. */
  readonly uncertain: boolean;
}

/** The quoted text is looked for within so many lines; what follows goes with what stands above it. */
const maxLines = 5000;

/** Parts the new text from the quoted one, in a text that may hold the marks of html-text.ts. */
export function splitQuoted(text: string): Split {
  const lines = new QuoteLines(text.split('\n'));
  const start = quoteStart(lines);
  if (start === null) return { fresh: withoutQuoteMarks(text), quoted: '', uncertain: false };
  const above = withoutQuoteMarks(lines.raw.slice(0, start).join('\n'));
  return decide(above, new QuoteLines(lines.raw.slice(start).filter((line) => !isMark(line))));
}

function isMark(line: string): boolean {
  const trimmed = line.trim();
  return trimmed === quoteMark || trimmed === perhapsQuoteMark;
}

function withoutQuoteMarks(text: string): string {
  return trimLines(text.replace(/^[ \t]*[\ue000\ue001][ \t]*(?:\n|$)/gm, '').replace(/[\ue000\ue001]/g, ''));
}

/** A mail's text as a person should see it whole. */
export function withoutMarks(text: string): string {
  return /[\ue000-\ue002]/.test(text) ? trimLines(text.replace(/^[ \t]*[\ue000-\ue002][ \t]*(?:\n|$)/gm, '').replace(/[\ue000-\ue002]/g, '')) : trimLines(text);
}

/** The first line that is quoted, or introduces what is; null when nothing is. */
function quoteStart(lines: QuoteLines): number | null {
  for (let at = 0; at < Math.min(lines.length, maxLines); at += 1) {
    if (startsQuote(lines, at)) return at;
  }
  return null;
}

function startsQuote(lines: QuoteLines, at: number): boolean {
  const line = lines.line(at).trim();
  if (line === '') return false;
  if (line === quoteMark || isMarked(line) || isSeparator(lines.bare(at))) return true;
  if (line === perhapsQuoteMark || isRule(line)) return copiedHeadFollows(lines, at);
  return isHeadBlock(lines, at) || isNotesHead(lines, at) || attributionLength(lines, at) > 0;
}

/** Within three lines, a copied head, a separator or a mark. */
function copiedHeadFollows(lines: QuoteLines, at: number): boolean {
  for (let next = at + 1; next < Math.min(lines.length, at + 5); next += 1) {
    const line = lines.line(next);
    if (isHeadBlock(lines, next) || isSeparator(lines.bare(next)) || line.trim() === quoteMark || attributionLength(lines, next) > 0) return true;
    if (line.trim() !== '' && !isMark(line) && !isRule(line)) return false;
  }
  return false;
}

/** Below the first quoted line: all quoted, or an answer under it, or answers among it. */
function decide(above: string, below: QuoteLines): Split {
  const quoted = withoutMarks(below.raw.join('\n'));
  if (saysAnswersBelow(above)) return { fresh: above, quoted, uncertain: true };
  const strangers = unmarkedAmong(below);
  if (strangers.length === 0) return { fresh: above, quoted, uncertain: above.trim() === '' && quoted !== '' };
  const first = strangers[0] ?? below.length;
  const last = lastMarked(below);
  if (above.trim() === '' && first > last) {
    return { fresh: trimLines(below.raw.slice(first).join('\n')), quoted: withoutMarks(below.raw.slice(0, first).join('\n')), uncertain: false };
  }
  const fresh = [above, ...strangers.map((at) => below.line(at))].join('\n');
  return { fresh: trimLines(fresh), quoted, uncertain: true };
}

function lastMarked(lines: QuoteLines): number {
  let at = Math.min(lines.length, maxLines) - 1;
  while (at >= 0 && !isMarked(lines.line(at))) at -= 1;
  return at;
}

/**
 * Lines of people that carry no « > » although the quoted text does. Where a copied head or a separator without marks begins,
 * all that follows is quoted without marks; so is everything when what is quoted first carries none.
 */
function unmarkedAmong(below: QuoteLines): number[] {
  if (!isMarked(below.line(firstContent(below)))) return [];
  const strangers: number[] = [];
  for (let at = 0; at < Math.min(below.length, maxLines); at += 1) {
    if (isMarked(below.line(at))) continue;
    if (isSeparator(below.bare(at)) || isHeadBlock(below, at)) break;
    const attribution = attributionLength(below, at);
    if (attribution > 0) at += attribution - 1;
    else if (isSomeonesLine(below, at)) strangers.push(at);
  }
  return withoutSignature(below, strangers);
}

function isSomeonesLine(lines: QuoteLines, at: number): boolean {
  return lines.bare(at) !== '' && !isRule(lines.line(at)) && headLabel(lines.bare(at)) === null && !isFooterLine(lines.line(at));
}

/** The first quoted line after the attribution, separator or rule that introduces it. */
function firstContent(below: QuoteLines): number {
  let at = 0;
  while (at < below.length) {
    const attribution = attributionLength(below, at);
    if (below.bare(at) !== '' && attribution === 0 && !isSeparator(below.bare(at)) && !isRule(below.line(at))) return at;
    at += Math.max(1, attribution);
  }
  return at;
}

/** A signature or a footer left under the quoted text is no answer. */
function withoutSignature(below: QuoteLines, strangers: readonly number[]): number[] {
  const last = lastMarked(below);
  const delimiter = below.raw.findIndex((line, at) => at > last && /^--\s?$/.test(line));
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
