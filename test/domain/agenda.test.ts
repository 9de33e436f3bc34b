import { describe, expect, it } from 'vitest';
import { loadPublishedContract } from '../../contracts/load';
import { instant, type LocalDate } from '../../domain/ids';
import { agendaOf, inAgenda, type AgendaJourney } from '../../domain/journeys/agenda';
import type { JourneyFact, JourneyName } from '../../domain/journeys/types';

const day = (text: string): LocalDate => text as LocalDate;
const contract = loadPublishedContract('59');
const UNTIL = instant('2028-01-01T00:00:00+01:00');

function journey(kind: JourneyName, id: string, phase: string, facts: readonly [string, object][], over: Partial<AgendaJourney> = {}): AgendaJourney {
  const numbered = facts.map(([at, body], i) => ({ ...body, n: i + 1, at: instant(at) }) as unknown as JourneyFact);
  const surroundings = { id, caf: contract.caf, contract, contacts: [], deadAddresses: new Set<string>(), covers: [], heldUntil: null, frozen: new Map(), convention: { id: 'c', number: '59-2024-105', partnerName: 'Syndicat' } };
  return { id, kind, phase, began_at: instant(facts[0]?.[0] ?? '2027-01-01T00:00:00+01:00'), ended_at: null, next_at: null, facts: numbered, surroundings, ...over };
}
const shown = (one: AgendaJourney) => agendaOf(one, day('2027-03-01'), UNTIL).map(({ key, on, state }) => `${on} ${key} ${state}`);

describe('the calendar of a convention, from its procedures’ own plans', () => {
  it('foresees renewals and reviews, and stops at the day of the end', () => {
    const followed: [string, object] = ['2027-01-05T09:00:00+01:00', { kind: 'followed', signedOn: '2024-02-29', reviewFrom: null }];
    const years = shown(journey('convention-year', '59-CNV-2027-000001', 'running', [followed]));
    expect(years.filter((line) => !line.includes('prepare-assessment'))).toEqual(['2027-02-28 revue/c/2027 late', '2027-02-28 renouvellement/c/2027 coming', '2028-02-29 revue/c/2028 coming']);
    expect(shown(journey('convention-year', '59-CNV-2027-000001', 'running', [followed, ['2027-01-06T09:00:00+01:00', { kind: 'convention-ends', on: '2027-02-01' }]]))).toEqual([]);
  });

  it('a date that moves keeps its key: of a review begun, of a termination, of a notice that is received', () => {
    expect(shown(journey('reverse-review', 'r', 'overdue', [['2027-01-01T09:00:00+01:00', { kind: 'review-begun', due: '2027-02-28' }]]))).toEqual(['2027-02-28 revue/c/2027 late']);
    const notified: [string, object] = ['2027-02-26T00:00:00+01:00', { kind: 'termination-notified', by: 'partner', receivedOn: '2027-02-26', effectiveOn: '2027-05-26', tracking: '', reason: '', enteredAt: '2027-02-26T09:00:00.000Z' }];
    expect(shown(journey('termination', 't', 'notice', [notified]))).toEqual(['2027-05-26 resiliation/t coming']);
    expect(shown(journey('termination', 't', 'notice', [notified, ['2027-03-01T09:00:00+01:00', { kind: 'effect-moved', effectiveOn: '2027-12-31', reason: 'x' }]]))).toEqual(['2027-12-31 resiliation/t coming']);
    const notice: [string, object][] = [['2027-01-20T09:00:00+01:00', { kind: 'notice-decided', breach: 'x' }], ['2027-01-22T09:00:00+01:00', { kind: 'notice-posted', tracking: 'x' }]];
    expect(shown(journey('formal-notice', 'm', 'posted', notice))).toEqual([]);
    expect(shown(journey('formal-notice', 'm', 'running', [...notice, ['2027-01-31T10:00:00+01:00', { kind: 'notice-received' }]]))).toEqual(['2027-02-28 mise-en-demeure/m coming']);
  });

  it('a meeting that was not held and has another date stands at that one, as one to come', () => {
    const of = { by: 'desk', who: null };
    const once: [string, object][] = [['2027-02-01T09:00:00+01:00', { kind: 'meeting-requested', subject: 'x', ...of }], ['2027-02-02T09:00:00+01:00', { kind: 'date-set', when: '2027-02-10T13:00:00.000Z', place: 'x', how: 'x', ...of }], ['2027-02-11T09:00:00+01:00', { kind: 'meeting-not-held', reason: 'x', ...of }]];
    expect(shown(journey('meeting', 'u', 'to-date', once))).toEqual([]);
    expect(shown(journey('meeting', 'u', 'set', [...once, ['2027-02-12T09:00:00+01:00', { kind: 'date-set', when: '2027-03-10T13:00:00.000Z', place: 'x', how: 'x', ...of }]]))).toEqual(['2027-03-10 reunion/u coming']);
  });

  it('says what took place and what will not, each thing once, within the days asked for', () => {
    const announced: [string, object] = ['2027-02-01T09:00:00+01:00', { kind: 'subcontractor-announced', way: 'post', items: {}, startsOn: '2027-09-01', announcedOn: '2027-02-01', missing: [] }];
    const refused = journey('subcontractor', 's', 'refused', [announced, ['2027-02-10T09:00:00+01:00', { kind: 'subcontractor-refused', reason: 'x' }]], { ended_at: instant('2027-02-10T09:00:00+01:00') });
    expect(shown(refused)).toEqual(['2027-09-01 sous-traitant/s void']);
    expect(shown(journey('administrator-change', 'a', 'done', [], { ended_at: instant('2027-02-10T23:30:00+01:00') }))).toEqual(['2027-02-10 changement/a done']);
    const entries = agendaOf(refused, day('2027-03-01'), UNTIL);
    expect(inAgenda([...entries, ...entries], day('2027-09-01'), day('2027-09-30'))).toHaveLength(1);
    expect(inAgenda(entries, day('2027-10-01'), day('2027-10-31'))).toEqual([]);
  });
});
