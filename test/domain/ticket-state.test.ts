import { describe, expect, it } from 'vitest';
import type { Reference } from '../../domain/ids';
import type { FactBody } from '../../domain/ticket-facts';
import { effective, stateOf } from '../../domain/ticket-state';
import { asks, automatic, facts, owes, partnerWrote, received, resolves, utc } from '../support/ticket-case';

const day = (n: number, time = '10:00:00') => `2026-06-${String(n).padStart(2, '0')}T${time}+02:00`;
const begun = [day(1), received] as const;
const other = '31-2026-000002' as Reference;
const call = (result: 'reached' | 'not-reached' | 'message-left', then: 'owes' | 'asks' | 'resolved'): FactBody => ({ kind: 'desk-called', result, then, message: 'call' });
const byDelay = (side: 'desk' | 'partner', rung: number, since?: string): FactBody => ({
  kind: 'rung-contacted', side, rung, because: 'delay', how: 'task', ...(since === undefined ? {} : { since: utc(since) }),
});

describe('a debt (rules: Clock 1, 2, 3)', () => {
  it('is the desk’s from the receipt, at any hour', () => {
    const state = stateOf(facts(['2026-06-06T23:30:00+02:00', received]));
    expect(state).toMatchObject({ phase: 'received', debt: { side: 'desk', since: utc('2026-06-06T23:30:00+02:00'), n: 1 } });
  });

  it('runs from the first message without an answer: later ones do not start it again', () => {
    const state = stateOf(facts(begun, [day(2), partnerWrote], [day(3), partnerWrote]));
    expect(state.debt).toEqual({ side: 'desk', since: utc(day(1)), n: 1 });
  });

  it('of the partner runs from the first question: a second one does not start it again', () => {
    const state = stateOf(facts(begun, [day(2), asks], [day(4), asks]));
    expect(state.debt).toEqual({ side: 'partner', since: utc(day(2)), n: 2 });
  });

  const idle: FactBody[] = [
    { kind: 'taken-in-hand' },
    { kind: 'noted', message: 'm' },
    { kind: 'routed', sector: 'dpo', message: 'm' },
    { kind: 'referred', message: 'm' },
    { kind: 'internal-reply', from: 'national', message: 'm' },
    { kind: 'letter-left', letter: 'l' },
    { kind: 'rectified', ticketKind: 'other' },
    { kind: 'item-given', item: 'service' },
    { kind: 'call-back-promised', due: utc(day(9)) },
    { kind: 'urgent', by: 'partner' },
    { kind: 'pickup-breached', limit: utc(day(2)) },
    call('not-reached', 'resolved'),
    call('message-left', 'asks'),
    automatic,
  ];
  it.each(idle.map((body) => [body.kind, body] as const))('of the desk is not ended by « %s »', (_kind, body) => {
    expect(stateOf(facts(begun, [day(2), body])).debt).toEqual({ side: 'desk', since: utc(day(1)), n: 1 });
  });

  it.each([['a letter', asks], ['a reached call', call('reached', 'asks')]] as const)('is handed to the partner by %s that asks', (_what, body) => {
    expect(stateOf(facts(begun, [day(2), body]))).toMatchObject({ phase: 'waiting-partner', debt: { side: 'partner', since: utc(day(2)) } });
  });

  it('of the desk begins again with the letter that says « je dois encore une réponse »', () => {
    const state = stateOf(facts(begun, [day(2), owes]));
    expect(state).toMatchObject({ phase: 'waiting-desk', debt: { side: 'desk', since: utc(day(2)), n: 2 } });
  });

  it('is nobody’s once resolved, by a letter or not', () => {
    expect(stateOf(facts(begun, [day(2), resolves]))).toMatchObject({ phase: 'resolved', debt: null, resolvedAt: utc(day(2)) });
    expect(stateOf(facts(begun, [day(2), { kind: 'resolved' }]))).toMatchObject({ phase: 'resolved', debt: null });
  });

  it.each([['a mail', partnerWrote], ['a portal message', { ...partnerWrote, channel: 'portal' } as FactBody]] as const)(
    'of the partner is ended by %s, and the desk owes from it', (_what, body) => {
      expect(stateOf(facts(begun, [day(2), asks], [day(5), body]))).toMatchObject({ phase: 'waiting-desk', debt: { side: 'desk', since: utc(day(5)) } });
    },
  );

  it.each([['an out-of-office', automatic], ['a bounce', { kind: 'letter-bounced', letter: 'l' } as FactBody], ['a call that reached nobody', call('not-reached', 'owes')]] as const)(
    'of the partner is not ended by %s', (_what, body) => {
      expect(stateOf(facts(begun, [day(2), asks], [day(5), body])).debt).toEqual({ side: 'partner', since: utc(day(2)), n: 2 });
    },
  );

  it('of the partner is ended by a reached call: what it asks is a new debt', () => {
    expect(stateOf(facts(begun, [day(2), asks], [day(5), call('reached', 'asks')])).debt).toMatchObject({ side: 'partner', since: utc(day(5)) });
  });
});

describe('a corrected verdict (rules: Clock 3)', () => {
  const thought = (counts: boolean): FactBody => ({ kind: 'partner-wrote', channel: 'email', message: 'm', counts });
  const corrected = (counts: boolean): FactBody => ({ kind: 'verdict-corrected', of: 3, counts });

  it('« ceci est une réponse » ends the partner’s debt from that message on', () => {
    const told = facts(begun, [day(2), asks], [day(4), thought(false)], [day(9), corrected(true)]);
    expect(stateOf(told).debt).toEqual({ side: 'desk', since: utc(day(4)), n: 3 });
  });

  it('« n’en est pas une » gives the partner its debt back from the first question', () => {
    const told = facts(begun, [day(2), asks], [day(4), thought(true)], [day(9), corrected(false)]);
    expect(stateOf(told).debt).toEqual({ side: 'partner', since: utc(day(2)), n: 2 });
  });

  it('may be corrected again: the last one holds', () => {
    const told = facts(begun, [day(2), asks], [day(4), thought(true)], [day(9), corrected(false)], [day(10), corrected(true)]);
    expect(stateOf(told).debt).toMatchObject({ side: 'desk', since: utc(day(4)) });
  });

  it('finds the rung contacted while its side owed nothing', () => {
    const told = facts(begun, [day(2), asks], [day(4), thought(false)], [day(8), byDelay('partner', 1)]);
    expect(stateOf(told).inVain).toEqual([]);
    const after = stateOf([...told, ...facts([day(9), corrected(true)]).map((fact) => ({ ...fact, n: 5 }))]);
    expect(after).toMatchObject({ inVain: [{ n: 4, side: 'partner', rung: 1 }], ladders: { partner: { climbed: [] } } });
  });

  it('finds the rung contacted too early, under a debt that began later than was thought', () => {
    const told = facts(begun, [day(2), asks], [day(4), thought(true)], [day(6), partnerWrote], [day(9), byDelay('desk', 1, day(4))], [day(10), corrected(false)]);
    expect(stateOf(told)).toMatchObject({ debt: { side: 'desk', since: utc(day(6)) }, inVain: [{ n: 5 }], ladders: { desk: { climbed: [] } } });
  });

  it('keeps the rung contacted late, under a debt that began earlier than was thought', () => {
    const told = facts(begun, [day(2), asks], [day(4), thought(false)], [day(6), partnerWrote], [day(11), byDelay('desk', 1, day(6))], [day(12), corrected(true)]);
    expect(stateOf(told)).toMatchObject({ debt: { side: 'desk', since: utc(day(4)) }, inVain: [], ladders: { desk: { climbed: [{ rung: 1, outcome: 'contacted' }] } } });
  });

  it('undoes an exhausted ladder that was exhausted in vain', () => {
    const told = facts(begun, [day(2), asks], [day(4), thought(false)], [day(20), { kind: 'ladder-exhausted', side: 'partner', limit: utc(day(20)), since: utc(day(2)) }], [day(21), corrected(true)]);
    expect(stateOf(told).ladders.partner.exhaustedAt).toBeNull();
  });
});

describe('taking in hand', () => {
  it.each([
    ['taken-in-hand', { kind: 'taken-in-hand' }],
    ['a letter', owes],
    ['a call that reached nobody', call('not-reached', 'owes')],
    ['a promise to call back', { kind: 'call-back-promised', due: utc(day(3)) }],
    ['a routing', { kind: 'routed', sector: 'dpo', message: 'm' }],
  ] as ReadonlyArray<readonly [string, FactBody]>)('%s is a person’s act', (_what, body) => {
    expect(stateOf(facts(begun, [day(2), body])).pickedUpAt).toBe(utc(day(2)));
  });

  it('is never the automatic letter, nor a mail', () => {
    expect(stateOf(facts(begun, [day(2), { kind: 'letter-left', letter: 'acknowledgement' }], [day(3), partnerWrote])).pickedUpAt).toBeNull();
  });
});

describe('resolved, closed, reopened', () => {
  const resolved = [begun, [day(2), resolves]] as const;

  it('a message reopens, and the desk owes from it', () => {
    expect(stateOf(facts(...resolved, [day(5), partnerWrote]))).toMatchObject({ phase: 'waiting-desk', debt: { since: utc(day(5)) }, resolvedAt: null });
    expect(stateOf(facts(...resolved, [day(12), { kind: 'closed' }], [day(13), partnerWrote])).debt).toMatchObject({ side: 'desk', since: utc(day(13)) });
  });

  it('an agent reopens', () => {
    expect(stateOf(facts(...resolved, [day(5), { kind: 'reopened' }]))).toMatchObject({ phase: 'waiting-desk', debt: { side: 'desk', since: utc(day(5)) } });
    expect(stateOf(facts(begun, [day(5), { kind: 'reopened' }])).debt).toMatchObject({ since: utc(day(1)) });
  });

  it('a message received before the closing and recorded after it is not lost', () => {
    const told = facts(...resolved, [day(12), { kind: 'closed' }], [day(11), partnerWrote]);
    expect(stateOf(told)).toMatchObject({ phase: 'waiting-desk', debt: { side: 'desk', since: utc(day(11)) } });
  });

  it('an automatic reply reopens nothing', () => {
    expect(stateOf(facts(...resolved, [day(3), automatic])).phase).toBe('resolved');
  });
});

describe('call backs', () => {
  const promised = [begun, [day(2), { kind: 'call-back-promised', due: utc(day(3)) }]] as const;
  it('last until a reached call or the end', () => {
    expect(stateOf(facts(...promised)).callBacks).toEqual([{ n: 2, due: utc(day(3)), overdue: false }]);
    expect(stateOf(facts(...promised, [day(3), { kind: 'call-back-due', of: 2 }])).callBacks).toMatchObject([{ overdue: true }]);
    expect(stateOf(facts(...promised, [day(3), call('message-left', 'owes')])).callBacks).toHaveLength(1);
    expect(stateOf(facts(...promised, [day(3), call('reached', 'owes')])).callBacks).toEqual([]);
    expect(stateOf(facts(...promised, [day(3), { kind: 'resolved' }])).callBacks).toEqual([]);
  });
});

describe('merging', () => {
  const merged = (since: string, side: 'desk' | 'partner' = 'desk'): FactBody => ({ kind: 'merged-in', other, debt: { side, since: utc(since) } });
  const undone: FactBody = { kind: 'merge-undone', other };

  it('keeps the earlier debt of the two', () => {
    expect(stateOf(facts([day(4), received], [day(6), merged(day(2))])).debt).toMatchObject({ side: 'desk', since: utc(day(2)) });
    expect(stateOf(facts([day(4), received], [day(6), merged(day(5))])).debt).toMatchObject({ since: utc(day(4)) });
    expect(stateOf(facts([day(4), received], [day(5), asks], [day(6), merged(day(2))]))).toMatchObject({ phase: 'waiting-desk', debt: { side: 'desk', since: utc(day(2)) } });
    expect(stateOf(facts([day(4), received], [day(5), resolves], [day(6), merged(day(2))]))).toMatchObject({ debt: { since: utc(day(2)) }, resolvedAt: null });
  });

  it('can be undone, and done again', () => {
    const told = [[day(4), received], [day(6), merged(day(2))], [day(7), undone]] as const;
    expect(stateOf(facts(...told)).debt).toMatchObject({ since: utc(day(4)) });
    expect(stateOf(facts(...told, [day(8), merged(day(2))])).debt).toMatchObject({ since: utc(day(2)) });
    expect(effective(facts(...told)).map((fact) => fact.kind)).toEqual(['received', 'merge-undone']);
  });

  it('ends the duplicate, which then hears nothing', () => {
    const duplicate = facts(begun, [day(2), { kind: 'merged-into', other }], [day(3), partnerWrote]);
    expect(stateOf(duplicate)).toMatchObject({ phase: 'merged', debt: null });
    expect(stateOf([...duplicate, ...facts([day(4), undone]).map((fact) => ({ ...fact, n: 4 }))])).toMatchObject({ phase: 'received', debt: { since: utc(day(1)) } });
  });
});

it('nothing received is refused', () => {
  expect(() => stateOf([])).toThrow('a ticket begins with what was received');
  expect(() => stateOf(facts([day(1), asks]))).toThrow();
});
