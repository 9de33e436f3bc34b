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

/** Header values by lower-case name, unfolded, bytes as Latin-1; of a name that is repeated, the first. */
export function rawHeaders(head: Buffer): ReadonlyMap<string, string> {
  const text = head.subarray(0, HEAD_LIMIT_BYTES).toString('latin1').replace(/\r?\n(?=[ \t])/g, '');
  const headers = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!headers.has(name)) headers.set(name, line.slice(colon + 1));
  }
  return headers;
}
