import type { ReadForm } from '../../domain/journeys/change-facts';
import { docxText } from './docx-text';
import { labelled, linesOf } from './labels';
import { pdfFields } from './pdf-fields';

/** A file that came with a request. */
export interface FormFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** So many lines make a form; fewer are words of a letter. */
const FEWEST = 4;
const MOST_FILES = 5;

/**
 * The form of annex 3 in what came: the fields of a filled PDF, the labels of a Word file, those of the mail's own text; the one with
 * the most lines. Null when there is none: a scan is for an agent to type. What is read is always confirmed by an agent.
 */
export async function readForm(text: string, files: readonly FormFile[]): Promise<ReadForm | null> {
  const read: ReadForm[] = [{ source: 'mail-text', file: null, lines: linesOf(labelled(text), 'label') }];
  for (const file of files.slice(0, MOST_FILES)) {
    const one = await ofFile(file);
    if (one !== null) read.push(one);
  }
  const [best] = read.sort((a, b) => Object.keys(b.lines).length - Object.keys(a.lines).length);
  return best === undefined || Object.keys(best.lines).length < FEWEST ? null : best;
}

async function ofFile({ name, content }: FormFile): Promise<ReadForm | null> {
  if (content.subarray(0, 1_024).includes('%PDF-')) {
    const fields = await pdfFields(content);
    return fields === null ? null : { source: 'pdf-fields', file: name, lines: linesOf(fields, 'field') };
  }
  if (content.length < 4 || content.readUInt16BE(0) !== 0x504b || !/\.docx$/i.test(name)) return null;
  const text = docxText(content);
  return text === null ? null : { source: 'word', file: name, lines: linesOf(labelled(text), 'label') };
}
