import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkReport } from '../../cli/contract';
import { statementJson, statementText } from '../../cli/statement';
import { wrapped } from '../../cli/wrap';
import { contractsFolder, loadPublishedContract } from '../../contracts/load';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-contract-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function edited(edit: (text: string) => string): string {
  const file = join(folder, 'mine.yaml');
  writeFileSync(file, edit(readFileSync(join(contractsFolder(), '31.yaml'), 'utf8')));
  return file;
}

describe('guichet contract check', () => {
  test('the published contracts have remarks and no error: 0', () => {
    const report = checkReport('all', false, 100);
    expect(report.exitCode).toBe(0);
    for (const caf of ['(21)', '(31)', '(59)', '(76)', '(95)']) expect(report.text).toContain(caf);
    expect(plain(report.text)).toContain('Caf du Nord (59) : 0 erreur, 7 points à revoir');
  });

  test('a rung without an address is an error: 1', () => {
    const report = checkReport(
      edited((text) => text.replace('email: maelle.casterane@caf31.example', 'email: null')),
      false,
      200,
    );
    expect(report.exitCode).toBe(1);
    expect(plain(report.text)).toContain('erreur    contrat – Échelon 1 de la Caf (Maëlle Castérane) : aucune adresse.');
  });

  test('a malformed file is told in French and in English: 1', () => {
    const file = edited((text) => text.replace('territory: FR', 'territory: FR-75'));
    const report = checkReport(file, false, 100);
    expect(report.exitCode).toBe(1);
    expect(plain(report.text)).toMatch(/mine\.yaml:\d+ — calendar\.territory : trouvé "FR-75", attendu : l’une des valeurs : FR,/);
    expect(report.text).toMatch(/mine\.yaml:\d+ — calendar\.territory: found "FR-75", expected: one of: FR,/);
    expect(JSON.parse(checkReport(file, true, 100).text)).toMatchObject({
      issues: [{ path: ['calendar', 'territory'], found: '"FR-75"' }],
    });
  });

  test('an unknown Caf and a missing file are told, not thrown', () => {
    expect(checkReport('75', false, 100)).toMatchObject({ exitCode: 1 });
    expect(plain(checkReport('none.yaml', false, 100).text)).toBe('Fichier introuvable : none.yaml');
  });

  test('--json gives the findings of each contract', () => {
    const report = JSON.parse(checkReport('95', true, 100).text) as Array<{ caf: string; findings: Array<{ level: string }> }>;
    expect(report.map((one) => one.caf)).toEqual(['95']);
    expect(report[0]?.findings.every((finding) => finding.level === 'warning')).toBe(true);
  });
});

describe('guichet statement', () => {
  test('the terminal shows title, parts and labels, no line too long', () => {
    const text = statementText(loadPublishedContract('95'), 90);
    expect(plain(text)).toMatch(
      /^Caf du Val-d’Oise : contrat de service\nVersion 1, en vigueur depuis le lun\. 6 janv\. 2025\n\nLe guichet\nart\. 3 /,
    );
    expect(text.split('\n').filter((line) => line.length > 90)).toEqual([]);
  });

  test('76 says at once that there is no service contract', () => {
    expect(plain(statementText(loadPublishedContract('76'), 90))).toMatch(
      /^Caf de la Seine-Maritime : convention seule, aucun contrat de service publié/,
    );
  });

  test('--json gives each sentence with its part, kind and article', () => {
    const lines = JSON.parse(statementJson(loadPublishedContract('21'))) as Array<Record<string, unknown>>;
    expect(lines[0]).toMatchObject({ section: 'Le guichet', kind: 'term', article: 'art. 3' });
    expect(lines.find((line) => line.reading === 'pickup.rule')).toMatchObject({ kind: 'reading', article: null });
  });
});

test('a line is never broken at an unbreakable space', () => {
  expect(wrapped('un délai de 48\u00a0h au plus', '> ', 8)).toBe('> un\n  délai\n  de\n  48\u00a0h\n  au\n  plus');
});
