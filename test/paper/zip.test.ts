import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { instant } from '../../domain/ids';
import { writeCsv } from '../../paper/csv';
import { MANIFEST, sha256, writeZip } from '../../paper/zip';

const AT = instant('2026-11-03T10:00:00+01:00');
const FILES = [
  { name: 'dossier.pdf', bytes: Buffer.from('%PDF') },
  { name: 'courriels/01-reçu.eml', bytes: Buffer.from([0x42, 0xff, 0x00, 0x0d, 0x0a]) },
];

describe('a zip', () => {
  it('gives each file back byte for byte, with a manifest that sha256sum checks', () => {
    const found = unzipSync(writeZip(FILES, AT));
    for (const { name, bytes } of FILES) expect(Buffer.from(found[name] ?? []).equals(bytes)).toBe(true);
    expect(Buffer.from(found[MANIFEST] ?? []).toString()).toBe(FILES.map(({ name, bytes }) => `${sha256(bytes)}  ${name}\n`).join(''));
  });

  it('is the same bytes for the same files, and refuses two files of one name', () => {
    expect(writeZip(FILES, AT).equals(writeZip(FILES, AT))).toBe(true);
    expect(() => writeZip([...FILES, ...FILES], AT)).toThrow('one name');
  });
});

describe('a table as CSV', () => {
  it('quotes what must be, marks its encoding, and keeps formulas from running', () => {
    const csv = writeCsv(['N°', 'Quoi'], [['1', 'a;b'], ['2', 'dit « "non" »\nligne'], ['-3,5', '=1+1'], ['4', '@SUM(A1)']]);
    expect(csv).toBe('\ufeffN°;Quoi\r\n1;"a;b"\r\n2;"dit « ""non"" »\nligne"\r\n-3,5;\'=1+1\r\n4;\'@SUM(A1)\r\n');
  });
});
