import { strToU8, zipSync, type Zippable } from 'fflate';
import { epochMs, type Instant } from '../domain/ids';

/** A cell of a sheet: text as it is, a number, a day, or nothing. Text is text: no spreadsheet takes it for a formula. */
export type OdsCell = string | number | { readonly date: string } | { readonly percent: number } | null;

export interface OdsSheet {
  readonly name: string;
  /** In bold, and repeated on every printed page. */
  readonly titles: readonly string[];
  readonly rows: ReadonlyArray<readonly OdsCell[]>;
}

const MIME = 'application/vnd.oasis.opendocument.spreadsheet';
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMES =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ' +
  'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" ' +
  'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"';

/**
 * Sheets as an OpenDocument spreadsheet (ODF 1.3), the same bytes for the same sheets at the same instant.
 * @throws Error when two sheets have one name, or a number is not one.
 */
export function writeOds(sheets: readonly OdsSheet[], { title, madeAt }: { readonly title: string; readonly madeAt: Instant }): Buffer {
  if (new Set(sheets.map((sheet) => sheet.name)).size < sheets.length) throw new Error('two sheets have one name');
  const files: Zippable = {
    // First and as it is: the type of the file is known by its first bytes (ODF 1.3, part 2, 3.3).
    mimetype: [strToU8(MIME), { level: 0 }],
    'content.xml': strToU8(contentOf(sheets)),
    'styles.xml': strToU8(`${HEAD}<office:document-styles ${NAMES}/>`),
    'meta.xml': strToU8(`${HEAD}<office:document-meta ${NAMES}><office:meta><meta:generator>Guichet</meta:generator><dc:title>${escaped(title)}</dc:title><meta:creation-date>${madeAt}</meta:creation-date></office:meta></office:document-meta>`),
    'META-INF/manifest.xml': strToU8(MANIFEST),
  };
  return Buffer.from(zipSync(files, { mtime: new Date(epochMs(madeAt)), level: 6 }));
}

const MANIFEST = `${HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">${[
  ['/', MIME],
  ['content.xml', 'text/xml'],
  ['styles.xml', 'text/xml'],
  ['meta.xml', 'text/xml'],
]
  .map(([path, type]) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`)
  .join('')}</manifest:manifest>`;

const STYLES =
  '<number:date-style style:name="day"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>' +
  '<number:percentage-style style:name="share"><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text> %</number:text></number:percentage-style>' +
  '<style:style style:name="title" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>' +
  '<style:style style:name="date" style:family="table-cell" style:data-style-name="day"/>' +
  '<style:style style:name="percent" style:family="table-cell" style:data-style-name="share"/>' +
  '<style:style style:name="wide" style:family="table-column"><style:table-column-properties style:column-width="4.5cm"/></style:style>';

function contentOf(sheets: readonly OdsSheet[]): string {
  return `${HEAD}<office:document-content ${NAMES}><office:automatic-styles>${STYLES}</office:automatic-styles><office:body><office:spreadsheet>${sheets.map(sheetXml).join('')}</office:spreadsheet></office:body></office:document-content>`;
}

function sheetXml({ name, titles, rows }: OdsSheet): string {
  const head = titles.map((text) => `<table:table-cell table:style-name="title" office:value-type="string"><text:p>${escaped(text)}</text:p></table:table-cell>`).join('');
  const columns = `<table:table-column table:style-name="wide" table:number-columns-repeated="${Math.max(titles.length, 1)}"/>`;
  return `<table:table table:name="${escaped(name)}">${columns}<table:table-header-rows><table:table-row>${head}</table:table-row></table:table-header-rows>${rows.map(rowXml).join('')}</table:table>`;
}

function rowXml(cells: readonly OdsCell[]): string {
  return `<table:table-row>${cells.map(cellXml).join('')}</table:table-row>`;
}

function cellXml(cell: OdsCell): string {
  if (cell === null) return '<table:table-cell/>';
  if (typeof cell === 'string') return `<table:table-cell office:value-type="string">${cell.split('\n').map((line) => `<text:p>${escaped(line)}</text:p>`).join('')}</table:table-cell>`;
  if (typeof cell === 'number') return `<table:table-cell office:value-type="float" office:value="${finite(cell)}"><text:p>${cell}</text:p></table:table-cell>`;
  if ('percent' in cell) return `<table:table-cell table:style-name="percent" office:value-type="percentage" office:value="${finite(cell.percent)}"/>`;
  return `<table:table-cell table:style-name="date" office:value-type="date" office:date-value="${escaped(cell.date)}"/>`;
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new Error(`not a number of a sheet: ${value}`);
  return value;
}

/** What XML 1.0 cannot hold goes. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
