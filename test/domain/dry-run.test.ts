import { describe, expect, it } from 'vitest';
import type { Contract } from '../../domain/contract-types';
import { startOfDay } from '../../domain/calendar';
import { withDays } from '../../domain/desk-days';
import { tryOut, type Change } from '../../domain/dry-run';
import { forecast } from '../../domain/forecast';
import type { LocalDate } from '../../domain/ids';
import { plan } from '../../domain/plan';
import type { FactBody } from '../../domain/ticket-facts';
import { asks, caseOf, escalating, facts, published, received, utc } from '../support/ticket-case';

// « 1 mois » becomes « 10 jours ouvrés » at Val-d'Oise on 1 June 2026; dates worked out by hand (25 May, Whit Monday; 8 and 14 May, holidays).
const VERSION_2: Contract = { ...escalating('95', { rule: { workingDays: 10 } }), version: 2, effectiveFrom: '2026-06-01' as LocalDate };
const EFFECT = startOfDay(VERSION_2.calendar, VERSION_2.effectiveFrom);
const amendment = { version: 2, effectAt: EFFECT, contract: VERSION_2 };
const NOW = utc('2026-05-28T10:00:00+02:00');
const moves: Change = { kind: 'amendment', amendment, moves: true };
const since = (at: string) => caseOf('95', facts([at, received]));
const asked = (at: string) => caseOf('95', facts(['2026-04-02T10:00:00+02:00', received], [at, asks]));

describe('an amendment tried on open tickets', () => {
  it.each([
    ['17 days sooner', asked('2026-05-21T09:05:00+02:00'), '2026-06-22T09:00:00+02:00', '2026-06-05T09:05:00+02:00'],
    ['16 days sooner', since('2026-05-19T10:30:00+02:00'), '2026-06-19T10:30:00+02:00', '2026-06-03T10:30:00+02:00'],
    ['fallen due before the effect: at its first opening', asked('2026-05-06T10:00:00+02:00'), '2026-06-08T09:00:00+02:00', '2026-06-01T09:00:00+02:00'],
    ['falls before the effect: unchanged', since('2026-04-28T14:30:00+02:00'), '2026-05-28T14:30:00+02:00', '2026-05-28T14:30:00+02:00'],
  ])('%s', (_what, ticket, before, after) => {
    const tried = tryOut(ticket, moves, NOW);
    const first = (steps: typeof tried.before) => steps.find((step) => step.what === 'contact-rung')?.at;
    expect([first(tried.before), first(tried.after)]).toEqual([utc(before), utc(after)]);
  });

  it('kept under their version, none moves', () => {
    const tried = tryOut(since('2026-05-19T10:30:00+02:00'), { ...moves, moves: false }, NOW);
    expect(tried.moved).toEqual([]);
    expect(tried.after).toEqual(tried.before);
  });

  it('the passage itself is in the visible future, and the next rungs run under the new version', () => {
    const tried = tryOut(since('2026-04-28T14:30:00+02:00'), moves, NOW);
    expect(tried.after.map(({ what, at }) => [what, at])).toEqual([
      ['contact-rung', utc('2026-05-28T14:30:00+02:00')],
      ['terms-change', EFFECT],
      ['contact-rung', utc('2026-06-11T14:30:00+02:00')], // 28 May + 10 working days: the delay under way is reckoned anew from its start
      ['ladder-exhausted', utc('2026-06-25T14:30:00+02:00')],
    ]);
    expect(tried.moved.map(({ before, after }) => [before?.at, after?.at])).toEqual([
      [utc('2026-06-29T09:00:00+02:00'), utc('2026-06-11T14:30:00+02:00')],
      [utc('2026-07-29T09:00:00+02:00'), utc('2026-06-25T14:30:00+02:00')],
    ]);
  });

  it('a ladder cut to one rung exhausts sooner: the second contact goes', () => {
    const shorter = { ...VERSION_2, deskLadder: VERSION_2.deskLadder.slice(0, 1) };
    const tried = tryOut(since('2026-05-19T10:30:00+02:00'), { ...moves, amendment: { ...amendment, contract: shorter } }, NOW);
    expect(tried.moved.map(({ before, after }) => [before?.rung?.rank, after?.rung?.rank])).toContainEqual([2, undefined]);
  });

  it('once the ticket has passed to it, the frozen reckoning of the old version is no more used, and is kept', () => {
    const ticket = since('2026-05-19T10:30:00+02:00');
    const frozen = new Map();
    plan(ticket, frozen);
    const passed = [...ticket.facts, ...facts(['2026-06-01T00:00:00+02:00', { kind: 'terms-changed', version: 2 }]).map((fact) => ({ ...fact, n: 2 }))];
    const fresh = new Map();
    const [step] = plan({ ...ticket, facts: passed, frozen, amendments: [amendment] }, fresh);
    expect(step).toMatchObject({ what: 'contact-rung', at: utc('2026-06-03T10:30:00+02:00') });
    expect([[...frozen.keys()], [...fresh.keys()]]).toEqual([['debt:1'], ['debt:1@2']]);
  });
});

describe('the desk’s own days tried on open tickets', () => {
  const plain = published('31');
  const bridge = withDays(plain, [{ day: '2026-06-08' as LocalDate, kind: 'closed', hours: null }]);
  const saturday = withDays(plain, [{ day: '2026-06-06' as LocalDate, kind: 'open', hours: [['09:00', '12:00']] }]);
  const change = (after: Contract): Change => ({ kind: 'days', id: 'd1', before: plain, after });
  const ticket = () => {
    const frozen = new Map();
    const opened = caseOf('31', facts(['2026-06-01T10:00:00+02:00', received]));
    plan(opened, frozen); // Sat 6 June 10:00, moved to Mon 8 June 07:30
    return { ...opened, frozen };
  };
  const first = (after: Contract) => tryOut(ticket(), change(after), utc('2026-06-02T10:00:00+02:00')).moved.map(({ before, after: to }) => [before?.at, to?.at])[0];

  it('a bridge day puts off what falls on it to the next opening', () => {
    expect(first(bridge)).toEqual([utc('2026-06-08T07:30:00+02:00'), utc('2026-06-09T07:30:00+02:00')]);
  });

  it('a Saturday opened by exception takes what was moved past it, in its hours', () => {
    expect(first(saturday)).toEqual([utc('2026-06-08T07:30:00+02:00'), utc('2026-06-06T10:00:00+02:00')]);
  });

  it('a holiday opened by exception counts as a working day again', () => {
    const nord = published('59');
    const opened = caseOf('59', facts(['2026-05-11T10:00:00+02:00', received])); // 14 May is a holiday: 10 working days = Wed 27 May (25 is Whit Monday)
    const withOpen = withDays(nord, [{ day: '2026-05-14' as LocalDate, kind: 'open', hours: null }]);
    const tried = tryOut(opened, { kind: 'days', id: 'd1', before: nord, after: withOpen }, utc('2026-05-12T10:00:00+02:00'));
    expect([forecast(opened)[0]?.at, tried.after[0]?.at]).toEqual([utc('2026-05-27T10:00:00+02:00'), utc('2026-05-26T10:00:00+02:00')]);
  });
});

describe('who stands in for an absent rung', () => {
  const cover = { rung: 1, from: utc('2026-06-08T00:00:00+02:00'), until: utc('2026-06-20T00:00:00+02:00'), name: 'Odilon Carvenne', email: 'odilon@caf31.example', phone: null };
  const rung = (begun: string) => plan(caseOf('31', facts([begun, received] as [string, FactBody]), { covers: [cover] }))[0]?.rung;

  it('is written to for what leaves during the absence, and the contract’s person before and after', () => {
    expect(rung('2026-06-01T10:00:00+02:00')).toMatchObject({ name: 'Odilon Carvenne', email: 'odilon@caf31.example', insteadOf: 'Maëlle Castérane' }); // Mon 8 June
    expect(rung('2026-05-26T10:00:00+02:00')).toMatchObject({ name: 'Maëlle Castérane' }); // Mon 1 June (Sun 31 May)
    expect(rung('2026-06-15T10:00:00+02:00')).toMatchObject({ name: 'Maëlle Castérane' }); // Mon 22 June (Sat 20)
  });
});
