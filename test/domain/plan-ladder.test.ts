import { describe, expect, it } from 'vitest';
import { plan, type Step } from '../../domain/plan';
import type { FactBody } from '../../domain/ticket-facts';
import { asks, caseOf, escalating, facts, owes, partnerWrote, received, utc } from '../support/ticket-case';

const day = (n: number, time = '10:00:00') => `2026-06-${String(n).padStart(2, '0')}T${time}+02:00`;
const begun = [day(1), received] as const; // Monday 1 June 2026
const next = (steps: readonly Step[]) => steps.map(({ at, what, side, rung, because }) => ({ at, what, side, rung: rung?.rank, because }));
const first = (steps: readonly Step[]) => next(steps)[0];
const decided = (side: 'desk' | 'partner', rung: number, because: 'delay' | 'urgent' = 'delay'): FactBody => ({ kind: 'rung-decided', side, rung, because, limit: utc(day(8, '07:30:00')) });
const left = (side: 'desk' | 'partner', rung: number, because: 'delay' | 'urgent' = 'delay'): FactBody => ({ kind: 'rung-contacted', side, rung, because, how: 'letter' });
const failed = (side: 'desk' | 'partner', rung: number): FactBody => ({ kind: 'rung-failed', side, rung });
const urgentBy = (by: 'desk' | 'partner'): FactBody => ({ kind: 'urgent', by });
const asked = [begun, [day(2, '14:00:00'), asks]] as const;
const partnerContacted = [...asked, [day(8, '07:30:00'), decided('partner', 1)], [day(8, '07:30:04'), left('partner', 1)]] as const;

describe('the ladder by delay (rules: Ladder 1)', () => {
  it('the next rung is contacted when the delay passes again from the instant the letter left', () => {
    expect(first(plan(caseOf('31', facts(...asked))))).toEqual({ at: utc(day(8, '07:30:00')), what: 'contact-rung', side: 'partner', rung: 1, because: 'delay' });
    const late = facts(...asked, [day(8, '07:30:00'), decided('partner', 1)], [day(9, '10:00:00'), left('partner', 1)]);
    expect(first(plan(caseOf('31', late)))).toMatchObject({ at: utc(day(15, '07:30:00')), rung: 2 }); // 9 + 5 = Sunday 14
  });

  it('waits while a letter has not left: a hanging relay starts no delay', () => {
    expect(plan(caseOf('31', facts(...asked, [day(8, '07:30:00'), decided('partner', 1)])))).toEqual([]);
  });

  it('late rungs are climbed one at a time', () => {
    const steps = plan(caseOf('31', facts(begun, [day(20), { kind: 'noted', message: 'm' }])));
    expect(next(steps)).toMatchObject([{ what: 'contact-rung', rung: 1 }]);
  });

  it('is said exhausted once, one more delay after the last', () => {
    const told = [...asked, [day(8, '07:30:00'), asTask('partner', 1)], [day(15, '07:30:00'), asTask('partner', 2)]] as const;
    expect(first(plan(caseOf('31', facts(...told))))).toMatchObject({ at: utc(day(22, '07:30:00')), what: 'ladder-exhausted' });
    expect(plan(caseOf('31', facts(...told, [day(22, '07:30:00'), { kind: 'ladder-exhausted', side: 'partner', limit: utc(day(22, '07:30:00')) }])))).toEqual([]);
  });

  it('is exhausted at once, after the first delay, when nobody valid is left', () => {
    const alone = caseOf('31', facts(...asked), { contacts: [] });
    expect(next(plan(alone))).toMatchObject([{ at: utc(day(8, '07:30:00')), what: 'skip-rung', rung: 1 }]);
    const skipped = caseOf('31', facts(...asked, [day(8, '07:30:00'), { kind: 'rung-skipped', side: 'partner', rung: 1, reason: 'no-contact', because: 'delay' }]), { contacts: [] });
    expect(next(plan(skipped))).toMatchObject([{ at: utc(day(8, '07:30:00')), what: 'ladder-exhausted' }]);
  });

  it('starts again at rung 1 with a new debt', () => {
    const told = facts(...partnerContacted, [day(9), partnerWrote], [day(9, '11:00:00'), asks]);
    expect(first(plan(caseOf('31', told)))).toMatchObject({ at: utc(day(15, '07:30:00')), side: 'partner', rung: 1 });
    expect(first(plan(caseOf('31', facts(begun, [day(8, '07:30:00'), asTask('desk', 1)], [day(9), owes]))))).toMatchObject({ side: 'desk', rung: 1 });
  });

  it('leaves alone a side that the contract does not name', () => {
    expect(plan(caseOf('31', facts(...asked), { contract: escalating('31', { sides: ['desk'] }) }))).toEqual([]);
  });
});

describe('a rung reached otherwise (rules: Ladder 2, 3, 4)', () => {
  it('by telephone counts as contacted', () => {
    const told = facts(...asked, [day(4), { kind: 'rung-contacted', side: 'partner', rung: 1, because: 'delay', how: 'phone' }]);
    expect(first(plan(caseOf('31', told)))).toMatchObject({ at: utc(day(9)), rung: 2 }); // 4 + 5 = Tuesday 9, open
  });

  it('spoken to again does not put off the next one', () => {
    const told = facts(...partnerContacted, [day(11), { kind: 'rung-contacted', side: 'partner', rung: 1, because: 'delay', how: 'phone' }]);
    expect(first(plan(caseOf('31', told)))).toMatchObject({ at: utc(day(15, '07:30:00')), rung: 2 });
  });

  it('a bounce: the next rung at once; after closing, at the next opening', () => {
    expect(first(plan(caseOf('31', facts(...partnerContacted, [day(8, '07:31:10'), failed('partner', 1)]))))).toMatchObject({ at: utc(day(8, '07:31:10')), rung: 2 });
    expect(first(plan(caseOf('31', facts(...partnerContacted, [day(8, '18:00:00'), failed('partner', 1)]))))).toMatchObject({ at: utc(day(9, '07:30:00')), rung: 2 });
  });

  it('a bounce that comes after the next rung was contacted starts nothing more', () => {
    const told = facts(...partnerContacted, [day(8, '09:00:00'), urgentBy('desk')], [day(8, '09:00:00'), decided('partner', 2, 'urgent')], [day(8, '09:00:02'), left('partner', 2, 'urgent')], [day(8, '09:10:00'), failed('partner', 1)]);
    expect(next(plan(caseOf('31', told)))).toMatchObject([{ at: utc(day(15, '07:30:00')), what: 'ladder-exhausted' }]); // 8 + 5 = Saturday 13
  });

  it('a bounce once the side has answered starts nothing', () => {
    const told = facts(...partnerContacted, [day(8, '09:00:00'), partnerWrote], [day(8, '09:10:00'), failed('partner', 1)]);
    expect(next(plan(caseOf('31', told)))).toMatchObject([{ side: 'desk', rung: 1 }]);
  });

  it('our own mailbox is a task', () => {
    expect(plan(caseOf('95', facts(begun)))).toMatchObject([{ what: 'contact-rung', rung: { rank: 1, how: 'task' } }]);
  });
});

describe('« urgent » (rules: Ladder 5)', () => {
  it('contacts the next person at once, at any hour, and the delay restarts from it', () => {
    const told = [...asked, [day(6, '23:00:00'), urgentBy('desk')]] as const; // Saturday night
    expect(plan(caseOf('31', facts(...told)))).toMatchObject([{ at: utc(day(6, '23:00:00')), what: 'contact-rung', because: 'urgent', rung: { rank: 1 }, why: { atOnce: 'urgent', reckoning: null } }]);
    const gone = facts(...told, [day(6, '23:00:00'), decided('partner', 1, 'urgent')], [day(6, '23:00:03'), left('partner', 1, 'urgent')]);
    expect(next(plan(caseOf('31', gone)))).toMatchObject([{ at: utc(day(12, '07:30:00')), rung: 2, because: 'delay' }]); // 6 + 5 = Thursday 11 at 23:00:03
  });

  it('declared again while the letter is leaving, takes the next one too', () => {
    const told = [...asked, [day(3), urgentBy('desk')], [day(3, '10:00:00'), decided('partner', 1, 'urgent')], [day(3, '10:00:05'), urgentBy('desk')]] as const;
    expect(plan(caseOf('31', facts(...told)))).toEqual([]);
    expect(next(plan(caseOf('31', facts(...told, [day(3, '10:00:09'), left('partner', 1, 'urgent')]))))).toMatchObject([{ at: utc(day(3, '10:00:09')), rung: 2, because: 'urgent' }]);
  });

  it('passes over a rung without a contact at once', () => {
    const told = facts(...asked, [day(3), urgentBy('desk')], [day(3), { kind: 'rung-skipped', side: 'partner', rung: 1, reason: 'dead-address', because: 'urgent' }]);
    expect(next(plan(caseOf('31', told)))).toMatchObject([{ at: utc(day(3)), rung: 2, because: 'urgent' }]);
  });

  it('on a side that owes nothing contacts its first person, and nothing more by delay', () => {
    const told = [...asked, [day(3), urgentBy('partner')]] as const;
    expect(next(plan(caseOf('31', facts(...told))))).toMatchObject([{ side: 'desk', rung: 1, because: 'urgent' }, { side: 'partner', rung: 1, because: 'delay' }]);
    const gone = facts(...told, [day(3), decided('desk', 1, 'urgent')], [day(3), left('desk', 1, 'urgent')]);
    expect(next(plan(caseOf('31', gone)))).toMatchObject([{ side: 'partner', rung: 1, because: 'delay' }]);
  });

  it('is not carried into the next debt when nobody was left to contact', () => {
    const told = facts(begun, [day(2), asTask('desk', 1, 'urgent')], [day(3), { kind: 'ladder-exhausted', side: 'desk', limit: utc(day(3)) }], [day(3, '12:00:00'), urgentBy('partner')], [day(4), asks], [day(5), partnerWrote]);
    expect(next(plan(caseOf('31', told)))).toEqual([{ at: utc(day(10)), what: 'contact-rung', side: 'desk', rung: 1, because: 'delay' }]);
  });

  it.each(['21', '76'])('%s: is shown, and nobody is contacted', (caf) => {
    const [flag] = plan(caseOf(caf, facts(begun, [day(1, '20:00:00'), urgentBy('partner')])));
    expect(flag).toMatchObject({ at: utc(day(1, '20:00:00')), what: 'urgent-flag', side: 'partner', why: { article: null } });
    const flagged = plan(caseOf(caf, facts(begun, [day(1, '20:00:00'), urgentBy('partner')], [day(1, '20:00:00'), { kind: 'urgent-flagged', by: 'partner' }])));
    expect(flagged.filter((step) => step.what === 'urgent-flag' || step.what === 'contact-rung')).toEqual([]);
  });

  it('where the contract escalates by delay only, is shown', () => {
    const contract = escalating('31', { urgent: false });
    expect(next(plan(caseOf('31', facts(begun, [day(2), urgentBy('partner')]), { contract })))[0]).toMatchObject({ what: 'urgent-flag' });
  });
});

describe('proposed escalation (rules: Clock 7)', () => {
  const contract = escalating('31', { mode: 'proposed' });
  const proposed: FactBody = { kind: 'rung-proposed', side: 'partner', rung: 1, because: 'delay', limit: utc(day(8, '07:30:00')) };

  it('proposes, then waits for the manager', () => {
    expect(next(plan(caseOf('31', facts(...asked), { contract })))).toMatchObject([{ what: 'propose-rung', rung: 1 }]);
    expect(plan(caseOf('31', facts(...asked, [day(8, '07:30:00'), proposed]), { contract }))).toEqual([]);
  });

  it('goes on from the letter, once accepted', () => {
    const accepted = facts(...asked, [day(8, '07:30:00'), proposed], [day(9), decided('partner', 1)], [day(9), left('partner', 1)]);
    expect(next(plan(caseOf('31', accepted, { contract })))).toMatchObject([{ at: utc(day(15, '07:30:00')), what: 'propose-rung', rung: 2 }]);
  });

  it('does not hold up « urgent », which contacts the person proposed', () => {
    const told = facts(...asked, [day(8, '07:30:00'), proposed], [day(8, '20:00:00'), urgentBy('desk')]);
    expect(next(plan(caseOf('31', told, { contract })))).toMatchObject([{ at: utc(day(8, '20:00:00')), what: 'contact-rung', rung: 1, because: 'urgent' }]);
  });
});

/** A task, decided and told at one instant. */
function asTask(side: 'desk' | 'partner', rung: number, because: 'delay' | 'urgent' = 'delay'): FactBody {
  return { kind: 'rung-contacted', side, rung, because, how: 'task' };
}
