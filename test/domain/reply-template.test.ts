import { expect, it } from 'vitest';
import { fillTemplate, leftToComplete, unknownFields } from '../../domain/reply-template';

const VALUES = { partenaire: 'CCAS de Valmirande', référence: '95-2026-000217', objet: 'Page blanche', service: 'CDAP', appelant: 'Léonie Tassigny', échéance: null, reçue: 'mer. 13 mai à 15 h 50', guichet: 'Guichet' };

it.each([
  ['Bonjour {appelant},', 'Bonjour Léonie Tassigny,'],
  ['{Référence} {reference} { RÉFÉRENCE }', '95-2026-000217 95-2026-000217 95-2026-000217'],
  ['avant le {échéance}', 'avant le [échéance à compléter]'],
  ['{inconnu} {} {"json": 1}', '{inconnu} {} {"json": 1}'],
  ['$& $1 {objet}', '$& $1 Page blanche'],
])('« %s » becomes « %s »', (body, text) => {
  expect(fillTemplate(body, VALUES)).toBe(text);
});

it('a value is put in as it is, even when it looks like a field', () => {
  expect(fillTemplate('{objet}', { ...VALUES, objet: '{guichet} $&' })).toBe('{guichet} $&');
});

it('names what is no field, each once', () => {
  expect(unknownFields('{appelant} {nom} {Nom du maire} {nom} {échéance}')).toEqual(['nom', 'Nom du maire']);
});

it('names what is left to be completed', () => {
  expect(leftToComplete('Avant le [échéance à compléter], [à compléter] et [le montant à compléter].')).toEqual(['échéance', 'le montant']);
});
