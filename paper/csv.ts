/**
 * A table as CSV that a French spreadsheet opens by itself: UTF-8 with its mark, semicolons, CRLF (RFC 4180 otherwise). A cell that a
 * spreadsheet would take for a formula is given an apostrophe first.
 */
export function writeCsv(titles: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const lines = [titles, ...rows].map((cells) => cells.map(cellOf).join(';'));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(?:[.,]\d+)?$/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
