import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contractsFolder, parseContract } from '../../contracts/load';
import { InvalidContract } from '../../domain/contract';
import { sharedMailboxIssues } from '../../domain/contract-together';
import { CASES } from './broken-cases';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const original = readFileSync(join(contractsFolder(), '95.yaml'), 'utf8');

function refusalOf(text: string): InvalidContract {
  try {
    parseContract(text, 'contracts/95.yaml');
  } catch (error) {
    if (error instanceof InvalidContract) return error;
    throw error;
  }
  throw new Error('the broken file was accepted');
}

describe('a broken contract file says where, what was found and what is expected, in both languages', () => {
  test.each(CASES)('$what', ({ replace, by, path, found, fr, en }) => {
    const text = original.replace(replace, by);
    expect(text).not.toBe(original);
    const lines = plain(refusalOf(text).message).split('\n');
    const french = lines.find((line) => line.includes(` — ${path} : `)) ?? lines.join('\n');
    const english = lines.find((line) => line.includes(` — ${path}: `)) ?? lines.join('\n');
    expect(french).toMatch(/^contracts\/95\.yaml:\d+ — /);
    expect(french).toContain(`trouvé ${found}`);
    expect(french).toContain(`attendu : ${fr}`);
    expect(english).toContain(`expected: ${en}`);
  });

  test('the unbroken file is accepted', () => {
    expect(parseContract(original, 'contracts/95.yaml').caf).toBe('95');
  });
});

describe('all errors at once', () => {
  test('errors of the schema and errors between parts are listed together, each on its line', () => {
    const text = original
      .replace('territory: FR', 'territory: FR-75')
      .replace('fallbackSector: guichet', 'fallbackSector: accueil')
      .replace('urgent: true', 'urgent: oui');
    const error = refusalOf(text);
    expect(error.issues.map((issue) => issue.path.join('.'))).toEqual(['calendar.territory', 'escalation.urgent', 'fallbackSector']);
    const line = 1 + text.split('\n').findIndex((one) => one.includes('territory: FR-75'));
    expect(plain(error.message)).toContain(`contracts/95.yaml:${line} — calendar.territory : trouvé "FR-75"`);
  });

  test('an empty file names every missing part', () => {
    expect(refusalOf('{}').issues.length).toBeGreaterThan(20);
  });

  test.each(['', 'just a text', '[]', '- 1'])('%j is refused as no contract', (text) => {
    expect(plain(refusalOf(text).message)).toContain('attendu : un groupe de clés');
  });
});

describe('what is not YAML', () => {
  test('a key given twice is refused with its line', () => {
    const error = refusalOf(`caf: "95"\n${original}`);
    expect(plain(error.message)).toContain('attendu : un fichier YAML valide');
    expect(error.message).toContain('expected: a valid YAML file');
    expect(error.message).toMatch(/^contracts\/95\.yaml:\d+ /);
  });

  test('an unclosed bracket is refused', () => {
    expect(refusalOf('calendar: [').issues.length).toBeGreaterThan(0);
  });
});

test('two Cafs may not share a mailbox, whatever the letter case', () => {
  const one = parseContract(original, 'a');
  const other = parseContract(
    original.replace('caf: "95"', 'caf: "31"').replace('mailboxes: [guichet@caf95.example]', 'mailboxes: [Guichet@CAF95.example]'),
    'b',
  );
  const issues = sharedMailboxIssues([one, other]);
  expect(issues).toHaveLength(1);
  expect(issues[0]?.fr).toBe('une boîte qui n’est à aucune autre Caf (déjà celle de 95)');
});
