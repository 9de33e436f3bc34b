import { drawBlock, type Bookmarks } from './blocks';
import type { PaperDocument } from './document';
import { COLOURS, MARGIN, newPdf, printable, SIZES, widthOf, write, type Pdf, type Structure } from './sheet';

/**
 * A PDF of A4 pages: text that can be copied and read out (tagged, French), bookmarks for its headings, its reference and its page on
 * each page. The same document gives the same bytes. @throws Error when the font's files are missing.
 */
export async function writePdf(document: PaperDocument): Promise<Buffer> {
  const pdf = await newPdf(document);
  const bytes = collected(pdf);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  head(pdf, root, document);
  const bookmarks: Bookmarks = { chapter: null };
  for (const block of document.blocks) drawBlock(pdf, root, block, bookmarks);
  root.end();
  feet(pdf, document);
  pdf.end();
  return await bytes;
}

function collected(pdf: Pdf): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}

function head(pdf: Pdf, root: Structure, { title, subtitle, author }: PaperDocument): void {
  const line = (tag: string, text: string): void => write(pdf, root, tag, () => pdf.text(printable(pdf, text), MARGIN, pdf.y, { width: widthOf(pdf) }));
  pdf.font('text').fontSize(SIZES.small).fillColor(COLOURS.muted);
  line('P', author);
  pdf.y += 10;
  pdf.font('bold').fontSize(SIZES.title).fillColor(COLOURS.ink);
  line('H1', title);
  pdf.y += 3;
  pdf.font('text').fontSize(SIZES.heading[1]).fillColor(COLOURS.muted);
  if (subtitle !== null) line('P', subtitle);
  pdf.y += 12;
}

/** « 31-2026-000123 · Dossier de la demande » and « 2 / 7 », at the foot of each page; not part of what is read out. */
function feet(pdf: Pdf, { reference, title }: PaperDocument): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let i = start; i < start + count; i += 1) {
    pdf.switchToPage(i);
    const y = pdf.page.height - MARGIN - 8;
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination' });
    pdf.moveTo(MARGIN, y - 6).lineTo(MARGIN + widthOf(pdf), y - 6).lineWidth(0.5).stroke(COLOURS.line);
    pdf.font('text').fontSize(SIZES.foot).fillColor(COLOURS.muted);
    pdf.text(printable(pdf, title.includes(reference) ? title : `${reference} · ${title}`), MARGIN, y, { width: widthOf(pdf) - 60, lineBreak: false });
    pdf.text(`${i - start + 1}\u202f/\u202f${count}`, MARGIN, y, { width: widthOf(pdf), align: 'right', lineBreak: false });
    pdf.endMarkedContent();
  }
}
