import { close, deskAsks, deskResolves, rowsOf, step, urgent } from './row';

const warning = (at: string) => step(at, 'pickup-warning', 'desk');
const breach = (at: string) => step(at, 'pickup-breach', 'desk');
const flag = (at: string, by: 'desk' | 'partner') => step(at, 'urgent-flag', by);

/** Côte-d'Or: open Monday to Friday 8:30–16:30; pickup within 48 elapsed hours, warned 4 h and 1 h of opening before; no ladder. */
export const coteDOr = rowsOf('21', '21-2023-009', [
  {
    story: 'desk silent',
    received: '2026-06-01T10:12:30+02:00', // Monday
    expected: [
      warning('2026-06-02T14:12:30+02:00'), // 1 h 42 min 30 s on Wednesday from 8:30, so 2 h 17 min 30 s before Tuesday 16:30
      warning('2026-06-03T09:12:30+02:00'),
      breach('2026-06-03T10:12:30+02:00'), // Wednesday, 48 h later; then nobody: the contract has no article on escalation
    ],
  },
  {
    story: 'partner silent',
    received: '2026-06-01T10:12:30+02:00',
    script: [deskAsks('2026-06-02T09:00:00+02:00')], // takes in hand before the first warning
    expected: [], // the partner's silence has no delay
  },
  {
    story: 'urgent by the partner',
    received: '2026-06-01T10:12:30+02:00',
    script: [urgent('2026-06-01T10:30:00+02:00', 'partner')],
    expected: [
      flag('2026-06-01T10:30:00+02:00', 'partner'), // shown, nobody is contacted
      warning('2026-06-02T14:12:30+02:00'),
      warning('2026-06-03T09:12:30+02:00'),
      breach('2026-06-03T10:12:30+02:00'),
    ],
  },
  {
    story: 'urgent by the desk',
    received: '2026-06-01T10:12:30+02:00',
    script: [deskAsks('2026-06-02T09:00:00+02:00'), urgent('2026-06-02T10:00:00+02:00', 'desk')],
    expected: [flag('2026-06-02T10:00:00+02:00', 'desk')],
  },
  {
    story: 'answered late',
    received: '2026-06-05T15:00:00+02:00', // Friday
    script: [deskResolves('2026-06-08T11:00:00+02:00')],
    expected: [
      warning('2026-06-05T15:30:00+02:00'), // 1 h before Friday 16:30; 4 h before would be 12:30, before the receipt: none
      breach('2026-06-08T08:30:00+02:00'), // Sunday 7 at 15:00, closed: Monday 8
      close('2026-06-18T11:00:00+02:00'), // 8 + 10 = Thursday 18
    ],
  },
  {
    story: 'dead address',
    received: '2026-06-01T10:12:30+02:00',
    script: [deskAsks('2026-06-03T10:00:00+02:00')], // in time, after both warnings
    dead: ['ursule.jacotot@ccas-belrupt.example'],
    expected: [warning('2026-06-02T14:12:30+02:00'), warning('2026-06-03T09:12:30+02:00')], // no ladder, nobody to skip
  },
  {
    story: 'holiday',
    received: '2026-05-12T10:00:00+02:00', // Tuesday
    expected: [
      warning('2026-05-13T12:30:00+02:00'), // 4 h before Wednesday 16:30, the last opening before the limit
      warning('2026-05-13T15:30:00+02:00'),
      breach('2026-05-15T08:30:00+02:00'), // Thursday 14 is Ascension Day: Friday 15
    ],
  },
  {
    story: 'daylight saving',
    detail: 'spring',
    received: '2026-03-28T14:00:00+01:00', // Saturday
    expected: [
      warning('2026-03-30T11:00:00+02:00'),
      warning('2026-03-30T14:00:00+02:00'),
      breach('2026-03-30T15:00:00+02:00'), // 48 hours elapsed, of which the night lost one: Monday at 15:00
    ],
  },
  {
    story: 'daylight saving',
    detail: 'autumn',
    received: '2026-10-24T14:00:00+02:00', // Saturday
    expected: [
      warning('2026-10-26T09:00:00+01:00'),
      warning('2026-10-26T12:00:00+01:00'),
      breach('2026-10-26T13:00:00+01:00'), // the night gave one back: Monday at 13:00
    ],
  },
]);
