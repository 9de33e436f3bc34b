import { typo } from '../../domain/french/typography';
import type { Block, LetterBody } from './block';

/** A letter as plain text: readable as it is, lines left to the reader's window. */
export function letterText(letter: LetterBody, greeting: string, signature: readonly string[], foot: readonly string[]): string {
  const parts = [ours(greeting), ...letter.blocks.map(blockText), signature.join('\n'), `--\n${foot.map(ours).join('\n')}`];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const ours = (text: string): string => typo(text.replaceAll('**', ''));

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return ours(block.text);
    case 'heading':
      return ours(block.text).toUpperCase();
    case 'facts':
      return block.rows.map(([label, value]) => `${ours(label)}\u00a0: ${value}`).join('\n');
    case 'list':
      return block.items.map((item, i) => `${block.numbered === true ? `${i + 1}.` : '-'} ${ours(item)}`).join('\n');
    case 'box':
      return [
        `*** ${ours(block.title)} ***`,
        ...block.items.map((item, i) => `${block.items.length > 1 ? `${i + 1}. ` : ''}${ours(item)}`),
        ...(block.after === undefined ? [] : [ours(block.after)]),
      ].join('\n');
    case 'verbatim':
      return block.text.trim();
    case 'history':
      return block.lines
        .map((line) => [`${ours(line.when)} — ${ours(line.what)}`, ...(line.quote === null ? [] : [quoted(line.quote)])].join('\n'))
        .join('\n\n');
    case 'button':
      return `${ours(block.text)}\u00a0: ${block.href}`;
  }
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `  | ${line}`)
    .join('\n');
}
