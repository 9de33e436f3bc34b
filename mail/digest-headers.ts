/** A mail cut at its first empty line; one without any is all header, as a mail without a body. */
export function splitRaw(raw: Buffer): { readonly head: Buffer; readonly body: Buffer } {
  const crlf = raw.indexOf('\r\n\r\n');
  const lf = raw.indexOf('\n\n');
  if (crlf >= 0 && (lf < 0 || crlf < lf)) return { head: raw.subarray(0, crlf), body: raw.subarray(crlf + 4) };
  if (lf >= 0) return { head: raw.subarray(0, lf), body: raw.subarray(lf + 2) };
  return { head: raw, body: raw.subarray(raw.length) };
}

/** A head larger than this is an attack or not a mail; what is beyond is not looked at. */
const HEAD_LIMIT_BYTES = 256 * 1024;

/** The headers in order, names in lower case, values unfolded, bytes as Latin-1. */
export function headerLines(head: Buffer): ReadonlyArray<readonly [name: string, value: string]> {
  const text = head.subarray(0, HEAD_LIMIT_BYTES).toString('latin1').replace(/\r?\n(?=[ \t])/g, '');
  const cut = text.split(/\r?\n/).map((line) => [line, line.indexOf(':')] as const);
  return cut.filter(([, colon]) => colon > 0).map(([line, colon]) => [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1)]);
}

/** Header values by name; of a name that is repeated, the first. */
export function rawHeaders(head: Buffer): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of headerLines(head)) if (!headers.has(name)) headers.set(name, value);
  return headers;
}
