import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ourReference, readMail, type ReadMail } from '../../../mail/read';

/** What a mail of the collection should give; a field left out is not looked at. `text` may be followed by `closingMayStay`. */
interface Expected extends Partial<Omit<ReadMail, 'attachments' | 'problems' | 'text' | 'quoted'>> {
  readonly about: string;
  readonly text?: string;
  readonly closingMayStay?: string;
  readonly textHolds?: readonly string[];
  readonly textHoldsNot?: readonly string[];
  readonly quotedHolds?: readonly string[];
  readonly signatureHolds?: readonly string[];
  readonly problems?: readonly string[];
  readonly attachments?: ReadonlyArray<{ name: string; type: string; size?: number; sha256?: string; inline?: boolean }>;
}

const folder = join(__dirname, '..', 'collection');
const names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
const referencePatterns = [ourReference, /(?<![\w-])(DOSSIER-\d{6})(?![\w-])/i];

function expectedOf(name: string): Expected {
  return JSON.parse(readFileSync(join(folder, name.replace(/eml$/, 'json')), 'utf8')) as Expected;
}

describe('the collection', () => {
  test('is wide enough', () => expect(names.length).toBeGreaterThanOrEqual(50));

  test.each(names.map((name) => [name, expectedOf(name)] as const))('%s', async (name, expected) => {
    const mail = await readMail(readFileSync(join(folder, name)), { referencePatterns });
    const { about, text, closingMayStay, textHolds = [], textHoldsNot = [], quotedHolds = [], signatureHolds = [], problems = [], attachments, ...fields } = expected;
    expect(mail, about).toMatchObject(fields);
    if (text !== undefined) expect([text, `${text}\n\n${closingMayStay ?? ''}`.trim()]).toContain(mail.text);
    for (const words of textHolds) expect(mail.text).toContain(words);
    for (const words of textHoldsNot) expect(mail.text).not.toContain(words);
    for (const words of quotedHolds) expect(mail.quoted).toContain(words);
    for (const words of signatureHolds) expect(mail.signature).toContain(words);
    expect(mail.problems.map(({ code }) => code)).toEqual(problems);
    if (attachments) expect(mail.attachments).toMatchObject(attachments);
    if (attachments) expect(mail.attachments).toHaveLength(attachments.length);
  });
});
