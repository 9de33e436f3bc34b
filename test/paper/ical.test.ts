import { describe, expect, it } from 'vitest';
import { instant, type LocalDate } from '../../domain/ids';
import { writeIcal } from '../../paper/ical';

const NOW = instant('2026-11-03T10:00:00+01:00');

describe('a calendar to subscribe to (RFC 5545)', () => {
  const text = writeIcal('Guichet, Nord', [
    { uid: 'revue/c/2027@guichet.example', when: { on: '2027-02-28' as LocalDate }, summary: 'Revue inverse attendue ; Syndicat « Été », à Saint-Étienne-du-Rouvray – convention 59-2024-105\\n', category: 'Revue inverse', url: null },
    { uid: 'arret/a/59@guichet.example', when: { from: instant('2026-10-25T01:30:00+02:00'), until: instant('2026-10-25T04:00:00+01:00') }, summary: 'Arrêt', category: 'Arrêt planifié', url: 'https://guichet.example/arrets/a' },
  ], NOW);
  const lines = text.split('\r\n');

  it('says days as dates, until the day after, and instants in UTC over a clock change', () => {
    expect(lines).toEqual(expect.arrayContaining(['DTSTART;VALUE=DATE:20270228', 'DTEND;VALUE=DATE:20270301', 'DTSTART:20261024T233000Z', 'DTEND:20261025T030000Z', 'DTSTAMP:20261103T090000Z', 'UID:revue/c/2027@guichet.example', 'URL:https://guichet.example/arrets/a']));
    expect([lines[0], lines.at(-2), lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR', '']);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('escapes texts, and folds lines at 75 octets without cutting a letter', () => {
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const whole = text.replaceAll('\r\n ', '').split('\r\n');
    expect(whole).toContain('SUMMARY:Revue inverse attendue \\; Syndicat « Été »\\, à Saint-Étienne-du-Rouvray – convention 59-2024-105\\\\n');
    expect(whole).toContain('NAME:Guichet\\, Nord');
  });
});
