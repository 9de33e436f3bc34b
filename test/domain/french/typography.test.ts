import { expect, it } from 'vitest';
import { typo } from '../../../domain/french/typography';

/** Spaces made visible: « _ » for U+00A0, « ~ » for U+202F. */
function shown(text: string): string {
  return text.replaceAll('\u00a0', '_').replaceAll('\u202f', '~');
}

const rows = [
  ['Reportée : dimanche', 'Reportée_: dimanche'],
  ['Objet : « incident »', 'Objet_: «_incident_»'],
  ['«incident»', '«_incident_»'],
  ['Vraiment ? Oui ! Bien ; merci.', 'Vraiment~? Oui~! Bien~; merci.'],
  ['Vraiment? Oui!', 'Vraiment~? Oui~!'],
  ['« Qui ? »', '«_Qui~?_»'],
  ['12 345 678 demandes', '12~345~678 demandes'],
  ['à 10 h 12, puis 9 h', 'à 10_h_12, puis 9_h'],
  ['de 9 h 00 – 16 h 00', 'de 9_h_00 – 16_h_00'],
  ['lun. 3 nov. à 10 h 12', 'lun._3_nov. à 10_h_12'],
  ['le mardi 1er décembre 2026', 'le mardi_1er_décembre 2026'],
  ['art. 3.3 et n° 12', 'art._3.3 et n°_12'],
  ['95 % en 5 min', '95_% en 5_min'],
  ['5 jours, 10 hommes', '5 jours, 10 hommes'],
  ['https://guichet.example/a?b=c:d', 'https://guichet.example/a?b=c:d'],
  ['12:30', '12:30'],
  ['02 61 91 12 34', '02 61 91 12 34'],
  ['deux\nlignes ;\n« trois »', 'deux\nlignes~;\n«_trois_»'],
  ['', ''],
] as const;

it.each(rows)('« %s »', (text, expected) => {
  expect(shown(typo(text))).toBe(expected);
});

it.each(rows)('twice changes nothing: « %s »', (text) => {
  expect(typo(typo(text))).toBe(typo(text));
});
