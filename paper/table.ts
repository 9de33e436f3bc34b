import type { PaperTable } from './document';
import { bottomOf, COLOURS, decorate, MARGIN, needRoom, printable, SIZES, widthOf, write, type Pdf, type Structure } from './sheet';

const PAD = 5;
const LINE_GAP = 1.5;
/** A cell longer than a page goes on in a second row, cut at this many characters. */
const LONGEST_CELL = 2_500;

interface Grid {
  readonly lefts: readonly number[];
  readonly widths: readonly number[];
}

/** A table whose head is printed again on every page it runs over; without titles it has no head. */
export function drawTable(pdf: Pdf, root: Structure, table: PaperTable): void {
  const grid = gridOf(pdf, table);
  const element = pdf.struct('Table');
  root.add(element);
  if (table.caption !== null) caption(pdf, element, table.caption);
  const titles = table.columns.map((column) => column.title);
  const headed = titles.some((title) => title !== '');
  if (headed) drawRow(pdf, element, table, grid, titles, 'head');
  for (const row of table.rows.flatMap(cutLong)) {
    if (needRoom(pdf, heightOf(pdf, grid, row, 'row')) && headed) drawRow(pdf, null, table, grid, titles, 'head');
    drawRow(pdf, element, table, grid, row, 'row');
  }
  element.end();
  pdf.x = MARGIN;
  pdf.y += 10;
}

function gridOf(pdf: Pdf, { columns }: PaperTable): Grid {
  const total = columns.reduce((sum, column) => sum + column.share, 0);
  const widths = columns.map((column) => (widthOf(pdf) * column.share) / total);
  const lefts = widths.map((_, i) => MARGIN + widths.slice(0, i).reduce((sum, width) => sum + width, 0));
  return { lefts, widths };
}

function caption(pdf: Pdf, element: Structure, text: string): void {
  pdf.font('bold').fontSize(SIZES.small).fillColor(COLOURS.muted);
  needRoom(pdf, 60);
  write(pdf, element, 'Caption', () => pdf.text(printable(pdf, text), MARGIN, pdf.y, { width: widthOf(pdf) }));
  pdf.y += 3;
}

/** @param element null: printed for the eye alone (the head again on another page). */
function drawRow(pdf: Pdf, element: Structure | null, table: PaperTable, grid: Grid, cells: readonly string[], kind: 'head' | 'row'): void {
  const height = heightOf(pdf, grid, cells, kind);
  if (kind === 'head') needRoom(pdf, height + 30);
  const top = pdf.y;
  decorate(pdf, () => {
    if (kind === 'head') pdf.rect(MARGIN, top, widthOf(pdf), height).fill(COLOURS.sunk);
    pdf.moveTo(MARGIN, top + height).lineTo(MARGIN + widthOf(pdf), top + height).lineWidth(0.5).stroke(COLOURS.line);
  });
  const row = element === null ? null : pdf.struct('TR');
  if (row !== null) element?.add(row);
  cells.forEach((cell, i) => drawCell(pdf, row, table, grid, cell, { i, top, kind }));
  row?.end();
  pdf.y = top + height;
}

function drawCell(pdf: Pdf, row: Structure | null, table: PaperTable, { lefts, widths }: Grid, cell: string, at: { i: number; top: number; kind: 'head' | 'row' }): void {
  const { i, top, kind } = at;
  face(pdf, i, kind).fillColor(kind === 'head' ? COLOURS.muted : COLOURS.ink);
  const draw = (): void =>
    void pdf.text(printable(pdf, cell), (lefts[i] ?? MARGIN) + PAD, top + PAD, { width: (widths[i] ?? 0) - 2 * PAD, lineGap: LINE_GAP, align: table.columns[i]?.align ?? 'left' });
  if (row === null) decorate(pdf, draw);
  else write(pdf, row, kind === 'head' || i === 0 ? 'TH' : 'TD', draw);
}

function face(pdf: Pdf, column: number, kind: 'head' | 'row'): Pdf {
  return pdf.font(kind === 'head' || column === 0 ? 'bold' : 'text').fontSize(SIZES.small);
}

function heightOf(pdf: Pdf, { widths }: Grid, cells: readonly string[], kind: 'head' | 'row'): number {
  const heights = cells.map((cell, i) => face(pdf, i, kind).heightOfString(printable(pdf, cell), { width: (widths[i] ?? 0) - 2 * PAD, lineGap: LINE_GAP }));
  return Math.min(Math.max(...heights, SIZES.small) + 2 * PAD, bottomOf(pdf) - MARGIN - 40);
}

function cutLong(row: readonly string[]): string[][] {
  const parts = Math.max(1, ...row.map((cell) => Math.ceil(cell.length / LONGEST_CELL)));
  return Array.from({ length: parts }, (_, part) => row.map((cell) => cell.slice(part * LONGEST_CELL, (part + 1) * LONGEST_CELL)));
}
