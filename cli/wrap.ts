/** `text` under `lead`, broken at plain spaces (never at unbreakable ones) so that no line is longer than `width`, if a word allows. */
export function wrapped(text: string, lead: string, width: number): string {
  const margin = ' '.repeat(lead.length);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && lead.length + last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line, i) => (i === 0 ? lead : margin) + line).join('\n');
}
