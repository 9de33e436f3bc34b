import { close, deskAsks, deskResolves, rowsOf, step, urgent } from './row';

/** Seine-Maritime: a convention only. No delay is promised and none is invented; a resolved request closes after 10 days (setting). */
export const seineMaritime = rowsOf('76', '76-2023-031', [
  { story: 'desk silent', received: '2026-06-01T10:12:30+02:00', expected: [] },
  { story: 'partner silent', received: '2026-06-01T10:12:30+02:00', script: [deskAsks('2026-06-03T08:00:00+02:00')], expected: [] },
  {
    story: 'urgent by the partner',
    received: '2026-06-06T11:00:00+02:00',
    script: [urgent('2026-06-07T12:34:56+02:00', 'partner')],
    expected: [step('2026-06-07T12:34:56+02:00', 'urgent-flag', 'partner')], // shown, nobody is contacted
  },
  {
    story: 'urgent by the desk',
    received: '2026-06-01T09:00:00+02:00',
    script: [deskAsks('2026-06-01T11:00:00+02:00'), urgent('2026-06-05T22:00:00+02:00', 'desk')],
    expected: [step('2026-06-05T22:00:00+02:00', 'urgent-flag', 'desk')],
  },
  {
    story: 'answered late',
    received: '2026-06-01T10:12:30+02:00',
    script: [deskResolves('2026-07-06T10:00:00+02:00')],
    expected: [close('2026-07-16T10:00:00+02:00')], // 6 + 10 = 16 July
  },
  {
    story: 'dead address',
    received: '2026-06-01T10:12:30+02:00',
    script: [deskAsks('2026-06-03T08:00:00+02:00')],
    dead: ['severine.breaute@habitat-falaises.example'],
    expected: [],
  },
  {
    story: 'holiday',
    received: '2026-12-14T10:00:00+01:00',
    script: [deskResolves('2026-12-15T11:00:00+01:00')],
    expected: [close('2026-12-25T11:00:00+01:00')], // 15 + 10 = Christmas Day: a setting of the desk does not move
  },
  {
    story: 'daylight saving',
    received: '2026-10-15T16:00:00+02:00',
    script: [deskResolves('2026-10-16T09:00:00+02:00')],
    expected: [close('2026-10-26T09:00:00+01:00')], // 16 + 10 = 26 October, same local time
  },
]);
