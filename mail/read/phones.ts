import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { fold } from './tidy';

const maxPhones = 10;
/** Overseas numbers written the national way, by their first digits. */
const overseas: ReadonlyArray<readonly [RegExp, string]> = [
  [/^0(?:26[239]|69[23]|639(?!98))/, '+262'],
  [/^0(?:590|69[01])/, '+590'],
  [/^0[56]94/, '+594'],
  [/^0(?:596|69[67])/, '+596'],
];

/** Telephone numbers in E.164, in order, each once; never a SIRET, a reference, a file number, an IBAN, a date, a fax. */
export function readPhones(text: string): string[] {
  const masked = mask(plainBlanks(text.slice(0, 30_000)));
  const found = [...frenchNumbers(masked), ...foreignNumbers(masked)].sort((a, b) => a.at - b.at);
  return [...new Set(found.map(({ number }) => number))].slice(0, maxPhones);
}

interface Found {
  readonly at: number;
  readonly number: string;
}

function plainBlanks(text: string): string {
  return text.replace(/[\u00a0\u202f\u2000-\u200a\t]/g, ' ').replace(/[\u2010-\u2014\u2212]/g, '-').replace(/\((0[1-9])\)/g, ' $1 ');
}

const notPhones: readonly RegExp[] = [
  /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?\b/g,
  /\b(?:https?:\/\/|www\.)\S+/gi,
  /[^\s@]{1,64}@[^\s@]{1,255}/g,
  /\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}\b/g,
  /\b(?:19|20)\d{2}-\d{2}-\d{2}\b/g,
  /\b[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[ABab]) ?\d{3} ?\d{3}(?: ?\d{2})?\b/g,
  /(?<!\p{L})F ?[.:] ?(?:\+33|0)[\d .()-]{8,20}/gu,
  /\b\d{2,3}[- ]20\d\d[- ]\d{6}\b/g,
  /\b(?:siret|siren|rna|finess|n(?:um[eé]ro|°|o|º)?\.? ?(?:d[e']? ?)?(?:siret|siren|dossier|allocataire|matricule|convention|contrat|facture|s[eé]curit[eé] sociale|client|ticket|demande|incident|r[eé]f[eé]rence)|matricule|allocataire|dossier|r[eé]f(?:[eé]rence)?s?\.?|ticket|facture|convention|iban|nir|(?<!t[eé]l[.ée\w]{0,9} ?[/&+-] ?)fax|t[eé]l[eé]copie(?:ur)?|t[eé]l[eé]fax)\b[ .:°#n-]{0,6}[A-Z]{0,4}[ .:+-]{0,3}\d[\d ./()-]{3,28}/gi,
];

/** Blots out what looks like a telephone number and is none, keeping places. */
function mask(text: string): string {
  return notPhones.reduce((masked, pattern) => masked.replace(pattern, (match) => blotted(match)), text);
}

/** A labelled number is blotted out, but not the telephone number that stands after it. */
function blotted(match: string): string {
  const [, labelled, rest] = /^([^]*\d)([ ./-]{1,4}(?:0[1-9](?:[ ./-]?\d\d){4}|\(?\+?33\b[^]*)\s*)$/.exec(match) ?? [];
  return labelled !== undefined && rest !== undefined ? `${labelled.replace(/[^\n]/g, '#')}${rest}` : match.replace(/[^\n]/g, '#');
}

const separator = '[ ./-]{0,2}';
const french = new RegExp(
  `(?<![\\w+#])(?<!\\d[ ./-])(?:(?:\\(?(?:\\+|00) ?33\\)?|\\+33|\\(33\\))${separator}(?:\\(0\\))?${separator}0?|\\(0\\) ?|0 ?)([1-9](?:${separator}\\d){8})(?![\\w])(?![ ./-]{1,2}\\d{1,4}(?![\\d ./-]*\\d{4}))`,
  'g',
);
/** The usual way, five pairs: what follows it may be another number. */
const pairs = /(?<![\w+#])(?<!\d[./-])0([1-9](?:([ ./-])\d\d)(?:\2\d\d){3})(?!\w)(?!\2(?!0[1-9](?:\2\d\d){4}(?!\d))\d{2,3}(?!\d))/g;

function frenchNumbers(text: string): Found[] {
  return [...text.matchAll(pairs), ...text.matchAll(french)].flatMap((match) => {
    const digits = `0${(match[1] ?? '').replace(/\D/g, '')}`;
    return digits.length === 10 ? [{ at: match.index, number: e164(digits) }] : [];
  });
}

/** @param digits ten, from 0. A number that libphonenumber holds for impossible (06 39 98, kept for fiction) is taken as French. */
function e164(digits: string): string {
  const [, code] = overseas.find(([start]) => start.test(digits)) ?? [];
  return `${code ?? '+33'}${digits.slice(1)}`;
}

/** « +32 2 555 12 12 » or « 0032… »: as many as a person could write, each tried once. */
function foreignNumbers(text: string): Found[] {
  const candidates = [...text.matchAll(/(?<![\w+#])(?:\+|00 ?)([1-9][\d ()./-]{6,24}\d)(?!\w)/g)].slice(0, 20);
  return candidates.flatMap((match) => {
    const number = parsePhoneNumberFromString(`+${(match[1] ?? '').replace(/\(0\)/, '')}`);
    return number?.isValid() && number.countryCallingCode !== '33' ? [{ at: match.index, number: number.number }] : [];
  });
}

/** One number alone, as a form's field gives it; null when it is none. */
export function phoneToE164(text: string): string | null {
  const [first] = readPhones(text.trim());
  if (first) return first;
  const parsed = parsePhoneNumberFromString(fold(text), 'FR');
  return parsed?.isValid() ? parsed.number : null;
}
