import { describe, expect, it } from 'vitest';
import { loadPublishedContract } from '../../contracts/load';
import { loadSeed } from '../../contracts/seed';
import { instant, type LocalDate } from '../../domain/ids';
import { aroundOf, type Surroundings } from '../../domain/journeys/around';
import { begunReview, campaignMonths, comingReview, shareDone } from '../../domain/journeys/campaign';
import { conventionYear, type YearFact } from '../../domain/journeys/convention-year';
import { forecastJourney } from '../../domain/journeys/forecast';
import { reverseReview, type ReviewAct, type ReviewFact } from '../../domain/journeys/reverse-review';
import { nextReturn } from '../../domain/journeys/year';
import type { JourneyFact } from '../../domain/journeys/types';

const day = (text: string) => text as LocalDate;

function around(caf: string, of: Partial<Surroundings> = {}): Surroundings {
  const contract = loadPublishedContract(caf);
  const contacts = loadSeed().conventions.find((one) => one.caf === caf)?.contacts ?? [];
  return { id: `${caf}-REV-2027-000001`, caf: contract.caf, contract, contacts, deadAddresses: new Set(), covers: [], heldUntil: null, frozen: new Map(), convention: { id: `convention-${caf}`, number: '105', partnerName: 'Syndicat' }, ...of };
}

function facts<F extends { readonly kind: string }>(...told: [at: string, fact: F][]): JourneyFact<F>[] {
  return told.map(([at, fact], i) => ({ ...fact, n: i + 1, at: instant(at) }));
}

const seen = (foreseen: ReturnType<typeof forecastJourney>) => foreseen.map(({ step, outcome }) => [step.at, step.rule, step.key ?? step.ladder?.rung?.rank ?? null, (outcome.letters ?? []).map(({ letter }) => letter).join()]);

describe('a date that comes back', () => {
  it.each([
    ['2024-02-29', 12, '2026-12-31', '2027-02-28'],
    ['2024-02-29', 12, '2027-02-28', '2028-02-29'],
    ['2024-02-29', 12, '2028-02-28', '2028-02-29'],
    ['2024-01-31', 1, '2024-02-29', '2024-03-31'],
    ['2027-06-01', 12, '2027-01-01', '2027-06-01'],
    ['2027-06-01', 12, '2027-06-01', '2028-06-01'],
  ])('from %s every %i months, after %s: %s', (from, months, after, expected) => {
    expect(nextReturn(day(from), months, day(after))).toBe(expected);
  });
});

describe('a reverse review that nobody makes', () => {
  it('Nord: letters before and after the 28th of a February without a 29th, each at nine, then the ladder of ten working days', () => {
    const foreseen = forecastJourney(reverseReview, facts<ReviewFact>(['2026-12-30T08:00:00.000Z', { kind: 'review-begun', due: day('2027-02-28') }]), around('59'));
    expect(seen(foreseen)).toEqual([
      ['2026-12-30T08:00:00.000Z', 'tell', '-60', 'review-coming'],
      ['2027-01-29T08:00:00.000Z', 'tell', '-30', 'review-coming'],
      ['2027-02-21T08:00:00.000Z', 'tell', '-7', 'review-coming'],
      ['2027-02-28T08:00:00.000Z', 'tell', '0', 'review-today'],
      ['2027-02-28T23:00:00.000Z', 'overdue', null, ''],
      // Both administrators, once it is late.
      ['2027-03-15T08:00:00.000Z', 'tell', '15', 'review-late,review-late'],
      ['2027-03-30T07:00:00.000Z', 'tell', '30', 'review-late,review-late'],
      // Ten working days from 30 March: none of them a holiday; from 27 April: Ascension Day, 6 May, is one.
      ['2027-04-13T07:00:00.000Z', 'contact-rung', 1, 'escalation'],
      ['2027-04-27T07:00:00.000Z', 'contact-rung', 2, 'escalation'],
      ['2027-05-12T07:00:00.000Z', 'contact-rung', 3, 'escalation'],
      // Whit Monday, 17 May. The fourth rung is the same person as the third.
      ['2027-05-27T07:00:00.000Z', 'skip-rung', 4, ''],
      ['2027-05-27T07:00:00.000Z', 'ladder-exhausted', null, 'ladder-exhausted'],
    ]);
    expect(foreseen.map(({ state }) => state.lateSince).at(-1)).toBe('2027-02-28T23:00:00.000Z');
  });

  it('Côte-d’Or, begun late: of the letters whose day is past the latest alone; no ladder, the manager is told with the last', () => {
    const foreseen = forecastJourney(reverseReview, facts<ReviewFact>(['2027-04-20T10:00:00.000Z', { kind: 'review-begun', due: day('2027-05-10') }]), around('21'));
    expect(seen(foreseen).map(([at, , key]) => [at, key])).toEqual([
      ['2027-04-20T10:00:00.000Z', '-30'], ['2027-05-03T07:00:00.000Z', '-7'], ['2027-05-10T07:00:00.000Z', '0'], ['2027-05-10T22:00:00.000Z', null], ['2027-05-25T07:00:00.000Z', '15'], ['2027-06-09T07:00:00.000Z', '30'],
    ]);
    expect(foreseen.at(-1)?.outcome.letters?.at(-1)).toMatchObject({ letter: 'review-unanswered', to: { address: around('21').contract.manager.email } });
  });

  it('the days on which it writes are a setting of the contract', () => {
    const told = around('59');
    const { reverseReview: asked } = told.contract.habilitations;
    const contract = { ...told.contract, habilitations: { ...told.contract.habilitations, reverseReview: asked === null ? null : { ...asked, tellDays: [-10, 5] } } };
    const foreseen = forecastJourney(reverseReview, facts<ReviewFact>(['2027-02-18T08:00:00.000Z', { kind: 'review-begun', due: day('2027-02-28') }]), { ...told, contract });
    expect(foreseen.slice(0, 4).map(({ step }) => [step.at, step.rule])).toEqual([['2027-02-18T08:00:00.000Z', 'tell'], ['2027-02-28T23:00:00.000Z', 'overdue'], ['2027-03-05T08:00:00.000Z', 'tell'], ['2027-03-19T08:00:00.000Z', 'contact-rung']]);
  });
});

describe('a review that is sent back, and nobody completes it', () => {
  const begun = (more: [string, ReviewFact][]) => facts<ReviewFact>(['2026-12-30T08:00:00.000Z', { kind: 'review-begun', due: day('2027-02-28') }], ...more);
  const early: [string, ReviewFact][] = [
    ['2026-12-30T08:00:00.000Z', { kind: 'review-told', days: -60, last: false }], ['2027-01-29T08:00:00.000Z', { kind: 'review-told', days: -30, last: false }],
    ['2027-02-01T09:00:00.000Z', { kind: 'result-received', how: 'mail', note: '' }], ['2027-02-02T09:00:00.000Z', { kind: 'result-returned', reason: 'Il manque la liste.' }],
  ];
  const overdue: [string, ReviewFact][] = [
    ['2027-02-28T23:00:00.000Z', { kind: 'review-overdue' }], ['2027-03-15T08:00:00.000Z', { kind: 'review-told', days: 15, last: false }],
    ['2027-03-20T09:00:00.000Z', { kind: 'result-received', how: 'portal', note: '' }], ['2027-03-22T09:00:00.000Z', { kind: 'result-returned', reason: 'Il manque la liste.' }],
  ];

  it('Côte-d’Or, before its date: its letters go on, it is late the day after it, and without a ladder the manager is told with the last', () => {
    const foreseen = forecastJourney(reverseReview, begun(early), around('21'));
    const late = Array.from({ length: around('21').contacts.filter(({ role, email }) => email !== null && (role === 'administrator' || role === 'deputy-administrator')).length }, () => 'review-late').join();
    expect(seen(foreseen)).toEqual([
      ['2027-02-21T08:00:00.000Z', 'tell', '-7', 'review-coming'],
      ['2027-02-28T08:00:00.000Z', 'tell', '0', 'review-today'],
      ['2027-02-28T23:00:00.000Z', 'overdue', null, ''],
      ['2027-03-15T08:00:00.000Z', 'tell', '15', late],
      ['2027-03-30T07:00:00.000Z', 'tell', '30', `${late},review-unanswered`],
    ]);
    expect(foreseen.at(-1)?.outcome.letters?.at(-1)).toMatchObject({ to: { address: around('21').contract.manager.email } });
    expect(foreseen.at(-1)?.state).toMatchObject({ phase: 'returned', lateSince: '2027-02-28T23:00:00.000Z', debt: { side: 'partner', since: '2027-02-02T09:00:00.000Z' } });
  });

  it('Nord, before its date: the ladder climbs from the day on which it was sent back, beside its letters', () => {
    const foreseen = forecastJourney(reverseReview, begun(early), around('59'));
    expect(seen(foreseen)).toEqual([
      ['2027-02-16T09:00:00.000Z', 'contact-rung', 1, 'escalation'],
      ['2027-02-21T08:00:00.000Z', 'tell', '-7', 'review-coming'],
      ['2027-02-28T08:00:00.000Z', 'tell', '0', 'review-today'],
      ['2027-02-28T23:00:00.000Z', 'overdue', null, ''],
      ['2027-03-02T09:00:00.000Z', 'contact-rung', 2, 'escalation'],
      ['2027-03-15T08:00:00.000Z', 'tell', '15', 'review-late,review-late'],
      ['2027-03-16T09:00:00.000Z', 'contact-rung', 3, 'escalation'],
      ['2027-03-30T07:00:00.000Z', 'tell', '30', 'review-late,review-late'],
      // Ten working days from 16 March, of which Easter Monday, the 29th, is none; the clocks have changed.
      ['2027-03-31T08:00:00.000Z', 'skip-rung', 4, ''],
      ['2027-03-31T08:00:00.000Z', 'ladder-exhausted', null, 'ladder-exhausted'],
    ]);
    // The last reminder begins no second debt.
    expect(foreseen.at(-1)?.state.debt?.since).toBe('2027-02-02T09:00:00.000Z');
  });

  it('Côte-d’Or, after its date: late again at once, reminded fifteen and thirty days after it was sent back, then the manager', () => {
    const told = begun(overdue);
    expect(reverseReview.fold(told)).toMatchObject({ phase: 'returned', lateSince: '2027-02-28T23:00:00.000Z', debt: { side: 'partner', since: '2027-03-22T09:00:00.000Z' } });
    const foreseen = forecastJourney(reverseReview, told, around('21'));
    expect(foreseen.map(({ step }) => [step.at, step.rule, step.key])).toEqual([['2027-04-06T07:00:00.000Z', 'tell-again', '15'], ['2027-04-21T07:00:00.000Z', 'tell-again', '30']]);
    expect(foreseen.map(({ outcome }) => outcome.letters?.at(-1)?.letter)).toEqual(['review-late', 'review-unanswered']);
  });

  it('its date passing while the desk reads it: late from the day on which it is sent back, and once', () => {
    const read: [string, ReviewFact][] = [['2027-02-27T09:00:00.000Z', { kind: 'result-received', how: 'portal', note: '' }], ['2027-03-22T09:00:00.000Z', { kind: 'result-returned', reason: 'Il manque la liste.' }]];
    const foreseen = forecastJourney(reverseReview, begun(read), around('21'));
    expect(foreseen.map(({ step, state }) => [step.at, step.rule, state.lateSince])).toEqual([
      ['2027-03-22T09:00:00.000Z', 'overdue', '2027-03-22T09:00:00.000Z'], ['2027-04-06T07:00:00.000Z', 'tell-again', '2027-03-22T09:00:00.000Z'], ['2027-04-21T07:00:00.000Z', 'tell-again', '2027-03-22T09:00:00.000Z'],
    ]);
  });
});

describe('a result that nobody reads at the Caf', () => {
  it.each<[string, unknown[][]]>([
    // Seven days of opening (article 3.3) for each.
    ['31', [['2027-02-08T06:30:00.000Z', 'contact-rung', 1, 'escalation'], ['2027-02-15T06:30:00.000Z', 'ladder-exhausted', null, 'ladder-exhausted']]],
    // The desk's own mailbox: a task for its named person, no letter to ourselves (rules: Ladder 4).
    ['59', [['2027-02-15T09:00:00.000Z', 'contact-rung', 1, ''], ['2027-03-01T09:00:00.000Z', 'ladder-exhausted', null, 'ladder-exhausted']]],
    ['95', [['2027-03-01T09:00:00.000Z', 'contact-rung', 1, ''], ['2027-04-01T08:00:00.000Z', 'contact-rung', 2, ''], ['2027-05-03T07:00:00.000Z', 'ladder-exhausted', null, 'ladder-exhausted']]],
  ])('the desk’s own ladder is climbed to its end, and the manager is told once; the partner is not written to (%s)', (caf, expected) => {
    const foreseen = forecastJourney(reverseReview, facts<ReviewFact>(['2026-12-30T08:00:00.000Z', { kind: 'review-begun', due: day('2027-02-28') }], ['2027-02-01T09:00:00.000Z', { kind: 'result-received', how: 'mail', note: '' }]), around(caf));
    expect(seen(foreseen)).toEqual(expected);
    expect(foreseen.every(({ step }) => step.side === 'desk')).toBe(true);
    expect(foreseen.at(-1)?.outcome.letters?.map(({ to }) => to.address)).toEqual([around(caf).contract.manager.email]);
    expect(foreseen.at(-1)?.state).toMatchObject({ phase: 'to-check', lateSince: foreseen[0]?.step.at });
  });
});

describe('what an agent and a partner do of it', () => {
  const BEGUN: [string, ReviewFact] = ['2026-12-30T08:00:00.000Z', { kind: 'review-begun', due: day('2027-02-28') }];
  const RESULT: [string, ReviewFact] = ['2027-02-01T09:00:00.000Z', { kind: 'result-received', how: 'mail', note: '' }];
  const now = instant('2027-02-02T09:00:00.000Z');
  const act = (told: [string, ReviewFact][], asked: ReviewAct) => reverseReview.act(asked, reverseReview.fold(facts(...told)), aroundOf(around('59'), new Map()), now);

  it('a result ends the partner’s debt, and begins the desk’s', () => {
    const state = reverseReview.fold(facts(BEGUN, RESULT));
    expect(state).toMatchObject({ phase: 'to-check', debt: { side: 'desk', since: '2027-02-01T09:00:00.000Z' } });
    expect(reverseReview.plan(state, aroundOf(around('59'), new Map()))[0]).toMatchObject({ rule: 'contact-rung', side: 'desk', at: '2027-02-15T09:00:00.000Z' });
  });

  it('sent back, the partner owes it again; accepted, nobody owes anything', () => {
    const back: [string, ReviewFact] = ['2027-02-02T09:00:00.000Z', { kind: 'result-returned', reason: 'Il manque la liste.' }];
    expect(reverseReview.fold(facts(BEGUN, RESULT, back))).toMatchObject({ phase: 'returned', returned: 'Il manque la liste.', debt: { side: 'partner', since: '2027-02-02T09:00:00.000Z' } });
    expect(reverseReview.fold(facts(BEGUN, RESULT, ['2027-02-02T09:00:00.000Z', { kind: 'review-accepted' }]))).toMatchObject({ phase: 'accepted', debt: null, endedAt: '2027-02-02T09:00:00.000Z' });
  });

  it.each<[string, [string, ReviewFact][], ReviewAct, string]>([
    ['accepted before anybody said its lines', [BEGUN, RESULT], { kind: 'accept-result' }, 'Confirmez d’abord ce que dit le résultat, ligne par ligne.'],
    ['accepted before there is a result', [BEGUN], { kind: 'accept-result' }, 'Aucun résultat n’est reçu.'],
    ['sent back before there is a result', [BEGUN], { kind: 'return-result', reason: 'x' }, 'Aucun résultat n’est reçu.'],
    ['sent back without a word', [BEGUN, RESULT], { kind: 'return-result', reason: ' ' }, 'Dites ce qui manque au résultat.'],
    ['a second result', [BEGUN, RESULT], { kind: 'record-result', how: 'portal', note: '' }, 'Un résultat est déjà reçu : acceptez-le ou redemandez-le.'],
    ['called off without a reason', [BEGUN], { kind: 'call-off', reason: '' }, 'Donnez un motif.'],
    ['anything once it is over', [BEGUN, RESULT, ['2027-02-02T09:00:00.000Z', { kind: 'review-accepted' }]], { kind: 'accept-result' }, 'Cette revue est close.'],
  ])('refused: %s', (_name, told, asked, refused) => {
    expect(act(told, asked)).toEqual({ refused });
  });
});

describe('a convention that ends', () => {
  const ends = (n: number): JourneyFact<ReviewFact & YearFact> => ({ kind: 'convention-ends', on: day('2027-03-20'), n, at: instant('2027-01-05T09:00:00.000Z') });

  it('its review under way is written of up to that day, and void from it on', () => {
    const begun: JourneyFact<ReviewFact> = { kind: 'review-begun', due: day('2027-02-28'), n: 1, at: instant('2026-12-30T08:00:00.000Z') };
    const foreseen = forecastJourney(reverseReview, [begun, ends(2)], around('59'));
    expect(foreseen.slice(-2).map(({ step, outcome }) => [step.at, step.rule, outcome.letters?.map(({ letter }) => letter)])).toEqual([
      ['2027-03-15T08:00:00.000Z', 'tell', ['review-late', 'review-late']], ['2027-03-19T23:00:00.000Z', 'convention-over', ['review-called-off']],
    ]);
    expect(foreseen.at(-1)?.state.phase).toBe('called-off');
  });

  it('begins a review that is due before, none after, and is followed no more', () => {
    const told: JourneyFact<YearFact> = { kind: 'followed', signedOn: day('2024-02-29'), reviewFrom: null, n: 1, at: instant('2026-12-01T00:00:00.000Z') };
    const foreseen = forecastJourney(conventionYear, [told, ends(2)], around('59'));
    // Learnt on 5 January, after the day of the first letter: the review begins then.
    expect(foreseen.map(({ step }) => [step.at, step.rule])).toEqual([['2027-01-05T09:00:00.000Z', 'begin-review'], ['2027-01-29T08:00:00.000Z', 'prepare-assessment'], ['2027-03-19T23:00:00.000Z', 'end']]);
    expect(foreseen[0]?.outcome.begins?.[0]?.first).toMatchObject({ due: '2027-02-28', endsOn: '2027-03-20' });
  });
});

describe('the campaign of a year', () => {
  const contract = around('59').contract;
  const followed: JourneyFact<YearFact> = { kind: 'followed', signedOn: day('2024-02-29'), reviewFrom: null, n: 1, at: instant('2026-12-01T00:00:00.000Z') };

  it('knows the reviews to come: on the 28th, on the 29th of a leap year, none before the convention is followed or after its end', () => {
    expect(['2026', '2027', '2028', '2029'].map((year) => comingReview([followed], contract, year)?.due ?? null)).toEqual([null, '2027-02-28', '2028-02-29', '2029-02-28']);
    const ended: JourneyFact<YearFact> = { kind: 'convention-ends', on: day('2028-02-01'), n: 2, at: instant('2026-12-02T00:00:00.000Z') };
    expect(['2027', '2028'].map((year) => comingReview([followed, ended], contract, year)?.due ?? null)).toEqual(['2027-02-28', null]);
  });

  it('counts as done whatever the date, the share of those whose date has passed, months by the date of the review', () => {
    const begun = (...more: [string, ReviewFact][]) => begunReview(facts<ReviewFact>(['2026-12-30T08:00:00.000Z', { kind: 'review-begun', due: day('2027-02-28') }], ...more), contract, day('2027-05-01'));
    const result: [string, ReviewFact] = ['2027-04-20T08:00:00.000Z', { kind: 'result-received', how: 'portal', note: '', result: { people: [], profiles: [] } }];
    const accepted = begun(result, ['2027-04-21T08:00:00.000Z', { kind: 'review-accepted' }]);
    const all = [accepted, begun(), begun(result), begun(['2027-04-21T08:00:00.000Z', { kind: 'review-called-off', reason: 'x' }])];
    expect(all.map(({ state }) => state)).toEqual(['done', 'late', 'checking', 'void']);
    expect(shareDone(all, day('2027-05-01'))).toEqual({ done: 1, due: 3, percent: 33 });
    expect(campaignMonths(all, day('2027-05-01'))[1]).toEqual({ month: 2, done: 1, late: 1, coming: 1, share: 33 });
  });
});

describe('the years of a convention', () => {
  const followed = (signedOn: string, at: string) => facts<YearFact>([at, { kind: 'followed', signedOn: day(signedOn), reviewFrom: null }]);

  it('signed on 29 February: renewed and reviewed on the 28th, and on the 29th of a leap year; each review under a key of its own', () => {
    const foreseen = forecastJourney(conventionYear, followed('2024-02-29', '2026-01-01T00:00:00.000Z'), around('59'), instant('2028-03-01T00:00:00.000Z'));
    expect(foreseen.map(({ step }) => [step.at, step.rule, step.key])).toEqual([
      ['2026-01-01T00:00:00.000Z', 'begin-review', '2026-02-28'],
      ['2026-01-29T08:00:00.000Z', 'prepare-assessment', '2026-02-28'],
      ['2026-02-28T08:00:00.000Z', 'renew', '2026-02-28'],
      ['2026-12-30T08:00:00.000Z', 'begin-review', '2027-02-28'],
      ['2027-01-29T08:00:00.000Z', 'prepare-assessment', '2027-02-28'],
      ['2027-02-28T08:00:00.000Z', 'renew', '2027-02-28'],
      ['2027-12-31T08:00:00.000Z', 'begin-review', '2028-02-29'],
      ['2028-01-30T08:00:00.000Z', 'prepare-assessment', '2028-02-29'],
      ['2028-02-29T08:00:00.000Z', 'renew', '2028-02-29'],
    ]);
    expect(foreseen.flatMap(({ outcome }) => (outcome.begins ?? []).map(({ key }) => key))).toEqual(['review/convention-59/2026-02-28', 'review/convention-59/2027-02-28', 'review/convention-59/2028-02-29']);
  });

  it('a date set by the Caf counts from the next review on; a convention that ended is followed no more', () => {
    const told = followed('2024-05-10', '2027-01-01T00:00:00.000Z');
    const set: JourneyFact<YearFact> = { kind: 'review-date-set', reviewFrom: day('2027-09-15'), n: 2, at: instant('2027-01-02T00:00:00.000Z') };
    const [first] = conventionYear.plan(conventionYear.fold([...told, set]), aroundOf(around('59'), new Map())).filter(({ rule }) => rule === 'begin-review');
    expect(first).toMatchObject({ key: '2027-09-15', at: '2027-07-17T07:00:00.000Z' });
    const end: JourneyFact<YearFact> = { kind: 'convention-ended', reason: 'Résiliée', n: 3, at: instant('2027-01-03T00:00:00.000Z') };
    const state = conventionYear.fold([...told, set, end]);
    expect([state.endedAt, conventionYear.plan(state, aroundOf(around('59'), new Map()))]).toEqual(['2027-01-03T00:00:00.000Z', []]);
  });

  it('asks for no review where the contract asks for none (Seine-Maritime)', () => {
    const foreseen = forecastJourney(conventionYear, followed('2024-02-29', '2026-01-01T00:00:00.000Z'), around('76'), instant('2027-01-01T00:00:00.000Z'));
    expect(foreseen.map(({ step }) => step.rule)).toEqual(['prepare-assessment', 'renew']);
  });
});
