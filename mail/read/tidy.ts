/** Characters that show nothing or that no text holds: nulls, controls, zero-width marks, soft hyphens. */
 
const invisible = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]+/g;

/** One way to write text: lines end in a line feed, no blanks at their ends, nothing invisible. */
export function tidyText(text: string): string {
  return plainLines(text).split('\n').map((line) => line.trimEnd()).join('\n');
}

/** As tidyText, but with the blanks at line ends that format=flowed needs. */
export function plainLines(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(invisible, '');
}

/** Without blank lines at both ends. */
export function trimLines(text: string): string {
  return text.replace(/^(?:[ \t\u00a0]*\n)+/, '').trimEnd();
}

/** Lower case, without accents, apostrophes straight, blanks plain: the form in which words are looked for. Its length may differ. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[\u2018\u2019\u02bc\u00b4`]/g, "'")
    .replace(/[\u00a0\u202f\u2007\u2009\t]/g, ' ')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae');
}
