import { compile, type FormatCallback, type HtmlToTextOptions, type SelectorDefinition } from 'html-to-text';
import type { Problems } from './problems';

/** Stands alone on a line where a mail program's own markup says that quoted text begins. */
export const quoteMark = '\ue000';
/** The same where the markup only may mean it (Outlook's border above « De : », a rule). */
export const perhapsQuoteMark = '\ue001';

/** The same where markup says that a signature begins. */
export const signatureMark = '\ue002';

const maxLength = 1_500_000;
const maxCrudeLength = 400_000;
/** Beyond so many tags a tree is not built: html-to-text recurses and its parser is quadratic in depth. */
const maxTags = 15_000;

const quoteContainers = [
  'div.gmail_quote', 'div.gmail_quote_container', 'div.gmail_extra', 'div.moz-cite-prefix', 'div.moz-forward-container', 'div#divRplyFwdMsg', 'div#x_divRplyFwdMsg', 'div#appendonsend',
  'div#mail-editor-reference-message-container', 'div.yahoo_quoted', 'div[id*="yahoo_quoted"]', 'div.protonmail_quote', 'hr#zwchr', '[data-marker="__QUOTED_TEXT__"]',
  'div#reply-intro', 'div.ox-quote', 'div.replyHeader', 'div.quote_header',
];
const perhapsContainers = ['div[style*="border-top:solid"]', 'div[style*="border-top: solid"]', 'div[style*="border-top: 1px solid"]', 'div.OutlookMessageHeader'];

const signatures = ['div.gmail_signature', 'div#Signature', 'div#x_Signature', 'div#ms-outlook-mobile-signature', '.moz-signature', 'div.protonmail_signature_block', 'div[data-marker="__SIG_PRE__"]'];

const markThen = (mark: string): FormatCallback => (element, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 1 });
  builder.addInline(mark);
  builder.closeBlock({ trailingLineBreaks: 1 });
  builder.openBlock({ leadingLineBreaks: 1 });
  walk(element.children, builder);
  builder.closeBlock({ trailingLineBreaks: 1 });
};

const image: FormatCallback = (element, _walk, builder) => {
  const attributes = (element.attribs ?? {}) as Record<string, string | undefined>;
  const cid = /^cid:(.{1,200})$/i.exec(attributes['src'] ?? '')?.[1];
  const shown = cid ? `[cid:${cid}]` : attributes['alt']?.trim() && `[${attributes['alt'].trim()}]`;
  if (shown) builder.addInline(shown);
};

const rule: FormatCallback = (_element, _walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 1 });
  builder.addInline('_'.repeat(32));
  builder.closeBlock({ trailingLineBreaks: 1 });
};

const cell: FormatCallback = (element, walk, builder) => {
  walk(element.children, builder);
  builder.addInline(' ');
};

const block = (selector: string, breaks: number): SelectorDefinition => ({ selector, format: 'block', options: { leadingLineBreaks: breaks, trailingLineBreaks: breaks } });

const options: HtmlToTextOptions = {
  wordwrap: false,
  formatters: { quoteStarts: markThen(quoteMark), quoteMayStart: markThen(perhapsQuoteMark), signs: markThen(signatureMark), image, rule, cell },
  selectors: [
    ...['head', 'style', 'script', 'title', 'template'].map((selector) => ({ selector, format: 'skip' })),
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => block(selector, 2)),
    ...['p.MsoNormal', 'p.MsoListParagraph', 'p.MsoPlainText', 'p.x_MsoNormal', 'p[style*="margin:0"]', 'p[style*="margin: 0"]', 'p[style*="margin-top:0"]', 'p[style*="margin-bottom:0"]'].map((selector) => block(selector, 1)),
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, noAnchorUrl: true } },
    { selector: 'ul', options: { itemPrefix: '- ', leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'ol', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'img', format: 'image' },
    { selector: 'hr', format: 'rule' },
    { selector: 'td', format: 'cell' },
    { selector: 'th', format: 'cell' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'blockquote', format: 'blockquote', options: { leadingLineBreaks: 1, trailingLineBreaks: 1, trimEmptyLines: true } },
    ...quoteContainers.map((selector) => ({ selector, format: 'quoteStarts' })),
    ...perhapsContainers.map((selector) => ({ selector, format: 'quoteMayStart' })),
    ...signatures.map((selector) => ({ selector, format: 'signs' })),
  ],
};
const convert = compile(options);
const convertLines = compile({ wordwrap: false, preserveNewlines: true });

/** Text of an HTML part, with quote marks (above) on lines of their own and blockquotes as « > ». Never throws. */
export function htmlToText(html: string, problems: Problems): string {
  const source = blankLines(withoutDataUrls(html.replace(/[\ue000-\ue002]/g, '')));
  if (source.length > maxLength) problems.add('text-too-long');
  const bounded = source.slice(0, maxLength);
  if (tagCount(bounded) > maxTags) return crudeText(bounded);
  try {
    return convert(bounded);
  } catch (error) {
    if (error instanceof RangeError) return crudeText(bounded);
    throw error;
  }
}

function withoutDataUrls(html: string): string {
  return html.includes(';base64,') ? html.replace(/data:[\w/+.-]{1,100};base64,[\w+/=%\s]*/gi, '') : html;
}

/** `<div><br></div>` is one blank line on screen; html-to-text would make two of it. */
function blankLines(html: string): string {
  return html.replace(/<(div|p)\b([^<>]*)>\s*<br[^<>]*>\s*<\/\1>/gi, '<$1$2>&nbsp;</$1>');
}

function tagCount(html: string): number {
  let count = 0;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) count += 1;
  return count;
}

/** Tags taken out one by one, without a tree. */
function crudeText(html: string): string {
  const lines = html
    .slice(0, maxCrudeLength)
    .replace(/<(?:br|hr|\/p|\/div|\/tr|\/li|\/h[1-6]|\/table|\/blockquote)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .replace(/</g, '&lt;');
  return convertLines(lines);
}
