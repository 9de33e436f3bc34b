import { describe, expect, it } from 'vitest';
import { instant, type Instant } from '../../../domain/ids';
import { aroundOf } from '../../../domain/journeys/around';
import { actOnChange, type ChangeAct } from '../../../domain/journeys/change-acts';
import type { ChangeFactBody } from '../../../domain/journeys/change-facts';
import { whoMayObjectByPhone } from '../../../domain/journeys/change-people';
import { foldChange } from '../../../domain/journeys/change-state';
import { around, asked, changeFacts, received, warned } from '../../support/change-case';

const RECEIVED = '2026-05-18T11:20:30+02:00';
const NOW = instant('2026-05-20T10:00:00+02:00');
const SURROUNDINGS = around('95');
const [WHO] = whoMayObjectByPhone(SURROUNDINGS.contacts);
if (WHO === undefined) throw new Error('nobody of the seed may object by telephone');
const state = (...more: readonly (readonly [string, ChangeFactBody])[]) => foldChange(changeFacts([RECEIVED, received], [RECEIVED, warned()], [RECEIVED, asked], ...more));
const objection = (call: { readonly number: string; readonly at: Instant } | undefined, name = WHO.name): ChangeAct => ({ kind: 'object', reason: 'Je ne quitte pas mes fonctions.', name, by: 'agent-1', ...(call === undefined ? {} : { call }) });
const act = (given: ChangeAct, of = state()) => actOnChange(given, of, aroundOf(SURROUNDINGS, new Map()), NOW);
const CALL = { number: WHO.number, at: instant('2026-05-20T09:42:00+02:00') };

describe('an objection by telephone', () => {
  it('has the effects of one by link: recorded with who, number, hour and words, the manager told, nobody approves until it is lifted', () => {
    const done = act(objection(CALL));
    if ('refused' in done) throw new Error(done.refused);
    expect(done.facts).toEqual([{ body: { kind: 'objected', reason: 'Je ne quitte pas mes fonctions.', name: WHO.name, call: { ...CALL, by: 'agent-1' } } }]);
    expect(done.letters?.map(({ letter, to, data }) => [letter, to.address, data])).toEqual([['change-objected', SURROUNDINGS.contract.manager.email, { name: WHO.name, reason: 'Je ne quitte pas mes fonctions.', phone: true }]]);
    const objected = state([NOW, done.facts[0]!.body]);
    expect(objected.debt?.side).toBe('desk');
    expect(act({ kind: 'approve', note: '', by: 'agent-2' }, objected)).toMatchObject({ refused: expect.stringContaining('une opposition n’est pas levée') as string });
    expect(foldChange(changeFacts([RECEIVED, received], [NOW, done.facts[0]!.body], [NOW, { kind: 'objection-lifted', reason: 'Confirmé', by: 'agent-1' }])).objections).toEqual([]);
  });

  const portal = { ...SURROUNDINGS.contacts[0]!, id: 'c-portal', role: 'other' as const, name: 'Inconnu', phones: ['+33639980001'] };
  it.each<[string, ChangeAct, string]>([
    ['without a number', objection(undefined), 'inscrit par la Caf'],
    ['from a number that nobody registered', objection({ ...CALL, number: '+33199000000' }), 'inscrit par la Caf'],
    ['from a number that the partner’s portal put in', objection({ ...CALL, number: '+33639980001' }, 'Inconnu'), 'inscrit par la Caf'],
    ['under another name', objection(CALL, 'Quelqu’un d’autre'), 'inscrit par la Caf'],
    ['to come', objection({ ...CALL, at: instant('2026-05-20T10:01:00+02:00') }), 'ne peut pas être à venir'],
    ['before the request', objection({ ...CALL, at: instant('2026-05-18T11:19:00+02:00') }), 'ne peut pas précéder la demande'],
  ])('is refused %s', (_why, given, words) => {
    const made = actOnChange(given, state(), aroundOf({ ...SURROUNDINGS, contacts: [...SURROUNDINGS.contacts, portal] }, new Map()), NOW);
    expect('refused' in made ? made.refused.replaceAll(/[\u00a0\u202f]/g, ' ') : '').toContain(words);
  });

  it('may be of the very minute of the request; once access is given it is said what to do instead', () => {
    expect(act(objection({ ...CALL, at: instant('2026-05-18T11:20:00+02:00') }))).not.toHaveProperty('refused');
    const given = state([NOW, { kind: 'approved', by: 'agent-2', note: '' }], [NOW, { kind: 'access-given', by: 'agent-1', on: '2026-05-20' as never }]);
    expect(act(objection(CALL), given)).toMatchObject({ refused: expect.stringContaining('signalez un incident de sécurité') as string });
  });
});
