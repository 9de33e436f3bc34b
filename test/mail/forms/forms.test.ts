import { zipSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { docxText } from '../../../mail/forms/docx-text';
import { readForm } from '../../../mail/forms/read-form';
import { filledPdf, LINES } from '../../support/filled-pdf';

const READ = {
  partner: LINES[0]?.[1], conventionNumber: '95-2024-042', lastName: 'Marchetti', firstName: 'Hugo', job: 'chef du pôle social', replaces: 'oui', replacedLastName: 'Arnoult', replacedFirstName: 'Sylvie',
  replacedEmail: 's.arnoult@ccas-valmirande.example', mobile: '06 39 98 40 12', personalEmail: 'h.marchetti@ccas-valmirande.example', signatoryName: 'Brigitte Olivain', signatoryFunction: 'présidente',
};
const values = (read: Awaited<ReturnType<typeof readForm>>) => Object.fromEntries(Object.entries(read?.lines ?? {}).map(([key, line]) => [key, line.value]));

function word(xml: string): Buffer {
  return Buffer.from(zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8(xml) }));
}
const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
const file = (name: string, content: Buffer) => ({ name, type: 'application/octet-stream', content });

describe('a form of annex 3 is read', () => {
  it('in the fields of a filled PDF', async () => {
    const read = await readForm('Bonjour, voici le formulaire.', [file('annexe.pdf', await filledPdf(LINES))]);
    expect([read?.source, read?.file, read?.lines.lastName?.sure]).toEqual(['pdf-fields', 'annexe.pdf', 'field']);
    expect(values(read)).toEqual(READ);
  });

  it.each([
    ['paragraphs', LINES.map(([label, value]) => paragraph(`${label} : ${value}`)).join('')],
    ['a table', `<w:tbl>${LINES.map(([label, value]) => `<w:tr>${cell(label)}${cell(value)}</w:tr>`).join('')}</w:tbl>`],
  ])('in a Word file: %s', async (_shape, body) => {
    const read = await readForm('', [file('annexe.docx', word(`<w:document><w:body>${body}</w:body></w:document>`))]);
    expect([read?.source, values(read)]).toEqual(['word', READ]);
  });

  it('in a mail’s own text', async () => {
    const read = await readForm(['Bonjour,', ...LINES.map(([label, value]) => `${label} : ${value}`), 'Cordialement'].join('\n'), []);
    expect([read?.source, values(read)]).toEqual(['mail-text', READ]);
  });

  it('and nothing is made of a scan, of words, or of files that are not what they say', async () => {
    expect(await readForm('Bonjour, notre administrateur part. Merci : à bientôt', [file('scan.pdf', await filledPdf([])), file('photo.jpg', Buffer.from([0xff, 0xd8])), file('vide.docx', Buffer.alloc(0))])).toBeNull();
    expect(await readForm('', [file('cassé.pdf', Buffer.from('%PDF-1.7\n1 0 obj <</Type')), file('cassé.docx', Buffer.from('PK\u0003\u0004nothing'))])).toBeNull();
  });

  it('a file that inflates without end, or is too long, is left to an agent', async () => {
    const bomb = Buffer.from(zipSync({ 'word/document.xml': new Uint8Array(9_000_000) }));
    expect([bomb.length < 100_000, docxText(bomb), docxText(Buffer.alloc(5_000_001))]).toEqual([true, null, null]);
    expect(await readForm('', [file('long.pdf', Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(5_000_000)]))])).toBeNull();
  });
});
