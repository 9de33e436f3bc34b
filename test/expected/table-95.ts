import { bounce, close, contact, deskAsks, deskResolves, exhausted, partnerWrites, rowsOf, skip, urgent } from './row';

/** Val-d'Oise: open Monday to Friday 9:00–16:00; 1 calendar month, moved to the next opening; two rungs on each side. */
export const valDOise = rowsOf('95', '95-2024-042', [
  {
    story: 'desk silent',
    received: '2026-05-13T15:50:00+02:00', // Wednesday
    expected: [
      contact('2026-06-15T09:00:00+02:00', 'desk', 1), // 13 June is a Saturday: Monday 15
      contact('2026-07-15T09:00:00+02:00', 'desk', 2), // Wednesday 15 July at opening
      exhausted('2026-08-17T09:00:00+02:00', 'desk'), // 15 August is a Saturday (and a holiday): Monday 17
    ],
  },
  {
    story: 'desk silent',
    detail: 'month end',
    received: '2026-01-31T12:00:00+01:00', // Saturday
    expected: [
      contact('2026-03-02T09:00:00+01:00', 'desk', 1), // no 31 February: Saturday 28, closed: Monday 2 March
      contact('2026-04-02T09:00:00+02:00', 'desk', 2), // Thursday 2 April at opening, summer time
      exhausted('2026-05-04T09:00:00+02:00', 'desk'), // 2 May is a Saturday: Monday 4
    ],
  },
  {
    story: 'partner silent',
    received: '2026-05-18T09:30:00+02:00', // Monday
    script: [deskAsks('2026-05-20T14:05:09+02:00')], // Wednesday
    expected: [
      contact('2026-06-22T09:00:00+02:00', 'partner', 1), // 20 June is a Saturday: Monday 22
      contact('2026-07-22T09:00:00+02:00', 'partner', 2), // Wednesday 22 July
      exhausted('2026-08-24T09:00:00+02:00', 'partner'), // 22 August is a Saturday: Monday 24
    ],
  },
  {
    story: 'urgent by the partner',
    detail: 'twice',
    received: '2026-05-13T15:50:00+02:00',
    script: [
      urgent('2026-05-14T08:00:00+02:00', 'partner'), // Ascension Day, closed
      urgent('2026-05-17T21:10:00+02:00', 'partner'), // Sunday evening
    ],
    expected: [
      contact('2026-05-14T08:00:00+02:00', 'desk', 1), // at once
      contact('2026-05-17T21:10:00+02:00', 'desk', 2), // the second « urgent » takes the next
      exhausted('2026-06-18T09:00:00+02:00', 'desk'), // Wednesday 17 June at 21:10, closed: Thursday 18
    ],
  },
  {
    story: 'urgent by the desk',
    received: '2026-05-18T09:30:00+02:00',
    script: [deskAsks('2026-05-18T10:00:00+02:00'), urgent('2026-05-22T18:00:00+02:00', 'desk')], // Friday, after closing
    expected: [
      contact('2026-05-22T18:00:00+02:00', 'partner', 1), // at once
      contact('2026-06-23T09:00:00+02:00', 'partner', 2), // Monday 22 June at 18:00, closed: Tuesday 23
      exhausted('2026-07-23T09:00:00+02:00', 'partner'), // Thursday 23 July at opening
    ],
  },
  {
    story: 'answered late',
    detail: 'by each side in turn',
    received: '2026-05-13T15:50:00+02:00',
    script: [
      deskAsks('2026-06-16T10:00:00+02:00'), // Tuesday, after the desk's first rung
      partnerWrites('2026-07-20T11:30:00+02:00'), // Monday, after the partner's first rung
      deskResolves('2026-08-21T09:05:00+02:00'), // Friday, after the desk's first rung again
    ],
    expected: [
      contact('2026-06-15T09:00:00+02:00', 'desk', 1),
      contact('2026-07-16T10:00:00+02:00', 'partner', 1), // 16 June + 1 month = Thursday, open
      contact('2026-08-20T11:30:00+02:00', 'desk', 1), // a new debt, the first rung again: Thursday 20 August
      close('2026-08-31T09:05:00+02:00'), // 21 + 10 = 31 August
    ],
  },
  {
    story: 'dead address',
    detail: 'known from the start',
    received: '2026-05-18T09:30:00+02:00',
    script: [deskAsks('2026-05-20T14:05:09+02:00')],
    dead: ['apolline.vernouillet@ccas-valmirande.example'],
    expected: [
      skip('2026-06-22T09:00:00+02:00', 'partner', 1),
      contact('2026-06-22T09:00:00+02:00', 'partner', 2), // at once
      exhausted('2026-07-22T09:00:00+02:00', 'partner'), // Wednesday 22 July
    ],
  },
  {
    story: 'dead address',
    detail: 'the letter comes back after closing',
    received: '2026-05-18T09:30:00+02:00',
    script: [deskAsks('2026-05-20T14:05:09+02:00'), bounce('2026-06-22T16:00:30+02:00', 'partner', 1)],
    expected: [
      contact('2026-06-22T09:00:00+02:00', 'partner', 1),
      contact('2026-06-23T09:00:00+02:00', 'partner', 2), // at once, but a letter by delay keeps to opening hours
      exhausted('2026-07-23T09:00:00+02:00', 'partner'), // Thursday 23 July
    ],
  },
  {
    story: 'holiday',
    received: '2026-04-14T11:00:00+02:00', // Tuesday
    expected: [
      contact('2026-05-15T09:00:00+02:00', 'desk', 1), // 14 May is Ascension Day: Friday 15
      contact('2026-06-15T09:00:00+02:00', 'desk', 2), // Monday 15 June
      exhausted('2026-07-15T09:00:00+02:00', 'desk'), // Wednesday 15 July
    ],
  },
  {
    story: 'daylight saving',
    detail: 'spring',
    received: '2026-03-02T10:30:00+01:00', // Monday
    expected: [
      contact('2026-04-02T10:30:00+02:00', 'desk', 1), // Thursday 2 April, same local time
      contact('2026-05-04T09:00:00+02:00', 'desk', 2), // 2 May is a Saturday: Monday 4
      exhausted('2026-06-04T09:00:00+02:00', 'desk'), // Thursday 4 June
    ],
  },
  {
    story: 'daylight saving',
    detail: 'autumn, the limit inside the hour that comes twice',
    received: '2026-09-25T02:30:00+02:00', // Friday
    expected: [
      contact('2026-10-26T09:00:00+01:00', 'desk', 1), // Sunday 25 October at 2:30, closed: Monday 26
      contact('2026-11-26T09:00:00+01:00', 'desk', 2), // Thursday 26 November
      exhausted('2026-12-28T09:00:00+01:00', 'desk'), // 26 December is a Saturday: Monday 28
    ],
  },
]);
