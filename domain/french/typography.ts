/** U+00A0: before a colon, inside guillemets, in hours, dates, « n° 3 », « art. 3.3 ». */
export const NBSP = '\u00a0';
/** U+202F: before ; ! ? and between thousands. */
export const NARROW = '\u202f';

/** Plain spaces only: a line end or a tab stays what it is. */
const RULES: ReadonlyArray<readonly [RegExp, string]> = [
  [/(\d) (?=\d{3}(?!\d))/g, `$1${NARROW}`],
  [/[ \u00a0]+(?=[;!?])/g, NARROW],
  [/(?<=[\p{L}\p{N}»).…])(?=[!?](?:[\s»)]|$))/gu, NARROW],
  [/[ \u202f]+(?=:(?!\/\/|\d))/g, NBSP],
  [/«[ \u00a0\u202f]*/g, `«${NBSP}`],
  [/[ \u00a0\u202f]*»/g, `${NBSP}»`],
  [/(\d) (?=(?:h|min|s|j|%|€|ko|Mo)(?![\p{L}\p{N}]))/gu, `$1${NBSP}`],
  [/(\d ?\u00a0h) (?=\d{2}(?!\d))/g, `$1${NBSP}`],
  [/\b(art\.|n°|p\.) (?=\p{N})/gu, `$1${NBSP}`],
  [/(?<![\p{L}])((?:lun|mar|mer|jeu|ven|sam|dim)\.|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?=\d)/gu, `$1${NBSP}`],
  [
    /(\d(?:er)?) (?=(?:janv\.|févr\.|avr\.|juil\.|sept\.|oct\.|nov\.|déc\.|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)(?!\p{L}))/gu,
    `$1${NBSP}`,
  ],
];

/**
 * French typography of a text: unbreakable spaces where the reader expects them, typed or not before ! and ?.
 * Doing it twice changes nothing. Not for code, addresses or what someone else wrote.
 */
export function typo(text: string): string {
  return RULES.reduce((done, [pattern, by]) => done.replace(pattern, by), text);
}
