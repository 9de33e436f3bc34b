import { decodeText } from './charset';
import { joinFlowed } from './flowed';
import { htmlToText } from './html-text';
import type { Problems } from './problems';
import type { Part } from './split';
import { plainLines, tidyText } from './tidy';
import { decodeTransfer } from './transfer';

const maxText = 300_000;
/** Of one text part, encoded: pictures written within HTML as data are counted in. */
const maxBytes = 8_000_000;

export interface Body {
  /** Text of the whole mail, quoted text and signature included; marks of html-text.ts where HTML gave it. */
  readonly text: string;
  readonly html: string | null;
}

/** What one place of the mail says, in the two forms that an alternative offers. */
interface Block {
  plain: string;
  html: string;
}

/** The text of a mail from its text parts, in their order. */
export function readBody(textParts: readonly Part[], problems: Problems): Body {
  const blocks = new Map<Part, Block>();
  for (const part of textParts) {
    const key = alternativeOf(part) ?? part;
    const block = blocks.get(key) ?? { plain: '', html: '' };
    blocks.set(key, addTo(block, part, problems));
  }
  const all = [...blocks.values()];
  const html = all.map((block) => block.html).filter(Boolean).join('\n');
  const text = all.map((block) => blockText(block, problems)).filter(Boolean).join('\n\n');
  return { text, html: html || null };
}

/** The outermost multipart/alternative around a part: its members say the same thing. */
function alternativeOf(part: Part): Part | null {
  let found: Part | null = null;
  for (let up = part.parent; up; up = up.parent) if (up.node.multipart === 'alternative') found = up;
  return found;
}

function addTo(block: Block, part: Part, problems: Problems): Block {
  if (part.body.length > maxBytes) problems.add('text-too-long');
  const bytes = decodeTransfer(part.body.subarray(0, maxBytes), part.node.encoding, problems);
  const text = decodeText(bytes, part.node.charset || null, problems);
  if (part.node.contentType === 'text/html') return { ...block, html: joined(block.html, text) };
  return { ...block, plain: joined(block.plain, plainText(part, text, problems)) };
}

function joined(before: string, after: string): string {
  return before && after ? `${before}\n${after}` : before || after;
}

/** The text is cut before anything looks at it. */
function plainText(part: Part, text: string, problems: Problems): string {
  if (text.length > maxText) problems.add('text-too-long');
  const cut = text.slice(0, maxText).replace(/[\ue000-\ue002]/g, '');
  return tidyText(part.node.flowed ? joinFlowed(plainLines(cut), part.node.delSp) : cut);
}

/** The plain form where it says something, else the HTML one. */
function blockText(block: Block, problems: Problems): string {
  if (block.plain.trim() && !(block.html && saysSeeHtml(block.plain))) return block.plain;
  if (!block.html) return block.plain;
  const text = tidyText(htmlToText(block.html, problems)).replace(/\n{3,}/g, '\n\n');
  if (text.length > maxText) problems.add('text-too-long');
  return text.slice(0, maxText);
}

/** « Votre logiciel ne sait pas lire le HTML »: an alternative that is none. */
function saysSeeHtml(plain: string): boolean {
  return plain.length < 300 && /\bhtml\b/i.test(plain) && /\b(messagerie|logiciel|client|format|support|viewer|display)/i.test(plain);
}
