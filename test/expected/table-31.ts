import { automaticReply, bounce, close, contact, deskAsks, deskResolves, exhausted, rowsOf, skip, urgent } from './row';

/** Haute-Garonne: open Monday to Friday 7:30–17:30; 5 calendar days, moved to the next opening; one desk rung, two partner rungs. */
export const hauteGaronne = rowsOf('31', '31-2024-017', [
  {
    story: 'desk silent',
    received: '2026-06-01T10:12:30+02:00', // Monday
    expected: [
      contact('2026-06-08T07:30:00+02:00', 'desk', 1), // 1 + 5 = Saturday 6 June 10:12:30, closed: Monday 8 at opening
      exhausted('2026-06-15T07:30:00+02:00', 'desk'), // 8 + 5 = Saturday 13, closed: Monday 15; there is no second rung
    ],
  },
  {
    story: 'desk silent',
    detail: 'limit exactly at closing counts as open',
    received: '2026-06-03T17:30:00+02:00', // Wednesday, at closing
    expected: [
      contact('2026-06-08T17:30:00+02:00', 'desk', 1), // 3 + 5 = Monday 8 at 17:30, the closing itself: stays
      exhausted('2026-06-15T07:30:00+02:00', 'desk'), // 8 + 5 = Saturday 13: Monday 15
    ],
  },
  {
    story: 'partner silent',
    received: '2026-06-01T10:12:30+02:00',
    script: [deskAsks('2026-06-02T14:00:00+02:00')], // Tuesday
    expected: [
      contact('2026-06-08T07:30:00+02:00', 'partner', 1), // 2 + 5 = Sunday 7, closed: Monday 8
      contact('2026-06-15T07:30:00+02:00', 'partner', 2), // 8 + 5 = Saturday 13: Monday 15
      exhausted('2026-06-22T07:30:00+02:00', 'partner'), // 15 + 5 = Saturday 20: Monday 22
    ],
  },
  {
    story: 'partner silent',
    detail: 'an automatic reply and a second question change nothing',
    received: '2026-06-01T10:12:30+02:00',
    script: [deskAsks('2026-06-02T14:00:00+02:00'), automaticReply('2026-06-02T14:00:05+02:00'), deskAsks('2026-06-05T10:00:00+02:00')],
    expected: [
      contact('2026-06-08T07:30:00+02:00', 'partner', 1), // still from the first question, 2 + 5
      contact('2026-06-15T07:30:00+02:00', 'partner', 2),
      exhausted('2026-06-22T07:30:00+02:00', 'partner'),
    ],
  },
  {
    story: 'urgent by the partner',
    received: '2026-06-04T18:45:00+02:00', // Thursday, after closing: received all the same
    script: [urgent('2026-06-05T20:00:00+02:00', 'partner')], // Friday, after closing
    expected: [
      contact('2026-06-05T20:00:00+02:00', 'desk', 1), // at once, at any hour
      exhausted('2026-06-11T07:30:00+02:00', 'desk'), // the delay restarts: 5 + 5 = Wednesday 10 at 20:00, closed: Thursday 11
    ],
  },
  {
    story: 'urgent by the desk',
    received: '2026-06-01T09:00:00+02:00',
    script: [deskAsks('2026-06-01T11:00:00+02:00'), urgent('2026-06-02T19:30:00+02:00', 'desk')],
    expected: [
      contact('2026-06-02T19:30:00+02:00', 'partner', 1), // at once
      contact('2026-06-08T07:30:00+02:00', 'partner', 2), // 2 + 5 = Sunday 7: Monday 8
      exhausted('2026-06-15T07:30:00+02:00', 'partner'), // 8 + 5 = Saturday 13: Monday 15
    ],
  },
  {
    story: 'answered late',
    received: '2026-06-01T10:12:30+02:00',
    script: [deskResolves('2026-06-10T09:00:00+02:00')], // Wednesday, two days after the rung
    expected: [
      contact('2026-06-08T07:30:00+02:00', 'desk', 1),
      close('2026-06-20T09:00:00+02:00'), // 10 + 10 = Saturday 20, same time: a setting of the desk does not move
    ],
  },
  {
    story: 'dead address',
    detail: 'known from the start',
    received: '2026-06-01T10:12:30+02:00',
    script: [deskAsks('2026-06-02T14:00:00+02:00')],
    dead: ['nadege.courtial@castelbrun.example'],
    expected: [
      skip('2026-06-08T07:30:00+02:00', 'partner', 1),
      contact('2026-06-08T07:30:00+02:00', 'partner', 2), // at once
      exhausted('2026-06-15T07:30:00+02:00', 'partner'), // 8 + 5 = Saturday 13: Monday 15
    ],
  },
  {
    story: 'dead address',
    detail: 'the letter comes back',
    received: '2026-06-01T10:12:30+02:00',
    script: [deskAsks('2026-06-02T14:00:00+02:00'), bounce('2026-06-08T07:31:10+02:00', 'partner', 1)],
    expected: [
      contact('2026-06-08T07:30:00+02:00', 'partner', 1),
      contact('2026-06-08T07:31:10+02:00', 'partner', 2), // at once, the desk is open
      exhausted('2026-06-15T07:30:00+02:00', 'partner'), // 8 + 5 = Saturday 13 at 7:31:10, closed: Monday 15
    ],
  },
  {
    story: 'holiday',
    received: '2026-07-09T16:20:00+02:00', // Thursday
    expected: [
      contact('2026-07-15T07:30:00+02:00', 'desk', 1), // 9 + 5 = Tuesday 14 July, holiday: Wednesday 15
      exhausted('2026-07-20T07:30:00+02:00', 'desk'), // 15 + 5 = Monday 20 at 7:30, just open
    ],
  },
  {
    story: 'daylight saving',
    detail: 'spring',
    received: '2026-03-25T09:15:00+01:00', // Wednesday; clocks go forward on Sunday 29
    expected: [
      contact('2026-03-30T09:15:00+02:00', 'desk', 1), // 25 + 5 = Monday 30, same local time
      exhausted('2026-04-07T07:30:00+02:00', 'desk'), // 30 March + 5 = Saturday 4 April; Monday 6 is Easter Monday: Tuesday 7
    ],
  },
  {
    story: 'daylight saving',
    detail: 'autumn',
    received: '2026-10-20T17:00:00+02:00', // Tuesday; clocks go back on Sunday 25
    expected: [
      contact('2026-10-26T07:30:00+01:00', 'desk', 1), // 20 + 5 = Sunday 25: Monday 26
      exhausted('2026-11-02T07:30:00+01:00', 'desk'), // 26 + 5 = Saturday 31; Sunday 1 November: Monday 2
    ],
  },
]);
