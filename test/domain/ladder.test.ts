import { describe, expect, it } from 'vitest';
import { loadPublishedContract } from '../../contracts/load';
import type { Contract, PartnerContact } from '../../domain/contract-types';
import { resolveLadder } from '../../domain/ladder';
import { contactsOf } from '../support/ticket-case';

const nobodyDead: ReadonlySet<string> = new Set();
const of = (caf: string, side: 'desk' | 'partner', dead = nobodyDead) => resolveLadder(side, loadPublishedContract(caf), contactsOf(caf), dead);
const contact = (ladderRank: number | null, changes: Partial<PartnerContact> = {}): PartnerContact => ({
  id: `c${ladderRank}`, name: `Personne ${ladderRank}`, role: 'escalation-contact', jobTitle: null, email: `p${ladderRank}@partenaire.example`, phones: [], ladderRank, ...changes,
});

describe('the published ladders (article 3.3)', () => {
  it('Haute-Garonne: one person at the desk, by letter; as many partner contacts as the convention names', () => {
    expect(of('31', 'desk')).toMatchObject([{ rank: 1, role: null, how: 'letter', problem: null }]);
    expect(of('31', 'partner').map((rung) => [rung.rank, rung.problem])).toEqual([[1, null], [2, null]]);
  });

  it('Val-d’Oise: both desk rungs are behind the desk’s own mailbox, so tasks for two different persons', () => {
    expect(of('95', 'desk')).toMatchObject([{ rank: 1, how: 'task', problem: null }, { rank: 2, how: 'task', problem: null }]);
  });

  it('Nord: the desk’s mailbox is a task; partner rungs 3 and 4 are one person', () => {
    expect(of('59', 'desk')).toMatchObject([{ rank: 1, name: null, how: 'task', problem: null }]);
    expect(of('59', 'partner').map((rung) => rung.problem)).toEqual([null, null, null, 'same-person']);
  });

  it.each(['21', '76'])('%s: no article 3.3, no ladder', (caf) => {
    expect(of(caf, 'desk')).toEqual([]);
    expect(of(caf, 'partner')).toEqual([]);
  });

  it('a contact named with a rank is no ladder where the contract has none', () => {
    expect(resolveLadder('partner', loadPublishedContract('21'), [contact(1)], nobodyDead)).toEqual([]);
  });
});

describe('what stands against contacting a rung (rules: Ladder 3, 4)', () => {
  const contract = loadPublishedContract('59');
  const problems = (contacts: readonly PartnerContact[], dead = nobodyDead) => resolveLadder('partner', contract, contacts, dead).map((rung) => rung.problem);

  it('nobody named, or named without an address', () => {
    expect(problems([contact(1), contact(3, { email: null }), contact(4)])).toEqual([null, 'no-contact', 'no-contact', null]);
  });

  it('a dead address, in any case, and only that address', () => {
    expect(problems([1, 2, 3, 4].map((rank) => contact(rank, { email: `P${rank}@Partenaire.example` })), new Set(['p2@partenaire.example']))).toEqual([null, 'dead-address', null, null]);
  });

  it('the same person twice in a row: by name or by address', () => {
    expect(problems([contact(1), contact(2, { name: 'personne 1' }), contact(3), contact(4, { email: 'P3@partenaire.example' })])).toEqual([null, 'same-person', null, 'same-person']);
  });

  it('the same person again after another is contacted again', () => {
    expect(problems([contact(1), contact(2), contact(3, { name: 'Personne 1', email: 'p1@partenaire.example' }), contact(4)])).toEqual([null, null, null, null]);
  });

  it('a person passed over is not « the one before »: their next valid rung is contacted', () => {
    const contacts = [contact(1), contact(2, { email: 'ancienne@partenaire.example' }), contact(3, { name: 'Personne 2' }), contact(4)];
    expect(problems(contacts, new Set(['ancienne@partenaire.example']))).toEqual([null, 'dead-address', null, null]);
  });

  it('our own mailbox is a task even when letters to it came back', () => {
    const dead = new Set(['guichet@caf59.example']);
    expect(resolveLadder('desk', contract, [], dead)).toMatchObject([{ how: 'task', problem: null }]);
  });

  it('two tasks of the same name are the same person', () => {
    const [first, second] = loadPublishedContract('95').deskLadder;
    if (first === undefined || second === undefined) throw new Error('95 has two rungs');
    const twice: Contract = { ...loadPublishedContract('95'), deskLadder: [first, { ...second, name: first.name }] };
    expect(resolveLadder('desk', twice, [], nobodyDead).map((rung) => rung.problem)).toEqual([null, 'same-person']);
  });

  it('rungs come in order of rank, whatever the order they are written in', () => {
    expect(resolveLadder('partner', loadPublishedContract('31'), [contact(3), contact(1), contact(2)], nobodyDead).map((rung) => rung.rank)).toEqual([1, 2, 3]);
    const two: Contract = { ...loadPublishedContract('95'), deskLadder: [...loadPublishedContract('95').deskLadder].reverse() };
    expect(resolveLadder('desk', two, [], nobodyDead).map((rung) => rung.rank)).toEqual([1, 2]);
  });
});
