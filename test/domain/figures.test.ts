import { describe, expect, it } from 'vitest';
import { openMsBetween } from '../../domain/calendar';
import { published } from '../support/ticket-case';
import { figuresOf, type TicketFigures } from '../../domain/figures';
import { instant } from '../../domain/ids';
import { openClockMs } from '../../domain/open-clock';
import type { Fact, FactBody } from '../../domain/ticket-facts';

const HOUR = 3_600_000;
/** Open 8:30 to 16:30; pickup promised within 48 h. */
const [c21, c31, c59] = [published('21'), published('31'), published('59')];
const at = (local: string) => instant(`${local}:00+02:00`);
const story = (...lines: ReadonlyArray<readonly [string, FactBody]>): Fact[] => lines.map(([when, body], i) => ({ ...body, n: i + 1, at: at(when) }) as Fact);
const received: FactBody = { kind: 'received', channel: 'email', message: 'm1' };

/** In hours, for the eye. */
const inHours = ({ owedOpenMs: owed, ...f }: TicketFigures) => ({
  pickup: hours(f.pickupOpenMs), answer: hours(f.answerOpenMs), resolution: hours(f.resolutionOpenMs), inTime: f.pickedUpInTime,
  owed: { desk: owed.desk / HOUR, partner: owed.partner / HOUR, national: owed.national / HOUR }, holder: f.running?.holder ?? null,
});
const hours = (ms: number | null) => (ms === null ? null : ms / HOUR);

describe('what is measured of a ticket', () => {
  it('counts opening hours from receipt, and whose hands the answer lay in, stretch by stretch', () => {
    const facts = story(
      ['2026-05-28T15:00', received],
      ['2026-05-29T09:00', { kind: 'taken-in-hand' }],
      ['2026-05-29T10:00', { kind: 'desk-wrote', then: 'asks', message: 'q' }],
      ['2026-06-01T12:00', { kind: 'partner-wrote', channel: 'email', message: 'r', counts: true }],
      ['2026-06-01T13:00', { kind: 'referred', message: 's' }],
      ['2026-06-02T09:00', { kind: 'internal-reply', from: 'national', message: 't' }],
      ['2026-06-02T11:00', { kind: 'desk-wrote', then: 'resolved', message: 'a' }],
    );
    // Thursday 15:00-16:30, Friday 8 h, Monday 8 h, Tuesday 8:30-11:00: 20 h = 6 (desk) + 10 (partner) + 4 (national).
    expect(inHours(figuresOf(facts, c21, undefined))).toEqual({ pickup: 2, answer: 3, resolution: 20, inTime: true, owed: { desk: 6, partner: 10, national: 4 }, holder: null });
    expect(figuresOf(facts, c21, undefined).receivedOn).toBe('2026-05-28');
  });

  it('says that a promise was broken once it was, even before anybody took the request in hand', () => {
    const late = story(['2026-05-26T09:00', received], ['2026-05-28T09:00', { kind: 'pickup-breached', limit: at('2026-05-28T09:00') }]);
    expect(inHours(figuresOf(late, c21, undefined))).toMatchObject({ pickup: null, inTime: false });
    // 8 h on Tuesday from 9:00 less half an hour, 8 h on Wednesday, 1.5 h on Thursday.
    const taken = [...late, { kind: 'taken-in-hand', n: 3, at: at('2026-05-28T10:00') } as const];
    expect(inHours(figuresOf(taken, c21, undefined))).toMatchObject({ pickup: 17, inTime: false });
  });

  it('is late without a breach recorded, when the desk was down at the limit', () => {
    expect(inHours(figuresOf(story(['2026-05-26T09:00', received], ['2026-05-28T10:00', { kind: 'taken-in-hand' }]), c21, undefined)).inTime).toBe(false);
  });

  it('invents no promise, and no hours where the contract states none', () => {
    expect(figuresOf(story(['2026-05-26T09:00', received], ['2026-05-26T09:30', { kind: 'taken-in-hand' }]), c31, undefined).pickedUpInTime).toBeNull();
    const nord = story(['2026-05-29T22:00', received], ['2026-05-30T10:00', { kind: 'desk-wrote', then: 'resolved', message: 'a' }]);
    expect(inHours(figuresOf(nord, c59, undefined))).toMatchObject({ answer: 12, resolution: 12, owed: { desk: 12, partner: 0, national: 0 } });
  });

  it('takes no note, no missed call and no resolution without a word for an answer', () => {
    const facts = story(
      ['2026-05-26T09:00', received],
      ['2026-05-26T10:00', { kind: 'noted', message: 'n' }],
      ['2026-05-26T10:30', { kind: 'desk-called', result: 'not-reached', then: 'owes', message: 'c' }],
      ['2026-05-26T11:30', { kind: 'resolved' }],
    );
    expect(inHours(figuresOf(facts, c31, undefined))).toMatchObject({ pickup: 1.5, answer: null, resolution: 2.5, holder: null });
  });

  it('is no longer resolved once it is reopened, and the debt runs again', () => {
    const facts = story(['2026-06-01T08:00', received], ['2026-06-01T09:00', { kind: 'desk-wrote', then: 'resolved', message: 'a' }], ['2026-06-02T08:00', { kind: 'reopened' }]);
    expect(inHours(figuresOf(facts, c31, undefined))).toMatchObject({ resolution: null, owed: { desk: 1 }, holder: 'desk' });
  });
});

describe('the opening clock', () => {
  it('gives the time of a running debt as the difference of two readings', () => {
    const { running } = figuresOf(story(['2026-06-01T08:00', received]), c31, undefined);
    // Monday 9.5 h, Tuesday 10 h, Wednesday 7:30-10:00.
    expect((openClockMs(c31.calendar, at('2026-06-03T10:00')) - (running?.clockMs ?? 0)) / HOUR).toBe(22);
  });

  it.each([['2023-11-30T12:00', '2024-02-01T12:00'], ['2026-05-28T15:00', '2027-01-04T09:00'], ['2026-07-31T23:59', '2026-08-01T00:01']])('agrees with the calendar from %s to %s', (from, to) => {
    expect(openClockMs(c21.calendar, at(to)) - openClockMs(c21.calendar, at(from))).toBe(openMsBetween(c21.calendar, at(from), at(to)));
  });
});
