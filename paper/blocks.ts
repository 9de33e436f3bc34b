import type { PaperBlock } from './document';
import { bottomOf, COLOURS, decorate, MARGIN, needRoom, printable, SIZES, TONES, widthOf, write, type Pdf, type Structure } from './sheet';
import { drawTable } from './table';

/** Where the bookmarks of the chapter under way go. */
export interface Bookmarks {
  chapter: PDFKit.PDFOutline | null;
}

/** Writes one block below what is written already, as an element of `root`. */
export function drawBlock(pdf: Pdf, root: Structure, block: PaperBlock, bookmarks: Bookmarks): void {
  switch (block.kind) {
    case 'heading':
      return heading(pdf, root, block, bookmarks);
    case 'paragraph':
      pdf.font('text').fontSize(SIZES.body).fillColor(block.muted === true ? COLOURS.muted : COLOURS.ink);
      write(pdf, root, 'P', () => pdf.text(printable(pdf, block.text), MARGIN, pdf.y, { width: widthOf(pdf), lineGap: 2 }));
      pdf.moveDown(0.6);
      return;
    case 'note':
      return note(pdf, root, block);
    case 'verbatim':
      return verbatim(pdf, root, block.text);
    case 'facts':
      return drawTable(pdf, root, { kind: 'table', caption: null, columns: [{ title: '', share: 1 }, { title: '', share: 3 }], rows: block.rows });
    case 'table':
      return drawTable(pdf, root, block);
  }
}

/** A heading stays with what follows it. */
function heading(pdf: Pdf, root: Structure, { level, text, newPage }: Extract<PaperBlock, { kind: 'heading' }>, bookmarks: Bookmarks): void {
  const size = SIZES.heading[level - 1] ?? SIZES.body;
  if (newPage === true && pdf.y > MARGIN) pdf.addPage();
  else if (!needRoom(pdf, size * 2 + 70) && pdf.y > MARGIN) pdf.y += level === 3 ? 4 : 10;
  if (level === 1) bookmarks.chapter = pdf.outline.addItem(text, { expanded: false });
  if (level === 2) (bookmarks.chapter ?? pdf.outline).addItem(text);
  pdf.font('bold').fontSize(size).fillColor(level === 1 ? COLOURS.accent : COLOURS.ink);
  write(pdf, root, `H${level + 1}`, () => pdf.text(printable(pdf, text), MARGIN, pdf.y, { width: widthOf(pdf) }));
  pdf.y += level === 1 ? 8 : 4;
}

function note(pdf: Pdf, root: Structure, { tone, text }: Extract<PaperBlock, { kind: 'note' }>): void {
  pdf.font('bold').fontSize(SIZES.body);
  const words = printable(pdf, text);
  const width = widthOf(pdf) - 24;
  const height = pdf.heightOfString(words, { width, lineGap: 2 }) + 16;
  needRoom(pdf, height);
  const top = pdf.y;
  decorate(pdf, () => void pdf.rect(MARGIN, top, widthOf(pdf), height).fill(TONES[tone]).rect(MARGIN, top, 3, height).fill(COLOURS[tone]));
  pdf.fillColor(COLOURS[tone]);
  write(pdf, root, 'P', () => pdf.text(words, MARGIN + 14, top + 9, { width, lineGap: 2 }));
  pdf.y = top + height + 8;
}

/** Line by line, so that the rule at its side goes on over the pages. */
function verbatim(pdf: Pdf, root: Structure, text: string): void {
  pdf.font('text').fontSize(SIZES.small);
  const element = pdf.struct('BlockQuote');
  root.add(element);
  for (const line of printable(pdf, text).split('\n')) verbatimLine(pdf, element, line);
  element.end();
  pdf.y += 6;
}

function verbatimLine(pdf: Pdf, element: Structure, line: string): void {
  const width = widthOf(pdf) - 14;
  const height = line.trim() === '' ? 6 : pdf.heightOfString(line, { width, lineGap: 1.5 });
  if (height <= bottomOf(pdf) - MARGIN) needRoom(pdf, height);
  const top = pdf.y;
  if (top + height <= bottomOf(pdf)) decorate(pdf, () => void pdf.rect(MARGIN, top, 1.5, height).fill(COLOURS.line));
  if (line.trim() === '') pdf.y += height;
  else {
    pdf.fillColor(COLOURS.ink);
    write(pdf, element, 'P', () => pdf.text(line, MARGIN + 12, top, { width, lineGap: 1.5 }));
  }
}
