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
   
  return text.toLowerCase().replace(/[^\x00-\x5f\x61-\x7f]|\t/g, foldCharacter);
}

const folded = new Map<string, string>([['\t', ' '], ['`', "'"], ['œ', 'oe'], ['æ', 'ae']]);
for (const apostrophe of '\u2018\u2019\u02bc\u00b4') folded.set(apostrophe, "'");
for (const space of '\u00a0\u202f\u2007\u2009') folded.set(space, ' ');
for (const accented of 'àâäáãåçèéêëìíîïñòóôöõùúûüýÿ') folded.set(accented, accented.normalize('NFD').charAt(0));

function foldCharacter(character: string): string {
  return folded.get(character) ?? character.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
}
