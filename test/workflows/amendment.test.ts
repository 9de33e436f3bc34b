import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPublishedContract } from '../../contracts/load';
import { saveDraft } from '../../db/amendment';
import { factsOf } from '../../db/fact';
import { openCases } from '../../db/open-cases';
import { findTicket } from '../../db/ticket';
import { signAmendment } from '../../desk/amendment';
import { spreadChanges } from '../../desk/spread';
import { startOfDay } from '../../domain/calendar';
import type { ContractDocument } from '../../domain/contract-terms-types';
import { tryOut, type Change } from '../../domain/dry-run';
import { instant, type CafCode, type Instant, type LocalDate, type Reference } from '../../domain/ids';
import type { Step } from '../../domain/plan';
import { Actors } from '../support/actors';
import { startSkippedDesk, type SkippedDesk } from '../support/skipped';

// « 1 mois » becomes « 10 jours ouvrés » at Val-d'Oise on Monday 1 June 2037, whose days are those of 2026. Dates worked out by hand.
const CAF = '95' as CafCode;
const DESK = 'guichet@caf95.example';
const FROM = 'leonie.tassigny@ccas-valmirande.example';
const local = (text: string): Instant => instant(`2037-${text}:00+02:00`);
const AMENDED: ContractDocument = (() => {
  const published = loadPublishedContract('95');
  if (published.escalation === null) throw new Error('95 escalates');
  return { ...published, version: 2, effectiveFrom: '2037-06-01' as LocalDate, readings: { ...published.readings, eventDay: 'day-zero' }, escalation: { ...published.escalation, stated: { workingDays: 10 }, rule: { workingDays: 10 } } };
})();
const change: Change = { kind: 'amendment', moves: true, amendment: { version: 2, effectAt: startOfDay(AMENDED.calendar, AMENDED.effectiveFrom), contract: AMENDED } };

type Dates = ReadonlyArray<readonly [string, Instant]>;
let desk: SkippedDesk;
const tickets: Record<string, Reference> = {};
const tried = new Map<Reference, Dates>();

const stepsOf = (steps: readonly Step[]): Dates => steps.map(({ what, at }) => [what, at]);
const HAPPENED: Readonly<Record<string, string>> = { 'rung-contacted': 'contact-rung', 'ladder-exhausted': 'ladder-exhausted', 'terms-changed': 'terms-change', closed: 'close' };
const happened = async (reference: Reference, after: Instant): Promise<Dates> =>
  (await factsOf(desk.sql, reference)).filter((fact) => fact.kind in HAPPENED && fact.at > after).map(({ kind, at }) => [HAPPENED[kind] ?? kind, at]);

const SIGNED_AT = local('05-27T11:00');

beforeAll(async () => {
  desk = await startSkippedDesk();
  const people = new Actors(desk);
  const open = async (name: string, at: string) => {
    await desk.until(local(at));
    tickets[name] = await people.open({ from: FROM, to: DESK }, local(at));
  };
  await open('before', '04-28T14:30');
  await open('overdue', '05-06T10:00');
  await open('asked', '05-11T15:00');
  await open('sleeping', '05-19T10:30');
  await desk.until(local('05-21T09:05'));
  await people.act(tickets['asked'] as Reference, { kind: 'ask', text: 'Quel message ?' });
  await open('resolved', '05-22T10:00');
  await people.act(tickets['resolved'] as Reference, { kind: 'resolve', text: '' });
  await desk.until(SIGNED_AT);
  for (const { row, ticket } of await openCases(desk.sql, CAF, SIGNED_AT)) tried.set(row.reference, stepsOf(tryOut(ticket, change, SIGNED_AT).after));
  await saveDraft(desk.sql, { id: 'a1', caf: CAF, base_version: 1, body: AMENDED, open_tickets: 'keep-version' }, 'manager', SIGNED_AT);
  const signing = { caf: CAF, id: 'a1', by: 'manager', at: SIGNED_AT, openTickets: 'move' as const, signatures: { caf: 'Directeur', partner: 'Maire', on: '2037-05-27' as LocalDate } };
  expect(await signAmendment(desk.sql, signing)).toEqual({ state: 'signed', version: 2 });
  expect(await signAmendment(desk.sql, signing)).toEqual({ state: 'signed', version: 2 });
  await spreadChanges(desk.tools, SIGNED_AT);
  await desk.settled();
  await open('between', '05-29T10:00');
  await open('after', '06-02T10:00');
  await desk.until(local('09-30T12:00'));
}, 300_000);
afterAll(async () => {
  await desk.stop();
});

describe('an amendment signed, then time let run', () => {
  it.each(['before', 'overdue', 'asked', 'sleeping', 'resolved'])('%s: exactly the dry run’s dates', async (name) => {
    const reference = tickets[name] as Reference;
    const expected = tried.get(reference);
    expect(expected?.length).toBeGreaterThan(0);
    expect(await happened(reference, SIGNED_AT)).toEqual(expected?.filter(([what]) => what in { 'contact-rung': 1, 'ladder-exhausted': 1, 'terms-change': 1, close: 1 }));
  });

  it.each([
    ['overdue: fallen due before the effect, at the first opening of that day', 'overdue', '06-01T09:00', '06-15T09:00'],
    ['a workflow that slept since the mail came is woken', 'sleeping', '06-03T10:30', '06-17T10:30'],
    ['opened after the signing and before the effect: it passes too', 'between', '06-12T10:00', '06-26T10:00'],
    ['opened under the new version', 'after', '06-16T10:00', '06-30T10:00'],
  ])('%s', async (_what, name, first, second) => {
    const rungs = (await happened(tickets[name] as Reference, SIGNED_AT)).filter(([what]) => what === 'contact-rung');
    expect(rungs.map(([, at]) => at)).toEqual([local(first), local(second)]);
  });

  it('the partner asked on 21 May: 10 working days, 25 May a holiday', async () => {
    // The clock runs on while the act is asked: the question left that much later than five past nine.
    const asked = (await factsOf(desk.sql, tickets['asked'] as Reference)).find((fact) => fact.kind === 'desk-wrote')?.at ?? SIGNED_AT;
    const late = Date.parse(asked) - Date.parse(local('05-21T09:05'));
    const rungs = (await happened(tickets['asked'] as Reference, SIGNED_AT)).filter(([what]) => what === 'contact-rung');
    expect(rungs.map(([, at]) => Date.parse(at) - late)).toEqual([Date.parse(local('06-05T09:05')), Date.parse(local('06-19T09:05'))]);
  });

  it('what the old version had done already is not done again, and all run under the new one', async () => {
    expect((await happened(tickets['before'] as Reference, local('04-28T14:30'))).filter(([what]) => what === 'contact-rung')).toEqual([
      ['contact-rung', local('05-28T14:30')],
      ['contact-rung', local('06-11T14:30')],
    ]);
    for (const reference of Object.values(tickets)) if (reference !== tickets['resolved']) expect((await findTicket(desk.sql, reference))?.contract_version).toBe(2);
  });

  it('is in each ticket’s journal: signed, then passed', async () => {
    const kinds = async (name: string) => (await factsOf(desk.sql, tickets[name] as Reference)).map(({ kind }) => kind).filter((kind) => kind === 'amendment-signed' || kind === 'terms-changed');
    expect(await kinds('sleeping')).toEqual(['amendment-signed', 'terms-changed']);
    expect(await kinds('between')).toEqual(['terms-changed']);
    expect(await kinds('after')).toEqual([]);
  });
});
