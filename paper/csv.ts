/**
 * A table as CSV that a French spreadsheet opens by itself: UTF-8 with its mark, semicolons, CRLF (RFC 4180 otherwise). A cell that a
 * spreadsheet would take for a formula is given an apostrophe first.
 */
export function writeCsv(titles: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const lines = [titles, ...rows].map((cells) => cells.map(cellOf).join(';'));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

/** What a spreadsheet carries out, its full-width twins included. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** A cell as it was before `writeCsv` made it harmless. */
export function plainCell(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}

function cellOf(text: string): string {
  const safe = FORMULA.test(text) && !/^-?\d+(?:[.,]\d+)?$/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
