import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readMailCommand } from '../../cli/read-mail';

const collection = join(__dirname, '..', 'mail', 'collection');
const nominal = join(collection, '001-tags-nominal.eml');
const iphone = join(collection, '004-reply-ios-fr.eml');
let folder: string;
let out: string[];
let err: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-read-mail-'));
  out = [];
  err = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]): Promise<Array<Record<string, unknown>>> {
  await readMailCommand().parseAsync(args, { from: 'user' });
  return out.join('').trimEnd().split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('guichet read-mail', () => {
  test('prints one JSON line per file, in their order', async () => {
    const lines = await run(nominal, iphone);
    expect(lines.map(({ messageId }) => messageId)).toEqual(['<g-001-tags-nominal@poste.partenaire.example>', '<g-026-reply-ios-fr@poste.partenaire.example>']);
    expect(lines[0]).toMatchObject({
      from: 'camille.ortega@mairie-villeneuve.example', to: ['guichet-partenaires@caf-garonne.example'], date: '2025-11-03T09:12:00.000Z',
      service: 'CDAP', organisation: 'MAIRIE DE VILLENEUVE', kind: 'technical-incident', phones: ['+33536491234'], automatic: null, references: [], reference: null, attachments: [], problems: [],
    });
  });

  test('takes both forms of reference, or the ones it is told', async () => {
    expect((await run(iphone))[0]).toMatchObject({ reference: 'DOSSIER-004711' });
    out = [];
    expect((await run('--reference-pattern', 'ticket-\\d+', iphone))[0]).toMatchObject({ reference: null });
  });

  test('any bytes give a line', async () => {
    const odd = join(folder, 'odd.eml');
    writeFileSync(odd, Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)));
    writeFileSync(join(folder, 'empty.eml'), '');
    expect(await run(odd, join(folder, 'empty.eml'))).toHaveLength(2);
  });

  test('a file that cannot be opened is said, the others are read', async () => {
    expect(await run(join(folder, 'absent.eml'), nominal)).toHaveLength(1);
    expect(err.join('')).toContain('absent.eml');
    expect(process.exitCode).toBe(1);
  });

  test('reads as many files as it is given', async () => {
    const raw = readFileSync(nominal);
    const files = Array.from({ length: 300 }, (_, i) => join(folder, `${i}.eml`));
    files.forEach((file, i) => writeFileSync(file, raw.subarray(0, i * 3)));
    expect(await run(...files)).toHaveLength(300);
  });
});
