import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Calendar, DelayRule, WhenClosed } from '../../../domain/calendar-types';
import { reckon } from '../../../domain/deadline';
import { articleWords, closedWords, explainReckoning, movedWords } from '../../../domain/french/reckoning';
import { instant, instantAt, type LocalDate } from '../../../domain/ids';
import { days, hauteGaronne, nord, valDOise } from '../calendars';
import { deadlineCase } from '../random-cases';

/** Lines with plain spaces, for reading. */
function lines(calendar: Calendar, start: string, rule: DelayRule, whenClosed: WhenClosed = 'next-opening', article: string | null = 'art. 3.3'): string[] {
  const explained = explainReckoning(reckon(calendar, instant(start), rule, whenClosed, article), calendar);
  return explained.map(({ label, value }) => `${label} | ${value}`.replace(/[\u00a0\u202f]/g, ' '));
}

it('5 days to a Saturday, moved over Whit Monday', () => {
  expect(lines(hauteGaronne, '2026-05-18T15:50+02:00', { calendarDays: 5 })).toEqual([
    'Départ | lun. 18 mai 2026 à 15 h 50',
    'Délai | 5 jours (art. 3.3)',
    'Jours | 5 jours de date à date, jusqu’au sam. 23 mai 2026 à 15 h 50',
    'Terme | sam. 23 mai 2026 à 15 h 50',
    'Fermé | sam. 23 mai 2026 : samedi',
    'Fermé | dim. 24 mai 2026 : dimanche',
    'Fermé | lun. 25 mai 2026 : lundi de Pentecôte férié',
    'Fermé | mar. 26 mai 2026 : guichet fermé',
    'Réouverture | mar. 26 mai 2026 à 7 h 30 (reportée : samedi)',
    'Échéance | mar. 26 mai 2026 à 7 h 30',
  ]);
});

it('opening hours over a night', () => {
  expect(lines(valDOise, '2026-05-18T15:00+02:00', { openingHours: 3 }, 'next-opening', '3.2')).toEqual([
    'Départ | lun. 18 mai 2026 à 15 h 00',
    'Délai | 3 h d’ouverture (art. 3.2)',
    'Ouvert | lun. 18 mai 2026, de 15 h 00 à 16 h 00 : 1 h d’ouverture',
    'Fermé | lun. 18 mai 2026 : guichet fermé',
    'Ouvert | mar. 19 mai 2026, de 9 h 00 à 11 h 00 : 2 h d’ouverture',
    'Échéance | mar. 19 mai 2026 à 11 h 00',
  ]);
});

it('working days, days not counted and a setting of the desk', () => {
  expect(lines({ ...nord, closedDays: days('2026-05-15') }, '2026-05-13T11:00+02:00', { workingDays: 1 }, 'as-is', null)).toEqual([
    'Départ | mer. 13 mai 2026 à 11 h 00',
    'Délai | 1 jour ouvré (réglage du guichet)',
    'Non compté | jeu. 14 mai 2026 : jeudi de l’Ascension férié',
    'Non compté | ven. 15 mai 2026 : jour de fermeture du guichet',
    'Non compté | sam. 16 mai 2026 : samedi',
    'Non compté | dim. 17 mai 2026 : dimanche',
    'Jour ouvré n° 1 | lun. 18 mai 2026',
    'Échéance | lun. 18 mai 2026 à 11 h 00',
  ]);
});

it('a month cut to the month’s end, and the next working day', () => {
  expect(lines(nord, '2026-01-31T10:00+01:00', { calendarMonths: 1 }, 'next-working-day-same-time')).toEqual([
    'Départ | sam. 31 janv. 2026 à 10 h 00',
    'Délai | 1 mois (art. 3.3)',
    'Mois | 1 mois de date à date, ramené au dernier jour du mois, jusqu’au sam. 28 févr. 2026 à 10 h 00',
    'Terme | sam. 28 févr. 2026 à 10 h 00',
    'Fermé | sam. 28 févr. 2026 : samedi',
    'Fermé | dim. 1er mars 2026 : dimanche',
    'Jour ouvré suivant | lun. 2 mars 2026 à 10 h 00 (reportée : samedi)',
    'Échéance | lun. 2 mars 2026 à 10 h 00',
  ]);
});

it('a clock change is said', () => {
  expect(lines(nord, '2026-03-28T10:00+01:00', { elapsedHours: 24 })).toEqual([
    'Départ | sam. 28 mars 2026 à 10 h 00',
    'Délai | 24 h (art. 3.3)',
    'Heures écoulées | 24 h, jusqu’au dim. 29 mars 2026 à 11 h 00',
    'Changement d’heure | dim. 29 mars 2026, d’où 11 h 00 à l’heure locale',
    'Échéance | dim. 29 mars 2026 à 11 h 00',
  ]);
});

it('why a limit moved', () => {
  const moved = (limit: string, calendar = valDOise) => movedWords(reckon(calendar, instant(limit), { elapsedHours: 0 }, 'next-opening', null));
  expect(moved('2026-07-14T10:00+02:00')).toBe('reportée\u00a0: 14\u00a0juillet férié');
  expect(moved('2026-05-17T10:00+02:00')).toBe('reportée\u00a0: dimanche');
  expect(moved('2026-05-19T19:00+02:00')).toBe('reportée\u00a0: guichet fermé');
  expect(moved('2026-05-15T10:00+02:00', { ...valDOise, closedDays: days('2026-05-15') })).toBe('reportée\u00a0: jour de fermeture du guichet');
  expect(moved('2026-05-19T10:00+02:00')).toBeNull();
  expect(closedWords({ kind: 'closed-weekday', weekday: 'wed', date: '2026-05-20' as LocalDate })).toBe('guichet fermé le mercredi');
});

it('articles', () => {
  expect(articleWords('3.3')).toBe('art.\u00a03.3');
  expect(articleWords('art. 3.3')).toBe('art.\u00a03.3');
  expect(articleWords(null)).toBe('réglage du guichet');
});

it('every reckoning can be told: first line the start, last line the deadline, none empty', () => {
  fc.assert(
    fc.property(deadlineCase, ({ calendar, start, rule, whenClosed }) => {
      const told = explainReckoning(reckon(calendar, instantAt(start), rule, whenClosed, null), calendar);
      expect(told.map((line) => line.label).filter((label) => label === 'Départ' || label === 'Échéance')).toEqual(['Départ', 'Échéance']);
      expect(told.every((line) => line.label !== '' && line.value !== '' && !/undefined|NaN/.test(line.value))).toBe(true);
    }),
    { numRuns: 300, seed: 2026 },
  );
});
