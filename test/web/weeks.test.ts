import { expect, it } from 'vitest';
import { instant, type LocalDate } from '../../domain/ids';
import { WeeksPanel } from '../../web/pages/steering/measures';
import { renderPage } from '../../web/render';

/** The week of Monday 1 June has begun at La Réunion while it is Sunday evening in Paris; in Martinique it has not when it is Monday in UTC. */
it.each([
  ['Europe/Paris', '2026-05-31T20:30:00.000Z', false],
  ['Indian/Reunion', '2026-05-31T20:30:00.000Z', true],
  ['America/Martinique', '2026-06-01T02:00:00.000Z', false],
  ['America/Martinique', '2026-06-01T05:00:00.000Z', true],
])('the week under way is that of the Caf’s own day: %s at %s', (timeZone, now, begun) => {
  const weeks = ['2026-05-25', '2026-06-01'].map((monday) => ({ monday: monday as LocalDate, count: 3 }));
  const html = renderPage(WeeksPanel({ weeks, now: instant(now), timeZone }));
  expect(html.includes('La semaine 23 est en cours')).toBe(begun);
});
