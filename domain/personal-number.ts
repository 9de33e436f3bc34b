/** A number of a claimant that has no place in a request: the social security number (NIR), or the Caf's own number of the file. */
export type PersonalNumber = 'nir' | 'claimant';

interface Found {
  readonly at: number;
  readonly length: number;
  readonly is: PersonalNumber;
}

/** What parts groups of digits when a person types them. */
const GAP = String.raw`[\s\u00a0\u202f.\-]{0,2}`;
/** Sex, year, month (or 20 and more: a date that is not known), department (2A and 2B in Corsica), commune, order. */
const BODY = String.raw`[123478]${GAP}\d\d${GAP}(?:0[1-9]|1[0-2]|[2-9]\d)${GAP}(?:\d\d|2[ABab])${GAP}\d\d\d${GAP}\d\d\d`;
const WITH_KEY = new RegExp(String.raw`(?<![\dA-Za-z])(${BODY})(?:,?${GAP}(?:[/]|cl[ée]f?[\s\u00a0:]{0,3})?${GAP}(\d\d)(?!\d)|${GAP}\((?:cl[ée]f?[\s\u00a0:]{0,3})?(\d\d)\))`, 'gi');
/** Without its key, thirteen digits may be anything: what stands before says. */
const NAMED_NIR = new RegExp(String.raw`(?:\bNIR\b|s[ée]curit[ée] sociale|\bs[ée]cu\b|\bn(?:°|o|um[ée]ro) ?SS\b)[^\d]{0,25}(${BODY})(?!\d)`, 'gi');
const NAMED_CLAIMANT = /(?:\balloc(?:ataires?)?\b|\bmatricule\b|\bn(?:°|o|um[ée]ro) ?caf\b)[^\d\n]{0,20}((?:\d{5,8}|\d{1,2}(?:[ \u00a0\u202f]\d{3}){2})(?:[\s\u00a0\u202f]?[A-Z](?![A-Za-zÀ-ÿ]))?)(?![\d])/gi;

/** Where personal numbers stand in a text; a number of fifteen digits is one only if its key is right. */
function find(text: string): Found[] {
  const found: Found[] = [];
  const take = (match: RegExpExecArray, number: string, is: PersonalNumber): void => {
    const at = match.index + match[0].lastIndexOf(number);
    if (!found.some((one) => at < one.at + one.length && one.at < at + number.length)) found.push({ at, length: number.length, is });
  };
  for (const match of text.matchAll(WITH_KEY)) if (isKeyOf(match[1] ?? '', match[2] ?? match[3] ?? '')) take(match, match[0], 'nir');
  for (const match of text.matchAll(NAMED_NIR)) take(match, match[1] ?? '', 'nir');
  for (const match of text.matchAll(NAMED_CLAIMANT)) take(match, match[1] ?? '', 'claimant');
  return found.sort((a, b) => a.at - b.at);
}

/** The key is 97 less the rest of the division by 97; 2A counts as 19 and 2B as 18. */
function isKeyOf(body: string, key: string): boolean {
  const digits = body.replaceAll(/[^\dAB]/gi, '').replace(/^(.{5})2A/i, '$119').replace(/^(.{5})2B/i, '$118');
  return 97n - (BigInt(digits) % 97n) === BigInt(key);
}

/** Which personal numbers a text holds, each kind once. */
export function personalNumbersIn(...texts: readonly string[]): PersonalNumber[] {
  return [...new Set(texts.flatMap((text) => find(text).map(({ is }) => is)))].sort();
}

const SAID: Readonly<Record<PersonalNumber, string>> = { nir: '[numéro de sécurité sociale masqué]', claimant: '[numéro d’allocataire masqué]' };

/** The text with each personal number replaced by what it was. */
export function withoutPersonalNumbers(text: string): string {
  let rest = 0;
  let masked = '';
  for (const { at, length, is } of find(text)) {
    masked += text.slice(rest, at) + SAID[is];
    rest = at + length;
  }
  return rest === 0 ? text : masked + text.slice(rest);
}

/** What has neither holds none: most texts are spared a closer look. */
const MAYBE = /[123478](?:[\s\u00a0\u202f.-]{0,2}[\dABab]){12}|(?:alloc(?:ataires?)?|matricule|caf)[^\d\n]{0,20}\d(?:[ \u00a0\u202f]?\d){4}/i;
/** No personal number is shorter. */
const FEWEST_DIGITS = 5;

/** HTML as it is shown, what stands between its tags masked; what is in a field to be sent again is left as it was typed. */
export function maskedHtml(html: string): string {
  let masked = '';
  let rest = 0;
  // Each page goes through here: it is walked from tag to tag, and only texts that hold digits enough are read.
  for (let tag = html.indexOf('<'); tag !== -1; ) {
    const begun = html.indexOf('>', tag) + 1;
    if (begun === 0) break;
    const next = html.indexOf('<', begun);
    const ended = next === -1 ? html.length : next;
    if (holdsDigits(html, begun, ended) && !html.startsWith('<textarea', tag)) {
      const text = html.slice(begun, ended);
      if (MAYBE.test(text)) {
        masked += html.slice(rest, begun) + withoutPersonalNumbers(text);
        rest = ended;
      }
    }
    tag = next;
  }
  return rest === 0 ? html : masked + html.slice(rest);
}

function holdsDigits(html: string, from: number, to: number): boolean {
  if (to - from < FEWEST_DIGITS) return false;
  let digits = 0;
  for (let at = from; at < to; at += 1) {
    const code = html.charCodeAt(at);
    if (code >= 48 && code <= 57) digits += 1;
  }
  return digits >= FEWEST_DIGITS;
}
