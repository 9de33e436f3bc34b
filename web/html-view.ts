/**
 * The policy under which a sender's HTML is served, in a frame with an empty `sandbox`: no script, no form, nothing loaded from
 * anywhere, no origin of ours. Pictures of the mail itself are put inside as data.
 */
export const HTML_VIEW_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; sandbox";

/** Types that a browser may draw without running anything. */
export const SAFE_PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** Whether an attachment may be shown as a picture; everything else is only offered to be saved. */
export function isSafePicture(type: string): boolean {
  return SAFE_PICTURES.has(type.toLowerCase());
}

export interface InlinePicture {
  /** Content-ID without angle brackets. */
  readonly cid: string;
  readonly type: string;
  readonly content: Buffer;
}

/** The sender's HTML with its own inline pictures put inside; the policy above stops all the rest. */
export function htmlView(html: string, pictures: readonly InlinePicture[]): string {
  const known = new Map(pictures.filter((picture) => isSafePicture(picture.type)).map((picture) => [picture.cid, picture]));
  return html.replace(/cid:([^"'\s)>]+)/gi, (whole, cid: string) => {
    const picture = known.get(decoded(cid));
    return picture === undefined ? whole : `data:${picture.type};base64,${picture.content.toString('base64')}`;
  });
}

function decoded(cid: string): string {
  return /%[0-9a-f]{2}/i.test(cid) ? unescape(cid) : cid;
}

/** Percent-decoding that leaves a broken sequence as it is. */
function unescape(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Headers with which an attachment is served: its announced type only when it is a safe picture, never sniffed, never run. */
export function attachmentHeaders(name: string, type: string): Readonly<Record<string, string>> {
  const picture = isSafePicture(type);
  return {
    'content-type': picture ? type.toLowerCase() : 'application/octet-stream',
    'content-disposition': `${picture ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  };
}
