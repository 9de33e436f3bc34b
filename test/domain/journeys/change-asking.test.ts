import { describe, expect, it } from 'vitest';
import { aroundOf, type Surroundings } from '../../../domain/journeys/around';
import { changeOfAdministrator } from '../../../domain/journeys/change';
import { actOnChange, approvalBlocks } from '../../../domain/journeys/change-acts';
import { nobodyTold } from '../../../domain/journeys/change-asking';
import type { ChangeFactBody } from '../../../domain/journeys/change-facts';
import { foldChange } from '../../../domain/journeys/change-state';
import { forecastJourney } from '../../../domain/journeys/forecast';
import type { JourneyKind } from '../../../domain/journeys/types';
import { around, asked, changeFacts, FILLED, kept, received, receivedWith, signed } from '../../support/change-case';
import { utc } from '../../support/ticket-case';

const MAY = (day: number, time = '10:00:00') => `2026-05-${String(day).padStart(2, '0')}T${time}+02:00`;
type Line = readonly [string, ChangeFactBody];
const KIND: JourneyKind = changeOfAdministrator;
const ASKER = { name: 'Léonie Tassigny', address: 'leonie@ccas.example' };
const received95 = { ...received, requester: ASKER } as ChangeFactBody;
const told = (...addresses: string[]): ChangeFactBody => ({ kind: 'warned', people: 'p1', told: addresses });
const back = (to: string, letter: string): ChangeFactBody => ({ kind: 'letter-bounced', letter: `a-change/2/1/${letter}`, to, permanent: true });
const state = (...lines: readonly Line[]) => foldChange(changeFacts(...lines));
const reach = (changes: Partial<Surroundings> = {}) => aroundOf(around('95', changes), new Map());
const coming = (caf: string, lines: readonly Line[], changes: Partial<Surroundings> = {}) =>
  forecastJourney(KIND, changeFacts(...lines), around(caf, changes)).map(({ step, outcome }) => [step.rule, ...(outcome.letters ?? []).map(({ letter, to }) => `${letter} ${to.address.split('@')[0] ?? ''}`)]);
const contact = (role: 'administrator' | 'signatory' | 'dpo', email: string | null, phones: readonly string[] = []) => ({ id: role, name: role === 'signatory' ? FILLED.signatoryName : role, role, jobTitle: null, email, phones, ladderRank: null });

describe('a signatory whom the convention does not know', () => {
  it.each([['95', true], ['21', false]])('Caf %s: the form to be signed on paper goes to who asked, and is reminded; the ladder climbs only where article 3.3 is (%s)', (caf, ladder) => {
    expect(coming(caf, [[MAY(18), received95], [MAY(18), told('x@y.example')]])[0]).toEqual(['ask-signatures', 'change-sign-paper leonie', 'change-sign h.marchetti']);
    const after = coming(caf, [[MAY(18), received95], [MAY(18), told('x@y.example')], [MAY(18), asked], [MAY(19), signed('administrator')]]);
    expect(after.filter(([rule]) => rule === 'remind')).toEqual([['remind', 'change-sign-paper-reminder leonie'], ['remind', 'change-sign-paper-reminder leonie']]);
    expect(after.some(([rule]) => rule === 'contact-rung')).toBe(ladder);
  });

  it('who asked is not known: the administrators are asked; a signatory whose address is dead is asked for as one that is not known', () => {
    expect(coming('95', [[MAY(18), received], [MAY(18), told('x@y.example')]])[0]).toEqual(['ask-signatures', 'change-sign-paper apolline.vernouillet', 'change-sign-paper come.herouard', 'change-sign h.marchetti']);
    const contacts = [contact('signatory', 'dead@x.example'), contact('administrator', 'admin@x.example')];
    const lines: Line[] = [[MAY(18), received], [MAY(18), told('admin@x.example')]];
    expect(coming('95', lines, { contacts })[0]).toEqual(['ask-signatures', 'change-sign dead', 'change-sign h.marchetti']);
    expect(coming('95', lines, { contacts, deadAddresses: new Set(['dead@x.example']) })[0]).toEqual(['ask-signatures', 'change-sign-paper admin', 'change-sign h.marchetti']);
    expect(coming('95', [...lines, [MAY(18), asked], [MAY(18), back('dead@x.example', 'change-sign')]], { contacts })[0]).toEqual(['ask-signatures', 'change-sign-paper admin', 'change-sign h.marchetti']);
  });
});

describe('nobody at the partner can be written to', () => {
  const alone = { contacts: [contact('administrator', null, ['+33199002417'])] };
  const lines: readonly Line[] = [[MAY(18), received], [MAY(18), told()]];
  const unasked: Line = [MAY(18), { kind: 'signatures-asked', digest: 'd1', of: ['signatory', 'administrator'], unasked: ['signatory'] }];

  it('the manager is told, and the Caf goes on owing: nobody climbs the partner’s ladder for what was not asked', () => {
    expect(coming('95', lines, alone)[0]).toEqual(['ask-signatures', 'change-sign h.marchetti', 'change-unreached responsable']);
    expect(state(...lines, unasked).debt).toMatchObject({ side: 'desk', since: utc(MAY(18)) });
    expect(coming('95', [...lines, unasked], alone).map(([rule]) => rule)).not.toContain('remind');
    const missing: readonly Line[] = [[MAY(18), receivedWith({ wrong: [{ item: 'phone', problem: 'missing' }] })], [MAY(18), told()]];
    expect(coming('21', missing, alone)[0]).toEqual(['ask-items', expect.stringMatching(/^change-unreached /)]);
    expect(state(...missing, [MAY(18), { kind: 'items-asked', unasked: true }]).debt?.side).toBe('desk');
  });

  it('whoever is reached by telephone is asked: the partner owes from then; an address that is registered is written to', () => {
    const call: Line = [MAY(20), { kind: 'called-back', number: '+33199002417', result: 'reached', note: '', by: 'agent-1' }];
    expect(state(...lines, unasked, call).debt).toMatchObject({ side: 'partner', since: utc(MAY(20)) });
    expect(coming('95', [...lines, unasked], { contacts: [contact('administrator', 'admin@x.example')] }).slice(0, 2)).toEqual([['warn', 'change-warning admin'], ['ask-signatures', 'change-sign-paper admin', 'change-sign h.marchetti']]);
  });
});

describe('nobody who could object was warned', () => {
  const NUMBERS = { contacts: [contact('administrator', 'admin@x.example', ['+33199002417']), contact('dpo', 'dpo@x.example', ['+33199002418'])] };
  const call = (number: string): Line => [MAY(20), { kind: 'called-back', number, result: 'reached', note: '', by: 'agent-1' }];
  const blocked = (lines: readonly Line[], changes: Partial<Surroundings> = NUMBERS) => [nobodyTold(state(...lines), reach(changes)), approvalBlocks(state(...lines), 'agent-2', reach(changes)).some((block) => block.includes('personne n’a pu être prévenu'))];

  it.each<[string, readonly Line[], Partial<Surroundings>, boolean]>([
    ['no address is registered', [[MAY(18), received], [MAY(18), told()]], NUMBERS, true],
    ['somebody was', [[MAY(18), received], [MAY(18), told('admin@x.example')]], NUMBERS, false],
    ['only who asked was: it may be his mailbox that was taken', [[MAY(18), { ...received95, requester: { name: 'A', address: 'Admin@x.example' } } as ChangeFactBody], [MAY(18), told('admin@x.example')]], NUMBERS, true],
    ['the address was dead, or is since', [[MAY(18), received], [MAY(18), told('admin@x.example')]], { ...NUMBERS, deadAddresses: new Set(['admin@x.example']) }, true],
    ['the warning came back', [[MAY(18), received], [MAY(18), told('admin@x.example')], [MAY(19), back('admin@x.example', 'change-warning')]], NUMBERS, true],
    ['a call reached an administrator', [[MAY(18), received], [MAY(18), told()], call('+33199002417')], NUMBERS, false],
    ['a call reached the data protection officer, who may not object', [[MAY(18), received], [MAY(18), told()], call('+33199002418')], NUMBERS, true],
    ['the call was before the form named somebody else', [[MAY(18), received], [MAY(18), told()], call('+33199002417'), [MAY(21), kept({ digest: 'd2', people: 'p2' })], [MAY(21), { kind: 'warned', people: 'p2', told: [] }]], NUMBERS, true],
  ])('%s', (_why, lines, changes, expected) => {
    expect(blocked(lines, changes)).toEqual([expected, expected]);
  });

  it('the last warning comes back: the manager is told, once', () => {
    const lines = changeFacts([MAY(18), received], [MAY(18), told('a@x.example', 'b@x.example')], [MAY(19), back('a@x.example', 'change-warning')], [MAY(20), back('b@x.example', 'change-warning')]);
    const told2 = (upTo: number) => changeOfAdministrator.arrived?.(lines.slice(upTo - 1, upTo), foldChange(lines.slice(0, upTo)), reach(NUMBERS)).map(({ letter }) => letter);
    expect([told2(3), told2(4)]).toEqual([[], ['change-unreached']]);
  });
});

describe('two agents', () => {
  const all: readonly Line[] = [
    [MAY(18), { ...received, channel: 'post', by: 'a' } as ChangeFactBody], [MAY(18), told('admin@x.example')], [MAY(18), asked], [MAY(19), { kind: 'signed', who: 'signatory', digest: 'd1', how: 'paper', by: 'a' }], [MAY(19), signed('administrator')],
    [MAY(20), { kind: 'signatory-verified', how: 'x', by: 'a' }], [MAY(20), { kind: 'called-back', number: '1', result: 'reached', note: '', by: 'a' }], [MAY(26), { kind: 'objection-time-over' }],
  ];
  const blocks = (lines: readonly Line[], by: string) => approvalBlocks(state(...lines), by, reach());

  it('whoever entered the form, attested, verified or rang back does not approve, even checked by the other; who had no hand in it does', () => {
    const checked: readonly Line[] = [...all, [MAY(26), { kind: 'checked', by: 'b' }]];
    expect(blocks(checked, 'a')).toEqual(['qui a confirmé le formulaire, attesté la signature du signataire, vérifié le signataire et rappelé le partenaire n’approuve pas : un autre agent doit approuver']);
    expect(blocks(checked, 'b')).toEqual(['qui a vérifié la demande n’approuve pas : un autre agent doit approuver']);
    expect(blocks(checked, 'c')).toEqual([]);
  });

  it('a Caf with two agents is never stuck: one takes over what the other did, who then approves', () => {
    const mixed: readonly Line[] = [...all, [MAY(26), { kind: 'checked', by: 'b' }]];
    const over = actOnChange({ kind: 'check', by: 'a' }, state(...mixed), aroundOf(around('95', { contacts: [contact('signatory', 's@x.example')] }), new Map()), utc(MAY(27)));
    expect(over).toMatchObject({ facts: [{ body: { kind: 'checked', by: 'a' } }] });
    expect(blocks([...mixed, [MAY(27), { kind: 'checked', by: 'a' }]], 'b')).toEqual([]);
    expect(actOnChange({ kind: 'attest-signature', who: 'signatory', by: 'b' }, state(...mixed), reach(), utc(MAY(27)))).toMatchObject({ facts: [{ body: { kind: 'signed', who: 'signatory', how: 'paper', by: 'b' } }] });
    expect(actOnChange({ kind: 'attest-signature', who: 'administrator', by: 'b' }, state(...mixed), reach(), utc(MAY(27)))).toHaveProperty('refused'); // by its own link
  });
});

it('a shared mailbox that was accepted stays so when the form is confirmed again, and another is asked for again', () => {
  const shared = (personalEmail: string, digest: string) => ({ form: { ...FILLED, personalEmail }, digest, people: 'p1', wrong: [{ item: 'personalEmail' as const, problem: 'shared-mailbox' as const }] });
  const accepted: readonly Line[] = [[MAY(18), receivedWith(shared('accueil@x.example', 'd1'))], [MAY(18), told('admin@x.example')], [MAY(19), { kind: 'item-accepted', item: 'personalEmail', reason: 'r', by: 'agent-1' }], [MAY(19), signed('signatory')], [MAY(19), signed('administrator')]];
  expect(state(...accepted).phase).toBe('checking');
  expect(state(...accepted, [MAY(20), kept(shared('Accueil@x.example', 'd1'))])).toMatchObject({ phase: 'checking', wrong: [] });
  expect(state(...accepted, [MAY(20), kept(shared('contact@x.example', 'd2'))])).toMatchObject({ phase: 'incomplete', wrong: [{ item: 'personalEmail' }] });
});
