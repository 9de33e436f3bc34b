import { inflateSync } from 'node:zlib';

/** What a PDF of ours says, page by page, read back from its bytes: glyphs through the font's own table of characters. */
export function pdfPages(pdf: Buffer): string[] {
  const objects = objectsOf(pdf);
  const fonts = fontsOf(objects);
  const pages = [...objects.values()].filter((one) => /\/Type \/Page\b(?!s)/.test(one.head));
  return pages.map((page) => {
    const content = /\/Contents (\d+) 0 R/.exec(page.head)?.[1] ?? '';
    return textOf(objects.get(content)?.stream ?? '', fonts);
  });
}

/** All that it says, in one line of plain spaces. */
export function wordsOf(pdf: Buffer): string {
  return pdfPages(pdf).join(' ').replaceAll(/[\s\u00a0\u202f]+/g, ' ');
}

/** The titles of its bookmarks, and its own. */
export function pdfBookmarks(pdf: Buffer): string[] {
  return [...pdf.toString('latin1').matchAll(/\/Title \(((?:\\.|[^)\\])*)\)\n/g)].map(([, text]) => utf16(text ?? ''));
}

interface PdfObject {
  readonly head: string;
  readonly stream: string;
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const all = pdf.toString('latin1');
  return new Map([...all.matchAll(/(\d+) 0 obj\n([^]*?)\nendobj/g)].map(([, id = '', body = '']) => [id, objectOf(body)]));
}

function objectOf(body: string): PdfObject {
  const [head = '', rest] = body.split('stream\n', 2);
  if (rest === undefined) return { head: body, stream: '' };
  const bytes = Buffer.from(body.slice(head.length + 'stream\n'.length, body.lastIndexOf('\nendstream')), 'latin1');
  return { head, stream: head.includes('FlateDecode') && !head.includes('/Length1') ? inflateSync(bytes).toString('latin1') : '' };
}

/** Characters of each glyph, by the font's name in the pages (« F1 »). */
function fontsOf(objects: ReadonlyMap<string, PdfObject>): Map<string, string[]> {
  const heads = [...objects.values()].map((one) => one.head).join('\n');
  const named = [...heads.matchAll(/\/(F\d+) (\d+) 0 R/g)];
  return new Map(named.map(([, name = '', id = '']) => [name, glyphs(objects.get(/\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1] ?? '')?.stream ?? '')]));
}

function glyphs(map: string): string[] {
  const known: string[] = [];
  for (const [, first = '', list = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, hex = ''], i) => (known[parseInt(first, 16) + i] = utf16be(hex.replaceAll(' ', ''))));
  }
  return known;
}

function textOf(content: string, fonts: ReadonlyMap<string, string[]>): string {
  let font: string[] = [];
  const said: string[] = [];
  for (const [line, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ|\bET\b/g)) {
    if (name !== undefined) font = fonts.get(name) ?? [];
    else if (shown !== undefined) said.push([...shown.matchAll(/<([0-9a-f]*)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []).map((glyph) => font[parseInt(glyph, 16)] ?? '\ufffd').join(''));
    else if (line === 'ET') said.push('\n');
  }
  return said.join('');
}

function utf16be(hex: string): string {
  return (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(parseInt(unit, 16))).join('');
}

function utf16(text: string): string {
  const bytes = Buffer.from(text.replace(/\\([()\\])/g, '$1').replace(/\\n/g, '\n').replace(/\\r/g, '\r').replace(/\\t/g, '\t').replace(/\\b/g, '\b').replace(/\\f/g, '\f'), 'latin1');
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return bytes.toString('latin1');
  return bytes.subarray(2).swap16().toString('utf16le');
}
