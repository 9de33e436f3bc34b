import type { MessageRow } from '../db/message';
import type { Addressee, Writing } from './write-letter';
import type { WantedLetter } from './wanted-letter';

/** The words of a letter. */
export function wordsOf(writing: Writing, wanted: WantedLetter, to: Addressee, _messages: readonly MessageRow[], publicUrl: string): { subject: string; text: string; html: string } {
  const text = 'text' in wanted ? wanted.text : `${wanted.kind} ${to.name} ${publicUrl}`;
  return { subject: `[${writing.row.reference}] ${writing.row.subject}`, text, html: `<p>${wanted.kind}</p>` };
}
