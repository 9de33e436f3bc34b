import { describe, expect, it } from 'vitest';
import { explain, type ExplainOptions } from '../../cli/explain';

/** With plain spaces, for reading. */
function told(caf: string | undefined, options: ExplainOptions): string[] {
  return explain(caf, options).replace(/[\u00a0\u202f]/g, ' ').split('\n');
}

it('explains the escalation of Val-d’Oise, line by line', () => {
  expect(told('95', { received: '2026-05-21T09:05+02:00' })).toEqual([
    'Caf du Val-d’Oise, contrat version 1 : escalade',
    '',
    'Départ       jeu. 21 mai 2026 à 9 h 05',
    'Délai        1 mois (art. 3.3)',
    'Mois         1 mois de date à date, jusqu’au dim. 21 juin 2026 à 9 h 05',
    'Terme        dim. 21 juin 2026 à 9 h 05',
    'Fermé        dim. 21 juin 2026 : dimanche',
    'Fermé        lun. 22 juin 2026 : guichet fermé',
    'Réouverture  lun. 22 juin 2026 à 9 h 00 (reportée : dimanche)',
    'Échéance     lun. 22 juin 2026 à 9 h 00',
  ]);
});

describe('chooses the term', () => {
  it('Côte-d’Or promises a pickup, and nothing else', () => {
    expect(told('21', { received: '2026-05-18T10:00+02:00' })[0]).toBe('Caf de la Côte-d’Or, contrat version 1 : prise en charge');
    expect(told('21', { received: '2026-05-18T10:00+02:00', term: 'escalation' })).toEqual(['Caf de la Côte-d’Or : aucun délai de cette nature n’est promis.']);
  });
  it('Haute-Garonne promises no pickup', () => {
    expect(told(undefined, { caf: '31', start: '2026-05-18T10:00+02:00', term: 'pickup' })).toEqual(['Caf de la Haute-Garonne : aucun délai de cette nature n’est promis.']);
  });
  it('Seine-Maritime promises nothing', () => {
    expect(told('76', { start: '2026-05-18T10:00+02:00' })).toEqual(['Caf de la Seine-Maritime : aucun délai de cette nature n’est promis.']);
  });
});

describe('tries another delay on the contract’s calendar', () => {
  it.each(['workingDays=10', 'workingDays:10', '{"workingDays":10}'])('%s', (rule) => {
    const lines = told('59', { start: '2026-05-12T14:07+02:00', rule });
    expect(lines[0]).toBe('Caf du Nord, contrat version 1 : délai essayé');
    expect(lines[3]).toMatch(/^Délai +10 jours ouvrés \(délai essayé, hors contrat\)$/);
    expect(lines.at(-1)).toMatch(/^Échéance +jeu\. 28 mai 2026 à 14 h 07$/);
  });
  it('and another way with closed days', () => {
    expect(told('31', { start: '2026-05-18T15:50+02:00', whenClosed: 'as-is' }).at(-1)).toMatch(/sam\. 23 mai 2026 à 15 h 50$/);
  });
});

it('gives the reckoning as data', () => {
  const reckoning: unknown = JSON.parse(explain('31', { start: '2026-05-18T15:50+02:00', json: true }));
  expect(reckoning).toMatchObject({ deadline: '2026-05-26T05:30:00.000Z', article: 'art. 3.3', moved: { kind: 'weekend' } });
});

it('moves a date that falls inside a planned stop to its end, and says so', () => {
  const told = explain('31', { start: '2026-06-03T09:00+02:00', stop: '2026-06-08T07:00+02:00/2026-06-09T12:00+02:00' }).replace(/[\u00a0\u202f]/g, ' ');
  expect(told).toMatch(/Arrêt planifié +« arrêt donné », du lun\. 8 juin 2026 à 7 h 00 au mar\. 9 juin 2026 à 12 h 00 : le terme du lun\. 8 juin 2026 à 9 h 00 tombe pendant cet arrêt/);
  expect(told).toMatch(/Échéance +mar\. 9 juin 2026 à 12 h 00/);
});

it.each([
  ['31', { start: '2026-05-18T15:50Z', stop: '2026-06-08T07:00Z' }, 'son début et sa fin'],
  ['31', { start: '2026-05-18T15:50Z', stop: '2026-06-08T07:00Z/2026-06-08T06:00Z' }, 'vient après son début'],
  [undefined, { start: '2026-05-18T15:50+02:00' }, 'donner le code d’une Caf'],
  ['31', {}, 'donner l’instant de départ'],
  ['31', { start: '2026-05-18T15:50' }, 'sans décalage horaire'],
  ['00', { start: '2026-05-18T15:50Z' }, 'Aucun contrat pour la Caf'],
  ['31', { start: '2026-05-18T15:50Z', term: 'lunch' }, 'terme inconnu'],
  ['31', { start: '2026-05-18T15:50Z', rule: 'dix jours' }, 'règle illisible'],
  ['31', { start: '2026-05-18T15:50Z', rule: 'fortnights=1' }, 'une seule règle'],
  ['31', { start: '2026-05-18T15:50Z', rule: 'workingDays=1', whenClosed: 'later' }, 'whenClosed'],
] as const)('refuses %s %o', (caf, options, said) => {
  expect(() => explain(caf, options)).toThrow(said);
});
