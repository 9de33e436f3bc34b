import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PaperDocument } from './document';
import { packageRoot } from './root';

/** A PDF being written: the product's font, sizes and colours, and room left on the page. */
export type Pdf = PDFKit.PDFDocument;
export type Structure = PDFKit.PDFStructureElement;
export type Face = 'text' | 'bold';

export const MARGIN = 52;
export const FOOT = 30;
/** The light tokens of the pages (web/assets/css/tokens.css). */
export const COLOURS = { ink: '#1c2330', muted: '#586070', line: '#dedad0', sunk: '#efede7', accent: '#1b4b8f', ok: '#1c6540', late: '#9d2318', info: '#1b4b8f' } as const;
export const TONES = { ok: '#e3f1e7', late: '#fbe8e4', info: '#e7eef8' } as const;
export const SIZES = { title: 19, heading: [15, 12, 10], body: 9.5, small: 8.5, foot: 8 } as const;

/** Inter with its French spaces (U+202F, which the latin subsets of the web lack), cut to what is written in Europe. */
const FILES: Readonly<Record<Face, string>> = { text: 'Inter-Regular.ttf', bold: 'Inter-SemiBold.ttf' };
const loaded = new Map<Face, Buffer>();

function font(face: Face): Buffer {
  const bytes = loaded.get(face) ?? readFileSync(join(packageRoot(), 'paper', 'fonts', FILES[face]));
  loaded.set(face, bytes);
  return bytes;
}

/**
 * An empty A4 document, tagged for screen readers. Its pages are kept until it ends, so that each can say of how many it is.
 * pdfkit is a tenth of what a program loads, and most never write a PDF: it is loaded with the first.
 */
export async function newPdf({ title, subtitle, author, madeAt }: PaperDocument): Promise<Pdf> {
  const { default: PDFDocument } = await import('pdfkit');
  const pdf = new PDFDocument({
    size: 'A4', margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOT }, pdfVersion: '1.7', tagged: true, lang: 'fr-FR', displayTitle: true, bufferPages: true,
    font: null as never,
    info: { Title: title, Subject: subtitle ?? '', Author: author, Creator: 'Guichet', Producer: 'Guichet', CreationDate: new Date(madeAt), ModDate: new Date(madeAt) },
  });
  pdf.registerFont('text', font('text') as never).registerFont('bold', font('bold') as never);
  return pdf.font('text').fontSize(SIZES.body).fillColor(COLOURS.ink);
}

export function widthOf({ page }: Pdf): number {
  return page.width - page.margins.left - page.margins.right;
}

/** Where the writing must stop: the foot of the page lies below. */
export function bottomOf({ page }: Pdf): number {
  return page.height - page.margins.bottom;
}

/** Begins a page when fewer than `height` points are left. @returns whether it did. */
export function needRoom(pdf: Pdf, height: number): boolean {
  if (pdf.y + height <= bottomOf(pdf)) return false;
  pdf.addPage();
  return true;
}

/** Lines and grounds are no content: a screen reader passes over them. */
export function decorate(pdf: Pdf, draw: () => void): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  draw();
  pdf.endMarkedContent();
}

/** pdfkit keeps the face in use to itself; which characters it draws must be known beforehand. */
interface WithFace {
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

/** What the font can draw of a text: an emoji becomes a square, what is never drawn goes. The e-mails beside the file keep every character. */
export function printable(pdf: Pdf, text: string): string {
  const { font: face } = (pdf as unknown as WithFace)._font;
  const plain = text.replace(/\r\n?/g, '\n').replaceAll('\t', '    ').replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]/g, '');
  return [...plain].map((char) => (char === '\n' || face.hasGlyphForCodePoint(char.codePointAt(0) ?? 0) ? char : '\u25a1')).join('');
}

/** Writes text as an element of the document's structure (« P », « TD »…). */
export function write(pdf: Pdf, parent: Structure, tag: string, draw: () => unknown): void {
  parent.add(pdf.struct(tag, {}, () => void draw()));
}
