import { beforeAll, describe, expect, it } from 'vitest';
import { writePdf } from '../../paper/pdf';
import { pdfBookmarks, pdfPages } from '../support/pdf-text';
import { sampleDocument } from './sample';

let pdf: Buffer;
let pages: string[];
beforeAll(async () => {
  pdf = await writePdf(sampleDocument());
  pages = pdfPages(pdf);
});

describe('a PDF', () => {
  it('says everything once, in order, with the French spaces it was given', () => {
    const [first = ''] = pages;
    expect(first).toContain('Le journal est entier\u202f: chaque ligne');
    expect(first).toContain('«\u00a0Œuvre, ça, là, 1\u202f234,56\u00a0€\u00a0»');
    expect(first.indexOf('Partenaire')).toBeLessThan(first.indexOf('Commune de Castelbrun'));
    expect(pages.join('\n').replace(/\s+/g, ' ').match(/Une ligne très longue/g)).toHaveLength(40);
    expect(pages.join('')).not.toContain('\ufffd');
  });

  it('draws a square for what the font has not, and drops what is never drawn', () => {
    expect(pages[0]).toContain('une page blanche □ depuis ce matin.');
    expect(pages[0]).toContain('Merci !');
  });

  it('has its reference and its page on every page, and the head of a table wherever it goes on', () => {
    expect(pages).toHaveLength(4);
    pages.forEach((page, i) => {
      expect(page).toContain('31-2026-000123 · Dossier de la demande');
      expect(page).toContain(`${i + 1}\u202f/\u202f4`);
      if (i > 0) expect(page).toContain('Quoi');
    });
    expect(pages.slice(1).map((page) => page.match(/Demande reçue|Réponse de la Caf/g)?.length ?? 0).reduce((sum, n) => sum + n, 0)).toBe(60);
  });

  it('is tagged, in French, titled, with bookmarks', () => {
    const raw = pdf.toString('latin1');
    expect(raw).toContain('/MarkInfo');
    expect(raw).toMatch(/\/Lang \((?:þÿ)?[^)]*f[^)]*r[^)]*\)/);
    for (const tag of ['/S /H1', '/S /H2', '/S /Table', '/S /TH', '/S /TD', '/S /BlockQuote']) expect(raw).toContain(tag);
    expect(pdfBookmarks(pdf)).toEqual(expect.arrayContaining(['La demande', 'Ce qui a été dit', 'Journal']));
  });

  it('is the same bytes for the same document', async () => {
    expect((await writePdf(sampleDocument())).equals(pdf)).toBe(true);
  });

  it('goes on over pages with a line, a cell and a text longer than a page', async () => {
    const long = 'mot '.repeat(4_000);
    const many = await writePdf({ ...sampleDocument(1), blocks: [{ kind: 'verbatim', text: long }, { kind: 'facts', rows: [['Long', long]] }, { kind: 'paragraph', text: long }] });
    const said = pdfPages(many);
    expect(said.join('').match(/\bmot\b/g)).toHaveLength(12_000);
    expect(said.length).toBeGreaterThan(6);
  });
});
