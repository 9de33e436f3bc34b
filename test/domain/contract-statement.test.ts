import { describe, expect, test } from 'vitest';
import { loadPublishedContract, loadPublishedContracts } from '../../contracts/load';
import { hoursWords } from '../../domain/contract-statement-desk';
import { labelOf, statement, statementSections } from '../../domain/contract-statement';
import type { ContractDocument } from '../../domain/contract-terms-types';

const contracts = loadPublishedContracts();
const texts = (contract: ContractDocument) => statement(contract).map((line) => line.text);
/** Sentences are compared without their unbreakable spaces, which have tests of their own. */
const plain = (contract: ContractDocument) => texts(contract).map((text) => text.replace(/[\u00a0\u202f]/g, ' '));

/** Reviewed by eye: changing a sentence means reading the whole of it again. */
test.each(contracts.map((contract) => [contract.caf, contract] as const))('statement of %s', async (caf, contract) => {
  const text = statementSections(contract)
    .map((section) => [`# ${section.title}`, ...section.lines.map((line) => `${labelOf(line)} | ${line.text}`)].join('\n'))
    .join('\n\n');
  await expect(`${text}\n`).toMatchFileSnapshot(`snapshots/statement-${caf}.txt`);
});

describe.each(contracts.map((contract) => [contract.caf, contract] as const))('every sentence of %s', (_caf, contract) => {
  test('begins with a capital, ends with a full stop and has its typography', () => {
    for (const text of texts(contract)) {
      expect(text).toMatch(/^[\p{Lu}«]/u);
      expect(text).toMatch(/\.$/);
      expect(text).not.toMatch(/ [;:!?»]|« |«[^\u00a0]|[^\u00a0]»|art\. \d|\d (?:h|mois|jours?|ans)\b/);
      expect(text).not.toMatch(/undefined|null|\*\*|\$\{|NaN|'/);
    }
  });

  test('a term has its article, a reading the key that changes it', () => {
    for (const line of statement(contract)) {
      if (line.kind === 'term') expect(line.article).not.toBeNull();
      if (line.kind === 'reading') expect(line.reading).toBeDefined();
      for (const strong of line.strong) expect(line.text).toContain(strong);
    }
  });
});

describe('the statement is made from the data that executes', () => {
  const base = loadPublishedContract('95');

  test('another delay is another sentence, on both sides', () => {
    if (base.escalation === null) throw new Error('95 escalates');
    const amended = { ...base, escalation: { ...base.escalation, stated: { workingDays: 10 }, rule: { workingDays: 10 } } };
    expect(plain(amended)).toContain(
      'Si la Caf ne répond pas en 10 jours ouvrés, on contacte dans l’ordre : 1. Ludivine Ormesson-Bray (conseillère services numériques) ; 2. Hadrien Vauquelin (attaché de direction).',
    );
    expect(plain(amended).some((text) => text.startsWith('Si le partenaire ne répond pas en 10 jours ouvrés'))).toBe(true);
    expect(plain(amended).some((text) => text.includes('1 mois,'))).toBe(false);
  });

  test('one side only may fail to answer', () => {
    if (base.escalation === null) throw new Error('95 escalates');
    const amended = { ...base, escalation: { ...base.escalation, sides: ['partner' as const], urgent: false, mode: 'proposed' as const } };
    expect(plain(amended).some((text) => text.startsWith('Si la Caf ne répond pas'))).toBe(false);
    expect(plain(amended).some((text) => text.includes('urgente'))).toBe(false);
    expect(plain(amended)).toContain('L’escalade est proposée au responsable, qui décide.');
  });

  test('another reading of 48 h is said, and the shipped one becomes the other', () => {
    const cotedor = loadPublishedContract('21');
    if (cotedor.pickup === null) throw new Error('21 promises pickup');
    const amended = { ...cotedor, pickup: { ...cotedor.pickup, rule: { workingDays: 2 } } };
    expect(plain(amended)).toContain(
      '« 48 h » : du lundi au vendredi, hors jours fériés de métropole, à la même heure locale. Autres lectures possibles : 48 h ou 48 h d’ouverture.',
    );
  });

  test('no promise, no hours, no escalation: each silence is said', () => {
    const silent = statement(loadPublishedContract('76'))
      .filter((line) => line.kind === 'silence')
      .map((line) => line.text.replace(/[\u00a0\u202f]/g, ' '));
    expect(silent).toContain('Aucun délai de prise en charge n’est promis.');
    expect(silent).toContain('Aucun horaire d’ouverture n’est précisé.');
    expect(silent).toContain('Aucune escalade n’est prévue : faute de réponse, personne d’autre n’est contacté d’office.');
  });
});

describe('opening hours in words', () => {
  test.each([
    [
      {
        mon: [
          ['08:30', '12:00'],
          ['13:30', '17:00'],
        ],
      },
      'le lundi, de 8 h 30 à 12 h 00 et de 13 h 30 à 17 h 00',
    ],
    [{ mon: [['09:00', '16:00']], tue: [['09:00', '16:00']] }, 'le lundi et le mardi, de 9 h 00 à 16 h 00'],
    [
      { mon: [['09:00', '16:00']], tue: [['09:00', '16:00']], wed: [['09:00', '12:00']], thu: [['09:00', '16:00']] },
      'le lundi et le mardi, de 9 h 00 à 16 h 00 ; le mercredi, de 9 h 00 à 12 h 00 ; le jeudi, de 9 h 00 à 16 h 00',
    ],
    [
      { mon: [['00:00', '24:00']], sat: [], sun: [['10:00', '12:00']] },
      'le lundi, de 0 h 00 à 24 h 00 ; le dimanche, de 10 h 00 à 12 h 00',
    ],
  ] as const)('%j', (hours, words) => {
    expect(hoursWords(hours).replace(/[\u00a0\u202f]/g, ' ')).toBe(words);
  });
});
