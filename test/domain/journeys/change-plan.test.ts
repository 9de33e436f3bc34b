import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../../domain/ids';
import { aroundOf, type Surroundings } from '../../../domain/journeys/around';
import { changeOfAdministrator } from '../../../domain/journeys/change';
import { actOnChange, approvalBlocks, changeRefusal } from '../../../domain/journeys/change-acts';
import type { ChangeFactBody } from '../../../domain/journeys/change-facts';
import { foldChange } from '../../../domain/journeys/change-state';
import { around, asked, byMail, calledBack, changeFacts, kept, received, receivedWith, signed, warned } from '../../support/change-case';
import { utc } from '../../support/ticket-case';

const MAY = (day: number, time = '10:00:00') => `2026-05-${String(day).padStart(2, '0')}T${time}+02:00`;
const JUNE = (day: number, time = '10:00:00') => `2026-06-${String(day).padStart(2, '0')}T${time}+02:00`;
type Line = readonly [string, ChangeFactBody];
const begun: readonly Line[] = [[MAY(18), received], [MAY(18), warned()], [MAY(18), asked]]; // Monday; Whit Monday is the 25th
const bothSigned: readonly Line[] = [...begun, [MAY(19), signed('signatory')], [MAY(22), signed('administrator')]];
const state = (...lines: readonly Line[]) => foldChange(changeFacts(...lines));
const next = (caf: string, lines: readonly Line[], changes: Partial<Surroundings> = {}) =>
  changeOfAdministrator.plan(state(...lines), aroundOf(around(caf, changes), new Map())).map(({ at, rule, side, key, ladder }) => [rule, at, ...(side === undefined ? [] : [side]), ...(ladder?.rung === undefined ? [] : [ladder.rung.rank]), ...(key === undefined ? [] : [Number(key)])]);

describe('what comes next (instants worked out by hand)', () => {
  it('a form is complete: the warning at once, before anything else; then the signatures', () => {
    expect(next('95', [[MAY(18), received]])[0]).toEqual(['warn', utc(MAY(18))]);
    expect(next('95', begun.slice(0, 2))[0]).toEqual(['ask-signatures', utc(MAY(18))]);
  });

  it('a mail whose form nobody has read yet: the warning all the same, then the Caf owes from the receipt', () => {
    const lines: readonly Line[] = [[MAY(18), byMail]];
    expect(next('59', lines)).toMatchObject([['warn', utc(MAY(18))], ['contact-rung', utc(JUNE(2)), 'desk', 1]]); // 10 working days less Whit Monday
    expect(next('59', [...lines, [MAY(18), warned('')], [MAY(19), kept()]])[0]).toEqual(['warn', utc(MAY(19))]);
  });

  it.each<[string, string, unknown[]]>([
    ['95', 'five working days pass over Whit Monday; one month to Thursday 18 June', [['objection-end', utc(MAY(26))], ['remind', utc(MAY(26)), 'partner', 1], ['contact-rung', utc(JUNE(18)), 'partner', 1]]],
    ['59', 'ten working days', [['objection-end', utc(MAY(26))], ['remind', utc(MAY(26)), 'partner', 1], ['contact-rung', utc(JUNE(2)), 'partner', 1]]],
    ['31', 'five days: Saturday 23, so Tuesday 26 at opening', [['contact-rung', utc(MAY(26, '07:30:00')), 'partner', 1], ['objection-end', utc(MAY(26))], ['remind', utc(MAY(26)), 'partner', 1]]],
    ['21', 'no article 3.3: reminders only, the manager with the last', [['objection-end', utc(MAY(26))], ['remind', utc(MAY(26)), 'partner', 1], ['remind-silence', utc(JUNE(2)), 'partner', NaN]]],
  ])('Caf %s waits for signatures: %s', (caf, _why, expected) => {
    expect(next(caf, begun).map((one) => one.slice(0, 4))).toEqual(expected);
  });

  const { contract } = around('95');
  const onlyIncidents = { ...contract, escalation: contract.escalation === null ? null : { ...contract.escalation, outsideIncidents: false } };
  it('reminders only where the contract keeps its ladder to incidents (rules: Ladder 6)', () => {
    expect(next('95', begun, { contract: onlyIncidents }).map(([what]) => what)).toEqual(['objection-end', 'remind', 'remind-silence']);
  });

  it('the second reminder runs from the same instant, and there is no third', () => {
    const reminded = [...begun, [MAY(26), { kind: 'reminded', nth: 1 }]] as const;
    expect(next('95', reminded).find(([what]) => what === 'remind')).toEqual(['remind', utc(JUNE(2)), 'partner', 2]);
    expect(next('95', [...reminded, [JUNE(2), { kind: 'reminded', nth: 2 }]]).map(([what]) => what)).not.toContain('remind');
  });

  it('both signed: the Caf owes from the second signature', () => {
    expect(next('95', bothSigned)).toEqual([['objection-end', utc(MAY(26))], ['contact-rung', utc('2026-06-22T10:00:00+02:00'), 'desk', 1]]);
  });

  it('approved: the Caf owes the accesses from then, and reports at once when both are done', () => {
    const approved: readonly Line[] = [...bothSigned, [MAY(26), { kind: 'objection-time-over' }], [MAY(26), calledBack], [MAY(26), { kind: 'checked', by: 'agent-1' }], [MAY(27), { kind: 'approved', by: 'agent-2', note: '' }]];
    expect(next('95', approved)).toEqual([['contact-rung', utc('2026-06-29T09:00:00+02:00'), 'desk', 1]]); // 27 June is a Saturday
    const given: Line = [MAY(28), { kind: 'access-given', by: 'agent-1', on: '2026-05-28' as LocalDate }];
    expect(next('95', [...approved, given]).map(([what]) => what)).toEqual(['contact-rung']);
    const done: readonly Line[] = [...approved, given, [MAY(28, '11:00:00'), { kind: 'access-withdrawn', by: 'agent-1', on: '2026-05-28' as LocalDate }]];
    expect(next('95', done)[0]).toEqual(['report', utc(MAY(28, '11:00:00'))]);
    const over = [...done, [MAY(28, '11:00:00'), { kind: 'reported' }]] as const;
    expect([state(...over).phase, next('95', over)]).toEqual(['done', []]);
  });

  it('incomplete: what is missing is asked for, and the partner owes from that letter', () => {
    const lines: readonly Line[] = [[MAY(18), receivedWith({ wrong: [{ item: 'phone', problem: 'missing' }] })], [MAY(18), warned()]];
    expect(next('95', lines)[0]).toEqual(['ask-items', utc(MAY(18))]);
    const told = [...lines, [MAY(19), { kind: 'items-asked' }]] as const;
    expect([state(...told).phase, state(...told).debt]).toMatchObject(['incomplete', { side: 'partner', since: utc(MAY(19)) }]);
    expect(state(...told, [MAY(20), { kind: 'received-again', channel: 'email', read: { source: 'mail-text', file: null, lines: {} } }]).debt).toMatchObject({ side: 'desk', since: utc(MAY(20)) });
  });
});

describe('what changes the course', () => {
  it('an objection is the Caf’s to settle and stops approval; lifted, signatures are waited for again', () => {
    const objected = [...begun, [MAY(19), { kind: 'objected', reason: 'r', name: 'Sylvie Arnoult' }]] as const;
    expect(state(...objected).debt).toMatchObject({ side: 'desk', since: utc(MAY(19)) });
    expect(approvalBlocks(state(...objected), 'agent-2', around('95'))[0]).toContain('opposition');
    expect(state(...objected, [MAY(20), { kind: 'objection-lifted', reason: 'r', by: 'agent-1' }]).debt).toMatchObject({ side: 'partner', since: utc(MAY(20)) });
  });

  it('a form that says something else voids signatures and check; a new person is warned about again', () => {
    const changed = [...bothSigned, [MAY(22), { kind: 'checked', by: 'agent-1' }], [MAY(25), kept({ digest: 'd2', people: 'p2' })]] as const;
    expect(state(...changed)).toMatchObject({ phase: 'signing', signatures: {}, checked: null });
    expect(next('95', changed)[0]).toEqual(['warn', utc(MAY(25))]);
    expect(state(...changed, [MAY(25), signed('signatory', 'd1')]).signatures).toEqual({});
  });

  it('a call was about the people of the form as it stood: other people have to be asked about anew, another telephone number has not', () => {
    const rung = [...begun, [MAY(19), calledBack]] as const;
    expect(approvalBlocks(state(...rung, [MAY(20), kept({ digest: 'd2', people: 'p2' })]), 'agent-2', around('95'))).toContain('le rappel à un numéro inscrit n’est pas consigné');
    expect(approvalBlocks(state(...rung, [MAY(20), kept({ digest: 'd2' })]), 'agent-2', around('95'))).not.toContain('le rappel à un numéro inscrit n’est pas consigné');
  });

  it('an item is accepted with a reason, and only one that may be', () => {
    const shared = receivedWith({ wrong: [{ item: 'personalEmail', problem: 'shared-mailbox' }, { item: 'phone', problem: 'missing' }] });
    const accept = (item: 'personalEmail' | 'phone'): Line => [MAY(19), { kind: 'item-accepted', item, reason: 'r', by: 'agent-1' }];
    expect(state([MAY(18), shared], accept('personalEmail'), accept('phone')).wrong).toEqual([{ item: 'phone', problem: 'missing' }]);
  });

  it('approved once all is there, by another agent than the one who checked', () => {
    const before = [...bothSigned, [MAY(26), { kind: 'checked', by: 'agent-1' }]] as const;
    expect(approvalBlocks(state(...before), 'agent-1', around('95'))).toEqual([expect.stringMatching(/^qui a vérifié la demande n’approuve pas\s: un autre agent doit approuver$/), 'le rappel à un numéro inscrit n’est pas consigné', 'le délai d’opposition n’est pas terminé']);
    const ready = [...before, [MAY(26), calledBack], [MAY(26), { kind: 'objection-time-over' }]] as const;
    expect(['agent-1', 'agent-2'].map((by) => changeRefusal('approve', state(...ready), by, around('95')))).toEqual([expect.stringContaining('un autre agent'), null]);
  });

  it('a signatory that the convention does not know is verified before the check', () => {
    const nobody = { contacts: [], deadAddresses: new Set<string>() };
    const known = { ...nobody, contacts: [{ id: 's', name: 'Brigitte OLIVAIN', role: 'signatory' as const, jobTitle: null, email: 's@x.example', phones: ['+33199002417'], ladderRank: null }] };
    expect(changeRefusal('check', state(...bothSigned), 'agent-1', nobody)).toContain('signataire');
    expect(changeRefusal('check', state(...bothSigned), 'agent-1', known)).toBeNull();
    expect(changeRefusal('check', state(...bothSigned, [MAY(23), { kind: 'signatory-verified', how: 'r', by: 'agent-1' }]), 'agent-1', nobody)).toBeNull();
  });

  it('only a number that the Caf registered is called back: not one of the request, nor one that the partner entered on the portal', () => {
    const fromPortal = { id: 'p', name: 'Personne Ajoutée', jobTitle: null, email: 'p@x.example', phones: ['+33639984099'], ladderRank: null } as const;
    const entered = (['level-one-support', 'escalation-contact', 'other'] as const).map((role, i) => ({ ...fromPortal, id: `p${i}`, role, phones: [`+3363998409${i}`] }));
    const registered = { ...fromPortal, id: 'a', role: 'administrator' as const, phones: ['+33199002417'] };
    const call = (number: string) => actOnChange({ kind: 'call-back', number, result: 'reached', note: '', by: 'agent-1' }, state(...begun), aroundOf(around('95', { contacts: [...entered, registered] }), new Map()), utc(MAY(19)));
    for (const number of ['+33639984012', ...entered.flatMap(({ phones }) => phones)]) expect(call(number), number).toEqual({ refused: expect.stringContaining('inscrit à la convention par la Caf') as string });
    expect(call('+33199002417')).toMatchObject({ facts: [{ body: { kind: 'called-back' } }] });
  });

  it.each(['refused', 'cancelled'] as const)('%s: nothing more comes, and nothing more is done', (kind) => {
    const lines = [...begun, [MAY(19), { kind, by: 'agent-1', reason: 'r' }]] as const;
    expect([next('95', lines), state(...lines).debt, state(...lines, [MAY(20), signed('signatory')]).signatures]).toEqual([[], null, {}]);
    expect(changeRefusal('approve', state(...lines), 'agent-2', around('95'))).toContain('déjà');
  });
});
