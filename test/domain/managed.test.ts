import { describe, expect, it } from 'vitest';
import { explainReckoning } from '../../domain/french/reckoning';
import { forecast } from '../../domain/forecast';
import { managerRefusal, runningLimits } from '../../domain/manager-acts';
import { plan, type Step } from '../../domain/plan';
import type { FactBody } from '../../domain/ticket-facts';
import { stateOf } from '../../domain/ticket-state';
import { asks, caseOf, escalating, facts, partnerWrote, received, resolves, utc } from '../support/ticket-case';

// June 2026: the 1st is a Monday. Every date below was worked out by hand on a paper calendar.
const day = (n: number, time = '10:00:00') => `2026-06-${String(n).padStart(2, '0')}T${time}+02:00`;
const pause = (until: string): FactBody => ({ kind: 'paused', until: utc(until), message: 'why' });
const dates = (steps: readonly Step[]) => steps.map(({ at, what }) => [what, at]);
const escalates = (steps: readonly Step[]) => steps.find((step) => step.what === 'contact-rung')?.at;

describe('a pause by hand does not count (rules: Clock 6)', () => {
  it.each([
    ['31', '5 calendar days: Sat 6 10:00 becomes Mon 8 16:00', [day(1), received], [day(2), pause(day(4, '16:00:00'))], day(8, '16:00:00')],
    ['31', 'put off into the night: the next opening', [day(1), received], [day(2), pause(day(5, '20:00:00'))], day(10, '07:30:00')],
    ['95', '1 month: Sat 13 15:50 becomes Wed 17 15:50', ['2026-05-13T15:50:00+02:00', received], [day(1), pause(day(5))], day(17, '15:50:00')],
    ['59', '10 working days, three of them paused: Mon 15 becomes Thu 18', [day(1), received], [day(3), pause(day(8))], day(18)],
    ['59', 'a pause of an afternoon takes no working day', [day(1), received], [day(3), pause(day(3, '16:00:00'))], day(15)],
    ['59', 'over a public holiday that no delay counts: Wed 15 July stays one day later', ['2026-06-30T10:00:00+02:00', received], ['2026-07-13T10:00:00+02:00', pause('2026-07-15T10:00:00+02:00')], '2026-07-16T10:00:00+02:00'],
  ] as const)('%s: %s', (caf, _why, begun, paused, due) => {
    expect(escalates(plan(caseOf(caf, facts(begun, paused))))).toBe(utc(due));
  });

  it('in opening hours, what opening time was left is left when it ends', () => {
    // 20 h of opening from Mon 1 10:00 (7.5 h, 10 h, then 2.5 h): Wed 3 10:00. Paused Tue 2 12:00 (8 h left) to Thu 4 15:00: 2.5 h, then 5.5 h on Fri 5.
    const contract = escalating('31', { rule: { openingHours: 20 } });
    expect(escalates(plan(caseOf('31', facts([day(1), received]), { contract })))).toBe(utc(day(3)));
    expect(escalates(plan(caseOf('31', facts([day(1), received], [day(2, '12:00:00'), pause(day(4, '15:00:00'))]), { contract })))).toBe(utc(day(5, '13:00:00')));
  });

  it('by the local clock across the change of time', () => {
    // Fri 23 Oct 10:00 + 5 days = Wed 28 10:00; paused Sat 24 09:00 to Mon 26 09:00 (49 elapsed hours): two days by the clock.
    const told = facts(['2026-10-23T10:00:00+02:00', received], ['2026-10-24T09:00:00+02:00', pause('2026-10-26T09:00:00+01:00')]);
    expect(escalates(plan(caseOf('31', told)))).toBe(utc('2026-10-30T10:00:00+01:00'));
  });

  it('its end is in the visible future, and the ladder goes on from it', () => {
    expect(dates(forecast(caseOf('31', facts([day(1), received], [day(2), pause(day(4, '16:00:00'))]))))).toEqual([
      ['pause-end', utc(day(4, '16:00:00'))],
      ['contact-rung', utc(day(8, '16:00:00'))],
      ['ladder-exhausted', utc(day(15, '07:30:00'))],
    ]);
  });

  it('lifted before its time, it has taken only what had passed', () => {
    const told = facts([day(1), received], [day(2), pause(day(4, '16:00:00'))], [day(3, '17:00:00'), { kind: 'resumed', message: 'why' }]);
    expect(dates(plan(caseOf('31', told)))).toEqual([['contact-rung', utc(day(8, '07:30:00'))]]); // Sun 7 17:00
  });

  it('a second one adds to the first', () => {
    const told = facts([day(1), received], [day(2), pause(day(3))], [day(3), { kind: 'pause-ended', of: 2 }], [day(4), pause(day(6))]);
    expect(escalates(plan(caseOf('31', told)))).toBe(utc(day(9))); // Sat 6 10:00, Sun 7 10:00, Tue 9 10:00
  });

  it('an answer ends it: the other side is not paused by it', () => {
    const told = facts([day(1), received], [day(1, '11:00:00'), asks], [day(2), pause(day(30))], [day(4), partnerWrote]);
    expect(dates(plan(caseOf('31', told)))).toEqual([['contact-rung', utc(day(9))]]); // 4 June + 5 days
    expect(stateOf(facts([day(1), received], [day(2), pause(day(30))], [day(3), resolves])).pause).toBeNull();
  });

  it('urgent does not wait for it; a letter that comes back does', () => {
    const paused = [[day(1), received], [day(2), pause(day(4))]] as const;
    expect(escalates(plan(caseOf('95', facts(...paused, [day(3), { kind: 'urgent', by: 'partner' }]))))).toBe(utc(day(3)));
    const bounced = facts([day(1), received], [day(8, '07:30:00'), { kind: 'rung-decided', side: 'desk', rung: 1, because: 'delay', limit: utc(day(8, '07:30:00')) }], [day(8, '08:00:00'), pause(day(10))], [day(8, '09:00:00'), { kind: 'rung-failed', side: 'desk', rung: 1 }]);
    expect(dates(plan(caseOf('31', bounced)))).toEqual([['pause-end', utc(day(10))], ['ladder-exhausted', utc(day(10))]]);
  });

  it('is told in the reckoning that is printed', () => {
    const ticket = caseOf('31', facts([day(1), received], [day(2), pause(day(4, '16:00:00'))]));
    const step = plan(ticket).find((one) => one.what === 'contact-rung');
    const lines = explainReckoning(step?.why.reckoning as never, ticket.contract.calendar).map(({ label, value }) => `${label} : ${value}`.replaceAll(/[\u00a0\u202f]/g, ' '));
    expect(lines.slice(-2)).toEqual(['Pause : du mar. 2 juin 2026 à 10 h 00 au jeu. 4 juin 2026 à 16 h 00, échéance reportée au lun. 8 juin 2026 à 16 h 00', 'Échéance : lun. 8 juin 2026 à 16 h 00']);
  });
});

describe('a deadline changed by hand', () => {
  const moved = (limit: string, due: string): FactBody => ({ kind: 'deadline-changed', limit, due: utc(due), message: 'why' });

  it('replaces the reckoned one, which stays in the reckoning', () => {
    const [step] = plan(caseOf('31', facts([day(1), received], [day(2), moved('debt:1', day(18, '09:00:00'))])));
    expect(step).toMatchObject({ at: utc(day(18, '09:00:00')), limit: utc(day(18, '09:00:00')), why: { article: 'art. 3.3', reckoning: { adjusted: [{ kind: 'by-hand', n: 2, from: utc(day(8, '07:30:00')) }] } } });
  });

  it('holds for that limit alone: the next rung has its own delay, a new debt its own start', () => {
    const told = [[day(1), received], [day(2), moved('debt:1', day(18, '09:00:00'))]] as const;
    expect(dates(forecast(caseOf('31', facts(...told))))).toEqual([['contact-rung', utc(day(18, '09:00:00'))], ['ladder-exhausted', utc(day(23, '09:00:00'))]]);
    expect(escalates(plan(caseOf('31', facts(...told, [day(3), asks], [day(4), partnerWrote]))))).toBe(utc(day(9)));
  });

  it('set in the night, its letter leaves at the next opening; a promise of pickup likewise may be moved', () => {
    expect(plan(caseOf('31', facts([day(1), received], [day(2), moved('debt:1', day(18, '20:00:00'))])))).toMatchObject([{ limit: utc(day(18, '20:00:00')), at: utc(day(19, '07:30:00')) }]);
    expect(plan(caseOf('21', facts([day(1), received], [day(1, '11:00:00'), moved('pickup', day(5, '12:00:00'))]))).find((step) => step.what === 'pickup-breach')?.at).toBe(utc(day(5, '12:00:00')));
  });

  it('a pause puts off a date set by hand', () => {
    const told = facts([day(1), received], [day(2), moved('debt:1', day(18, '09:00:00'))], [day(15), pause(day(16))]);
    expect(escalates(plan(caseOf('31', told)))).toBe(utc(day(19, '09:00:00')));
  });
});

describe('what a manager is refused', () => {
  const told = facts([day(1), received], [day(2), pause(day(4))]);
  const ticket = caseOf('31', told);
  const no = (act: Parameters<typeof managerRefusal>[0], of = ticket) => managerRefusal(act, of, stateOf(of.facts), utc(day(3)));

  it.each([
    ['a pause in a pause', { kind: 'pause', until: utc(day(9)), text: 'x' }, 'Cette demande est déjà en pause.'],
    ['no reason', { kind: 'pause', until: utc(day(9)), text: ' ' }, 'Écrivez le motif : il reste au journal.'],
    ['a limit that does not run', { kind: 'change-deadline', limit: 'rung:9', due: utc(day(9)), text: 'x' }, 'Cette échéance ne court plus : rechargez la page.'],
    ['a date that has passed', { kind: 'change-deadline', limit: 'debt:1', due: utc(day(2)), text: 'x' }, 'La nouvelle échéance doit être à venir.'],
    ['a date in ten years', { kind: 'change-deadline', limit: 'debt:1', due: utc('2036-06-01T10:00:00+02:00'), text: 'x' }, 'La nouvelle échéance doit être dans l’année.'],
  ] as const)('%s', (_what, act, reason) => expect(no(act)).toBe(reason));

  it('a pause of nothing, a pause lifted that is not', () => {
    const done = caseOf('31', facts([day(1), received], [day(2), resolves]));
    expect([no({ kind: 'pause', until: utc(day(9)), text: 'x' }, done), no({ kind: 'resume', text: '' }, done)]).toEqual(['Personne ne doit de réponse : aucun délai ne court.', 'Cette demande n’est pas en pause.']);
    expect(no({ kind: 'resume', text: '' })).toBeNull();
  });

  it('the limits that run are named as their reckonings are kept', () => {
    expect(runningLimits(ticket, stateOf(told)).map(({ key }) => key)).toEqual(['debt:1']);
    const both = caseOf('21', facts([day(1), received]));
    expect(runningLimits(both, stateOf(both.facts)).map(({ key }) => key)).toEqual(['pickup']);
  });
});
