import { describe, expect, it } from 'vitest';
import type { TicketKind, ServiceCode } from '../../domain/contract-types';
import { forecast } from '../../domain/forecast';
import { incidentOf, likeness, type AboutOutage, type IncidentScope } from '../../domain/incident';
import { instant, type CafCode } from '../../domain/ids';
import { stateOf } from '../../domain/ticket-state';
import { caseOf, facts, owes, received } from '../support/ticket-case';

const caf = (code: string) => code as CafCode;
const INCIDENT: IncidentScope = { caf: caf('31'), service: 'CDAP', since: instant('2026-05-28T08:40:00+02:00'), closedAt: null };
const request = (over: Partial<AboutOutage> = {}): AboutOutage => ({ caf: caf('31'), service: 'CDAP', kind: 'technical-incident', receivedAt: instant('2026-05-28T09:00:00+02:00'), restricted: false, ...over });

describe('whether a request comes of an outage', () => {
  const CASES: ReadonlyArray<readonly [why: string, incident: Partial<IncidentScope>, request: Partial<AboutOutage>, expected: 'same' | 'possible' | null]> = [
    ['same service, same hours', {}, {}, 'same'],
    ['its kind is not said', {}, { kind: null }, 'same'],
    ['its service is not said', {}, { service: null }, 'possible'],
    ['another service', {}, { service: 'AFAS' as ServiceCode }, null],
    ['the whole platform', { service: null }, { service: 'AFAS' as ServiceCode }, 'same'],
    ['another Caf', {}, { caf: caf('95') }, null],
    ['the national level', { caf: null }, { caf: caf('95') }, 'same'],
    ['written just before anybody knew', {}, { receivedAt: instant('2026-05-28T07:40:00+02:00') }, 'same'],
    ['written long before', {}, { receivedAt: instant('2026-05-28T07:39:59+02:00') }, null],
    ['written after it was closed', { closedAt: instant('2026-05-28T08:59:59+02:00') }, {}, null],
    ['a question', {}, { kind: 'administrative-question' as TicketKind }, null],
    ['a security incident', {}, { kind: 'security-incident' as TicketKind }, null],
    ['what must stay hidden', {}, { restricted: true }, null],
  ];
  it.each(CASES)('%s', (_why, incident, about, expected) => {
    expect(likeness({ ...INCIDENT, ...incident }, request(about))).toBe(expected);
  });
});

describe('the clock during an incident', () => {
  const attached = { kind: 'incident-attached', incident: 'a' } as const;
  const told = facts(['2026-05-28T09:00:00+02:00', received], ['2026-05-28T09:30:00+02:00', attached]);

  it('goes on: being attached, or taken out, moves no date of the forecast', () => {
    const before = forecast(caseOf('31', told.slice(0, 1)));
    const out = facts(['2026-05-28T09:00:00+02:00', received], ['2026-05-28T09:30:00+02:00', attached], ['2026-05-28T09:40:00+02:00', { kind: 'incident-detached', incident: 'a' }]);
    for (const after of [told, out]) expect(forecast(caseOf('31', after)).map(({ at, what }) => [at, what])).toEqual(before.map(({ at, what }) => [at, what]));
    expect(stateOf(told)).toMatchObject({ phase: 'received', pickedUpAt: null, debt: { side: 'desk' } });
  });

  it('starts again from the message, as from any answer after which the desk still owes', () => {
    const answered = facts(['2026-05-28T09:00:00+02:00', received], ['2026-05-28T09:30:00+02:00', attached], ['2026-05-28T10:00:00+02:00', owes]);
    const alone = facts(['2026-05-28T09:00:00+02:00', received], ['2026-05-28T10:00:00+02:00', owes]);
    expect(forecast(caseOf('31', answered)).map(({ at }) => at)).toEqual(forecast(caseOf('31', alone)).map(({ at }) => at));
  });

  it('knows the incident it is attached to now', () => {
    expect(incidentOf(told)).toBe('a');
    expect(incidentOf([...told, ...facts(['2026-05-28T10:00:00+02:00', { kind: 'incident-detached', incident: 'a' }])])).toBeNull();
  });
});
