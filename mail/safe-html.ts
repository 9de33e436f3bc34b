import sanitizeHtml from 'sanitize-html';

/** A picture of the mail itself, put inside as data. */
export interface InsidePicture {
  /** Content-ID without angle brackets. */
  readonly cid: string | null;
  readonly type: string;
  readonly content: Buffer;
}

/** Types that a browser may draw without running anything. */
export const SAFE_PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

const TEXT = ['a', 'abbr', 'b', 'bdi', 'bdo', 'big', 'br', 'center', 'cite', 'code', 'dd', 'del', 'dfn', 'dl', 'dt', 'em', 'font', 'hr', 'i', 'ins', 'kbd', 'li', 'mark', 'ol', 'p', 'pre', 'q', 's', 'samp', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'tt', 'u', 'ul', 'var'];
const BLOCKS = ['address', 'article', 'aside', 'blockquote', 'div', 'figcaption', 'figure', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'main', 'section'];
const TABLES = ['caption', 'col', 'colgroup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr'];

const COLOUR = [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s.,%/]{1,40}\)$/i, /^[a-z]{3,20}$/i];
const SIZE = [/^-?\d{1,4}(?:\.\d{1,4})?(?:px|pt|em|rem|ex|ch|cm|mm|in|%)?$/i, /^(?:auto|normal|smaller|larger|(?:x{1,2}-)?(?:small|large)|medium)$/i];
const SIZES = [/^(?:(?:\d{1,4}(?:\.\d{1,4})?(?:px|pt|em|rem|cm|mm|in|%)?|auto)\s?){1,4}$/i];
const BORDER = [/^(?:[\d.]{1,6}(?:px|pt|em)?|none|solid|dashed|dotted|double|medium|thin|thick|#[0-9a-f]{3,8}|rgba?\([\d\s.,%/]{1,40}\)|[a-z]{3,20}|\s){1,7}$/i];
const WORD = [/^[a-z-]{2,20}$/i];

/** How a text looks; nothing that names an address, moves out of its place, hides or covers. */
const STYLES = {
  color: COLOUR, 'background-color': COLOUR, background: COLOUR,
  'font-family': [/^[\w\s"',-]{1,200}$/], 'font-size': SIZE, 'font-style': WORD, 'font-weight': [/^(?:[1-9]00|[a-z]{4,8})$/i], 'font-variant': WORD,
  'line-height': SIZE, 'letter-spacing': SIZE, 'text-align': WORD, 'text-decoration': WORD, 'text-transform': WORD, 'text-indent': SIZE, 'white-space': WORD, 'vertical-align': WORD,
  margin: SIZES, 'margin-top': SIZES, 'margin-bottom': SIZES, 'margin-left': SIZES, 'margin-right': SIZES,
  padding: SIZES, 'padding-top': SIZES, 'padding-bottom': SIZES, 'padding-left': SIZES, 'padding-right': SIZES,
  border: BORDER, 'border-top': BORDER, 'border-bottom': BORDER, 'border-left': BORDER, 'border-right': BORDER, 'border-color': COLOUR, 'border-style': WORD, 'border-width': SIZES, 'border-collapse': WORD, 'border-spacing': SIZES,
  width: SIZE, 'max-width': SIZE, 'list-style-type': WORD,
};

/**
 * A sender's HTML made safe to be looked at: no script, form, frame, style sheet, link that leads anywhere nor remote load; its own
 * pictures are put inside, the others named in words. It is served besides under a policy that allows nothing (api/files.ts).
 */
export function safeHtml(html: string, pictures: readonly InsidePicture[]): string {
  return sanitizeHtml(html, {
    allowedTags: [...TEXT, ...BLOCKS, ...TABLES, 'img'],
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'template', 'svg', 'math', 'object', 'iframe'],
    allowedAttributes: {
      '*': ['style', 'dir', 'lang', 'align', 'valign', 'bgcolor', 'title'],
      table: ['border', 'cellpadding', 'cellspacing', 'width'], td: ['colspan', 'rowspan', 'width', 'height'], th: ['colspan', 'rowspan', 'width', 'height', 'scope'], col: ['span', 'width'],
      font: ['color', 'face', 'size'], img: ['src', 'alt', 'width', 'height'], ol: ['start', 'type'], li: ['value'],
    },
    allowedSchemes: [],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    allowedStyles: { '*': STYLES },
    nestingLimit: 200,
    transformTags: { a: (_tag, { href }) => namedLink(href), img: (_tag, attribs) => pictureOrWords(attribs, pictures) },
  });
}

/** A link leads nowhere; where it would have led is shown. */
function namedLink(href: string | undefined): sanitizeHtml.Tag {
  return { tagName: 'u', attribs: href === undefined ? {} : { title: href.slice(0, 500) } };
}

function pictureOrWords({ src = '', alt = '', width, height }: sanitizeHtml.Attributes, pictures: readonly InsidePicture[]): sanitizeHtml.Tag {
  const cid = /^cid:(.{1,300})$/is.exec(src.trim())?.[1];
  const picture = cid === undefined ? undefined : pictures.find((one) => one.cid !== null && (one.cid === cid || one.cid === decoded(cid)) && SAFE_PICTURES.has(one.type.toLowerCase()));
  if (picture === undefined) return { tagName: 'i', attribs: {}, text: `[image non chargée${alt.trim() === '' ? '' : ` : ${alt.trim().slice(0, 200)}`}]` };
  const sizes = Object.fromEntries(Object.entries({ width, height }).filter(([, value]) => value !== undefined));
  return { tagName: 'img', attribs: { src: `data:${picture.type.toLowerCase()};base64,${picture.content.toString('base64')}`, alt, ...sizes } as sanitizeHtml.Attributes };
}

/** Percent-decoding that leaves a broken sequence as it is. */
function decoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
