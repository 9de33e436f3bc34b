import { describe, expect, it } from 'vitest';
import { loadPublishedContract } from '../../contracts/load';
import { loadSeed } from '../../contracts/seed';
import { instant } from '../../domain/ids';
import { aroundOf, type Surroundings } from '../../domain/journeys/around';
import { forecastJourney } from '../../domain/journeys/forecast';
import { formalNotice, type NoticeAct, type NoticeFact } from '../../domain/journeys/formal-notice';
import type { JourneyFact } from '../../domain/journeys/types';

function nord(): Surroundings {
  const contract = loadPublishedContract('59');
  const convention = loadSeed().conventions.find((one) => one.caf === '59');
  if (convention === undefined) throw new Error('no convention of the Nord');
  return { id: '59-MED-2027-000001', caf: contract.caf, contract, contacts: convention.contacts, deadAddresses: new Set(), covers: [], heldUntil: null, frozen: new Map(), convention: { id: convention.number, number: convention.number, partnerName: 'Syndicat' } };
}

function facts(...told: [at: string, fact: NoticeFact][]): JourneyFact<NoticeFact>[] {
  return told.map(([at, fact], i) => ({ ...fact, n: i + 1, at: instant(at) }));
}

const DECIDED: [string, NoticeFact] = ['2027-01-20T09:00:00+01:00', { kind: 'notice-decided', breach: 'Comptes partagés.' }];
const POSTED: [string, NoticeFact] = ['2027-01-22T09:00:00+01:00', { kind: 'notice-posted', tracking: '1A 234' }];
const RECEIVED: [string, NoticeFact] = ['2027-01-31T10:00:00+01:00', { kind: 'notice-received' }];

describe('a formal notice', () => {
  it('has the Caf reminded to post it, and to note its receipt, then reminds a week before and terminates one month after receipt, on the last day of a short month', () => {
    const waits = (...told: [string, NoticeFact][]) => forecastJourney(formalNotice, facts(...told), nord()).map(({ step, outcome }) => [step.at, step.rule, outcome.letters?.map(({ letter, to }) => [letter, to.address])]);
    const manager = [['silence', nord().contract.manager.email]];
    expect(waits(DECIDED)).toEqual([['2027-01-27T08:00:00.000Z', 'remind-silence', manager], ['2027-02-03T08:00:00.000Z', 'remind-silence', manager]]);
    expect(waits(DECIDED, POSTED)).toEqual([['2027-02-05T08:00:00.000Z', 'remind-silence', manager], ['2027-02-19T08:00:00.000Z', 'remind-silence', manager]]);
    const foreseen = forecastJourney(formalNotice, facts(DECIDED, POSTED, RECEIVED), nord());
    expect(foreseen.map(({ step, state }) => [step.rule, step.at, state.phase])).toEqual([
      ['remind', '2027-02-21T09:00:00.000Z', 'running'],
      ['terminate', '2027-02-28T09:00:00.000Z', 'terminated'],
    ]);
    const [, last] = foreseen;
    expect(last?.step.reckoning?.rule).toEqual({ calendarMonths: 1 });
    // The signatory, both administrators and the Caf's manager.
    expect(last?.outcome.letters?.map(({ to }) => to.address)).toEqual(['hermance.lotigier@petite-enfance-clos.example', 'godelieve.carpentier-roux@petite-enfance-clos.example', 'anatole.desmazieres@petite-enfance-clos.example', nord().contract.manager.email]);
  });

  it('keeps the wall-clock time of its reminder over a clock change', () => {
    const foreseen = forecastJourney(formalNotice, facts(DECIDED, POSTED, ['2027-03-03T10:00:00+01:00', { kind: 'notice-received' }]), nord());
    expect(foreseen.map(({ step }) => step.at)).toEqual(['2027-03-27T09:00:00.000Z', '2027-04-03T08:00:00.000Z']);
  });

  it.each<[string, [string, NoticeFact][], NoticeAct, string]>([
    ['received before it was posted', [DECIDED], { kind: 'record-receipt', on: instant('2027-01-31T10:00:00+01:00') }, 'Notez d’abord l’envoi de la lettre recommandée.'],
    ['received before the day of posting', [DECIDED, POSTED], { kind: 'record-receipt', on: instant('2027-01-21T10:00:00+01:00') }, 'La date de réception précède celle de l’envoi.'],
    ['received to come', [DECIDED, POSTED], { kind: 'record-receipt', on: instant('2027-05-31T10:00:00+01:00') }, 'La date de réception ne peut pas être à venir.'],
    ['received so long ago that the month is over', [DECIDED, POSTED], { kind: 'record-receipt', on: instant('2027-01-23T10:00:00+01:00') }, 'À cette date, le mois serait déjà écoulé : vérifiez la date de réception.'],
    ['posted twice', [DECIDED, POSTED], { kind: 'post-notice', tracking: 'x', on: instant('2027-01-22T10:00:00+01:00') }, 'La lettre recommandée est déjà partie.'],
    ['remedied before it was received', [DECIDED, POSTED], { kind: 'remedy', how: 'x' }, 'La mise en demeure n’est pas encore reçue : retirez-la plutôt.'],
    ['acted upon once it is over', [DECIDED, ['2027-01-21T09:00:00+01:00', { kind: 'notice-withdrawn', reason: 'Erreur' }]], { kind: 'remedy', how: 'x' }, 'Cette mise en demeure est close.'],
  ])('refuses what cannot be: %s', (_name, told, act, refused) => {
    const state = formalNotice.fold(facts(...told));
    expect(formalNotice.act(act, state, aroundOf(nord(), new Map()), instant('2027-03-01T10:00:00+01:00'))).toEqual({ refused });
  });
});
