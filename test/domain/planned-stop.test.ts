import { describe, expect, it } from 'vitest';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { adjustedWords } from '../../domain/french/managed';
import { explainReckoning } from '../../domain/french/reckoning';
import { plan, type TicketCase } from '../../domain/plan';
import { linkedStop, stopOfRequest, stopsFor, stopsOfConvention, type StopAhead } from '../../domain/planned-stop';
import { afterStep, nextStep, phaseOf, stopRefusal, tellsChange, type StopState } from '../../domain/stop-procedure';
import { instant, type CafCode, type Instant } from '../../domain/ids';
import { aroundOf } from '../../domain/journeys/around';
import type { Fact } from '../../domain/ticket-facts';
import { caseOf as ticketOf, facts, received } from '../support/ticket-case';

const RECEIVED = instant('2027-03-04T09:00:00+01:00');
const STOP: StopAhead = { id: 'arret', revision: 1, title: 'Mise à jour de CDAP', from: instant('2027-03-09T07:00:00+01:00'), until: instant('2027-03-10T12:00:00+01:00'), services: ['CDAP'] };

/** Haute-Garonne, five calendar days: the limit is 9 March 2027 at 9:00, Paris time. */
function caseOf(stops: readonly StopAhead[], frozen: TicketCase['frozen'] = new Map()): TicketCase {
  return ticketOf('31', facts([RECEIVED, received]), { stops, frozen });
}
const limitOf = (ticket: TicketCase) => plan(ticket)[0]?.limit;

describe('a limit and a planned stop', () => {
  it.each<[string, Partial<StopAhead>[], string]>([
    ['no stop', [], '2027-03-09T09:00:00+01:00'],
    ['inside: to its end', [{}], '2027-03-10T12:00:00+01:00'],
    ['a stop that ends at night: to the opening that follows', [{ until: instant('2027-03-10T22:00:00+01:00') }], '2027-03-11T07:30:00+01:00'],
    ['one that begins exactly then', [{ from: instant('2027-03-09T09:00:00+01:00') }], '2027-03-10T12:00:00+01:00'],
    ['one that ends exactly then', [{ until: instant('2027-03-09T09:00:00+01:00') }], '2027-03-09T09:00:00+01:00'],
    ['one after it', [{ from: instant('2027-03-09T09:00:01+01:00') }], '2027-03-09T09:00:00+01:00'],
    ['two in turn', [{}, { id: 'suite', from: instant('2027-03-10T11:00:00+01:00'), until: instant('2027-03-12T10:00:00+01:00') }], '2027-03-12T10:00:00+01:00'],
    ['two at once: to the later end', [{}, { id: 'long', until: instant('2027-03-12T10:00:00+01:00') }], '2027-03-12T10:00:00+01:00'],
  ])('%s', (_what, stops, limit) => {
    expect(limitOf(caseOf(stops.map((stop) => ({ ...STOP, ...stop }))))).toBe(instant(limit));
  });

  it('says why, keeps the reckoning under the stop and its revision, and gives the same again', () => {
    const fresh = new Map();
    const [step] = plan(caseOf([STOP]), fresh);
    const reckoning = step?.why.reckoning;
    expect([...fresh.keys()]).toEqual(['debt:1', 'debt:1#arret.1']);
    expect(adjustedWords(reckoning?.adjusted)?.replace(/\s/g, ' ')).toBe('reportée : arrêt planifié « Mise à jour de CDAP »');
    const lines = reckoning == null ? [] : explainReckoning(reckoning, caseOf([]).contract.calendar);
    expect(lines.find(({ label }) => label === 'Arrêt planifié')?.value.replace(/\s/g, ' ')).toMatch(/^« Mise à jour de CDAP », du mar\. 9 mars 2027 à 7 h 00 au mer\. 10 mars 2027 à 12 h 00 : le terme du mar\. 9 mars 2027 à 9 h 00 tombe pendant cet arrêt, échéance reportée à sa fin/);
    expect(plan(caseOf([STOP], fresh))).toEqual(plan(caseOf([STOP])));
  });

  it('longer, shorter or cancelled, moves what is frozen anew', () => {
    const fresh = new Map();
    plan(caseOf([STOP]), fresh);
    expect(limitOf(caseOf([{ ...STOP, revision: 2, until: instant('2027-03-11T09:00:00+01:00') }], fresh))).toBe(instant('2027-03-11T09:00:00+01:00'));
    expect(limitOf(caseOf([{ ...STOP, revision: 3, until: instant('2027-03-09T10:00:00+01:00') }], fresh))).toBe(instant('2027-03-09T10:00:00+01:00'));
    expect(limitOf(caseOf([], fresh))).toBe(instant('2027-03-09T09:00:00+01:00'));
  });

  it('moves a journey’s limits by the same code', () => {
    const { contract, contacts } = caseOf([]);
    const surroundings = { id: '31-MED-2027-000001', caf: '31' as CafCode, contract: contract as ContractDocument, contacts, deadAddresses: new Set<string>(), covers: [], frozen: new Map(), heldUntil: null, convention: null };
    const limit = (stops: readonly StopAhead[]) => aroundOf({ ...surroundings, stops }, new Map()).limits.limit('debt:1', RECEIVED, { calendarDays: 5 }, 'next-opening', 'art. 9');
    expect(limit([]).deadline).toBe(instant('2027-03-09T09:00:00+01:00'));
    expect(limit([STOP])).toMatchObject({ deadline: STOP.until, adjusted: [{ kind: 'stop', stop: 'arret' }] });
  });

  it('concerns the requests of its service, and conventions that it leaves none', () => {
    const all = { ...STOP, services: null };
    expect([stopsFor([STOP, all], 'CDAP').length, stopsFor([STOP, all], 'AFAS').length, stopsFor([STOP, all], null).length]).toEqual([2, 1, 1]);
    expect([stopsOfConvention([STOP], ['CDAP']).length, stopsOfConvention([STOP], ['CDAP', 'AFAS']).length, stopsOfConvention([STOP], []).length, stopsOfConvention([all], []).length]).toEqual([1, 0, 0, 1]);
  });
});

describe('a request that comes during a stop', () => {
  const request = { service: 'CDAP', kind: null, receivedAt: instant('2027-03-09T10:00:00+01:00'), restricted: false } as const;
  it.each<[string, Partial<Parameters<typeof stopOfRequest>[1]>, boolean]>([
    ['of its service', {}, true],
    ['a technical incident', { kind: 'technical-incident' }, true],
    ['another kind', { kind: 'administrative-question' }, false],
    ['another service', { service: 'AFAS' }, false],
    ['a service that is not said', { service: null }, false],
    ['before it', { receivedAt: instant('2027-03-09T06:59:59+01:00') }, false],
    ['at its end', { receivedAt: STOP.until }, false],
    ['a security incident', { restricted: true }, false],
  ])('%s', (_what, given, linked) => {
    expect(stopOfRequest([STOP], { ...request, ...given })?.id ?? null).toBe(linked ? 'arret' : null);
  });

  it('stays linked until somebody unlinks it', () => {
    const link: Fact = { kind: 'stop-linked', stop: 'arret', n: 2, at: RECEIVED };
    expect(linkedStop([link])).toBe('arret');
    expect(linkedStop([link, { kind: 'stop-unlinked', stop: 'arret', n: 3, at: RECEIVED }])).toBeNull();
    expect(linkedStop([])).toBeNull();
  });
});

describe('the procedure of a stop', () => {
  const at = (day: number) => `2027-03-0${day}T08:00:00.000Z` as Instant;
  const planned: StopState = { announceAt: at(1), remindAt: at(4), from: at(5), until: at(6), announcedAt: null, remindedAt: null, beganAt: null, endedAt: null, cancelledAt: null };
  const ways = (stop: StopState): string[] => {
    const step = nextStep(stop);
    return step === null ? [phaseOf(stop)] : [`${phaseOf(stop)} ${step.what} ${step.at.slice(8, 10)}`, ...ways(afterStep(stop, step).stop)];
  };

  it('is told, reminded, begins and ends', () => {
    expect(ways(planned)).toEqual(['scheduled announce 01', 'announced remind 04', 'announced begin 05', 'running end 06', 'over']);
  });

  it('reminds nobody who was told after the hour of the reminder, nor once it has begun', () => {
    expect(ways({ ...planned, announceAt: at(4) })).toEqual(['scheduled announce 04', 'announced begin 05', 'running end 06', 'over']);
    expect(ways({ ...planned, remindAt: null })).not.toContain('announced remind 04');
    expect(ways({ ...planned, remindAt: at(6) })).toEqual(['scheduled announce 01', 'announced begin 05', 'running end 06', 'over']);
  });

  it('is over once cancelled, whatever was to come', () => {
    expect(ways({ ...planned, announcedAt: at(1), cancelledAt: at(2) })).toEqual(['cancelled']);
  });

  it('refuses what no longer makes sense, and tells of a change only who was told', () => {
    expect([stopRefusal('change', 'announced'), stopRefusal('cancel', 'scheduled'), stopRefusal('end', 'running')]).toEqual([null, null, null]);
    expect(stopRefusal('cancel', 'running')).toContain('terminé');
    expect(stopRefusal('end', 'announced')).toContain('annulez-le');
    expect([stopRefusal('change', 'over'), stopRefusal('end', 'cancelled')]).toEqual(['Cet arrêt est terminé.', 'Cet arrêt a déjà été annulé.']);
    expect([tellsChange('scheduled'), tellsChange('announced'), tellsChange('running')]).toEqual([false, true, true]);
  });
});
