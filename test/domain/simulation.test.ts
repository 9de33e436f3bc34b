import { describe, expect, it } from 'vitest';
import { forecast } from '../../domain/forecast';
import { simulate, type Scripted } from '../../domain/simulation';
import { asks, caseOf, escalating, facts, partnerWrote, received, utc } from '../support/ticket-case';

const begun = ['2026-06-01T10:12:30+02:00', received] as const;
const told = (at: string, body: Scripted['body']): Scripted => ({ at: utc(at), body });
const kinds = (...args: Parameters<typeof simulate>) => simulate(...args).map((one) => (one.kind === 'step' ? one.step.what : one.fact.kind));

describe('a simulation', () => {
  it('tells what is done among what happens, in order of time', () => {
    const script = [told('2026-06-09T08:00:00+02:00', partnerWrote), told('2026-06-02T14:00:00+02:00', asks)];
    expect(kinds(caseOf('31', facts(begun)), script)).toEqual(['desk-wrote', 'contact-rung', 'partner-wrote', 'contact-rung', 'ladder-exhausted']);
  });

  it('at the instant of a limit, an answer is still in time', () => {
    const [first] = simulate(caseOf('31', facts(begun)), [told('2026-06-08T07:30:00+02:00', { kind: 'resolved' })]);
    expect(first).toMatchObject({ kind: 'fact', at: utc('2026-06-08T07:30:00+02:00') });
  });

  it('without a script is the forecast', () => {
    const ticket = caseOf('95', facts(begun));
    expect(simulate(ticket, [])).toEqual(forecast(ticket).map((step) => ({ at: step.at, kind: 'step', step })));
  });
});

describe('a forecast', () => {
  it('takes a letter decided and not yet gone to leave at once', () => {
    const decided = facts(begun, ['2026-06-08T07:30:00+02:00', { kind: 'rung-decided', side: 'desk', rung: 1, because: 'delay', limit: utc('2026-06-08T07:30:00+02:00') }]);
    expect(forecast(caseOf('31', decided))).toMatchObject([{ at: utc('2026-06-15T07:30:00+02:00'), what: 'ladder-exhausted' }]);
  });

  it('stops at a proposal: if nobody acts, the manager has not accepted it', () => {
    expect(forecast(caseOf('31', facts(begun), { contract: escalating('31', { mode: 'proposed' }) }))).toMatchObject([{ what: 'propose-rung' }]);
  });

  it('keeps every reckoning: rule, article, start, why it moved', () => {
    expect(forecast(caseOf('95', facts(['2026-05-13T15:50:00+02:00', received])))[0]?.why).toMatchObject({
      article: 'art. 3.3',
      reckoning: { rule: { calendarMonths: 1 }, start: utc('2026-05-13T15:50:00+02:00'), rawLimit: utc('2026-06-13T15:50:00+02:00'), moved: { kind: 'weekend', weekday: 'sat' } },
    });
  });
});
