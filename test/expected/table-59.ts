import { bounce, close, contact, deskAsks, deskResolves, exhausted, partnerWrites, rowsOf, skip, urgent } from './row';

/** Nord: no hours stated, open at any hour; 10 working days; one desk rung, four partner rungs of which 3 and 4 are one person. */
export const nord = rowsOf('59', '59-2024-105', [
  {
    story: 'desk silent',
    received: '2026-06-01T10:12:30+02:00', // Monday
    expected: [
      contact('2026-06-15T10:12:30+02:00', 'desk', 1), // 2–5 are days 1–4, 8–12 days 5–9, Monday 15 day 10
      exhausted('2026-06-29T10:12:30+02:00', 'desk'), // 16–19: 1–4, 22–26: 5–9, Monday 29: 10
    ],
  },
  {
    story: 'partner silent',
    received: '2026-06-01T10:12:30+02:00',
    script: [deskAsks('2026-06-03T08:00:00+02:00')], // Wednesday
    expected: [
      contact('2026-06-17T08:00:00+02:00', 'partner', 1), // 4–5: 1–2, 8–12: 3–7, 15–17: 8–10
      contact('2026-07-01T08:00:00+02:00', 'partner', 2), // 18–19: 1–2, 22–26: 3–7, 29, 30, 1 July: 8–10
      contact('2026-07-16T08:00:00+02:00', 'partner', 3), // 2–3: 1–2, 6–10: 3–7, 13: 8, the 14th does not count, 15–16: 9–10
      skip('2026-07-30T08:00:00+02:00', 'partner', 4), // 17: 1, 20–24: 2–6, 27–30: 7–10; the same person as 3
      exhausted('2026-07-30T08:00:00+02:00', 'partner'), // nobody is left
    ],
  },
  {
    story: 'urgent by the partner',
    received: '2026-06-06T11:00:00+02:00', // Saturday
    script: [urgent('2026-06-07T12:34:56+02:00', 'partner')], // Sunday
    expected: [
      contact('2026-06-07T12:34:56+02:00', 'desk', 1), // at once
      exhausted('2026-06-19T12:34:56+02:00', 'desk'), // Sunday is day 0; 8–12: 1–5, 15–19: 6–10
    ],
  },
  {
    story: 'urgent by the desk',
    received: '2026-06-01T09:00:00+02:00',
    script: [deskAsks('2026-06-01T11:00:00+02:00'), urgent('2026-06-05T22:00:00+02:00', 'desk')], // Friday
    expected: [
      contact('2026-06-05T22:00:00+02:00', 'partner', 1), // at once
      contact('2026-06-19T22:00:00+02:00', 'partner', 2), // 8–12: 1–5, 15–19: 6–10
      contact('2026-07-03T22:00:00+02:00', 'partner', 3), // 22–26: 1–5, 29–30 and 1–3 July: 6–10
      skip('2026-07-20T22:00:00+02:00', 'partner', 4), // 6–10: 1–5, 13: 6, not the 14th, 15–17: 7–9, Monday 20: 10
      exhausted('2026-07-20T22:00:00+02:00', 'partner'),
    ],
  },
  {
    story: 'answered late',
    detail: 'by each side in turn',
    received: '2026-06-01T10:12:30+02:00',
    script: [deskAsks('2026-06-03T08:00:00+02:00'), partnerWrites('2026-06-18T16:45:00+02:00'), deskResolves('2026-07-20T09:00:00+02:00')],
    expected: [
      contact('2026-06-17T08:00:00+02:00', 'partner', 1),
      contact('2026-07-02T16:45:00+02:00', 'desk', 1), // from the 18th: 19: 1, 22–26: 2–6, 29–30: 7–8, 1–2 July: 9–10
      exhausted('2026-07-17T16:45:00+02:00', 'desk'), // 3: 1, 6–10: 2–6, 13: 7, not the 14th, 15–17: 8–10
      close('2026-07-30T09:00:00+02:00'), // 20 + 10 = 30 July
    ],
  },
  {
    story: 'dead address',
    detail: 'known from the start',
    received: '2026-06-01T10:12:30+02:00',
    script: [deskAsks('2026-06-03T08:00:00+02:00')],
    dead: ['anatole.desmazieres@petite-enfance-clos.example'],
    expected: [
      contact('2026-06-17T08:00:00+02:00', 'partner', 1),
      skip('2026-07-01T08:00:00+02:00', 'partner', 2),
      contact('2026-07-01T08:00:00+02:00', 'partner', 3), // at once
      skip('2026-07-16T08:00:00+02:00', 'partner', 4), // 2 July to 16 July as above; the same person as 3
      exhausted('2026-07-16T08:00:00+02:00', 'partner'),
    ],
  },
  {
    story: 'dead address',
    detail: 'the letter to the last person comes back',
    received: '2026-06-01T10:12:30+02:00',
    script: [deskAsks('2026-06-03T08:00:00+02:00'), bounce('2026-07-16T08:02:00+02:00', 'partner', 3)],
    expected: [
      contact('2026-06-17T08:00:00+02:00', 'partner', 1),
      contact('2026-07-01T08:00:00+02:00', 'partner', 2),
      contact('2026-07-16T08:00:00+02:00', 'partner', 3),
      skip('2026-07-16T08:02:00+02:00', 'partner', 4), // the same dead address
      exhausted('2026-07-16T08:02:00+02:00', 'partner'), // at once: nobody is left
    ],
  },
  {
    story: 'holiday',
    received: '2026-04-30T09:00:00+02:00', // Thursday
    expected: [
      contact('2026-05-19T09:00:00+02:00', 'desk', 1), // not 1 May; 4–7: 1–4; not the 8th; 11–13: 5–7; not the 14th; 15: 8; 18–19: 9–10
      exhausted('2026-06-03T09:00:00+02:00', 'desk'), // 20–22: 1–3; not Whit Monday 25; 26–29: 4–7; 1–3 June: 8–10
    ],
  },
  {
    story: 'daylight saving',
    detail: 'spring',
    received: '2026-03-19T02:30:00+01:00', // Thursday
    expected: [
      contact('2026-04-02T02:30:00+02:00', 'desk', 1), // 20: 1, 23–27: 2–6, 30–31: 7–8, 1–2 April: 9–10, same local time
      exhausted('2026-04-17T02:30:00+02:00', 'desk'), // Good Friday 3: 1; not Easter Monday 6; 7–10: 2–5; 13–17: 6–10
    ],
  },
  {
    story: 'daylight saving',
    detail: 'autumn',
    received: '2026-10-21T02:30:00+02:00', // Wednesday
    expected: [
      contact('2026-11-04T02:30:00+01:00', 'desk', 1), // 22–23: 1–2, 26–30: 3–7, 2–4 November: 8–10
      exhausted('2026-11-19T02:30:00+01:00', 'desk'), // 5–6: 1–2, 9–10: 3–4, not the 11th, 12–13: 5–6, 16–19: 7–10
    ],
  },
]);
