import { describe, expect, it } from 'vitest';
import type { Reckoning } from '../../domain/calendar-types';
import { plan, type Step } from '../../domain/plan';
import type { FactBody } from '../../domain/ticket-facts';
import type { Reference } from '../../domain/ids';
import { asks, caseOf, escalating, facts, partnerWrote, received, resolves, utc } from '../support/ticket-case';

const day = (n: number, time = '10:00:00') => `2026-06-${String(n).padStart(2, '0')}T${time}+02:00`;
const begun = [day(1), received] as const; // Monday 1 June 2026
const next = (steps: readonly Step[]) => steps.map(({ at, what, side, rung, because }) => ({ at, what, side, rung: rung?.rank, because }));
const first = (steps: readonly Step[]) => next(steps)[0];
const urgentBy = (by: 'desk' | 'partner'): FactBody => ({ kind: 'urgent', by });
const asked = [begun, [day(2, '14:00:00'), asks]] as const;

describe('when a letter leaves (rules: Ladder 5, 7)', () => {
  it('by delay, in opening hours, whatever moved the limit or not', () => {
    const contract = escalating('31', { whenClosed: 'as-is' });
    const [step] = plan(caseOf('31', facts([day(1, '19:00:00'), received]), { contract }));
    expect(step).toMatchObject({ limit: utc(day(6, '19:00:00')), at: utc(day(8, '07:30:00')) }); // Saturday evening: Monday
  });

  it('at its limit when that is exactly the closing', () => {
    expect(first(plan(caseOf('31', facts([day(3, '17:30:00'), received]))))).toMatchObject({ at: utc(day(8, '17:30:00')) });
  });

  it('after an outage, escalations by delay wait; « urgent » does not', () => {
    const held = { heldUntil: utc(day(8, '11:00:00')) };
    expect(plan(caseOf('31', facts(begun), held))).toMatchObject([{ at: utc(day(8, '11:00:00')), limit: utc(day(8, '07:30:00')), why: { held: true } }]);
    expect(plan(caseOf('31', facts(begun), { heldUntil: utc(day(8, '18:00:00')) }))).toMatchObject([{ at: utc(day(9, '07:30:00')) }]);
    expect(plan(caseOf('31', facts(begun), { heldUntil: utc(day(5)) }))).toMatchObject([{ at: utc(day(8, '07:30:00')), why: { held: false } }]);
    expect(first(plan(caseOf('31', facts(begun, [day(8, '08:00:00'), urgentBy('partner')]), held)))).toMatchObject({ at: utc(day(8, '08:00:00')) });
  });

  it('what a correction makes overdue leaves from then on, in opening hours', () => {
    const told = (time: string) => facts(...asked, [day(4), partnerWrote], [day(9, time), { kind: 'verdict-corrected', of: 3, counts: false }]);
    expect(plan(caseOf('31', told('11:00:00')))).toMatchObject([{ at: utc(day(9, '11:00:00')), limit: utc(day(8, '07:30:00')), side: 'partner' }]);
    expect(plan(caseOf('31', told('19:00:00')))).toMatchObject([{ at: utc(day(10, '07:30:00')) }]);
  });

  it('what a merge makes overdue likewise', () => {
    const merged = facts([day(4), received], [day(10), { kind: 'merged-in', other: '31-2026-000002' as Reference, debt: { side: 'desk', since: utc(day(1)) } }]);
    expect(plan(caseOf('31', merged))).toMatchObject([{ at: utc(day(10)), limit: utc(day(8, '07:30:00')) }]);
  });
});

describe('a running deadline is frozen (rules: Clock 5)', () => {
  it('stays what it was when it began to run, whatever the calendar becomes', () => {
    const fresh = new Map<string, Reckoning>();
    const ticket = caseOf('31', facts(begun));
    plan(ticket, fresh);
    expect([...fresh.keys()]).toEqual(['debt:1']);
    const closed = { ...ticket.contract, calendar: { ...ticket.contract.calendar, closedDays: ['2026-06-08'] as never } };
    expect(first(plan({ ...ticket, contract: closed }))).toMatchObject({ at: utc(day(9, '07:30:00')) });
    const again = new Map<string, Reckoning>();
    const [kept] = plan({ ...ticket, contract: closed, frozen: fresh }, again);
    expect(kept).toMatchObject({ limit: utc(day(8, '07:30:00')), why: { article: 'art. 3.3', reckoning: { moved: { kind: 'weekend' } } } });
    expect(again.size).toBe(0);
  });

  it('is reckoned again when a correction changes where it starts', () => {
    const fresh = new Map<string, Reckoning>();
    const told = facts([day(4), received], [day(4), { kind: 'taken-in-hand' }]);
    plan(caseOf('31', told), fresh);
    const stale = new Map([...fresh].map(([key, reckoning]) => [key, { ...reckoning, start: utc(day(1)) }]));
    expect(first(plan(caseOf('31', told, { frozen: stale })))).toMatchObject({ at: utc(day(9)) });
  });
});

describe('the rest of the plan', () => {
  it('pickup: warned in opening time, broken at its limit, no longer once a person is on it', () => {
    expect(next(plan(caseOf('21', facts(begun))))).toMatchObject([
      { what: 'pickup-warning', at: utc(day(2, '14:00:00')) }, // 4 h of opening before Wednesday 10:00: 1 h 30 there, 2 h 30 on Tuesday
      { what: 'pickup-warning', at: utc(day(3, '09:00:00')) },
      { what: 'pickup-breach', at: utc(day(3)) },
    ]);
    expect(plan(caseOf('21', facts(begun, [day(2), { kind: 'taken-in-hand' }])))).toEqual([]);
    expect(plan(caseOf('21', facts(begun, [day(3), { kind: 'pickup-breached', limit: utc(day(3)) }])))).toEqual([]);
  });

  it('a call back falls due once, beside the debt', () => {
    const promised = [begun, [day(2), { kind: 'call-back-promised', due: utc(day(3, '09:15:00')) }]] as const;
    expect(next(plan(caseOf('76', facts(...promised))))).toMatchObject([{ at: utc(day(3, '09:15:00')), what: 'call-back', side: 'desk' }]);
    expect(plan(caseOf('76', facts(...promised, [day(3, '09:15:00'), { kind: 'call-back-due', of: 2 }])))).toEqual([]);
  });

  it('sectors have reminders by setting only, and no ladder (rules: Clock 4)', () => {
    const routed = facts(begun, [day(2), { kind: 'routed', sector: 'dpo', message: 'm' }]);
    expect(next(plan(caseOf('76', routed)))).toEqual([]);
    const { contract } = caseOf('76', routed);
    const reminding = { ...contract, settings: { ...contract.settings, internalReminder: { workingDays: 2 } } };
    expect(plan(caseOf('76', routed, { contract: reminding }))).toMatchObject([{ at: utc(day(4)), what: 'internal-reminder', of: 2, why: { article: null } }]);
  });

  it('a resolved request closes 10 calendar days later, a setting of the desk (rules: Clock 10)', () => {
    expect(plan(caseOf('31', facts(begun, [day(3), resolves])))).toMatchObject([{ at: utc(day(13)), what: 'close', why: { article: null } }]);
  });

  it('nothing happens by itself once closed', () => {
    expect(plan(caseOf('31', facts(begun, [day(3), resolves], [day(13), { kind: 'closed' }])))).toEqual([]);
  });
});

